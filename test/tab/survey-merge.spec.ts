import { expect } from 'chai';
import type { Edited, Question } from '../../tab/client/survey/editor/edited.ts';
import { followed, merged, savedCodes, withTheirs } from '../../tab/client/survey/editor/merge.ts';

const ask = (code: string, fi = code): Question => ({ kind: 'yesNo', code, label: { fi }, required: false });
const base: Edited = {
  title: { fi: 'Nimi' },
  purpose: { fi: 'Miksi' },
  anonymity: 'named',
  audience: { kind: 'groups', groupIds: ['future'] },
  respondent: 'person',
  keep: 24,
  resultsFrom: 'closed',
  resultsFor: 'leads',
  breakdowns: [],
  earlierRound: '',
  opensOn: '',
  opensTime: '',
  closesOn: '2026-09-20',
  closesTime: '16:00',
  questions: ['a', 'b', 'c'].map((code) => ask(code)),
};
const having = (more: Partial<Edited>): Edited => ({ ...base, ...more });
const asking = (...questions: Question[]) => having({ questions });
const [a, b, c] = base.questions as [Question, Question, Question];
const codesOf = ({ questions }: Edited) => questions.map(({ code }) => code).join(' ');

describe('what two editors make of one draft', () => {
  it('comes together where they have changed different things', () => {
    const mine = having({ title: { fi: 'Oma' }, questions: [ask('a', 'oma'), b, c] });
    const theirs = having({ purpose: { fi: 'Muu' }, questions: [a, ask('b', 'muu'), c] });
    const { values: edited, taken, clashing } = merged(base, mine, theirs);
    expect(edited).to.deep.equal(
      having({ title: { fi: 'Oma' }, purpose: { fi: 'Muu' }, questions: [ask('a', 'oma'), ask('b', 'muu'), c] }),
    );
    expect(taken.map(({ of }) => of)).to.deep.equal(['purpose', 'question']);
    expect(clashing).to.deep.equal([]);
  });

  it('stays as it is typed where both have changed the same, until the other’s is taken', () => {
    const mine = having({ title: { fi: 'Oma' }, questions: [ask('a', 'oma'), b, c] });
    const theirs = having({ title: { fi: 'Muu' }, questions: [ask('a', 'muu'), b, c] });
    const { values: edited, taken, clashing } = merged(base, mine, theirs);
    expect(edited).to.deep.equal(mine);
    expect(taken).to.deep.equal([]);
    expect(clashing.reduce(withTheirs, edited)).to.deep.equal(theirs);
  });

  it('has nothing to tell where both have changed the same in the same way', () => {
    const both = having({ title: { fi: 'Sama' } });
    expect(merged(base, both, structuredClone(both))).to.deep.equal({ values: both, taken: [], clashing: [] });
  });

  it('keeps what either has added, where it was added', () => {
    const { values: edited } = merged(base, asking(a, ask('mine'), b, c), asking(a, b, ask('theirs'), c));
    expect(codesOf(edited)).to.equal('a mine b theirs c');
    expect(codesOf(merged(base, asking(a, b, c), asking(ask('first'), a, b, c)).values)).to.equal('first a b c');
  });

  it('takes the order of whoever has changed it, one’s own if both have', () => {
    expect(codesOf(merged(base, base, asking(c, a, b)).values)).to.equal('c a b');
    expect(codesOf(merged(base, asking(b, a, c), asking(c, a, b, ask('d'))).values)).to.equal('b d a c');
  });

  it('loses nothing that one has worked on and the other deleted', () => {
    const kept = merged(base, asking(ask('a', 'oma'), b, c), asking(b, c));
    expect(codesOf(kept.values)).to.equal('a b c');
    expect(kept.clashing).to.deep.equal([{ of: 'question', code: 'a', question: undefined }]);
    expect(codesOf(kept.clashing.reduce(withTheirs, kept.values))).to.equal('b c');
    const back = merged(base, asking(b, c), asking(ask('a', 'muu'), b, c));
    expect(codesOf(back.values)).to.equal('a b c');
    expect(back.taken).to.have.length(1);
    expect(codesOf(merged(base, base, asking(a, c)).values)).to.equal('a c');
  });
});

describe('what is typed while it is being saved', () => {
  it('gets the codes that saving has given', () => {
    const option = (code: string) => ({ code, label: {} });
    const fresh: Question = {
      kind: 'choice',
      code: 'new:1',
      label: {},
      required: false,
      multiple: false,
      other: false,
      options: [option('new:x'), option('kept')],
    };
    const depends: Question = { ...ask('new:2'), showIf: { code: 'new:1', values: ['new:x', 'kept'] } } as Question;
    const sent = asking(fresh, depends);
    const saved = asking({ ...fresh, code: 'trust', options: [option('yes'), option('kept')] }, {
      ...depends,
      code: 'why',
      showIf: { code: 'trust', values: ['yes', 'kept'] },
    } as Question);
    const typed = asking(ask('new:3'), { ...depends, label: { fi: 'lisää' } }, { ...fresh, label: { fi: 'a' } });
    expect(followed(typed, sent, saved).questions).to.deep.equal([
      ask('new:3'),
      { ...saved.questions[1], label: { fi: 'lisää' } },
      { ...saved.questions[0], label: { fi: 'a' } },
    ]);
    expect([...savedCodes(sent, saved)]).to.deep.equal([
      ['new:1', 'trust'],
      ['new:x', 'yes'],
      ['new:2', 'why'],
    ]);
  });
});
