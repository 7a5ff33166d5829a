import { expect } from 'chai';
import { type Figure, isMet } from '../../bench/bench.ts';
import { inChild } from '../../bench/child.ts';
import { measurePairs } from '../../bench/pairs.ts';
import { ratioOf, spreadOf } from '../../bench/ratio.ts';
import { lineOf } from '../../bench/report.ts';

describe('the harness of the benches', () => {
  it('takes the middle of an odd number of values, and the mean of the two middle ones of an even number', () => {
    expect(spreadOf([9, 1, 5])).to.deep.equal({ median: 5, least: 1, most: 9 });
    expect(spreadOf([10, 2, 4, 100])).to.deep.equal({ median: 7, least: 2, most: 100 });
  });

  it('divides pair by pair, so that a machine that slows down moves no ratio', () => {
    const pairs = [
      { a: 2, b: 1 },
      { a: 30, b: 10 },
      { a: 400, b: 100 },
    ];
    expect(ratioOf(pairs)).to.deep.equal({ median: 3, least: 2, most: 4 });
  });

  it('measures by turns, and changes who is first', async () => {
    const order: string[] = [];
    const side = (name: string, value: number) => async () => {
      order.push(name);
      return value;
    };
    const told: string[] = [];
    const pairs = await measurePairs(3, { a: side('a', 1), b: side('b', 2) }, (text) => told.push(text));
    expect(order.join('')).to.equal('abbaab');
    expect(pairs).to.deep.equal([1, 2, 3].map(() => ({ a: 1, b: 2 })));
    expect(told).to.deep.equal(['pair 1 of 3', 'pair 2 of 3', 'pair 3 of 3']);
  });

  it('says whether a bar is met by the median alone', () => {
    const value = { median: 1.25, least: 1, most: 2 };
    const figure = (bar?: Figure['bar']): Figure => ({ what: 'cost', unit: '×', value, bar });
    const met = [{ atMost: 1.25 }, { atMost: 1.2 }, { atLeast: 1.25 }, { atLeast: 1.3 }, undefined];
    expect(met.map((bar) => isMet(figure(bar)))).to.deep.equal([true, false, true, false, true]);
    expect(lineOf(figure({ atMost: 1.2 }))).to.equal('  cost: 1.25× [1–2], at most 1.2: NOT MET\n');
    expect(lineOf(figure())).to.equal('  cost: 1.25× [1–2]\n');
  });

  it('tells when a child ends without an answer', async () => {
    const error = await inChild('answer-side.ts', { dataDir: '/dev/null', answers: 1, inFlight: 1 }, 'ignore').catch(
      String,
    );
    expect(error).to.contain('answer-side.ts ended with 1');
  });
});
