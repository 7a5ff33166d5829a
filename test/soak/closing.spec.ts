import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Random, randomFor } from '../../demo/bulk/random.ts';
import { personIdOf } from '../../domain/network/actor.ts';
import { members } from '../../domain/network/network.ts';
import { tasks } from '../../domain/outbox.ts';
import { put, type Store } from '../../domain/store.ts';
import type { CloseDeps } from '../../domain/survey/close.ts';
import { closeDue } from '../../domain/survey/due.ts';
import { draftSurvey, postSurvey } from '../../domain/survey/make.ts';
import { anonymousAnswers, responses } from '../../domain/survey/response.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { openPostgresStore } from '../../storage/postgres/store.ts';
import { template } from '../domain/delivery/messages.ts';
import { aWorld, objectIdOf, tenantId, type World } from '../domain/fixture.ts';
import { migratedDatabase } from '../postgres/shared-server.ts';
import { aMember } from '../storage/records.ts';
import { actAll, closingDeps, type SoakAct, type SoakOutcome } from './closing-acts.ts';
import { rounds } from './rounds.ts';
import { soakSeed } from './seed.ts';

/** Half of them have answered when a closing begins. */
const answerers = 24;
/** Within so many milliseconds everybody answers, and within so many the survey ends. */
const within = { answers: 100, ending: 400 };

/** What does acts: the instances, each of them some. */
type Instances = readonly ((acts: readonly SoakAct[]) => Promise<SoakOutcome[]>)[];

interface Tally {
  closings: number;
  acknowledged: number;
  /** Of these, how many came while the survey was being ended. */
  during: number;
  refused: number;
}

const personOf = (place: number) => `33333333-3333-4333-8333-${String(place).padStart(12, '0')}`;

/** The network of tests with members enough. */
async function crowded(openStore?: (dataDir: string) => Promise<Store>): Promise<World> {
  const world = await aWorld(openStore);
  const crowd = Array.from({ length: answerers }, (_none, place) =>
    aMember({ networkId: 'uudi', personId: personIdOf(tenantId, personOf(place)), groupIds: ['future'] }),
  );
  await world.deps.store.commit(crowd.map((member) => put(members, member)));
  return world;
}

const endings = ['close', 'cancel', 'time'] as const;

/** Ends one survey while people answer it; throws when what was acknowledged is not what there is. */
async function endOne(
  world: World,
  deps: CloseDeps,
  instances: Instances,
  round: number,
  seed: number,
): Promise<Tally> {
  const surveyId = `s-${round}`;
  const random = randomFor('survey', Math.imul(seed, 1009) + round);
  const ending = endings[round % endings.length] ?? 'close';
  const actor = await world.actor('lead');
  const closesAt = new Date(Date.now() + 3_600_000).toISOString();
  await draftSurvey(deps, actor, {
    surveyId,
    networkId: 'uudi',
    groupId: 'future',
    closesAt,
    template,
    anonymity: 'anonymous',
  });
  await postSurvey(deps, actor, surveyId);
  const said = new Map<string, string>();
  const early = round % 4 === 0 ? [] : answersOf(surveyId, answerers / 2, 'ennen', () => 0);
  keepAcknowledged(said, early, await actAll(deps, early));
  if (ending === 'time') await closeAfter(deps, surveyId, random.between(20, within.ending / 2));
  const acts = [
    ...answersOf(surveyId, answerers, 'aikana', () => random.between(0, within.answers)),
    ...endingActs(surveyId, ending, instances.length, random),
  ];
  const outcomes = await shared(instances, acts);
  keepAcknowledged(said, acts, outcomes);
  await finish(deps, surveyId);
  await expectWhole(world, deps, surveyId, [...said.values()], `round ${round} of seed ${seed}, ${ending}`);
  const refused = outcomes.filter((code) => code === 'SURVEY_CLOSED' || code === 'SURVEY_CANCELLED').length;
  const unexpected = acts.flatMap(({ does }, index) =>
    isExpected(does, outcomes[index] ?? '') ? [] : [does.kind, outcomes[index]],
  );
  expect(unexpected, `round ${round} of seed ${seed}`).to.deep.equal([]);
  const during = [...said.values()].filter((text) => text.startsWith('aikana')).length;
  return { closings: 1, acknowledged: said.size, during, refused };
}

/** A task that meets somebody else's change is given back, as the scheduler does. */
function isExpected({ kind }: SoakAct['does'], outcome: SoakOutcome): boolean {
  const refusals = ['SURVEY_CLOSED', 'SURVEY_CANCELLED'];
  return outcome === 'done' || (kind === 'task' ? outcome === 'CONFLICT' : refusals.includes(outcome));
}

function answersOf(surveyId: string, count: number, word: string, afterMs: () => number): SoakAct[] {
  return Array.from({ length: count }, (_none, place) => ({
    surveyId,
    afterMs: afterMs(),
    does: { kind: 'answer', aadObjectId: personOf(place), text: `${word} ${place}` },
  }));
}

/** The end by hand comes twice, from two instances; its time comes to all of them at once. */
function endingActs(surveyId: string, ending: (typeof endings)[number], instances: number, random: Random): SoakAct[] {
  const task = { kind: 'task' } as const;
  if (ending === 'time') {
    return Array.from({ length: instances * 3 }, () => ({
      surveyId,
      afterMs: random.between(20, within.ending),
      does: task,
    }));
  }
  const does = { kind: ending, aadObjectId: objectIdOf('lead') } as const;
  const byHand = [1, 2].map(() => ({ surveyId, afterMs: random.between(0, within.ending), does }));
  return [
    ...byHand,
    ...Array.from({ length: instances }, () => ({ surveyId, afterMs: random.between(0, within.ending), does: task })),
  ];
}

