import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Links } from '../../cards/links.ts';
import { type ResultFormat, resultFormats } from '../../documents/results/format.ts';
import { AppError } from '../../domain/errors.ts';
import { Language } from '../../domain/text.ts';

/** What a calendar link opens. */
export type CalendarSubject =
  | { readonly kind: 'meeting'; readonly meetingId: string }
  | { readonly kind: 'schedule'; readonly networkId: string };

/** What a package link opens. */
export interface PackageSubject {
  readonly networkId: string;
  readonly language: Language;
}

/** What a link to messages opens. */
export interface MessagesSubject extends PackageSubject {
  readonly subjectId: string;
}

/** What a link to something of a survey's results opens: for whom it was made, whose rights are asked for when it is followed. */
interface OfResults extends PackageSubject {
  readonly surveyId: string;
  readonly memberId: string;
}

/** What a link to a chart opens: the chart of one question. */
export interface ChartSubject extends OfResults {
  readonly code: string;
}

/** What a link to results opens. */
export interface ResultsSubject extends OfResults {
  readonly format: ResultFormat;
}

/**
 * Links and what they mean when they come back. All readings throw `LINK_EXPIRED` for a link of ours whose time is
 * over, and `FORBIDDEN` for anything that is not a link of ours of that kind.
 */
export interface SignedLinks extends Links {
  /** The chart of one question of a survey as a picture (PNG), for one member; the link works for an hour. */
  chart(subject: ChartSubject): Promise<string>;
  /** The chat with the bot in Teams; undefined in local mode. */
  chat(): string | undefined;
  /** Reads the secret part of a calendar link. */
  verifyCalendar(secret: string): Promise<CalendarSubject>;
  /** Reads the secret part of a package link. */
  verifyPackage(secret: string): Promise<PackageSubject>;
  /** The results of a survey as a file, for one member; the link works for an hour. */
  results(subject: ResultsSubject): Promise<string>;
  /** Reads the secret part of a link to results. */
  verifyResults(secret: string): Promise<ResultsSubject>;
  /** Reads the secret part of a link to messages. */
  verifyMessages(secret: string): Promise<MessagesSubject>;
  /** Reads the secret part of a link to a chart. */
  verifyChart(secret: string): Promise<ChartSubject>;
}

const algorithm = 'HS256';
const minutesOpen = 60;

const CalendarClaims = z.object({ aud: z.enum(['meeting', 'schedule']), sub: z.string().min(1) });
const PackageClaims = z.object({ aud: z.literal('package'), sub: z.string().min(1), lang: Language, exp: z.number() });
const MessagesClaims = PackageClaims.extend({ aud: z.literal('messages'), about: z.string().min(1) });
const ChartClaims = MessagesClaims.extend({
  aud: z.literal('chart'),
  part: z.string().min(1),
  by: z.string().min(1),
});

const ResultsClaims = PackageClaims.extend({
  aud: z.literal('results'),
  about: z.string().min(1),
  by: z.string().min(1),
  as: z.enum(resultFormats),
});

/**
 * The maker and reader of links below `publicUrl` (no slash at its end). Links to calendars never expire, since
 * calendar programs fetch them again and again; `secret` is the same in every instance. With the Teams app's id, links to the
 * page open it in Teams, and `publicUrl` where there is no Teams.
 */
