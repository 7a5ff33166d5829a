import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../bot/app.ts';
import { features } from '../../bot/features.ts';
import { createLogger } from '../../config/logger.ts';
import { loadContent } from '../../content/content.ts';
import { finnishHolidays } from '../../content/holidays.ts';
import { randomFor } from '../../demo/bulk/random.ts';
import { createOffLoop } from '../../documents/off-loop/off-loop.ts';
import { collections } from '../../domain/collections.ts';
import { personIdOf } from '../../domain/network/actor.ts';
import { type Member, members, people } from '../../domain/network/network.ts';
import { planRecurring } from '../../domain/network/recurring.ts';
import { nouns } from '../../domain/nouns.ts';
import { put, type StoredRecord } from '../../domain/store.ts';
import { load } from '../../domain/use-case.ts';
import { createRates } from '../../http/rates.ts';
import type { KeptStore } from '../../storage/kept-store.ts';
import { createVault } from '../../storage/vault/vault.ts';
import { createLinks } from '../../tab/server/links.ts';
import * as loopback from '../../tab/server/loopback.ts';
import { mountTab } from '../../tab/server/routes.ts';
import { startConnector } from '../bot/fake-connector.ts';
import { loneInstance } from '../bot/lone-instance.ts';
import { aGroup, aNetwork, anOrganisation } from '../domain/example-network.ts';
import { tenantId } from '../domain/fixture.ts';
import { aMember } from '../storage/records.ts';

/** Somebody of the network: 0 leads its group, 1 coordinates it, and all others are members of the group. */
export type Somebody = number;

/** How many are in the network when it begins. */
export const crowd = 16;

/**
 * A bot with its page on a store, and a fake Teams around it. Its clock stands still but for `pass`; its chance and its
 * ids are the same in every bot, but for those of answers, so that two of them can be compared.
 */
export interface WholeBot {
  readonly store: KeptStore;
  /** Begins chance and ids anew: what was used up before, as at a closing for each answer, makes no difference now. */
  begin(moment: string): void;
  /** Presses a button on a card; gives what it answers. */
  press(who: Somebody, verb: string, data: object): Promise<string>;
  /** Writes a command in the own chat; gives what the bot says. */
  say(who: Somebody, text: string): Promise<string>;
  /** Asks the page's server; gives its status, its tag and all that it answers. */
  ask(who: Somebody, path: string, change?: { readonly method: string; readonly body: object }): Promise<string>;
  /** Answers the survey, with ids that nothing else could have had. */
  answer(who: Somebody, to: 'submit' | 'leave', text: string): Promise<void>;
  change(who: Somebody, given: Partial<Member>): Promise<void>;
  join(who: Somebody): Promise<void>;
  /** Teams refuses messages to somebody, or no longer. */
  block(who: Somebody, refuses: boolean): void;
  /** Moves the clock, and does what is due. */
  pass(milliseconds: number): Promise<void>;
  /** What stands in the channel, and in the chats of the lead and the coordinator. */
  standing(): string;
  metrics(): Promise<string>;
  logged(): string;
  /** Every record of every collection that is not left out, in order. */
  stored(without: readonly string[]): Promise<Record<string, string[]>>;
  /** Every record that any file of the data folder holds or held, of those collections; empty on PostgreSQL. */
  onDisk(without: readonly string[]): Promise<string[]>;
  dispose(): Promise<void>;
}

export const memberId = (who: Somebody) => `m-${String(who).padStart(2, '0')}`;
const objectIdOf = (who: Somebody) => `33333333-3333-4333-8333-${String(who).padStart(12, '0')}`;
const chatOf = (who: Somebody) => `a:${objectIdOf(who)}`;
const publicUrl = 'https://bot.example.org';

/** Noon on a Tuesday in Helsinki. */
const start = Date.parse('2026-09-01T09:00:00.000Z');

