import { expect } from 'chai';
import * as fc from 'fast-check';
import { bodyOf, changedIn, isStored, merged, type Values } from '../../tab/client/practice/writing/changes.ts';

const names = ['title.fi', 'title.sv', 's.what.fi', 's.what.sv', 'themes', 'municipality'];
const nothing: Values = Object.fromEntries(names.map((name) => [name, '']));
const values = fc.record(Object.fromEntries(names.map((name) => [name, fc.constantFrom('', 'a', 'b', 'c')])));

describe('what two writers make of one practice', () => {
  it('comes together where only one has written, and is told where both have', () => {
    const base = { ...nothing, 'title.fi': 'Tuki', 's.what.fi': 'Vanha' };
    const mine = { ...base, 'title.fi': 'Oma', 's.what.sv': 'Ny' };
    const theirs = { ...base, 'title.fi': 'Toisen', 's.what.fi': 'Uusi', themes: 'needs' };
    expect(merged(base, mine, theirs)).to.deep.equal({
      values: { ...mine, 's.what.fi': 'Uusi', themes: 'needs' },
      taken: ['s.what.fi', 'themes'],
      clashing: ['title.fi'],
    });
  });

  it('never loses what either wrote without a word', () => {
    fc.assert(
      fc.property(values, values, values, (base, mine, theirs) => {
        const { values: now, taken, clashing } = merged(base, mine, theirs);
        for (const name of names) {
          const [was, own, other] = [base[name], mine[name], theirs[name]];
          if (own !== was) expect(now[name], name).to.equal(own);
          else expect(now[name], name).to.equal(other);
          expect(taken.includes(name), name).to.equal(own === was && other !== was);
          expect(clashing.includes(name), name).to.equal(own !== was && other !== was && own !== other);
        }
      }),
    );
  });
});

describe('what is sent of a practice', () => {
  it('is found to be stored already, whatever blanks were typed around it', () => {
    const stored = { ...nothing, 'title.fi': 'Tuki', 's.what.fi': 'Eka\n\ntoka' };
    expect(isStored({ ...stored, 'title.fi': ' Tuki ', 's.what.fi': 'Eka\n\ntoka\n' }, stored)).to.equal(true);
    expect(isStored({ ...stored, 's.what.fi': 'Eka toka' }, stored)).to.equal(false);
    expect(isStored({ ...stored, 'title.sv': 'Stöd' }, stored)).to.equal(false);
  });

  it('is what was changed, in its language, and all it is found by', () => {
    const stored = { ...nothing, 'title.fi': 'Tuki', 's.what.fi': 'Mitä', supportForms: 'remote' };
    const now = { ...stored, 's.what.fi': '', 's.what.sv': 'Vad', themes: 'needs,other', targetGroups: '' };
    expect(changedIn(now, stored)).to.deep.equal(['s.what.fi', 's.what.sv', 'themes']);
    expect(bodyOf(now, stored)).to.deep.equal({
      title: {},
      sections: { what: { fi: '', sv: 'Vad' } },
      filing: { supportForms: ['remote'], targetGroups: [], themes: ['needs', 'other'], municipality: '' },
    });
  });
});
