import { expect } from 'chai';
import { createReader } from '../../cards/reader.ts';
import { besideMember, groupNames, toldApart } from '../../cards/told-apart.ts';

describe('what stands in one list', () => {
  it('is told apart by what stands beside it, the most telling first, and else by a number', () => {
    const named = (title: string, ...beside: (string | undefined)[]) => ({ title, beside });
    expect(toldApart([named('Liisa', 'Kirjasto'), named('Matti', 'Kunta')])).to.deep.equal(['Liisa', 'Matti']);
    expect(
      toldApart([
        named('Liisa', 'Kirjasto', 'Kotihoito'),
        named('LIISA ', 'Kunta', 'Kotihoito'),
        named('Liisa', 'Kunta', 'Tulevaisuus'),
        named('Liisa', undefined, undefined),
      ]),
    ).to.deep.equal(['Liisa · Kirjasto', 'LIISA  · Kunta · Kotihoito', 'Liisa · Kunta · Tulevaisuus', 'Liisa']);
    expect(toldApart([named('A'), named('A (1)'), named('Ａ'), named('')])).to.deep.equal([
      'A (2)',
      'A (1)',
      'Ａ (3)',
      '',
    ]);
    expect(toldApart([named(''), named('')])).to.deep.equal(['', '']);
  });

  it('are groups that are called the same wherever all of them are known, in any order', () => {
    const reader = createReader('fi', 'Europe/Helsinki');
    const named = (id: string, fi: string) => ({ id, name: { fi } });
    const groups = [named('b', 'Kotihoito'), named('a', 'kotihoito'), named('c', 'Tulevaisuus')];
    const names = { a: 'kotihoito (1)', b: 'Kotihoito (2)', c: 'Tulevaisuus' };
    expect(Object.fromEntries(groupNames(reader, groups))).to.deep.equal(names);
    expect(Object.fromEntries(groupNames(reader, groups.toReversed()))).to.deep.equal(names);
  });

  it('are members with their organisation, their groups and whether they are guests', () => {
    const reader = createReader('fi', 'Europe/Helsinki');
    const known = { organisation: 'Kirjasto', groups: [] };
    expect(besideMember(reader, { groupIds: ['x'], guest: true }, known)).to.deep.equal([
      'Kirjasto',
      undefined,
      'Vierailija',
    ]);
  });
});
