import type { Logger } from 'pino';
import type { Request, Response, Server } from 'restify';
import { reasonText } from '../../cards/delivery/ledger.ts';
import { createReader } from '../../cards/reader.ts';
import { scheduleCalendar } from '../../documents/calendar/calendar.ts';
import { ledgerCsv } from '../../documents/delivery/ledger.ts';
import { packageName, writePackage } from '../../documents/package/write.ts';
import { hasFormat, resultFile } from '../../documents/results/files.ts';
import { ledgerRows } from '../../domain/delivery/ledger.ts';
import { AppError, asAppError } from '../../domain/errors.ts';
import { comingMeetings } from '../../domain/meeting/coming.ts';
import { type Meeting, meetings } from '../../domain/meeting/meeting.ts';
import { isPresent, membershipOf } from '../../domain/network/actor.ts';
import { groups, members, type Network, networks } from '../../domain/network/network.ts';
import { packageContents } from '../../domain/package/contents.ts';
import type { PracticeForms } from '../../domain/package/practices.ts';
import type { Actor } from '../../domain/rights.ts';
import type { Store } from '../../domain/store.ts';
import { exportedResults } from '../../domain/summary/exported-results.ts';
import { type Language, textFor } from '../../domain/text.ts';
import { load } from '../../domain/use-case.ts';
import { textsFor } from '../../locales/text.ts';
import type { CalendarSubject, SignedLinks } from './links.ts';
import { noticePage } from './pages.ts';
import { logProblem, statusOf } from './problem.ts';
import { fileHeaders, sendPage } from './reply.ts';
import { chartPicture } from './survey/picture.ts';
import { readingLanguage } from './visitor.ts';

export interface FileDeps {
  readonly store: Store;
  readonly links: SignedLinks;
  /** The forms that give the package's practices their headings. */
  readonly practiceForms: PracticeForms;
  readonly log: Logger;
  now(): Date;
}

/** How long a meeting stays in a schedule after its end, so that it does not vanish from calendars the day after. */
const daysKept = 30;

/** The routes of links that carry their own permission: calendars, the knowledge package, lists of messages, charts and results. */
export function mountFiles(server: Server, deps: FileDeps): void {
  // A wildcard, since a named part of a path may not be as long as a secret is.
  server.get('/calendar/*', linked(deps, '.ics', sendCalendar));
  server.get('/api/v1/packages/*', linked(deps, '.zip', sendPackage));
  server.get('/api/v1/messages/*', linked(deps, '.csv', sendMessages));
  server.get('/api/v1/charts/*', linked(deps, '.png', sendChart));
  // Its ending depends on the format, which the secret names.
  server.get('/api/v1/results/*', linked(deps, '', sendResults));
}

type Send = (deps: FileDeps, secret: string, request: Request, response: Response) => Promise<void>;

function linked(deps: FileDeps, ending: string, send: Send) {
  return async (request: Request, response: Response): Promise<void> => {
    const name = String(request.params['*']);
    const secret = name.endsWith(ending) ? name.slice(0, name.length - ending.length) : '';
    await send(deps, secret, request, response).catch((error: unknown) => {
      if (!response.headersSent) return sendFault(deps, error, request, response);
      // Too late for a page: a download that breaks off is what tells the reader.
      response.destroy();
      if (!isAbandoned(error)) logProblem(deps.log, asAppError(error));
    });
  };
}

