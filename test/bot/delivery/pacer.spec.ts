import { expect } from 'chai';
import { createPacer, type Pacer } from '../../../bot/delivery/pacer.ts';
import { type Budget, ownBudget } from '../../../domain/delivery/budget.ts';

describe('the pacer', () => {
  let now: number;
  let late: number;
  let asked: number[];
  let pacer: Pacer;
  beforeEach(() => {
    [now, late, asked] = [0, 0, []];
    const own = ownBudget();
    const budget: Budget = {
      reserve: (request) => {
        asked.push(request.count);
        return own.reserve(request);
      },
    };
    const sleep = async (ms: number) => {
      now += ms + late;
      late = 0;
    };
    pacer = createPacer(budget, { now: () => now, sleep });
  });

  it('lets bulk leave every 25 milliseconds', async () => {
    const left: number[] = [];
    for (let sent = 0; sent < 5; sent += 1) {
      await pacer.turn('bulk', 5 - sent);
      left.push(now);
    }
    expect(left).to.deep.equal([0, 25, 50, 75, 100]);
    expect(asked).to.deep.equal([5]);
    expect(pacer.rate('bulk')).to.equal(5);
    expect(pacer.rate('talk')).to.equal(0);
  });

  it('lets answers go at once while they are few, and then among the messages', async () => {
    for (let one = 0; one < 6; one += 1) await pacer.turn('talk');
    expect(now).to.equal(0);
    for (let one = 0; one < 4; one += 1) await pacer.turn('talk');
    expect(now).to.equal(75);
    expect([pacer.rate('talk'), pacer.rate('bulk')]).to.deep.equal([6, 4]);
  });

  it('takes turns in the order asked for', async () => {
    const order: number[] = [];
    await Promise.all([1, 2, 3].map((one) => pacer.turn('bulk').then(() => order.push(one))));
    expect(order).to.deep.equal([1, 2, 3]);
  });

  it('loses a slot that it is much too late for, and takes the next', async () => {
    await pacer.turn('bulk', 3);
    late = 400;
    await pacer.turn('bulk');
    expect(now).to.be.greaterThan(400);
    expect(asked.length).to.be.greaterThan(1);
  });

  it('asks again after the budget could not be read', async () => {
    let fails = true;
    const own = ownBudget();
    const budget: Budget = {
      reserve: async (request) => {
        if (!fails) return own.reserve(request);
        fails = false;
        throw new Error('no store');
      },
    };
    const other = createPacer(budget, { now: () => now, sleep: async () => undefined });
    const refused = await other.turn('bulk').catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(Error);
    await other.turn('bulk');
  });

  it('comes to an end with a budget that takes its time', async () => {
    const own = ownBudget();
    for (const delay of [150, 450, 2500]) {
      let tries = 0;
      const budget: Budget = {
        reserve: async (request) => {
          tries += 1;
          // Read, and then committed.
          now += delay / 2;
          const slots = await own.reserve(request);
          now += delay / 2;
          return slots;
        },
      };
      const other = createPacer(budget, { now: () => now, sleep: async (ms) => void (now += ms) });
      for (const lane of ['talk', 'bulk'] as const) await other.turn(lane);
      expect(tries, `${delay} ms`).to.be.at.most(4);
    }
  });

  it('asks for an answer, wherever it goes, as for one that somebody waits for', async () => {
    const requests: [lane: string, awaited: boolean][] = [];
    const own = ownBudget();
    const budget: Budget = {
      reserve: (request) => {
        requests.push([request.lane, request.awaited]);
        return own.reserve(request);
      },
    };
    const other = createPacer(budget, { now: () => 0, sleep: async () => undefined });
    for (let one = 0; one < 7; one += 1) await other.turn('talk');
    await other.turn('bulk');
    expect(new Set(requests.map(String))).to.deep.equal(new Set(['talk,true', 'bulk,true', 'bulk,false']));
  });
});
