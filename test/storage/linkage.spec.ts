import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import pino from 'pino';
import { randomFor } from '../../demo/bulk/random.ts';
import { type Member, members } from '../../domain/network/network.ts';
import { deliveries, tasks } from '../../domain/outbox.ts';
import { put, remove } from '../../domain/store.ts';
import { savePage } from '../../domain/survey/answer.ts';
import { close, closeSurvey } from '../../domain/survey/close.ts';
import { remindPeopleDue } from '../../domain/survey/deliver.ts';
import { Question } from '../../domain/survey/kinds/kinds.ts';
import { remindNow } from '../../domain/survey/life.ts';
import { anonymousAnswers, responses } from '../../domain/survey/response.ts';
import { type Survey, surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { writeBackup } from '../../storage/backup/write.ts';
import { startConversation } from '../bot/conversation.ts';
import { aGroup, aNetwork, anOrganisation, surveyRecord } from '../domain/example-network.ts';
import { coordinatorOf } from '../domain/survey/results/publications.ts';
import { expectCode } from './expect-code.ts';
import { type Chance, onLowdb, onPostgres, type Place } from './places.ts';

const people = 12;
const question = Question.parse({ kind: 'text', code: 'why', label: { fi: 'Miksi?' }, required: true });
/** How what somebody answers begins; the number stands in no other way for them. */
const answerOf = (person: number) => `Vastaus ${String.fromCharCode(97 + person).repeat(9)}`;

/**
 * An open anonymous survey that `people` answer in an order of chance, each with so many characters `more` than the one
 * before; gives the order of their last submissions.
 */
async function answered({ deps }: Place, chance: Chance, more = 0): Promise<number[]> {
  const survey = surveyRecord('s', {
    anonymity: 'anonymous',
    groupId: 'g0',
    breakdowns: ['organisationType'],
    questions: [question],
    closesAt: '2027-01-01T00:00:00.000Z',
  });
  const everybody = Array.from({ length: people }, (_, person) => memberOf(person));
  await deps.store.commit([
    aNetwork(),
    aGroup('g0'),
    anOrganisation('o0'),
    anOrganisation('o1', { type: 'library' }),
    ...everybody.map((member) => put(members, member)),
    put(surveys, survey),
  ]);
  const order = everybody.map((_, person) => person);
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = chance(last + 1);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  for (const person of order) {
    const typed = { page: 0, to: 'submit' as const, typed: { why: answerOf(person) + 'x'.repeat(more * person) } };
    await savePage(deps, actorOf(memberOf(person)), 's', typed);
  }
  return order;
}

function memberOf(person: number): Member {
  return {
    id: `member-${person}-id`,
    version: 0,
    networkId: 'uudi',
    personId: `person-${person}-id`,
    name: `Vastaaja ${person} (esimerkki)`,
    guest: true,
    organisationId: `o${person % 2}`,
    groupIds: ['g0'],
    leads: [],
    roles: [],
  };
}

function actorOf({ id: memberId, networkId, groupIds, personId, organisationId }: Member) {
  const membership = { memberId, networkId, organisationId, groupIds, leads: [], roles: [] };
  return { personId, tenantId: 'tenant', memberships: [membership], founder: false };
}

/** Reminds two who have not answered, as far as the messages have left; gives the ids of the rows of all whom it asks. */
async function reminded({ deps, store }: Place): Promise<string[]> {
  await store.commit([people, people + 1].map((person) => put(members, memberOf(person))));
  await remindNow(deps, coordinatorOf('uudi'), 's');
  const task = await load(store, tasks, 'survey.remindPeople:s');
  await remindPeopleDue(deps, task);
  const sent = await store.find(deliveries, { subjectId: 's', kind: 'survey.secretReminder' });
  expect(sent).to.have.length(people + 2);
  await store.commit(sent.map((delivery) => remove(deliveries, delivery)));
  return sent.map(({ id }) => id);
}

async function closed({ deps }: Place): Promise<Survey> {
  await closeSurvey(deps, coordinatorOf('uudi'), 's');
  return close(deps, 's');
}

/** The people in the order in which their answers lie in what is written. */
function orderIn(texts: readonly string[]): number[] {
  const all = texts.join('\n');
  const places = Array.from({ length: people }, (_, person) => ({ person, at: all.indexOf(answerOf(person)) }));
  return places.sort((a, b) => a.at - b.at).map(({ person }) => person);
}

/** From −1 to 1: how far two orders of the same people agree (Spearman’s rank correlation). */
function agreement(one: readonly number[], other: readonly number[]): number {
  const n = one.length;
  const squares = one.reduce((sum, person, rank) => sum + (rank - other.indexOf(person)) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
}

const stores = [
  ['lowdb', onLowdb, 20],
  ['PostgreSQL', onPostgres, 6],
] as const;

for (const [name, open, rounds] of stores) {
  describe(`a closed anonymous survey on ${name}`, function () {
    this.timeout(120_000);

    it('leaves nothing from which its answers could be matched to those who gave them', async () => {
      const chance = randomFor('survey', 1).below;
      const place = await open(chance);
      try {
        await answered(place, chance, 80);
        const open = await place.store.find(responses, { surveyId: 's' });
        // How long something sealed is tells nothing of how much somebody wrote.
        expect(new Set(open.map(({ sealed = '' }) => sealed.length)).size).to.equal(1);
        const backup = join(place.keyDir, 'monday.backup');
        await writeBackup(place.store, backup, { createdAt: new Date(0), program: '1.2.3' });
        const backedUp = gunzipSync(await readFile(backup)).toString('utf8');
        const rows = await reminded(place);
        await closed(place);
        const texts = await place.written();
        // Neither is who might have been reminded.
        for (const id of rows) expect(texts.some((text) => text.includes(id))).to.equal(false);
        // Who had answered, and what was sealed, is nowhere.
        for (const { id, sealed = 'nothing' } of open) {
          expect(texts.some((text) => text.includes(id) || text.includes(sealed))).to.equal(false);
          await expectCode(place.deps.vault.open('s', sealed), 'SEAL_UNREADABLE');
        }
        // What was said stands beside nothing about anybody.
        const holding = texts.filter((text) => text.includes('Vastaus '));
        expect(orderIn(holding)).to.have.length(people);
        for (const text of holding) expect(text).not.to.match(/member-\d|person-\d|Vastaaja|2026-09|"language"/);
        const kept = await place.store.find(anonymousAnswers, { surveyId: 's' });
        const fields = new Set(kept.flatMap((one) => Object.keys(one)));
        expect([...fields].sort()).to.deep.equal(['answers', 'class', 'id', 'networkId', 'surveyId', 'version']);
        for (const own of Map.groupBy(kept, (one) => one.class).values()) expect(own.length).to.be.at.least(5);
        // A backup of before says who had answered, and nothing of what; its key is gone.
        for (const { id } of open) expect(backedUp).to.include(id);
        expect(backedUp).not.to.include('Vastaus ');
        expect((await readdir(join(place.keyDir, 'surveys'))).length).to.equal(0);
      } finally {
        await place.dispose();
      }
    });

    it(`keeps them in an order that agrees with that of answering as often as chance does, in ${rounds} surveys`, async () => {
      const random = randomFor('survey', 2);
      const orders = [];
      for (let round = 0; round < rounds; round += 1) orders.push(await ordersOf(open, random.below));
      for (const where of ['ids', 'files'] as const) {
        const matched = orders.flatMap((one) => one.submitted.filter((person, rank) => one[where][rank] === person));
        // By chance one of them stands where it was, however many they are: a Poisson number over all surveys.
        expect(matched.length, where).to.be.within(rounds - 4 * Math.sqrt(rounds), rounds + 4 * Math.sqrt(rounds));
        const sum = orders.reduce((total, one) => total + agreement(one.submitted, one[where]), 0);
        const deviations = (sum / rounds) * Math.sqrt(rounds * (people - 1));
        expect(Math.abs(deviations), where).to.be.lessThan(4);
      }
    });

    it('would be found out by the same measure if it kept the order', async () => {
      const random = randomFor('survey', 3);
      const kept = await ordersOf(open, random.below, (limit) => limit - 1);
      expect(agreement(kept.submitted, kept.ids)).to.equal(1);
      expect(agreement(kept.submitted, kept.files)).to.equal(1);
    });
  });
}

/** The orders in which people submitted, in which their answers’ ids grow, and in which they lie where they are kept. */
async function ordersOf(open: (chance: Chance) => Promise<Place>, chance: Chance, shuffling: Chance = chance) {
  const place = await open(shuffling);
  try {
    const submitted = await answered(place, chance);
    await closed(place);
    const kept = await place.store.find(anonymousAnswers, { surveyId: 's' });
    const ids = orderIn(kept.map(({ answers }) => JSON.stringify(answers)));
    return { submitted, ids, files: orderIn(await place.written()) };
  } finally {
    await place.dispose();
  }
}

describe('the log of a bot with an anonymous survey', () => {
  it('holds no answer, and nobody by name or id beside it', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    const chat = await startConversation({ log });
    try {
      const survey = surveyRecord('s', {
        groupId: 'future',
        anonymity: 'anonymous',
        questions: [question],
        closesAt: '2027-01-01T00:00:00.000Z',
      });
      await chat.world.deps.store.commit([put(surveys, survey)]);
      for (const [index, role] of (['lead', 'member', 'other'] as const).entries()) {
        const data = { surveyId: 's', page: 0, to: 'submit', 'q.why': answerOf(index) };
        await chat.forge(role, { type: 'Action.Execute', verb: 'survey.page', data });
      }
      expect(await chat.world.deps.store.count(responses, { surveyId: 's', state: 'submitted' })).to.equal(3);
      await chat.forge('lead', { type: 'Action.Execute', verb: 'survey.close', data: { surveyId: 's' } });
      expect(await chat.world.deps.store.count(anonymousAnswers, { surveyId: 's' })).to.equal(3);
      // A turn that goes well is not logged; one that comes too late is.
      const late = { surveyId: 's', page: 0, to: 'submit', 'q.why': answerOf(1) };
      await chat.forge('member', { type: 'Action.Execute', verb: 'survey.page', data: late });
      expect(lines.join('')).to.include('SURVEY_CLOSED');
      const all = lines.join('');
      expect(all).not.to.include('Vastaus ');
      expect(all).not.to.match(/m-member|m-other|22222222-2222|\(esimerkki\)/);
    } finally {
      await chat.close();
    }
  });
});