/** Whether the reader broke the download off. */
function isAbandoned(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** A page for whoever followed the link. A link that is not ours is most often one that was copied in part. */
function sendFault(deps: FileDeps, error: unknown, request: Request, response: Response): void {
  const fault = asAppError(error);
  logProblem(deps.log, fault);
  const language = readingLanguage(request) ?? 'fi';
  const t = textsFor(language);
  const text = t(`errors:${fault.code === 'FORBIDDEN' ? 'LINK_EXPIRED' : fault.code}`, { hint: fault.hint ?? '' });
  sendPage(response, statusOf(fault.code), noticePage(t('errors:title'), text, language), language);
}

async function sendCalendar(deps: FileDeps, secret: string, request: Request, response: Response): Promise<void> {
  const subject = await deps.links.verifyCalendar(secret);
  const found = await meetingsOf(deps, subject);
  const network = await load(deps.store, networks, found.networkId);
  const language = readingLanguage(request) ?? network.language;
  const names = await groupNames(deps.store, network, language);
  const calendar = scheduleCalendar(found.meetings, {
    name: textFor(network.name, language),
    language,
    groupName: (groupId) => names.get(groupId),
  });
  const name = textsFor(language)(`tab:fileName.${subject.kind}`);
  response.sendRaw(200, calendar, fileHeaders('text/calendar; charset=utf-8', `${name}.ics`));
}

interface Found {
  readonly networkId: string;
  readonly meetings: readonly Meeting[];
}

async function meetingsOf(deps: FileDeps, subject: CalendarSubject): Promise<Found> {
  if (subject.kind === 'meeting') {
    const meeting = await load(deps.store, meetings, subject.meetingId);
    return { networkId: meeting.networkId, meetings: [meeting] };
  }
  const since = new Date(deps.now().getTime() - daysKept * 86_400_000);
  return { networkId: subject.networkId, ...(await comingMeetings(deps.store, subject.networkId, since)) };
}

async function groupNames(store: Store, network: Network, language: Language): Promise<Map<string, string>> {
  const all = await store.find(groups, { networkId: network.id });
  return new Map(all.map((group) => [group.id, textFor(group.name, language)]));
}

async function sendPackage(deps: FileDeps, secret: string, _request: Request, response: Response): Promise<void> {
  const { networkId, language } = await deps.links.verifyPackage(secret);
  const t = textsFor(language);
  const contents = await deps.store.snapshot((view) =>
    packageContents(view, networkId, deps.now(), deps.practiceForms),
  );
  const name = `${t('tab:fileName.package')}-${packageName(contents)}.zip`;
  response.writeHead(200, fileHeaders('application/zip', name));
  await writePackage(contents, language, t, response);
}

async function sendMessages(deps: FileDeps, secret: string, _request: Request, response: Response): Promise<void> {
  const { networkId, subjectId, language } = await deps.links.verifyMessages(secret);
  const t = textsFor(language);
  const rows = await ledgerRows(deps.store, networkId, subjectId);
  const list = ledgerCsv(rows, t, (reason) => reasonText({ t }, reason));
  response.sendRaw(200, list, fileHeaders('text/csv; charset=utf-8', `${t('tab:fileName.messages')}.csv`));
}

async function sendChart(deps: FileDeps, secret: string, _request: Request, response: Response): Promise<void> {
  const subject = await deps.links.verifyChart(secret);
  const network = await load(deps.store, networks, subject.networkId);
  const actor = await memberAsActor(deps.store, network, subject.memberId);
  const picture = await chartPicture(deps.store, actor, subject, createReader(subject.language, network.timeZone));
  const name = `${textsFor(subject.language)('tab:fileName.chart')}-${subject.code.replace(/[^A-Za-z0-9]+/g, '-')}.png`;
  response.sendRaw(200, picture, fileHeaders('image/png', name));
}

async function sendResults(deps: FileDeps, name: string, _request: Request, response: Response): Promise<void> {
  const subject = await deps.links.verifyResults(name.replace(/\.(?:csv|xlsx|json)$/, ''));
  const { surveyId, language, format } = subject;
  const network = await load(deps.store, networks, subject.networkId);
  const actor = await memberAsActor(deps.store, network, subject.memberId);
  const exported = await deps.store.snapshot((view) => exportedResults(view, actor, surveyId));
  if (!hasFormat(exported, format)) throw new AppError('FORBIDDEN', `no ${format} of survey ${surveyId}`);
  const reader = createReader(language, network.timeZone);
  const { type, ending, bytes } = await resultFile(reader, exported, format);
  const title = reader.t(format === 'answers' ? 'tab:fileName.answers' : 'tab:fileName.results');
  response.sendRaw(200, bytes, fileHeaders(type, `${title}.${ending}`));
}

/** A member as what they may do now, whoever follows the link that was made for them. */
async function memberAsActor(store: Store, { id: networkId, tenantId }: Network, memberId: string): Promise<Actor> {
  const member = await load(store, members, memberId);
  const isThere = isPresent(member) && member.networkId === networkId;
  const { personId } = member;
  return { personId, tenantId, memberships: isThere ? [membershipOf(member)] : [], founder: false };
}
