import { expect } from 'chai';
import { randomFor } from '../../demo/bulk/random.ts';
import { seenOf } from '../../domain/seen.ts';
import { put } from '../../domain/store.ts';
import { Question } from '../../domain/survey/kinds/kinds.ts';
import { shownOf } from '../../domain/survey/seen.ts';
import { type Anonymity, type SentTo, surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import type { KeptStore } from '../../storage/kept-store.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { openPostgresStore } from '../../storage/postgres/store.ts';
import { operations } from '../../tab/contract/operations.ts';
import { surveyRecord } from '../domain/example-network.ts';
import { migratedDatabase } from '../postgres/shared-server.ts';
import { rounds } from './rounds.ts';
import { aWholeBot, crowd, memberId, type Somebody, type WholeBot } from './whole-bot.ts';

const [hour, day] = [3_600_000, 86_400_000];
const [lead, coordinator] = [0, 1];

/**
 * Two worlds that differ in one answer alone. What anybody reads who may not know who answered, and what is stored but
 * the answers themselves, must be the same in both: then nothing tells in which of them one is.
 */
interface Pair {
  readonly name: string;
  /** How many have answered beforehand, of those from 4 on. */
  readonly answered: number;
  /** Who then answers in the one world, and in the other. */
  readonly one: Somebody;
  readonly other: Somebody | undefined;
  readonly to: 'submit' | 'leave';
  /** Set where organisations answer as one, which they do in confidence at most. */
  readonly respondent?: 'organisation';
}

const pairs: readonly Pair[] = [
  { name: 'one member answered, or another', answered: 7, one: 2, other: 3, to: 'submit' },
  { name: 'one more member answered, or not', answered: 1, one: 2, other: undefined, to: 'submit' },
  { name: 'one member answered, or nobody', answered: 0, one: 2, other: undefined, to: 'submit' },
  { name: 'one member began an answer, or another', answered: 3, one: 2, other: 3, to: 'leave' },
  {
    name: 'one organisation answered, or another',
    answered: 2,
    one: 2,
    other: 3,
    to: 'submit',
    respondent: 'organisation',
  },
];

const ofAnswers = ['responses', 'anonymousAnswers', 'sealKeys'];

/** What somebody may do who looks after the survey, or what happens in the network, in both worlds alike. */
type Step = (bot: WholeBot) => Promise<unknown>;

const pressing =
  (who: Somebody, verb: string, data: object = {}): Step =>
  (bot) =>
    bot.press(who, verb, { surveyId: 's', subjectId: 's', ...data });
const asking =
  (who: Somebody, method: string, path: string, body: object = {}): Step =>
  (bot) =>
    bot.ask(who, `/api/v1/${path}`, { method, body });

/** Things that can happen while the survey is open, with people chosen by chance, those above all whom it is about. */
function stepsFor(chance: (limit: number) => number): Readonly<Record<string, Step>> {
  const who = chance(2) === 0 ? 2 + chance(2) : 2 + chance(crowd - 2);
  const later = crowd + chance(6);
  return {
    'the lead reminds': pressing(lead, 'survey.remind'),
    'the coordinator reminds on the page': asking(coordinator, 'POST', 'surveys/s/remind'),
    'a night passes': (bot) => bot.pass(20 * hour),
    'a weekend passes': (bot) => bot.pass(3 * day),
    'a member is in another organisation': asking(coordinator, 'PUT', `members/${memberId(who)}/organisation`, {
      organisationId: `o-${chance(4)}`,
      newOrganisationId: 'new',
      name: '',
      type: '',
      contactPoint: '',
      municipalities: '',
    }),
    'a member is in another group': (bot) => bot.change(who, { groupIds: ['home'] }),
    'a member is in the group': (bot) => bot.change(who, { groupIds: ['future'] }),
    'a member leaves the network': (bot) => bot.change(who, { groupIds: [], leftAt: '2026-09-01T09:00:00.000Z' }),
    'a member comes back': (bot) => bot.change(who, { groupIds: ['future'], leftAt: undefined }),
    'everybody leaves an organisation': async (bot) => {
      for (const member of [2, 6, 10, 14]) await bot.change(member, { organisationId: 'o-1' });
    },
    'somebody joins': async (bot) => bot.join(later).catch(() => undefined),
    'a member becomes a compiler': pressing(coordinator, 'network.role', {
      memberId: memberId(who),
      role: 'compiler',
      on: true,
    }),
    'a member blocks the bot': async (bot) => bot.block(who, true),
    'a member takes the bot back': async (bot) => bot.block(who, false),
    'a text is corrected': pressing(lead, 'survey.reword', { code: 'title', version: 1, fi: `Kysely ${chance(99)}` }),
    'the closing is moved': pressing(lead, 'survey.moveClosing', {
      closesOn: `2026-10-${10 + chance(20)}`,
      closesTime: '16:00',
    }),
    'messages are held back': pressing(lead, 'delivery.pause'),
    'messages go on': pressing(coordinator, 'delivery.resume'),
    'messages are sent again': pressing(lead, 'delivery.retry'),
    'the lead writes in the chat': (bot) => bot.say(lead, 'omat'),
    'the lead answers': pressing(lead, 'survey.page', { page: 0, to: 'submit', 'q.why': 'Vetäjä' }),
    'the lead tries an answer for an organisation': pressing(lead, 'survey.answer', { organisationId: 'o-2' }),
    'the lead enters an answer': pressing(lead, 'survey.page', {
      page: 0,
      to: 'submit',
      'q.why': 'Puhelimessa',
      organisationId: 'o-paper',
    }),
  };
}

const ends: Readonly<Record<string, Step>> = {
  'the lead closes the survey': pressing(lead, 'survey.close'),
  'the closing is finished': (bot) => bot.pass(2 * 60_000),
  'a confidential one is opened again': pressing(lead, 'survey.reopen', {
    closesOn: '2026-12-01',
    closesTime: '16:00',
  }),
  'and closed again': pressing(coordinator, 'survey.close'),
  'a night follows': (bot) => bot.pass(20 * hour),
};

const verbs: readonly (readonly [string, object])[] = [
  'survey.manage',
  'survey.missing',
  'survey.entries',
  'survey.askClose',
  'survey.askWording',
  'survey.askReminders',
  'survey.resultsRule',
  'survey.keeping',
  'survey.list',
  'survey.askCancel',
  'delivery.show',
  'delivery.subject',
  'delivery.passOn',
  'summary.show',
  'network.show',
  'package.show',
].map((verb) => [verb, {}] as const);
const verbsOfPages = [
  ['survey.results', { part: 0 }],
  ['survey.texts', { at: 0 }],
  ['summary.waiting', { page: 0 }],
  ['network.changes', { page: 0 }],
] as const;

const ids: Readonly<Record<string, string>> = { surveyId: 's', subjectId: 's', organisationId: 'o-2' };
const readings = Object.keys(operations)
  .filter((name) => name.startsWith('GET '))
  .map((name) => name.slice('GET '.length).replaceAll(/\{(\w+)\}/g, (_whole, part: string) => ids[part] ?? 'x'));

/** All that these people may look at, by what it is, and what is stored but the answers themselves. */
async function observed(bot: WholeBot, readers: readonly Somebody[], isEnd: boolean): Promise<Record<string, string>> {
  const seen: Record<string, string> = {};
  for (const who of readers) {
    for (const [verb, data] of [...verbs, ...verbsOfPages]) {
      seen[`${verb} ${who}`] = await bot.press(who, verb, { surveyId: 's', subjectId: 's', ...data });
    }
    for (const path of readings) {
      const told = await bot.ask(who, `/api/v1${path}?network=uudi&language=fi&theme=default`);
      seen[`${path} ${who}`] = told;
      const files =
        isEnd || path.startsWith('/deliveries/') ? (told.match(/https:\/\/bot\.example\.org\/api[^"]+/g) ?? []) : [];
      for (const file of files) seen[`${file} ${who}`] = await bot.ask(who, file);
    }
    const [zip] = /https:\/\/bot\.example\.org\/api[^"]+\.zip/.exec(seen[`package.show ${who}`] ?? '') ?? [];
    if (isEnd && zip) seen[`package ${who}`] = await bot.ask(who, zip);
    seen[`status ${who}`] = await bot.say(who, 'tilanne');
  }
  seen['standing'] = bot.standing();
  seen['metrics'] = await bot.metrics();
  seen['log'] = bot.logged();
  return seen;
}

/** What is stored but the answers, and of what any file holds or held. */
async function lying(bot: WholeBot): Promise<Record<string, string>> {
  const stored = await bot.stored(ofAnswers);
  const onDisk = await bot.onDisk(ofAnswers);
  return {
    ...Object.fromEntries(Object.entries(stored).map(([name, all]) => [name, all.join('\n')])),
    files: onDisk.join('\n'),
  };
}

async function expectSame(
  worlds: readonly [WholeBot, WholeBot],
  look: (bot: WholeBot) => Promise<Record<string, string>>,
  after: string,
): Promise<void> {
  for (const bot of worlds) bot.begin(`look ${after}`);
  const [one, other] = [await look(worlds[0]), await look(worlds[1])];
  expect(Object.keys(one)).to.deep.equal(Object.keys(other));
  for (const [name, told] of Object.entries(one)) {
    expect(
      told === other[name],
      `${name} tells who answered, ${after}:\n${differing(told, other[name] ?? '')}`,
    ).to.equal(true);
  }
}

/** The first place where two texts differ. */
function differing(one: string, other: string): string {
  const at = [...one].findIndex((letter, place) => letter !== other[place]);
  return [one, other].map((text) => text.slice(Math.max(0, at - 200), at + 200)).join('\n≠\n');
}

interface Course {
  readonly anonymity: Extract<Anonymity, 'confidential' | 'anonymous'>;
  readonly pair: Pair;
  readonly seed: number;
}

const question = Question.parse({ kind: 'text', code: 'why', label: { fi: 'Miksi?' } });

async function posted(bot: WholeBot, { anonymity, pair: { respondent } }: Course, sentTo: SentTo): Promise<void> {
  const draft = surveyRecord('s', {
    state: 'draft',
    groupId: 'future',
    anonymity,
    ...(respondent && { respondent }),
    questions: [question],
    breakdowns: ['organisationType'],
    resultsFor: 'leads',
    closesAt: '2026-10-01T12:00:00.000Z',
  });
  await bot.store.commit([put(surveys, draft)]);
  const seen = seenOf(shownOf(await load(bot.store, surveys, 's')));
  await bot.press(lead, 'survey.post', { surveyId: 's', sentTo, seen });
}

/** Lives through the same in two worlds, but for one answer, and compares what can be read after each step. */
async function live(open: (dataDir: string) => Promise<KeptStore>, course: Course): Promise<void> {
  const { pair, anonymity, seed } = course;
  const chance = randomFor('survey', seed).below;
  const sentTo = (['channel', 'people', 'both'] as const)[seed % 3] ?? 'both';
  const readers = anonymity === 'anonymous' ? [lead, coordinator] : [lead];
  const worlds = [await aWholeBot(open), await aWholeBot(open)] as const;
  try {
    for (const bot of worlds) {
      await posted(bot, course, sentTo);
      for (let who = 4; who < 4 + pair.answered; who += 1) await bot.answer(who, 'submit', 'Vastaus');
      await bot.pass(hour);
    }
    const [one, other] = worlds;
    await one.answer(pair.one, pair.to, 'Vastaus');
    if (pair.other !== undefined) await other.answer(pair.other, pair.to, 'Vastaus');
    const look = (isEnd: boolean) => (bot: WholeBot) => observed(bot, readers, isEnd);
    await expectSame(worlds, look(false), 'at once');
    const done: string[] = [];
    const step = async (name: string, act: Step) => {
      done.push(name);
      for (const bot of worlds) {
        bot.begin(`${done.length} ${name}`);
        await act(bot);
      }
    };
    for (let count = 0; count < 12; count += 1) {
      const named = Object.entries(stepsFor(chance));
      const [name, act] = named[chance(named.length)] ?? ['nothing', async () => undefined];
      await step(name, act);
      if (chance(3) === 0) await step('time passes', (bot) => bot.pass(hour));
      if (count % 4 === 3) await expectSame(worlds, look(false), `after ${done.join(', ')}`);
    }
    await step('what waits is done', async (bot) => {
      bot.block(2, true);
      await bot.pass(4 * day);
    });
    await step('the coordinator reminds again', pressing(coordinator, 'survey.remind'));
    await step('what waits is done', (bot) => bot.pass(day));
    await expectSame(worlds, look(false), `after ${done.join(', ')}`);
    await expectSame(worlds, lying, `after ${done.join(', ')}`);
    for (const [name, act] of Object.entries(ends)) {
      await step(name, act);
      // What is counted at the end may tell how many answered, from five on.
      await expectSame(worlds, look(name === 'a night follows'), `after ${done.join(', ')}`);
    }
    await expectSame(worlds, lying, `after ${done.join(', ')}`);
  } finally {
    for (const bot of worlds) await bot.dispose();
  }
}

const stores = [
  ['lowdb', (dataDir: string) => openLowdbStore({ dataDir }), 20],
  ['PostgreSQL', async () => openPostgresStore({ databaseUrl: await migratedDatabase() }), 10],
] as const;

/** The same courses each time, unless `SOAK_SEED` begins with others. */
const seed = Number(process.env['SOAK_SEED'] ?? 0);

for (const [name, open, full] of stores) {
  const count = rounds(full);
  describe(`that somebody answered a secret survey, on ${name}`, function () {
    this.timeout(count * 120_000);

    it(`is told by nothing that its readers see and nothing that lies there, over ${count} courses (SOAK_SEED=${seed})`, async () => {
      for (let round = 0; round < count; round += 1) {
        const pair = pairs[(seed + round) % pairs.length] as Pair;
        const anonymity = pair.respondent || (seed + round) % 2 === 0 ? 'confidential' : 'anonymous';
        await live(open, { anonymity, pair, seed: seed + round });
      }
    });
  });
}