/** Starts a bot on a new store. */
export async function aWholeBot(open: (dataDir: string) => Promise<KeptStore>): Promise<WholeBot> {
  const folder = await mkdtemp(join(tmpdir(), 'whole-bot-'));
  const dataDir = join(folder, 'data');
  const store = await open(dataDir);
  const teams = await startConnector();
  await store.commit(theNetwork(teams.url));
  let now = start;
  let moment = 'start';
  let stream = moment;
  const counts = new Map<string, number>();
  let chance = randomFor('survey', 7).below;
  const newId = () => {
    const count = (counts.get(stream) ?? 0) + 1;
    counts.set(stream, count);
    return createHash('sha256').update(`${stream} ${count}`).digest('hex').slice(0, 24);
  };
  const log: string[] = [];
  const content = loadContent();
  const base = {
    store,
    vault: createVault(join(folder, 'keys')),
    now: () => new Date(now),
    newId,
    randomBelow: (limit: number) => chance(limit),
    builtIn: content,
    timeZone: 'Europe/Helsinki',
    founders: [],
    isHoliday: finnishHolidays(),
    nouns,
  };
  const deps = {
    ...base,
    links: createLinks({ ...base, linkKey: new Uint8Array(32).fill(5) }, publicUrl),
  };
  await planRecurring(deps);
  const often = { atOnce: 1_000_000, perMinute: 1_000_000 };
  const rates = createRates(() => now, [], { asking: often, writing: often, telling: often, straying: often });
  const logger = createLogger('debug', { write: (line: string) => void log.push(line) });
  const app = createApp({
    deps,
    features,
    sdk: {},
    ...loneInstance(deps),
    rates,
    registration: undefined,
    loopback,
    log: logger,
  });
  const offLoop = createOffLoop();
  mountTab(app.server, {
    ...deps,
    offLoop,
    rates,
    identity: {
      identify: async ({ headers }) => ({ tenantId, aadObjectId: String(headers['x-person']) }),
      openSession: async () => '',
    },
    practiceForms: content.practiceForms,
    practiceExample: content.practiceExample,
    regions: content.regions,
    surveyTemplates: content.surveyTemplates,
    clientFolder: join(folder, 'no-page'),
    accessibilityContact: undefined,
    afterChange: () => undefined,
    log: logger,
  });
  const url = `http://127.0.0.1:${await app.listen(0, '127.0.0.1')}`;

  async function post(who: Somebody, more: object): Promise<string> {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        id: `in-${newId()}`,
        channelId: 'msteams',
        serviceUrl: teams.url,
        from: { id: `29:${objectIdOf(who)}`, name: `Jäsen ${who}`, aadObjectId: objectIdOf(who) },
        recipient: { id: '28:bot', name: 'Verkostobotti' },
        locale: 'fi-FI',
        conversation: { id: chatOf(who), conversationType: 'personal', tenantId },
        ...more,
      }),
    });
    return comparable(await response.text());
  }

  // Teams numbers what it takes, and addresses differ from run to run.
  const comparable = (text: string) =>
    text
      .replaceAll(url, 'http://bot')
      .replaceAll(teams.url, 'http://teams')
      .replaceAll(/\ba-\d+\b/g, 'a-1');
  const press = (who: Somebody, verb: string, data: object) =>
    post(who, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb, data } },
    });

  return {
    store,
    begin(name) {
      moment = name;
      stream = name;
      chance = randomFor('survey', 7).below;
    },
    press,
    async say(who, text) {
      const before = teams.messages.length;
      await post(who, { type: 'message', text });
      return comparable(JSON.stringify(teams.messages.slice(before).map(({ card }) => card)));
    },
    async ask(who, path, change) {
      const response = await fetch(`${url}${path.replace(publicUrl, '')}`, {
        headers: { 'x-person': objectIdOf(who), 'content-type': 'application/json', 'if-match': '*' },
        ...(change && { method: change.method, body: JSON.stringify(change.body) }),
      });
      const body = Buffer.from(await response.arrayBuffer());
      const isText = /json|text|csv|calendar/.test(response.headers.get('content-type') ?? '');
      const told = isText ? body.toString('utf8') : createHash('sha256').update(body).digest('hex');
      return comparable([response.status, response.headers.get('etag') ?? '', body.length, told].join(' '));
    },
    async answer(who, to, text) {
      stream = 'answers';
      const answered = await press(who, 'survey.page', { surveyId: 's', page: 0, to, 'q.why': text });
      stream = moment;
      // A receipt, or the card of a form that was left.
      if (!/Kiitos|Jatka|Muuta/.test(answered)) throw new Error(`not answered: ${answered}`);
    },
    async change(who, given) {
      const member = await load(store, members, memberId(who));
      await store.commit([put(members, { ...member, ...given })]);
    },
    async join(who) {
      await store.commit([put(members, theMember(who)), put(people, thePerson(who, teams.url))]);
    },
    block(who, refuses) {
      if (refuses) teams.refusing.add(chatOf(who));
      else teams.refusing.delete(chatOf(who));
    },
    async pass(milliseconds) {
      now += milliseconds;
      await app.worker.run();
    },
    standing() {
      const theirs = new Set([0, 1].map(chatOf));
      const seen = teams.messages.filter(({ conversationId: id }) => theirs.has(id) || !id.startsWith('a:'));
      // What is sent at once to several arrives in any order.
      const told = seen.map(({ conversationId, card }) => comparable(JSON.stringify([conversationId, card])));
      return told.sort().join('\n');
    },
    async metrics() {
      const text = await (await fetch(`${url}/metrics`)).text();
      // What the process takes differs from run to run.
      const own = text.split('\n').filter((line) => line.startsWith('verkostobotti_'));
      return own.join('\n');
    },
    logged: () =>
      log.map((line) => comparable(line.replace(/"(time|pid|hostname|ms)":("[^"]*"|[\d.]+),?/g, ''))).join(''),
    async stored(without) {
      const all: Record<string, string[]> = {};
      for (const collection of collections.filter(({ name }) => !without.includes(name))) {
        const records: StoredRecord[] = [];
        for await (const record of store.stream(collection as never, {})) records.push(record);
        all[collection.name] = records.map((record) => comparable(JSON.stringify(record)));
      }
      return all;
    },
    async onDisk(without) {
      const kept = new Set(collections.map(({ name }) => name).filter((name) => !without.includes(name)));
      return (await linesIn(dataDir))
        .flatMap((line) => recordsIn(line, kept))
        .map(comparable)
        .sort();
    },
    async dispose() {
      await app.close();
      await Promise.all([offLoop.close(), teams.close()]);
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function theNetwork(serviceUrl: string) {
  const everybody = Array.from({ length: crowd }, (_, who) => who);
  return [
    aNetwork({ tenantId, teamId: '19:team@thread.tacv2' }),
    aGroup('future', { channelId: '19:future@thread.tacv2', serviceUrl }),
    aGroup('home', { channelId: '19:home@thread.tacv2', serviceUrl }),
    ...['o-0', 'o-1', 'o-2', 'o-3', 'o-paper'].map((id) => anOrganisation(id)),
    ...everybody.map((who) => put(members, theMember(who))),
    ...everybody.map((who) => put(people, thePerson(who, serviceUrl))),
  ];
}

function theMember(who: Somebody): Member {
  return aMember({
    id: memberId(who),
    networkId: 'uudi',
    personId: personIdOf(tenantId, objectIdOf(who)),
    name: `Jäsen ${who} (esimerkki)`,
    organisationId: `o-${who % 4}`,
    groupIds: ['future'],
    leads: who === 0 ? ['future'] : [],
    roles: who === 1 ? ['coordinator'] : [],
  });
}

function thePerson(who: Somebody, serviceUrl: string) {
  // Every third has no chat with the bot yet.
  const conversation = who % 3 === 2 ? {} : { conversation: { id: chatOf(who), serviceUrl } };
  return { id: personIdOf(tenantId, objectIdOf(who)), version: 0, digestOn: true as const, ...conversation };
}

async function linesIn(dataDir: string): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).flatMap((text) => text.split('\n'));
}

/** The records of these collections in a line of the journal, each with its collection. */
function recordsIn(line: string, kept: ReadonlySet<string>): string[] {
  if (!/^[0-9a-f]{8} \{"commit"/.test(line)) return [];
  const { changes } = JSON.parse(line.slice(9)) as { readonly changes: readonly [string, unknown][] };
  return changes.filter(([name]) => kept.has(name)).map((change) => JSON.stringify(change));
}