export function createLinks(secret: Uint8Array, publicUrl: string, now: () => Date, appId?: string): SignedLinks {
  const sign = (claims: SignJWT) => claims.setProtectedHeader({ alg: algorithm }).sign(secret);
  const calendar = async (kind: CalendarSubject['kind'], id: string) =>
    `${publicUrl}/calendar/${await sign(new SignJWT({ aud: kind, sub: id }))}.ics`;
  const endsAt = () => new Date(now().getTime() + minutesOpen * 60_000);
  return {
    meeting: (meetingId) => calendar('meeting', meetingId),
    schedule: (networkId) => calendar('schedule', networkId),
    package: async (networkId, language) => {
      const claims = new SignJWT({ aud: 'package', sub: networkId, lang: language });
      return `${publicUrl}/api/v1/packages/${await sign(claims.setExpirationTime(endsAt()))}.zip`;
    },
    messages: async (networkId, subjectId, language) => {
      const claims = new SignJWT({ aud: 'messages', sub: networkId, lang: language, about: subjectId });
      return `${publicUrl}/api/v1/messages/${await sign(claims.setExpirationTime(endsAt()))}.csv`;
    },
    chart: async ({ networkId, surveyId, memberId, code, language }) => {
      const about = { aud: 'chart', sub: networkId, lang: language, about: surveyId, by: memberId, part: code };
      const claims = new SignJWT(about);
      return `${publicUrl}/api/v1/charts/${await sign(claims.setExpirationTime(endsAt()))}.png`;
    },
    results: async ({ networkId, surveyId, memberId, format, language }) => {
      const about = { aud: 'results', sub: networkId, lang: language, about: surveyId, by: memberId, as: format };
      const secret = await sign(new SignJWT(about).setExpirationTime(endsAt()));
      return `${publicUrl}/api/v1/results/${secret}.${format === 'answers' ? 'csv' : format}`;
    },
    app: () => (appId === undefined ? undefined : `https://teams.microsoft.com/l/app/${appId}`),
    tab: (path = '') => (appId === undefined ? `${publicUrl}/tab/${path}` : teamsLink(appId, publicUrl, path)),
    chat: () => appId && `https://teams.microsoft.com/l/chat/0/0?users=28:${appId}`,
    verifyCalendar: async (token) => {
      const { aud: kind, sub } = await readClaims(CalendarClaims, token, secret, now);
      return kind === 'meeting' ? { kind, meetingId: sub } : { kind, networkId: sub };
    },
    verifyPackage: async (token) => {
      const { sub: networkId, lang: language } = await readClaims(PackageClaims, token, secret, now);
      return { networkId, language };
    },
    verifyResults: async (token) => {
      const claims = await readClaims(ResultsClaims, token, secret, now);
      const { sub: networkId, lang: language, about: surveyId, by: memberId, as: format } = claims;
      return { networkId, language, surveyId, memberId, format };
    },
    verifyMessages: async (token) => {
      const { sub: networkId, lang: language, about: subjectId } = await readClaims(MessagesClaims, token, secret, now);
      return { networkId, language, subjectId };
    },
    verifyChart: async (token) => {
      const claims = await readClaims(ChartClaims, token, secret, now);
      const { sub: networkId, lang: language, about: surveyId, by: memberId, part: code } = claims;
      return { networkId, language, surveyId, memberId, code };
    },
  };
}

/** The personal tab's name in the manifest. */
const tabEntity = 'network';

/** A deep link to the personal tab; Teams hands the path on to the page as its sub-page. */
function teamsLink(appId: string, publicUrl: string, path: string): string {
  const query = new URLSearchParams({
    webUrl: `${publicUrl}/tab/${path}`,
    ...(path === '' ? {} : { context: JSON.stringify({ subEntityId: path }) }),
  });
  return `https://teams.microsoft.com/l/entity/${appId}/${tabEntity}?${query.toString()}`;
}

async function readClaims<T>(shape: z.ZodType<T>, token: string, secret: Uint8Array, now: () => Date): Promise<T> {
  try {
    const { payload } = await jwtVerify(token, secret, { algorithms: [algorithm], currentDate: now() });
    return shape.parse(payload);
  } catch (error) {
    // The cause is left out: it quotes what the link says.
    if (error instanceof errors.JWTExpired) throw new AppError('LINK_EXPIRED', 'the time of a link is over');
    throw new AppError('FORBIDDEN', 'not a link of ours of this kind');
  }
}
