import { expect } from 'chai';
import fc from 'fast-check';
import { bracketOf, countInBrackets } from '../../../domain/survey/question/brackets.ts';

const numbers = fc.array(
  fc.oneof(fc.integer({ min: -30, max: 3000 }), fc.double({ min: -1e9, max: 1e15, noNaN: true })),
  { minLength: 1, maxLength: 60 },
);

describe('numbers in brackets', () => {
  it('are counted from each lower bound on, up to and without the upper one', () => {
    expect(countInBrackets([0, 0.5, 1, 4.99, 5, 9, 10, 20, 49], 0)).to.deep.equal([
      { code: '0..1', count: 2 },
      { code: '1..2', count: 1 },
      { code: '2..5', count: 1 },
      { code: '5..10', count: 2 },
      { code: '10..20', count: 1 },
      { code: '20..50', count: 2 },
    ]);
  });

  it('show the empty brackets between the smallest and the largest number, and all below 0 in one', () => {
    expect(countInBrackets([-7, -1, 3], 0)).to.deep.equal([
      { code: '..0', count: 2 },
      { code: '0..1', count: 0 },
      { code: '1..2', count: 0 },
      { code: '2..5', count: 1 },
    ]);
  });

  it('widen the outermost until enough are in each', () => {
    const given = [0, 3, 6, 7, 12, 14, 15, 16, 18, 30, 40, 4000];
    expect(countInBrackets(given, 3)).to.deep.equal([
      { code: '..10', count: 4 },
      { code: '10..20', count: 5 },
      { code: '20..', count: 3 },
    ]);
  });

  it('are not told when too few are in the outermost, and neither are none', () => {
    expect(countInBrackets([1, 1, 1, 1, 700], 5)).to.deep.equal([]);
    expect(countInBrackets([], 0)).to.deep.equal([]);
    expect(countInBrackets([3, 3, 4, 4, 4], 5)).to.deep.equal([{ code: '2..5', count: 5 }]);
  });

  it('make no list of hundreds when one number is far off, on whichever side it is', () => {
    const high = countInBrackets([1, 3, 4, 1e300], 0);
    expect(high).to.have.length(24);
    expect(high.filter(({ count }) => count > 0).map(({ code, count }) => `${code} ${count}`)).to.deep.equal([
      '1..2 1',
      '2..5 2',
      '50000000.. 1',
    ]);
    const low = countInBrackets([0, 1e12, 3e12, 4e12], 0);
    expect(low).to.have.length(24);
    expect(low.filter(({ count }) => count > 0).map(({ count }) => count)).to.deep.equal([1, 1, 2]);
  });

  it('are each in one bracket that they lie in, and at least so many in each of the two ends', () => {
    const law = fc.property(numbers, fc.constantFrom(0, 5), (given, fewest) => {
      const counts = countInBrackets(given, fewest);
      expect(counts.length).to.be.at.most(24);
      if (counts.length === 0) return;
      expect(counts.reduce((sum, { count }) => sum + count, 0)).to.equal(given.length);
      for (const { code, count } of counts) {
        const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = bracketOf(code);
        expect(given.filter((number) => number >= from && number < to).length, code).to.equal(count);
      }
      for (const end of [counts.at(0), counts.at(-1)])
        if (given.length >= fewest) expect(end?.count).to.be.at.least(Math.min(fewest, given.length));
    });
    fc.assert(law, { numRuns: 500 });
  });
});
