import type { Links } from '../../cards/links.ts';
import { ledgerKinds } from '../../documents/delivery/format.ts';
import { fileKinds, type ResultFormat } from '../../documents/results/format.ts';
import { type LinkDeps, ownLink } from '../../domain/link/own-link.ts';
import type { Actor } from '../../domain/rights.ts';
import type { Language } from '../../domain/text.ts';

/** The files of a survey's results, for one person and in one language; their addresses work for an hour. */
export interface ResultAddresses {
  file(format: ResultFormat): string;
  /** The chart of a question as a picture (PNG). */
  picture(code: string): string;
}

/** Addresses for cards and the page. */
export interface PageLinks extends Links {
  /** The chat with the bot in Teams; undefined in local mode. */
  chat(): string | undefined;
  results(
    actor: Actor,
    survey: { readonly id: string; readonly networkId: string },
    language: Language,
  ): Promise<ResultAddresses>;
}

/** A meeting stays in calendars for so long after its end. */
const afterEndMs = 30 * 24 * 3_600_000;

/**
 * The maker of addresses below `publicUrl` (no slash at its end). With the Teams app's id, addresses of the page open it
 * in Teams, and `publicUrl` where there is no Teams.
 */
export function createLinks(deps: LinkDeps, publicUrl: string, appId?: string): PageLinks {
  const api = `${publicUrl}/api/v1`;
  return {
    meeting: async (actor, { id: subjectId, networkId, endsAt }) => {
      const worksUntil = new Date(Date.parse(endsAt) + afterEndMs).toISOString();
      const secret = await ownLink(deps, actor, { purpose: 'meeting', networkId, subjectId, worksUntil });
      return `${publicUrl}/calendar/${secret}.ics`;
    },
    schedule: async (actor, networkId) => {
      const secret = await ownLink(deps, actor, { purpose: 'schedule', networkId, subjectId: networkId });
      return `${publicUrl}/calendar/${secret}.ics`;
    },
    package: async (actor, networkId, language) => {
      const secret = await ownLink(deps, actor, { purpose: 'package', networkId, subjectId: networkId, language });
      return `${api}/packages/${secret}.zip`;
    },
    messages: async (actor, networkId, subjectId, language, format = 'csv') => {
      const secret = await ownLink(deps, actor, { purpose: 'messages', networkId, subjectId, language });
      if (format === 'csv') return `${api}/messages/${secret}.csv`;
      return `${api}/messages/${secret}/${format}.${ledgerKinds[format].ending}`;
    },
    results: async (actor, { id: subjectId, networkId }, language) => {
      const secret = await ownLink(deps, actor, { purpose: 'results', networkId, subjectId, language });
      return {
        file: (format) => `${api}/results/${secret}/${format}.${fileKinds[format].ending}`,
        picture: (code) => `${api}/charts/${secret}/${encodeURIComponent(code)}.png`,
      };
    },
    app: () => (appId === undefined ? undefined : `https://teams.microsoft.com/l/app/${appId}`),
    tab: (path = '') => (appId === undefined ? `${publicUrl}/tab/${path}` : teamsLink(appId, publicUrl, path)),
    chat: () => appId && `https://teams.microsoft.com/l/chat/0/0?users=28:${appId}`,
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
