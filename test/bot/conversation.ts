import pino, { type Logger } from 'pino';
import { createApp } from '../../bot/app.ts';
import type { BotDeps } from '../../bot/feature.ts';
import { features } from '../../bot/features.ts';
import type { Card } from '../../cards/card.ts';
import { loadContent } from '../../content/content.ts';
import { finnishHolidays } from '../../content/holidays.ts';
import { rates as usualRates } from '../../domain/limits.ts';
import { groups } from '../../domain/network/network.ts';
import { nouns } from '../../domain/nouns.ts';
import { put } from '../../domain/store.ts';
import { createRates, type RateTable } from '../../http/rates.ts';
import * as loopback from '../../tab/server/loopback.ts';
import { buttonsOf } from '../cards/read.ts';
import { aWorld, objectIdOf, type Role, tenantId, type World } from '../domain/fixture.ts';
import { type FakeConnector, type Message, startConnector } from './fake-connector.ts';
import { loneInstance } from './lone-instance.ts';

/** The bot behind its real HTTP door, with a fake Teams around it. */
export interface Conversation {
  readonly world: World;
  readonly connector: FakeConnector;
  readonly url: string;
  /** Writes to the bot in personal chat, or in the channel of a group; gives the card it answers with. */
  say(role: Role, text: string, where?: Where): Promise<Card>;
  /** Writes a command, and opens the answer for oneself where everybody would have seen it. */
  ask(role: Role, text: string, where?: Where): Promise<Card>;
  /** Presses the button with this title or verb, with what was typed into the card's inputs. */
  press(
    role: Role,
    card: Card,
    button: string,
    inputs?: Readonly<Record<string, string>>,
    where?: Where,
  ): Promise<Card>;
  /** Sends a press as it is, forged or not. */
  forge(role: Role, action: unknown, where?: Where): Promise<{ status: number; body: unknown }>;
  /** Teams tells of something that happened in a place. */
  hear(event: TeamsEvent): Promise<void>;
  /** Posts any activity. */
  post(activity: object): Promise<{ status: number; body: unknown }>;
  /** Runs the worker; gives the cards posted or changed since the last run that answer nobody. */
  work(): Promise<Card[]>;
  /** Stops the bot alone; `close` ends the rest. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export interface Where {
  readonly group?: 'future' | 'home';
  readonly locale?: string;
  readonly zone?: string;
}

/** Somebody that Teams names in an event: a person of the tests, the bot, or any account. */
export type Named = Role | 'bot' | object;

/** Something that Teams tells of in a `conversationUpdate`, in one of the shapes in which it does. */
export interface TeamsEvent {
  /** The team's channel of `future`, a group chat, or somebody's chat with the bot; default the channel. */
  readonly where?: 'channel' | 'chat' | 'personal';
  /** Who caused it, as Teams says; default an account without an Entra id. */
  readonly by?: Role | object | null;
  readonly eventType?: string | null;
  readonly added?: readonly Named[];
  readonly removed?: readonly Named[];
  /** Anything else in the activity. */
  readonly more?: object;
}

/** The group chat in which events of chats happen. */
export const chatId = '19:chat@thread.v2';

const builtIn = loadContent();

/** Starts the bot on loopback over the world of `aWorld`. */
export async function startConversation(
  given: { readonly log?: Logger; readonly rates?: Partial<RateTable> } = {},
): Promise<Conversation> {
  const world = await aWorld();
  const connector = await startConnector();
  for (const group of await world.deps.store.find(groups, { networkId: 'uudi' })) {
    await world.deps.store.commit([put(groups, { ...group, serviceUrl: connector.url })]);
  }
  const deps: BotDeps = {
    ...world.deps,
    builtIn,
    timeZone: 'Europe/Helsinki',
    founders: [objectIdOf('stranger')],
    isHoliday: finnishHolidays(),
    nouns,
    links: {
      meeting: async (_actor, { id }) => `http://127.0.0.1/calendar/meeting-${id}.ics`,
      schedule: async (_actor, id) => `http://127.0.0.1/calendar/schedule-${id}.ics`,
      package: async (_actor, id, language) => `http://127.0.0.1/package/${id}-${language}.zip`,
      messages: async (_actor, _networkId, id, language) => `http://127.0.0.1/messages/${id}-${language}.csv`,
      app: () => 'https://teams.microsoft.com/l/app/test',
      tab: (path = '') => `http://127.0.0.1/tab/${path}`,
    },
  };
  const log = given.log ?? pino({ level: process.env['TEST_LOG'] ?? 'silent' });
  const lone = loneInstance(deps);
  const rates = createRates(lone.elapsed, [], { ...usualRates, ...given.rates });
  const app = createApp({ deps, features, sdk: {}, ...lone, rates, registration: undefined, loopback, log });
  const port = await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= app.close());
  let sent = 0;
  const seen = new Map<Message, Card | undefined>();