/** As if its closing time had been so soon from the beginning. */
async function closeAfter({ store }: CloseDeps, surveyId: string, milliseconds: number): Promise<void> {
  const closesAt = new Date(Date.now() + milliseconds).toISOString();
  const task = await load(store, tasks, `survey.close:${surveyId}`);
  const survey = await load(store, surveys, surveyId);
  await store.commit([put(surveys, { ...survey, closesAt }), put(tasks, { ...task, dueAt: closesAt })]);
}

/** Deals the acts out to the instances, and gives their outcomes in the order of the acts. */
async function shared(instances: Instances, acts: readonly SoakAct[]): Promise<SoakOutcome[]> {
  const dealt = instances.map((_one, place) => acts.filter((_act, index) => index % instances.length === place));
  const told = await Promise.all(instances.map((instance, place) => instance(dealt[place] ?? [])));
  return acts.map((_act, index) => told[index % instances.length]?.[Math.floor(index / instances.length)] ?? 'lost');
}

function keepAcknowledged(said: Map<string, string>, acts: readonly SoakAct[], outcomes: readonly SoakOutcome[]): void {
  for (const [index, { does }] of acts.entries()) {
    if (does.kind === 'answer' && outcomes[index] === 'done') said.set(does.aadObjectId, does.text);
  }
}

/** Does what is left to the closing task, as when its lease is over. */
async function finish(given: CloseDeps, surveyId: string): Promise<void> {
  const deps = { ...given, now: () => new Date(Date.now() + 120_000) };
  for (let tries = 0; tries < 5; tries += 1) {
    const task = await deps.store.get(tasks, `survey.close:${surveyId}`);
    if (!task) return;
    await closeDue(deps, task).catch(() => undefined);
  }
}

async function expectWhole(
  world: World,
  { store }: CloseDeps,
  surveyId: string,
  said: readonly string[],
  where: string,
) {
  const { state, lostAnswers, unsettled } = await load(store, surveys, surveyId);
  expect([state === 'open', lostAnswers, unsettled], where).to.deep.equal([false, undefined, undefined]);
  const anonymised = await store.find(anonymousAnswers, { surveyId });
  expect(anonymised.map(({ answers }) => answers['first']).sort(), where).to.deep.equal([...said].sort());
  expect(await store.count(responses, { surveyId }), where).to.equal(0);
  expect(await store.get(tasks, `survey.close:${surveyId}`), where).to.equal(undefined);
  expect(
    (await readdir(keyDirOf(world)).catch(() => [])).filter((name) => name.startsWith(`${surveyId}.`)),
    where,
  ).to.deep.equal([]);
}

const keyDirOf = (world: World) => join(world.dataDir, 'keys', 'surveys');

describe('closing while people answer', () => {
  const seed = soakSeed();
  const count = rounds(200);
  const tallies: Record<string, Tally> = {};

  async function run(name: string, world: World, deps: CloseDeps, instances: Instances): Promise<void> {
    const tally: Tally = { closings: 0, acknowledged: 0, during: 0, refused: 0 };
    tallies[name] = tally;
    for (let round = 0; round < count; round += 1) {
      const { acknowledged, during, refused } = await endOne(world, deps, instances, round, seed);
      tally.closings += 1;
      tally.acknowledged += acknowledged;
      tally.during += during;
      tally.refused += refused;
    }
    expect(tally.during).to.be.greaterThan(count);
    expect(tally.refused).to.be.greaterThan(count);
  }

  it(`keeps what was acknowledged and nothing later on lowdb, ${count} times (SOAK_SEED=${seed})`, async function () {
    this.timeout(count * 10_000);
    const world = await crowded();
    const deps = closingDeps(world.deps.store, join(world.dataDir, 'keys'));
    try {
      await run('lowdb', world, deps, [(acts) => actAll(deps, acts)]);
    } finally {
      await world.close();
    }
  });

  it(`keeps it with three processes on PostgreSQL, ${count} times`, async function () {
    this.timeout(count * 20_000);
    const databaseUrl = await migratedDatabase();
    const world = await crowded(() => openPostgresStore({ databaseUrl }));
    const keyDir = join(world.dataDir, 'keys');
    const children = [1, 2, 3].map(() => fork(join(import.meta.dirname, 'closing-process.ts'), [databaseUrl, keyDir]));
    try {
      await Promise.all(children.map((child) => once(child, 'message')));
      const deps = closingDeps(world.deps.store, keyDir);
      await run('PostgreSQL', world, deps, children.map(told));
    } finally {
      for (const child of children) child.kill();
      await world.close();
    }
  });

  after(() => {
    for (const [name, { closings, acknowledged, during, refused }] of Object.entries(tallies)) {
      console.log(
        `      ${name}: ${closings} closings, ${acknowledged} answers kept, ${during} of them from meanwhile; ${refused} came too late`,
      );
    }
  });
});

/** Has a process do some acts. */
function told(child: ChildProcess) {
  return async (acts: readonly SoakAct[]): Promise<SoakOutcome[]> => {
    const answered = once(child, 'message');
    child.send(acts);
    const [outcomes] = await answered;
    return outcomes as SoakOutcome[];
  };
}
