import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { type Random, randomFor } from '../../demo/bulk/random.ts';
import { examineLowdb } from '../../storage/lowdb/examine.ts';
import { loadFolder } from '../../storage/lowdb/load.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { expectCode } from '../storage/expect-code.ts';
import { areSame, LaneModel, lanes, readLanes } from './lanes.ts';
import { rounds } from './rounds.ts';
import { soakSeed } from './seed.ts';

/** So small that folds and checkpoints go on all the time. */
const leastJournal = 20_000;

/** What rounds of crashes came to. */
interface Tally {
  rounds: number;
  acknowledged: number;
  tornTails: number;
  folds: number;
}

describe('lowdb killed at random moments under load', () => {
  const seed = soakSeed();
  const tally: Tally = { rounds: 0, acknowledged: 0, tornTails: 0, folds: 0 };
  const count = rounds(200);
  // Beside each other: a round is mostly a process that starts.
  const chains = [0, 1];

  it(`loses no acknowledged commit and halves none, ${count} times (SOAK_SEED=${seed})`, async function () {
    this.timeout(count * 10_000);
    await Promise.all(chains.map((chain) => crashRounds(seed + chain, count / chains.length, tally)));
    expect(tally.rounds).to.equal(count);
    expect(tally.acknowledged).to.be.greaterThan(count);
  });

  after(() => {
    const { rounds, acknowledged, tornTails, folds } = tally;
    console.log(
      `      ${rounds} crashes: ${acknowledged} acknowledged commits, 0 lost, 0 torn; ` +
        `${folds} folds, ${tornTails} unfinished lines cut off`,
    );
  });
});

/** Crashes on one folder, one after the other; what each should have left behind, the next one goes on from. */
async function crashRounds(seed: number, count: number, tally: Tally): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'verkostobotti-crash-'));
  const models = lanes.map((lane) => new LaneModel(seed, lane));
  try {
    for (let round = 0; round < count; round += 1) {
      const acknowledged = await crash(dataDir, seed, models, randomFor('survey', Math.imul(seed, 1009) + round));
      const loaded = await loadFolder(dataDir);
      tally.tornTails += loaded.tornTail ? 1 : 0;
      const where = `round ${round} of seed ${seed}`;
      expect((await examineLowdb(dataDir)).faults, where).to.deep.equal([]);
      await expectWhole(dataDir, models, acknowledged, where);
      tally.rounds += 1;
      tally.acknowledged += acknowledged.reduce((sum, one) => sum + one, 0);
    }
    tally.folds += (await loadFolder(dataDir)).checkpoint?.epoch ?? 0;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Starts a writer and kills it at some moment, in some rounds while it starts; gives how many commits it acknowledged by lane. */
async function crash(dataDir: string, seed: number, models: readonly LaneModel[], random: Random): Promise<number[]> {
  const script = join(import.meta.dirname, 'lane-writer.ts');
  const compiled = ['--import', join(import.meta.dirname, '..', '..', 'config', 'compile-cache.mjs')];
  const places = models.map(({ place }) => String(place));
  const given = [...compiled, script, dataDir, String(seed), String(leastJournal), ...places];
  const writer = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(writer, 'exit');
  const acknowledged = lanes.map(() => 0);
  const opened = Promise.withResolvers<void>();
  const reading = (async () => {
    for await (const line of createInterface({ input: writer.stdout })) {
      if (line === 'open') opened.resolve();
      else acknowledged[Number(line)] = (acknowledged[Number(line)] ?? 0) + 1;
    }
  })();
  const starting = random.percent(15);
  if (!starting) await Promise.race([opened.promise, ended]);
  if (!starting && random.percent(25)) await expectAlone(dataDir);
  await wait(random.between(0, starting ? 400 : 250));
  writer.kill('SIGKILL');
  const [code] = (await ended) as [number | null];
  await reading;
  expect(code, 'the writer did not end by itself').to.equal(null);
  return acknowledged;
}

/** Beside a process that writes, nobody else may, and who reads finds no half commit. */
async function expectAlone(dataDir: string): Promise<void> {
  await expectCode(openLowdbStore({ dataDir }), 'STORE_LOCKED');
  const reader = await openLowdbStore({ dataDir, readOnly: true });
  expect((await readLanes(reader)).torn).to.deep.equal([]);
}

/** Every lane is where its last acknowledged commit left it, or one further: that one was on disk, and not yet told. */
async function expectWhole(
  dataDir: string,
  models: readonly LaneModel[],
  acknowledged: readonly number[],
  where: string,
): Promise<void> {
  const store = await openLowdbStore({ dataDir, leastJournal });
  const { pairs, torn } = await readLanes(store);
  await store.close();
  expect(torn, `torn in ${where}`).to.deep.equal([]);
  for (const [lane, model] of models.entries()) {
    const found = pairs[lane] ?? new Map();
    for (let commit = 0; commit < (acknowledged[lane] ?? 0); commit += 1) model.advance();
    const told = model.pairs;
    if (areSame(found, told)) continue;
    model.advance();
    if (!areSame(found, model.pairs)) expect([...found], `lane ${lane} in ${where}`).to.have.deep.members([...told]);
  }
}