  function activity(role: Role, where: Where, more: object) {
    return {
      id: `in-${(sent += 1)}`,
      channelId: 'msteams',
      serviceUrl: connector.url,
      from: { id: `29:${role}`, name: `${role} (esimerkki)`, aadObjectId: objectIdOf(role) },
      recipient: { id: '28:bot', name: 'Verkostobotti' },
      locale: where.locale ?? 'fi-FI',
      ...(where.zone && { localTimezone: where.zone }),
      ...activityPlace(role, where),
      ...more,
    };
  }

  async function post(body: object) {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? (JSON.parse(text) as unknown) : undefined };
  }

  async function forge(role: Role, action: unknown, where: Where = {}) {
    return post(activity(role, where, { type: 'invoke', name: 'adaptiveCard/action', value: { action } }));
  }

  const conversation: Conversation = {
    world,
    connector,
    url,
    post,
    forge,
    async hear({ by = { id: '29:owner' }, where = 'channel', eventType, added, removed, more }) {
      const { status } = await post({
        type: 'conversationUpdate',
        id: `e-${(sent += 1)}`,
        channelId: 'msteams',
        serviceUrl: connector.url,
        from: typeof by === 'string' ? accountOf(by) : by,
        recipient: { id: '28:bot' },
        ...eventPlace(where, eventType),
        ...(added ? { membersAdded: added.map(accountOf) } : {}),
        ...(removed ? { membersRemoved: removed.map(accountOf) } : {}),
        ...more,
      });
      if (status !== 200) throw new Error(`HTTP ${status}`);
    },
    async ask(role, text, where = {}) {
      const card = await conversation.say(role, text, where);
      const opens = buttonsOf(card).some(({ verb }) => verb === 'command.open');
      return opens ? conversation.press(role, card, 'command.open', {}, where) : card;
    },
    async say(role, text, where = {}) {
      const before = connector.messages.length;
      const written = where.group ? `<at>Verkostobotti</at> ${text}` : text;
      await post(activity(role, where, { type: 'message', text: written, entities: mention(where) }));
      const place = activityPlace(role, where).conversation;
      const answers = connector.messages.slice(before).filter(({ conversationId }) => conversationId === place.id);
      for (const answer of answers) seen.set(answer, answer.card);
      return cardIn(answers);
    },
    async press(role, card, button, inputs = {}, where = {}) {
      const found = buttonsOf(card).find(({ title, verb }) => title === button || verb === button);
      if (!found) throw new Error(`no button ${button} on «${card.fallbackText}», but: ${titles(card)}`);
      const { status, body } = await forge(role, { ...found, data: { ...found.data, ...inputs } }, where);
      if (status !== 200) throw new Error(`HTTP ${status}`);
      return (body as { value: Card }).value;
    },
    async work() {
      await app.worker.run();
      const fresh = connector.messages.filter((message) => !seen.has(message) || seen.get(message) !== message.card);
      for (const message of fresh) seen.set(message, message.card);
      return fresh.flatMap((message) => (message.card ? [message.card] : []));
    },
    stop,
    async close() {
      await stop();
      await connector.close();
      await world.close();
    },
  };
  return conversation;
}

function activityPlace(role: Role, where: Where) {
  if (!where.group) return { conversation: { id: `a:${role}`, conversationType: 'personal', tenantId } };
  const channel = { id: `19:${where.group}@thread.tacv2` };
  return {
    conversation: { id: `${channel.id};messageid=1`, conversationType: 'channel', isGroup: true, tenantId },
    channelData: { tenant: { id: tenantId }, team: { id: '19:team@thread.tacv2' }, channel },
  };
}

function accountOf(named: Named): object {
  if (typeof named === 'object') return named;
  return named === 'bot' ? { id: '28:bot' } : { id: `29:${named}`, aadObjectId: objectIdOf(named) };
}

function eventPlace(where: 'channel' | 'chat' | 'personal', eventType: string | null | undefined) {
  if (where === 'personal') return { conversation: { id: 'a:personal', conversationType: 'personal', tenantId } };
  if (where === 'chat') return { conversation: { id: chatId, conversationType: 'groupChat', isGroup: true, tenantId } };
  return {
    conversation: { id: '19:future@thread.tacv2', conversationType: 'channel', isGroup: true, tenantId },
    channelData: {
      tenant: { id: tenantId },
      team: { id: '19:team@thread.tacv2' },
      channel: { id: '19:future@thread.tacv2' },
      ...(eventType === undefined ? {} : { eventType }),
    },
  };
}

function mention(where: Where) {
  const mentioned = { id: '28:bot', name: 'Verkostobotti' };
  return where.group ? [{ type: 'mention', text: '<at>Verkostobotti</at>', mentioned }] : [];
}

function cardIn(messages: readonly Message[]): Card {
  const card = messages.at(-1)?.card;
  if (!card) throw new Error('the bot sent no card');
  return card;
}

function titles(card: Card): string {
  return buttonsOf(card)
    .map(({ title, verb }) => `${title} (${verb})`)
    .join(', ');
}
