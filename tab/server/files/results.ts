import type { Request, Response } from 'restify';
import { createReader } from '../../../cards/reader.ts';
import { fileKinds, hasFormat, resultFormats } from '../../../documents/results/format.ts';
import { AppError } from '../../../domain/errors.ts';
import { followLink } from '../../../domain/link/follow.ts';
import { dayOf } from '../../../domain/local-time.ts';
import { networks } from '../../../domain/network/network.ts';
import { exportedResults } from '../../../domain/survey/results/exported-results.ts';
import { surveys } from '../../../domain/survey/survey.ts';
import { textFor } from '../../../domain/text.ts';
import { load } from '../../../domain/use-case.ts';
import { textsFor } from '../../../locales/text.ts';
import { fileHeaders } from '../reply.ts';
import { pictureData } from '../survey/picture.ts';
import type { FileDeps } from './file.ts';
import { fileName } from './file-name.ts';

/** The chart of one question as a picture, for the person whom the link was made for. */
export async function sendChart(deps: FileDeps, name: string, _request: Request, response: Response): Promise<void> {
  const [secret, code] = partsOf(name);
  const { actor, surveyId, language, timeZone } = await followed(deps, secret);
  const reader = createReader(language, timeZone, 'anywhere');
  const picture = await deps.offLoop.run({
    task: 'picture',
    person: actor.personId,
    about: [surveyId, code, language].join(' '),
    gather: () => pictureData(deps.store, actor, { surveyId, code }, reader),
  });
  const { title } = await load(deps.store, surveys, surveyId);
  const about = `${textFor(title, language)} ${code}`;
  const now = deps.now();
  const file = fileName(textsFor(language)('tab:fileName.chart'), about, { now, timeZone, ending: 'png' });
  response.sendRaw(200, picture, fileHeaders('image/png', file));
}

/** The results of a survey as a file, for the person whom the link was made for. */
export async function sendResults(deps: FileDeps, name: string, _request: Request, response: Response): Promise<void> {
  const [secret, file] = partsOf(name);
  const { actor, surveyId, language, timeZone } = await followed(deps, secret);
  const format = resultFormats.find((one) => file === `${one}.${fileKinds[one].ending}`);
  if (!format) throw new AppError('FORBIDDEN', 'no file of results');
  const now = deps.now();
  const bytes = await deps.offLoop.run({
    task: 'results',
    person: actor.personId,
    about: [surveyId, format, language].join(' '),
    gather: async () => {
      const seen = await deps.store.snapshot((view) => exportedResults(view, actor, surveyId));
      if (!hasFormat(seen, format)) throw new AppError('FORBIDDEN', `no ${format} of survey ${surveyId}`);
      const { groupNames, ...exported } = seen;
      // The day alone, so that asking again on it makes nothing anew.
      const madeOn = `${dayOf(now, timeZone)}T12:00:00.000Z`;
      return { exported, groupNames: [...groupNames], regions: deps.regions, format, language, timeZone, madeOn };
    },
  });
  const { type, ending, name: what } = fileKinds[format];
  const { title } = await load(deps.store, surveys, surveyId);
  const called = textsFor(language)(`tab:fileName.${what}`);
  const fileCalled = fileName(called, textFor(title, language), { now, timeZone, ending });
  response.sendRaw(200, bytes, fileHeaders(type, fileCalled));
}

/** The secret, and what of its survey is asked for. */
function partsOf(name: string): readonly [secret: string, part: string] {
  const [secret = '', part = '', ...more] = name.split('/');
  return more.length > 0 ? ['', ''] : [secret, part];
}

async function followed(deps: FileDeps, secret: string) {
  const { link, actor } = await followLink(deps, ['results'], secret);
  const { timeZone } = await load(deps.store, networks, link.networkId);
  return { actor, surveyId: link.subjectId, language: link.language ?? 'fi', timeZone };
}
