import { expect } from 'chai';
import { mergedClass } from '../../../domain/survey/classes.ts';
import { mergeSmall, publishable } from '../../../domain/survey/merging.ts';
import type { Breakdown } from '../../../domain/survey/survey.ts';

/** So many people in each of these classes. */
function people(sizes: Readonly<Record<string, number>>, breakdown: Breakdown = 'group') {
  return Object.entries(sizes).flatMap(([code, size]) => Array.from({ length: size }, () => ({ [breakdown]: code })));
}

function sizesOf(codes: readonly (string | undefined)[]) {
  return Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, own]) => [code, own.length]));
}

describe('small classes', () => {
  const merged = (sizes: Readonly<Record<string, number>>) =>
    sizesOf(mergeSmall(people(sizes), ['group']).classes.map(({ group }) => group));

  it('become one when they are five together, and leave the others as they are', () => {
    expect(merged({ a: 9, b: 3, c: 2 })).to.deep.equal({ a: 9, [mergedClass]: 5 });
  });

  it('take the smallest of the others in when they are fewer than five together', () => {
    expect(merged({ a: 9, b: 6, c: 7, d: 1 })).to.deep.equal({ a: 9, c: 7, [mergedClass]: 7 });
  });

  it('of equal ones take in the first by its code, in whatever order people come', () => {
    expect(merged({ c: 6, b: 6, a: 1 })).to.deep.equal({ c: 6, [mergedClass]: 7 });
    expect(merged({ a: 1, b: 6, c: 6 })).to.deep.equal({ c: 6, [mergedClass]: 7 });
  });

  it('leave nothing to tell apart when all of them are needed', () => {
    expect(mergeSmall(people({ a: 5, b: 4 }), ['group']).breakdowns).to.deep.equal([]);
    expect(mergeSmall(people({ a: 50 }), ['group']).breakdowns).to.deep.equal([]);
    expect(mergeSmall([], ['group']).breakdowns).to.deep.equal([]);
  });

  it('are those too that two breakdowns tell apart together', () => {
    // Eleven are in group a, and ten of them libraries: taken from each other, that would tell of one.
    const given = [
      ...Array.from({ length: 10 }, () => ({ group: 'a', organisationType: 'library' })),
      { group: 'a', organisationType: 'company' },
      ...Array.from({ length: 9 }, () => ({ group: 'b', organisationType: 'company' })),
    ];
    const { breakdowns } = mergeSmall(given, ['organisationType', 'group']);
    expect(breakdowns).to.deep.equal(['group']);
  });
});

describe('a breakdown of one question', () => {
  const codes = () => new Set(['a', 'b']);

  it('is given when five answered in every class', () => {
    expect(publishable(people({ a: 5, b: 5 }), ['group'], codes)).to.deep.equal(['group']);
  });

  it('is not given when one class has four, or nobody at all', () => {
    expect(publishable(people({ a: 9, b: 4 }), ['group'], codes)).to.deep.equal([]);
    expect(publishable(people({ a: 9 }), ['group'], codes)).to.deep.equal([]);
  });
});
