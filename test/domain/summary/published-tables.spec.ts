import { expect } from 'chai';
import fc from 'fast-check';
import { type Member, members, organisationTypes } from '../../../domain/network/network.ts';
import { put, type Store } from '../../../domain/store.ts';
import { type CloseDeps, closeSurvey } from '../../../domain/survey/close.ts';
import { reopenSurvey } from '../../../domain/survey/life.ts';
import { Breakdown, type Survey, surveys } from '../../../domain/survey/survey.ts';
import { aGroup, aNetwork, anOrganisation, surveyRecord, withStore } from './example-network.ts';
import {
  coordinatorOf,
  mark,
  markedAnswers,
  marking,
  most,
  move,
  type Published,
  packagedTables,
  publishedTables,
  submit,
} from './publications.ts';

const fewest = 5;
const groupCount = 3;

function seldom<T>(arbitrary: fc.Arbitrary<T>, without: number, within: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: without, arbitrary: fc.constant(undefined) }, { weight: within, arbitrary });
}

const says = fc.record({ some: fc.boolean(), a: fc.boolean(), b: fc.boolean() });
/** Most people are in one group and of one type, so that some classes are wide and others hold one or two. */
const person = fc.record({
  groups: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: groupCount - 1 }).map((group) => [group]) },
    { weight: 2, arbitrary: fc.uniqueArray(fc.integer({ min: 0, max: groupCount - 1 }), { maxLength: groupCount }) },
  ),
  organisation: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 1 }) },
    { weight: 2, arbitrary: fc.integer({ min: 2, max: 5 }) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  /** What they submit while the survey is open for the first time and again. */
  rounds: fc.tuple(seldom(says, 1, 5), seldom(says, 6, 1), seldom(says, 6, 1)),
  /** Where they are after the closing. */
  later: seldom(fc.integer({ min: 0, max: groupCount - 1 }), 5, 1),
});
const course = fc.record({
  anonymity: fc.constantFrom('confidential' as const, 'anonymous' as const),
  breakdowns: fc.subarray([...Breakdown.options]),
  everybody: fc.array(person, { maxLength: most.people, size: 'max' }),
  rounds: fc.integer({ min: 1, max: 3 }),
});
type Course = typeof course extends fc.Arbitrary<infer T> ? T : never;

describe('the tables that are published of a survey', function () {
  this.timeout(120_000);

  it('hold no class of fewer than five, and none can be told from any of them, whenever they were published', async () => {
    await withStore([], async (store) => {
      const deps = depsOf(store);
      let runs = 0;
      const law = fc.asyncProperty(course, async (given) => {
        const publications = await lived(deps, `n${(runs += 1)}`, given);
        for (const tables of publications) assertWide(tables);
        for (const [item, sets] of setsByItem(publications)) assertNothingFollows(item, sets);
      });
      await fc.assert(law, { numRuns: 120 });
    });
  });

  it('hold the classes that are wide enough, and one of all others', async () => {
    const sizes = { 0: 9, 1: 6, 2: 3 };
    const everybody = Object.entries(sizes).flatMap(([group, size]) =>
      Array.from({ length: size }, () => ({ ...plain, groups: [Number(group)] })),
    );
    for (const anonymity of ['confidential', 'anonymous'] as const) {
      const [tables = []] = await withStore([], (store) =>
        lived(depsOf(store), 'n', { anonymity, breakdowns: ['group'], everybody, rounds: 1 }),
      );
      const divided = tables.filter(({ classes }) => classes.length > 1);
      expect(divided.map(({ item, classes }) => [item, classes.map(({ size }) => size)])).to.deep.equal([
        ['all', [9, 9]],
        ['some', [9, 9]],
        ['grid.a', [9, 9]],
        ['grid.b', [9, 9]],
      ]);
    }
  });

  it('stay as they are when people change groups and organisations after the closing', async () => {
    const everybody = Array.from({ length: 20 }, (_, index) => ({ ...plain, groups: [index % 2], later: 0 }));
    const [before, after] = await withStore([], (store) =>
      lived(depsOf(store), 'n', { anonymity: 'confidential', breakdowns: ['group'], everybody, rounds: 1 }),
    );
    expect(before?.some(({ classes }) => classes.length === 2)).to.equal(true);
    expect(after).to.deep.equal(before);
  });

  it('take in late answers once five have given one, and hold what was shown until then', async () => {
    const submitted = { some: true, a: true, b: true };
    const first = Array.from({ length: 6 }, () => plain);
    const later = (count: number, round: 1 | 2) =>
      Array.from({ length: count }, () => ({
        ...plain,
        rounds: [undefined, round === 1 ? submitted : undefined, round === 2 ? submitted : undefined] as const,
      }));
    const publications = await withStore([], (store) =>
      lived(depsOf(store), 'n', {
        anonymity: 'confidential',
        breakdowns: [],
        everybody: [...first, ...later(4, 1), ...later(1, 2)],
        rounds: 3,
      } as Course),
    );
    const sizes = publications.map((tables) => tables.find(({ item }) => item === 'all')?.classes[0]?.size);
    // Each closing is read twice: people move in between.
    expect(sizes).to.deep.equal([6, 6, 6, 6, 11, 11]);
  });
});

