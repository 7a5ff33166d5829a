import type { Logger } from 'pino';
import { asAppError } from '../../domain/errors.ts';
import { personIdOf } from '../../domain/network/actor.ts';
import { followChat } from '../../domain/network/chat-members.ts';
import type { Network, WorkingGroup } from '../../domain/network/network.ts';
import { followNews, type News } from '../../domain/network/news.ts';
import { syncSoon } from '../../domain/network/nightly.ts';
import type { TurnDeps } from '../feature.ts';
import { pauseAfter } from '../team-reader.ts';

/**
 * Makes a network's members those on its roster after Teams said that something happened. Of one team or chat one
 * reading is under way at a time, and the next is for all that was said meanwhile. A roster that cannot be read, or does
 * not say what Teams said, is read later, by a task. Rejects for nothing that Teams does.
 */
export interface Follower {
  team(network: Network, serviceUrl: string, news: News): Promise<void>;
  chat(network: Network, group: WorkingGroup, serviceUrl: string, news: News): Promise<void>;
  /** Somebody acts in a team who is not in its network: they are, if they are on its roster. */
  stranger(network: Network, serviceUrl: string, aadObjectId: string): Promise<void>;
}

/** What Teams says when it says only that something happened: newcomers are looked for. */
export const nothing: News = { added: [], removed: [], somebodyLeft: false };

/** A roster that is behind what Teams says is up to date by then. */
const lookAgainMs = 60_000;
/** Somebody who is not on the roster is not looked for again so soon, however much they say. */
const strangerMs = 10 * 60_000;
/** So many strangers are remembered. */
const mostStrangers = 1000;

export function createFollower(deps: Omit<TurnDeps, 'follower'>, log: Logger): Follower {
  const turns = createTurns<News>();
  const strangers = new Map<string, number>();

  /** Nobody waits for it: what cannot be had now, or is not what Teams said, is looked at again by a task. */
  async function orLater(network: Network, follow: () => Promise<boolean>): Promise<void> {
    try {
      if (await follow()) await syncSoon(deps, network, lookAgainMs);
    } catch (error) {
      log.warn({ err: asAppError(error), network: network.id }, 'roster not read');
      const wait = pauseAfter(error, deps.now());
      if (wait !== undefined) await syncSoon(deps, network, wait);
    }
  }

  const team: Follower['team'] = (network, serviceUrl, news) =>
    turns(network.id, news, (all) =>
      orLater(network, async () => {
        const read = () => deps.teams.people(serviceUrl, network.teamId);
        const { differs, ...change } = await followNews(deps, network, read, together(all));
        log.info({ network: network.id, ...change }, 'roster read');
        return differs;
      }),
    );
  return {
    team,
    chat: (network, group, serviceUrl, news) =>
      turns(group.id, news, (all) =>
        orLater(network, () => {
          const read = () => deps.teams.people(serviceUrl, group.channelId);
          return followChat(deps, network, group, read, together(all));
        }),
      ),
    async stranger(network, serviceUrl, aadObjectId) {
      const key = `${network.id} ${personIdOf(network.tenantId, aadObjectId)}`;
      if ((strangers.get(key) ?? 0) > deps.now().getTime()) return;
      if (strangers.size >= mostStrangers) strangers.clear();
      strangers.set(key, deps.now().getTime() + strangerMs);
      await team(network, serviceUrl, nothing);
    },
  };
}

function together(all: readonly News[]): News {
  return {
    added: all.flatMap(({ added }) => added),
    removed: all.flatMap(({ removed }) => removed),
    somebodyLeft: all.some(({ somebodyLeft }) => somebodyLeft),
  };
}

/** Takes turns by key: what comes while something is under way waits for it to end, and is then done in one go. */
function createTurns<T>() {
  const running = new Map<string, Promise<void>>();
  const waiting = new Map<string, { readonly all: T[]; readonly done: Promise<void> }>();
  return (key: string, one: T, act: (all: readonly T[]) => Promise<void>): Promise<void> => {
    const next = waiting.get(key);
    if (next) {
      next.all.push(one);
      return next.done;
    }
    const all = [one];
    const begin = async (): Promise<void> => {
      await Promise.allSettled([running.get(key)]);
      waiting.delete(key);
      const run = act(all);
      running.set(key, run);
      await run.finally(() => {
        if (running.get(key) === run) running.delete(key);
      });
    };
    const done = begin();
    waiting.set(key, { all, done });
    return done;
  };
}
