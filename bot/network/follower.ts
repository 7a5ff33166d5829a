import type { Logger } from 'pino';
import { asAppError } from '../../domain/errors.ts';
import { personIdOf } from '../../domain/network/actor.ts';
import { followChat } from '../../domain/network/chat-members.ts';
import type { Network } from '../../domain/network/network.ts';
import { followNews, type News } from '../../domain/network/news.ts';
import { syncSoon } from '../../domain/network/nightly.ts';
import type { Follower, TurnDeps } from '../feature.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { pauseAfter } from '../team-reader.ts';

/** What Teams says when it says only that something happened: newcomers are looked for. */
export const nothing: News = { added: [], removed: [], somebodyLeft: false };

/** A roster that is behind what Teams says is up to date by then. */
const lookAgainMs = 60_000;
/** Somebody who is not on the roster is not looked for again so soon, however much they say. */
const strangerMs = 10 * 60_000;
/** So many strangers are remembered. */
const mostStrangers = 1000;

/** What Teams has said of a team or a chat since it was read last, and how to follow it. */
interface Heard {
  readonly network: Network;
  readonly news: readonly News[];
  /** Gives whether what was read does not say what Teams said. */
  follow(news: News): Promise<boolean>;
}

export function createFollower(deps: Omit<TurnDeps, 'follower'>, log: Logger): Follower {
  const heard = new Map<string, Heard>();
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

  const inTurn = oneAtATime(async (id: string): Promise<void> => {
    const all = heard.get(id);
    heard.delete(id);
    if (all) await orLater(all.network, () => all.follow(together(all.news)));
  });

  function follow(id: string, { news, ...how }: Omit<Heard, 'news'> & { readonly news: News }): Promise<void> {
    heard.set(id, { ...how, news: [...(heard.get(id)?.news ?? []), news] });
    return inTurn(id);
  }

  const team: Follower['team'] = (network, serviceUrl, news) =>
    follow(network.id, {
      network,
      news,
      async follow(all) {
        const read = () => deps.teams.people(serviceUrl, network.teamId);
        const { differs, ...change } = await followNews(deps, network, read, all);
        log.info({ network: network.id, ...change }, 'roster read');
        return differs;
      },
    });
  return {
    team,
    chat: (network, group, serviceUrl, news) =>
      follow(group.id, {
        network,
        news,
        follow: (all) => followChat(deps, network, group, () => deps.teams.people(serviceUrl, group.channelId), all),
      }),
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
