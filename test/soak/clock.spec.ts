import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { v7 } from 'uuid';
import { newId } from '../../config/ids.ts';
import { randomFor } from '../../demo/bulk/random.ts';
import { type Task, tasks } from '../../domain/outbox.ts';
import { put } from '../../domain/store.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { aTask } from '../storage/records.ts';
import { rounds } from './rounds.ts';
import { soakSeed } from './seed.ts';

const dayMs = 86_400_000;

describe('lowdb under a clock that goes backwards', () => {
  const seed = soakSeed();
  const count = rounds(200);
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'verkostobotti-clock-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it(`keeps records, versions and the order of ids, over ${count} runs (SOAK_SEED=${seed})`, async function () {
    this.timeout(count * 2000);
    const random = randomFor('meeting', seed);
    const expected = new Map<string, Task>();
    let now = Date.UTC(2026, 10, 22);
    for (let run = 0; run < count; run += 1) {
      // Between runs by days, as after an empty battery, and within them by seconds, as when a clock is set right.
      now -= random.between(-2, 3) * dayMs;
      const store = await openLowdbStore({ dataDir, leastJournal: 10_000 });
      for (let commit = 0; commit < 20; commit += 1) {
        now += random.between(-5000, 5000);
        const before = expected.size > 0 && random.percent(40) ? random.pick([...expected.values()]) : undefined;
        const dueAt = new Date(now).toISOString();
        const task = aTask({ ...before, id: before?.id ?? v7({ msecs: now }), networkId: 'n', dueAt });
        await store.commit([put(tasks, task)]);
        expected.set(task.id, { ...task, version: task.version + 1 });
      }
      await store.close();
    }
    const store = await openLowdbStore({ dataDir });
    const inOrder = [...expected.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    const found: Task[] = [];
    for await (const task of store.stream(tasks, { networkId: 'n' })) found.push(task);
    expect(found).to.deep.equal(inOrder);
    const due = await store.find(
      tasks,
      { dueAt: { upTo: new Date(now).toISOString() } },
      { orderBy: 'dueAt', limit: 5 },
    );
    const first = inOrder.map(({ dueAt }) => dueAt).sort();
    expect(due.map(({ dueAt }) => dueAt)).to.deep.equal(first.slice(0, due.length));
    await store.close();
  });

  it('gives a process ids that grow all the same', () => {
    const clock = Date.now;
    try {
      let now = clock();
      const ids = Array.from({ length: 1000 }, () => {
        now -= 100;
        Date.now = () => now;
        return newId();
      });
      expect(ids).to.deep.equal([...new Set(ids)].sort());
    } finally {
      Date.now = clock;
    }
  });
});
