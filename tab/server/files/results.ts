import type { Request, Response } from 'restify';
import { createReader } from '../../../cards/reader.ts';
import { fileKinds, hasFormat } from '../../../documents/results/format.ts';
import { AppError } from '../../../domain/errors.ts';
import { isPresent, membershipOf } from '../../../domain/network/actor.ts';
import { members, type Network, networks } from '../../../domain/network/network.ts';
import type { Actor } from '../../../domain/rights.ts';
import type { Store } from '../../../domain/store.ts';
import { exportedResults } from '../../../domain/summary/exported-results.ts';
import { load } from '../../../domain/use-case.ts';
import { textsFor } from '../../../locales/text.ts';
import { fileHeaders } from '../reply.ts';
import { pictureData } from '../survey/picture.ts';
import type { FileDeps } from './routes.ts';

/** The chart of one question as a picture, for the member whom the link was made for. */
export async function sendChart(deps: FileDeps, secret: string, _request: Request, response: Response): Promise<void> {
  const subject = await deps.links.verifyChart(secret);
  const network = await load(deps.store, networks, subject.networkId);
  const actor = await memberAsActor(deps.store, network, subject.memberId);
  const reader = createReader(subject.language, network.timeZone);
  const picture = await deps.offLoop.run({
    task: 'picture',
    person: actor.personId,
    about: [subject.surveyId, subject.code, subject.language].join(' '),
    gather: () => pictureData(deps.store, actor, subject, reader),
  });
  const name = `${textsFor(subject.language)('tab:fileName.chart')}-${subject.code.replace(/[^A-Za-z0-9]+/g, '-')}.png`;
  response.sendRaw(200, picture, fileHeaders('image/png', name));
}

/** The results of a survey as a file, for the member whom the link was made for. */
export async function sendResults(deps: FileDeps, name: string, _request: Request, response: Response): Promise<void> {
  const subject = await deps.links.verifyResults(name.replace(/\.(?:csv|xlsx|json)$/, ''));
  const { surveyId, language, format } = subject;
  const network = await load(deps.store, networks, subject.networkId);
  const actor = await memberAsActor(deps.store, network, subject.memberId);
  const { timeZone } = network;
  const bytes = await deps.offLoop.run({
    task: 'results',
    person: actor.personId,
    about: [surveyId, format, language].join(' '),
    gather: async () => {
      const seen = await deps.store.snapshot((view) => exportedResults(view, actor, surveyId));
      if (!hasFormat(seen, format)) throw new AppError('FORBIDDEN', `no ${format} of survey ${surveyId}`);
      const { groupNames, ...exported } = seen;
      return { exported, groupNames: [...groupNames], regions: deps.regions, format, language, timeZone };
    },
  });
  const { type, ending } = fileKinds[format];
  const title = textsFor(language)(format === 'answers' ? 'tab:fileName.answers' : 'tab:fileName.results');
  response.sendRaw(200, bytes, fileHeaders(type, `${title}.${ending}`));
}

/** A member as what they may do now, whoever follows the link that was made for them. */
async function memberAsActor(store: Store, { id: networkId, tenantId }: Network, memberId: string): Promise<Actor> {
  const member = await load(store, members, memberId);
  const isThere = isPresent(member) && member.networkId === networkId;
  const { personId } = member;
  return { personId, tenantId, memberships: isThere ? [membershipOf(member)] : [], founder: false };
}