const plain = {
  groups: [0],
  organisation: 0 as number | undefined,
  rounds: [{ some: true, a: true, b: true }, undefined, undefined] as Course['everybody'][number]['rounds'],
  later: undefined as number | undefined,
};

/** Lives through a survey: what is published at each of its closings, and once more after people have moved. */
async function lived(deps: CloseDeps, networkId: string, given: Course): Promise<Published[][]> {
  const { store } = deps;
  const { everybody, anonymity, breakdowns } = given;
  const own = everybody.map((one, index) => memberOf(networkId, one, index));
  const survey: Survey = surveyRecord(`${networkId}-s`, {
    networkId,
    groupId: undefined,
    anonymity,
    breakdowns: anonymity === 'anonymous' ? breakdowns.slice(0, 1) : breakdowns,
    questions: marking,
  });
  await store.commit([...aPlace(networkId), ...own.map((member) => put(members, member)), put(surveys, survey)]);
  const publications: Published[][] = [];
  for (let round = 0; round < (anonymity === 'anonymous' ? 1 : given.rounds); round += 1) {
    if (round > 0) await reopenSurvey(deps, coordinatorOf(networkId), survey.id, '2027-01-01T00:00:00.000Z');
    for (const [index, one] of everybody.entries()) {
      const said = one.rounds[round];
      const member = own[index];
      if (said && member) await submit(deps, survey, member, markedAnswers(mark(index, round), said));
    }
    await closeSurvey(deps, coordinatorOf(networkId), survey.id);
    publications.push(await publishedTables(store, survey.id));
    expect(inOneOrder(await packagedTables(store, networkId))).to.deep.equal(inOneOrder(publications.at(-1) ?? []));
    for (const [index, { later }] of everybody.entries()) {
      if (later !== undefined) await move(store, `${networkId}-m${index}`, [`${networkId}-g${later}`]);
    }
    publications.push(await publishedTables(store, survey.id));
  }
  return publications;
}

/** Tables so that they can be compared: those of an item differ in their first class. */
function inOneOrder(tables: readonly Published[]): string[] {
  return tables.map(({ item, classes }) => [item, ...classes.map((own) => [...own].sort().join())].join(' | ')).sort();
}

function memberOf(networkId: string, { groups: inGroups, organisation }: Course['everybody'][number], index: number) {
  const member: Member = {
    id: `${networkId}-m${index}`,
    version: 0,
    networkId,
    personId: `${networkId}-p${index}`,
    name: `Jäsen ${index}`,
    guest: true,
    organisationId: organisation === undefined ? undefined : `${networkId}-o${organisation}`,
    groupIds: inGroups.map((group) => `${networkId}-g${group}`),
    leads: [],
    roles: [],
  };
  return member;
}

