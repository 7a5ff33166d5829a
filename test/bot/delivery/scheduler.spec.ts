import { expect } from 'chai';
import pino from 'pino';
import { runTasks } from '../../../bot/delivery/scheduler.ts';
import { feature, type TaskHandler, type TurnDeps } from '../../../bot/feature.ts';
import { features } from '../../../bot/features.ts';
import { createRegistry } from '../../../bot/registry.ts';
import { AppError } from '../../../domain/errors.ts';
import { type Task, tasks } from '../../../domain/outbox.ts';
import { put, remove } from '../../../domain/store.ts';
import { aWorld, type World } from '../../domain/fixture.ts';
import { aTask } from '../../storage/records.ts';

describe('a task that meets somebody else’s change', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    const dueAt = world.deps.now().toISOString();
    await world.deps.store.commit([put(tasks, aTask({ id: 't-1', networkId: 'uudi', kind: 'test.task', dueAt }))]);
  });
  afterEach(() => world.close());

  /** Runs what is due once, with this as what the task does. */
  async function runAs(handle: TaskHandler): Promise<Task | undefined> {
    const registry = createRegistry([
      ...features,
      feature({ commands: [], verbs: {}, tasks: { 'test.task': handle } }),
    ]);
    await runTasks(world.deps as unknown as TurnDeps, registry, pino({ level: 'silent' }));
    return world.deps.store.get(tasks, 't-1');
  }

  const conflict = new AppError('CONFLICT', 'somebody was first');

  it('is done in a moment', async () => {
    const task = await runAs(async () => {
      throw conflict;
    });
    expect(task?.dueAt).to.equal(new Date(world.deps.now().getTime() + 500).toISOString());
  });

  it('is done at once when the other made the same', async () => {
    let tries = 0;
    const task = await runAs(async ({ store }, taken) => {
      tries += 1;
      if (tries === 1) throw new AppError('DUPLICATE', 'somebody made it');
      await store.commit([remove(tasks, taken)]);
    });
    expect([task, tries]).to.deep.equal([undefined, 2]);
  });

  it('has failed when the same stays there, and is not tried without end', async () => {
    let tries = 0;
    const task = await runAs(async () => {
      tries += 1;
      throw new AppError('DUPLICATE', 'it is always there');
    });
    expect([task?.dueAt, tries]).to.deep.equal([new Date(world.deps.now().getTime() + 60_000).toISOString(), 2]);
  });

  it('waits for the time that another instance planned, which did it meanwhile', async () => {
    const nextWeek = '2026-09-07T06:00:00.000Z';
    const task = await runAs(async (_deps, taken) => {
      await world.deps.store.commit([put(tasks, { ...taken, dueAt: nextWeek })]);
      throw conflict;
    });
    expect(task?.dueAt).to.equal(nextWeek);
  });
});
