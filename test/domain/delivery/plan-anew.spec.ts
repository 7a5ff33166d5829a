import { expect } from 'chai';
import { planAnew } from '../../../domain/delivery/plan-anew.ts';
import { planRecurring, recurring } from '../../../domain/network/recurring.ts';
import { deliveries, tasks } from '../../../domain/outbox.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { aWorld, type World } from '../fixture.ts';
import { aMessage, aPostedSurvey } from './messages.ts';

const day = 24 * 3_600_000;

describe('plans made by a clock that was ahead', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await planRecurring(world.deps);
  });
  afterEach(() => world.close());

  const all = async () => new Map((await world.deps.store.find(tasks, {})).map(({ id, dueAt }) => [id, dueAt]));
  const inDays = (days: number) => new Date(world.deps.now().getTime() + days * day).toISOString();

  it('are made anew: what recurs comes at its next time', async () => {
    const before = await all();
    for (const kind of Object.keys(recurring)) {
      const task = await load(world.deps.store, tasks, `${kind}:uudi`);
      await world.deps.store.commit([put(tasks, { ...task, dueAt: inDays(365) })]);
    }
    await planAnew(world.deps);
    expect(await all()).to.deep.equal(before);
  });

  it('are made anew: messages leave that were put off for longer than any is', async () => {
    await aMessage(world, { key: 'far', state: 'waiting', dueAt: inDays(365) });
    await aMessage(world, { key: 'soon', state: 'waiting', dueAt: inDays(4) });
    await planAnew(world.deps);
    const due = (await world.deps.store.find(deliveries, { state: 'waiting' })).map(({ key, dueAt }) => [key, dueAt]);
    expect(new Map(due as [string, string][])).to.deep.equal(
      new Map([
        ['far', inDays(0)],
        ['soon', inDays(4)],
      ]),
    );
  });

  it('stay when they are as they should be, however far ahead', async () => {
    await aPostedSurvey(world, { closesAt: inDays(300) });
    const before = await all();
    await planAnew(world.deps);
    expect(await all()).to.deep.equal(before);
  });
});