function aPlace(networkId: string) {
  return [
    aNetwork({ id: networkId, teamId: networkId }),
    ...Array.from({ length: groupCount }, (_, index) =>
      aGroup(`${networkId}-g${index}`, { networkId, channelId: `${networkId}-c${index}` }),
    ),
    ...Array.from({ length: 6 }, (_, index) =>
      anOrganisation(`${networkId}-o${index}`, {
        networkId,
        type: organisationTypes[index % 4] ?? 'other',
        ...(index % 3 === 1 && { region: 'Kymenlaakso' }),
      }),
    ),
  ];
}

function depsOf(store: Store): CloseDeps {
  let [ids, moment] = [0, Date.parse('2026-01-01T00:00:00.000Z')];
  return {
    store,
    vault: { seal: async (_id, text) => text, open: async (_id, text) => text, destroy: async () => undefined },
    now: () => new Date((moment += 1)),
    newId: () => `id-${String((ids += 1)).padStart(9, '0')}-${moment}`,
    randomBelow: (limit) => limit - 1,
  };
}

/** No class of fewer than five, and classes that add up to the total, so that no one is left between them. */
function assertWide(tables: readonly Published[]): void {
  for (const [item, own] of Map.groupBy(tables, (table) => table.item)) {
    const total = own.find(({ classes }) => classes.length === 1)?.classes[0] ?? new Set();
    for (const { classes } of own) {
      for (const { size } of classes)
        expect(size === 0 || size >= fewest, `${item}: a class of ${size}`).to.equal(true);
      if (classes.length > 1) for (const { size } of classes) expect(size, item).to.be.at.least(fewest);
      const all = classes.flatMap((one) => [...one]);
      expect(all.sort(), `${item}: classes and total`).to.deep.equal([...total].sort());
    }
    // What tables of one time together tell apart are sets of five at least, too.
    for (const whose of together(own)) expect(whose, `${item}: told apart together`).to.be.at.least(fewest);
  }
}

/** How many stand in each combination of classes of one item's tables. */
function together(tables: readonly Published[]): number[] {
  const everybody = new Set(tables.flatMap(({ classes }) => classes.flatMap((one) => [...one])));
  const combinations = Map.groupBy(everybody, (one) =>
    tables.map(({ classes }) => classes.findIndex((own) => own.has(one))).join(),
  );
  return [...combinations.values()].map(({ length }) => length);
}

function setsByItem(publications: readonly (readonly Published[])[]): Map<string, ReadonlySet<string>[]> {
  const tables = publications.flat();
  return new Map(
    [...Map.groupBy(tables, ({ item }) => item)].map(([item, own]) => [item, own.flatMap(({ classes }) => classes)]),
  );
}

/**
 * Sums of what is published, each set counted with 1, 0 or -1, up to three at a time: whatever does not come out as
 * nothing comes out about five answers at least.
 */
function assertNothingFollows(item: string, all: readonly ReadonlySet<string>[]): void {
  const sets = distinct(all);
  for (const [i, a] of sets.entries()) {
    for (const [j, b] of sets.entries()) {
      if (j <= i) continue;
      assertAboutFive(item, [a], [b]);
      for (const c of sets.slice(j + 1)) {
        assertAboutFive(item, [a], [b, c]);
        assertAboutFive(item, [b], [a, c]);
        assertAboutFive(item, [c], [a, b]);
      }
    }
  }
}

function assertAboutFive(item: string, plus: readonly ReadonlySet<string>[], minus: readonly ReadonlySet<string>[]) {
  const sums = new Map<string, number>();
  for (const set of plus) for (const one of set) sums.set(one, (sums.get(one) ?? 0) + 1);
  for (const set of minus) for (const one of set) sums.set(one, (sums.get(one) ?? 0) - 1);
  const left = [...sums.values()].filter((sum) => sum !== 0).length;
  if (left > 0 && left < fewest) expect.fail(`${item}: published sets tell ${left} answers from all others`);
}

function distinct(sets: readonly ReadonlySet<string>[]): ReadonlySet<string>[] {
  return [...new Map(sets.map((set) => [[...set].sort().join(), set])).values()];
}
