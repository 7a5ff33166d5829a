import type { Logger } from 'pino';
import type { Card } from '../cards/card.ts';
import { withNetwork } from '../cards/help/network.ts';
import { openCard } from '../cards/help/open.ts';
import { within } from '../cards/within.ts';
import { workingCard } from '../cards/working.ts';
import { AppError } from '../domain/errors.ts';
import { addressNow } from '../domain/network/address.ts';
import { rememberChat } from '../domain/network/reach.ts';
import type { Messenger } from './connector.ts';
import type { Pacer } from './delivery/pacer.ts';
import type { Later, Turn } from './feature.ts';
import { refusedCard } from './words.ts';

/** For so long somebody who pressed a button waits for Teams to tell the bot something; then they are answered. */
const patienceMs = 2000;

export interface LaterParts {
  readonly messenger: Messenger;
  readonly pacer: Pacer;
  readonly log: Logger;
  /** Called after what was late: there may be something to send. */
  afterwards(): void;
}

/** Gives what comes while somebody waits. Throws `TEAMS_UNAVAILABLE` for what comes later. */
export async function whileWaited<T>(work: Promise<T>): Promise<T> {
  const first = await raced(work);
  if (first === late) throw new AppError('TEAMS_UNAVAILABLE', 'Teams takes longer than anybody waits');
  return first;
}

const late = Symbol('late');

async function raced<T>(work: Promise<T>): Promise<T | typeof late> {
  const { promise, resolve } = Promise.withResolvers<typeof late>();
  const timer = setTimeout(() => resolve(late), patienceMs);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

export function createLater({ messenger, pacer, log, afterwards }: LaterParts): Later {
  const underWay = new Set<Promise<void>>();

  async function post(serviceUrl: string, conversationId: string, card: Card): Promise<void> {
    await pacer.turn('talk');
    await messenger.postToConversation(serviceUrl, conversationId, card);
  }

  async function tell(turn: Turn, made: Card): Promise<void> {
    const { actor, deps, network, person, place, reader } = turn;
    const several = network && actor.memberships.length > 1;
    const current = network && within(made, network.id);
    const card = several ? withNetwork(reader, made, { current: network, all: [], command: undefined }) : current;
    const chat = person?.conversation;
    if (chat) return post(network ? addressNow(network, chat.serviceUrl) : chat.serviceUrl, chat.id, card ?? made);
    await pacer.turn('talk');
    const id = await messenger.beginChat(place.serviceUrl, actor.personId.slice(actor.tenantId.length + 1));
    await rememberChat(deps, actor.personId, { id, serviceUrl: place.serviceUrl });
    await post(place.serviceUrl, id, card ?? made);
  }

  async function whenMade(turn: Turn, command: string, work: Promise<Card>): Promise<void> {
    const card = await work.catch((error: unknown) => refusedCard(log, error, turn.reader, {}));
    afterwards();
    try {
      await tell(turn, card);
    } catch (error) {
      log.info({ err: error }, 'what came late is told where it was asked');
      const { conversationId, serviceUrl } = turn.place;
      await post(serviceUrl, conversationId, openCard(turn.reader, command, ''));
    }
  }

  return {
    async inTime(turn, command, work) {
      const made = work();
      const first = await raced(made);
      if (first !== late) return first;
      const telling = whenMade(turn, command, made).catch((error: unknown) => {
        log.warn({ err: error }, 'what came late is not told');
      });
      underWay.add(telling);
      void telling.then(() => underWay.delete(telling));
      return workingCard(turn.reader);
    },
    async drained() {
      await Promise.all(underWay);
    },
  };
}
