import { type BotFrameworkAuthentication, TeamsConnectorClient } from 'botframework-connector';
import { waitMs } from '../domain/delivery/settle.ts';
import { AppError } from '../domain/errors.ts';
import type { RosterPerson } from '../domain/network/new-member.ts';
import { tidyText } from '../domain/text.ts';
import { limit } from './authentication.ts';
import { connectorsOf } from './connector.ts';
import { createConversationLimits, readingLimits } from './delivery/conversation-limits.ts';
import type { Pacer, Timing } from './delivery/pacer.ts';
import { refusalOf } from './delivery/refusal.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { readPages, rosterPage } from './roster-pages.ts';

/** A team as Teams describes it: its standard and shared channels. */
export interface Team {
  readonly name: string;
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  /** How many are in it; undefined when Teams does not say. */
  readonly size: number | undefined;
}

/** Whether what was told in the last half minute will do, as for a form. Default no. */
export interface Freshness {
  readonly mayBeOld: boolean;
}

/**
 * Asks Teams about teams and chats, within its limits, once at a time about each. All of it throws `TEAMS_UNAVAILABLE`
 * when Teams does not tell, or the bot stops.
 */
export interface TeamReader {
  /** Who is in a team or a group chat, by its id: all of them, or nobody. */
  people(serviceUrl: string, id: string): Promise<readonly RosterPerson[]>;
  team(serviceUrl: string, teamId: string, freshness?: Freshness): Promise<Team>;
  /** Ends what is being read, and reads nothing more. */
  stop(): void;
}

const minute = 60_000;

/**
 * How long to wait until what a `TeamReader` did not tell is asked again, in milliseconds: as Teams says, else so long
 * as given, by default a minute; undefined where the bot may not ask.
 */
export function pauseAfter(error: unknown, now: Date, otherwiseMs = minute): number | undefined {
  // What Teams answered is the cause of what its reader throws.
  const { status, retryAfterMs } = refusalOf((error instanceof AppError ? error.cause : error) ?? {}, now);
  return status === 403 || status === 404 ? undefined : (retryAfterMs ?? otherwiseMs);
}

export interface ReaderParts {
  readonly authentication: BotFrameworkAuthentication;
  /** Empty in local mode. */
  readonly appId: string;
  readonly pacer: Pacer;
  readonly timing: Timing;
  /** Whether no other instance asks Teams for the same app. */
  readonly alone: boolean;
}

/** Statuses after which the same question is asked again: those of Teams' documentation, and a server that is away. */
const passing: ReadonlySet<number> = new Set([412, 429, 502, 503, 504]);

/** For so long a question is asked again. */
const patienceMs = 10_000;

export function createTeamReader({ authentication, appId, pacer, timing, alone }: ReaderParts): TeamReader {
  const connectorAt = connectorsOf(authentication, appId);
  const limits = createConversationLimits(alone, readingLimits);
  const stopping = new AbortController();

  /** Asks once or, when Teams says so, again. Messages go in between: their lane is shared, that of answers is not. */
  async function ask<T>(id: string, question: () => Promise<T>): Promise<T> {
    const until = timing.now() + patienceMs;
    for (let attempts = 1; ; attempts += 1) {
      const free = limits.freeFrom(id, timing.now());
      limits.count(id, free);
      if (free > timing.now()) await timing.sleep(free - timing.now());
      await pacer.turn('bulk');
      stopping.signal.throwIfAborted();
      try {
        return await question();
      } catch (error) {
        const { status, reason, retryAfterMs } = refusalOf(error, new Date(timing.now()));
        const wait = waitMs(attempts, retryAfterMs, 0);
        const isPassing = status !== undefined && passing.has(status) && timing.now() + wait <= until;
        if (!isPassing) throw new AppError('TEAMS_UNAVAILABLE', `Teams does not tell: ${reason}`, { cause: error });
        await timing.sleep(wait);
      }
    }
  }

  const readPeople = oneAtATime(async (serviceUrl: string, id: string) => {
    const { conversations } = await connectorAt(serviceUrl);
    return readPages((continuationToken) => {
      // The SDK's type wants a token for the first page, which has none.
      const paging = { pageSize: rosterPage, continuationToken: continuationToken as string };
      return ask(id, () => conversations.getConversationPagedMembers(id, paging));
    });
  });

  const readTeam = oneAtATime(async (serviceUrl: string, teamId: string): Promise<Team> => {
    const { credentials } = await connectorAt(serviceUrl);
    const client = new TeamsConnectorClient(credentials, { baseUri: serviceUrl });
    limit(client);
    const { name, memberCount } = await ask(teamId, () => client.teams.fetchTeamDetails(teamId));
    const { conversations } = await ask(teamId, () => client.teams.fetchChannelList(teamId));
    return {
      name: tidyText(name ?? ''),
      size: memberCount ?? undefined,
      // Teams gives the General channel without a name.
      channels: (conversations ?? []).flatMap((channel) => {
        return channel?.id ? [{ id: channel.id, name: tidyText(channel.name ?? '') }] : [];
      }),
    };
  });

  /** Whoever waits for Teams must not keep the bot from stopping. */
  function unlessStopped<T>(work: Promise<T>): Promise<T> {
    const { signal } = stopping;
    return new Promise((resolve, reject) => {
      const stop = () => reject(new AppError('TEAMS_UNAVAILABLE', 'the bot stops'));
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
  }

  const team = keptAWhile(readTeam, timing);
  return {
    people: (serviceUrl, id) => unlessStopped(readPeople(serviceUrl, id)),
    team: (serviceUrl, teamId, freshness) => unlessStopped(team(serviceUrl, teamId, freshness)),
    stop: () => stopping.abort(),
  };
}

/** So long what Teams told is kept for those to whom it may be old. */
const keptMs = 30_000;
/** So much of it is kept. */
const mostKept = 20;

/** Keeps what was read, also when whoever asked has not waited for it. */
function keptAWhile<T>(read: (serviceUrl: string, id: string) => Promise<T>, { now }: Timing) {
  const kept = new Map<string, { readonly told: T; readonly until: number }>();
  return async (serviceUrl: string, id: string, { mayBeOld }: Freshness = { mayBeOld: false }): Promise<T> => {
    const known = kept.get(id);
    if (mayBeOld && known && known.until > now()) return known.told;
    const told = await read(serviceUrl, id);
    kept.delete(id);
    kept.set(id, { told, until: now() + keptMs });
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return told;
  };
}
