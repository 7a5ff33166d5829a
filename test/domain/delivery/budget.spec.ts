import { expect } from 'chai';
import fc from 'fast-check';
import {
  type Lane,
  laneLimits,
  mostLateMs,
  nextSlots,
  ownBudget,
  type SlotRequest,
  sharedBudget,
} from '../../../domain/delivery/budget.ts';
import { AppError } from '../../../domain/errors.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld } from '../fixture.ts';

/** The most moments in any window of this many milliseconds. */
function mostIn(moments: readonly number[], windowMs: number): number {
  const sorted = [...moments].sort((a, b) => a - b);
  return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + windowMs).length));
}

/** Slots for messages that nobody waits for, or answers to somebody who does. */
function request(lane: Lane, count: number, now: number, more: Partial<SlotRequest> = {}): SlotRequest {
  return { lane, count, from: () => now, awaited: lane === 'talk', ...more };
}

describe('the budget of requests', () => {
  it('gives bulk 40 a second, one after another', () => {
    const slots = nextSlots([], laneLimits.bulk, 41, 1000);
    expect(slots[0]).to.equal(1000);
    expect(slots[40]).to.equal(2000);
  });

  it('gives answers at once while there are few', () => {
    expect(nextSlots([], laneLimits.talk, 6, 1000)).to.deep.equal([1000, 1000, 1000, 1000, 1000, 1000]);
    expect(nextSlots([], laneLimits.talk, 7, 1000).at(-1)).to.be.greaterThan(2000);
  });

  it('never lets more than 50 leave in a sliding second, whenever they are asked for and however late they leave', () => {
    const asks = fc.array(
      fc.record({
        lane: fc.constantFrom('bulk' as const, 'talk' as const),
        count: fc.integer({ min: 1, max: 60 }),
        pause: fc.integer({ min: 0, max: 900 }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(asks, fc.infiniteStream(fc.integer({ min: 0, max: mostLateMs - 1 })), (given, late) => {
        const taken: Record<'bulk' | 'talk', number[]> = { bulk: [], talk: [] };
        let now = 0;
        for (const { lane, count, pause } of given) {
          now += pause;
          taken[lane].push(...nextSlots(taken[lane], laneLimits[lane], count, now));
        }
        const left = [...taken.bulk, ...taken.talk].map((slot) => slot + (late.next().value as number));
        return mostIn(left, 1000) <= 50;
      }),
    );
  });

  it('is shared by instances that ask at the same moment, and each slot is given once', async () => {
    const world = await aWorld();
    const instances = [1, 2, 3].map(() => sharedBudget(world.deps.store));
    const lots = await Promise.all(
      instances.flatMap((budget) => [1, 2].map(() => budget.reserve(request('bulk', 5, 1000)))),
    );
    const slots = lots.flat().sort((a, b) => a - b);
    expect(slots).to.deep.equal(Array.from({ length: 30 }, (_, place) => 1000 + 25 * place));
    await world.close();
  });

  it('lets answers go while the store cannot be reached, and bulk wait', async () => {
    const world = await aWorld();
    await world.deps.store.close();
    const budget = sharedBudget(world.deps.store);
    expect(await budget.reserve(request('bulk', 1, 1000, { awaited: true }))).to.deep.equal([1000]);
    expect(await budget.reserve(request('talk', 7, 1000))).to.deep.equal([1000, 1000, 1000, 1000, 1000, 1000, 2100]);
    await expectCode(budget.reserve(request('bulk', 1, 1000)), 'STORE_UNAVAILABLE');
    await world.close();
  });

  it('gives no slot of a moment that is over once a store that is away has said so', async () => {
    const world = await aWorld();
    let now = 1000;
    const away = new Proxy(world.deps.store, {
      get: () => async () => {
        now += 2500;
        throw new AppError('STORE_UNAVAILABLE', 'gone');
      },
    });
    const slots = await sharedBudget(away).reserve(request('talk', 1, now, { from: () => now, patienceMs: 20 }));
    expect(slots).to.deep.equal([3500]);
    await world.close();
  });

  it('goes on when a clock that was ahead is put right', async () => {
    const world = await aWorld();
    const tomorrow = 24 * 3_600_000;
    for (const budget of [ownBudget(), sharedBudget(world.deps.store)]) {
      await budget.reserve(request('bulk', 3, tomorrow));
      expect(await budget.reserve(request('bulk', 2, 1000))).to.deep.equal([1000, 1025]);
    }
    await world.close();
  });

  it('gives none, and takes none, where the first would come later than somebody waits', async () => {
    const world = await aWorld();
    for (const budget of [ownBudget(), sharedBudget(world.deps.store)]) {
      await budget.reserve(request('talk', 6, 1000));
      expect(await budget.reserve(request('talk', 1, 1000, { patienceMs: 1099 }))).to.deep.equal([]);
      expect(await budget.reserve(request('talk', 1, 1000, { patienceMs: 1100 }))).to.deep.equal([2100]);
    }
    await world.close();
  });

  it('of a lone process goes on where it was', async () => {
    const budget = ownBudget();
    await budget.reserve(request('bulk', 3, 1000));
    expect(await budget.reserve(request('bulk', 1, 1000))).to.deep.equal([1075]);
    expect(await budget.reserve(request('bulk', 1, 5000))).to.deep.equal([5000]);
  });
});
