import { expect } from 'chai';
import { codeChangeOf, isComparable, withLastingCodes } from '../../../domain/survey/codes.ts';
import { Question } from '../../../domain/survey/kinds/kinds.ts';

const label = { fi: 'Luottamus' };
const options = ['a', 'b'].map((code) => ({ code, label }));

const ask = (question: object) => Question.parse({ kind: 'choice', code: 'trust', label, options, ...question });
const third = { code: 'c', label };
const changed = ask({ options: [...options, third] });
const codesOf = (questions: readonly Question[], origins: readonly Question[]) =>
  withLastingCodes(questions, origins).map(({ code }) => code);

describe('the codes of questions', () => {
  const same: readonly [string, object][] = [
    ['wording', { label: { fi: 'Toinen sanamuoto' }, help: { fi: 'Ohje' } }],
    ['order of options', { options: [...options].reverse() }],
    ['words of options', { options: options.map(({ code }) => ({ code, label: { fi: 'Muu' } })) }],
    ['obligation', { required: true }],
    ['reasons not to answer', { nonAnswers: ['dontKnow'] }],
  ];
  for (const [what, more] of same) {
    it(`stay when a question changes its ${what}`, () => {
      expect(codesOf([ask(more)], [ask({})])).to.deep.equal(['trust']);
      expect(codeChangeOf(ask(more), [ask({})])).to.equal('same');
    });
  }

  const other: readonly [string, object][] = [
    ['kind', { kind: 'yesNo' }],
    ['options', { options: [...options, third] }],
    ['number of answers', { multiple: true }],
    ['own words beside the options', { other: true }],
  ];
  for (const [what, more] of other) {
    it(`become others when a question changes its ${what}`, () => {
      const [became] = withLastingCodes([ask(more)], [ask({})]);
      expect(became?.code).to.equal('trust-2');
      expect(codeChangeOf(became ?? ask({}), [ask({})])).to.equal('changed');
    });
  }

  it('become others with the rows and the steps of a matrix, and the unit of a number', () => {
    const matrix = { kind: 'matrix', rows: options, scale: options };
    const number = { kind: 'number', unit: { fi: 'kpl', en: 'pcs' } };
    const pairs: readonly [object, object, boolean][] = [
      [matrix, { ...matrix, rows: [...options].reverse() }, true],
      [matrix, { ...matrix, rows: [...options, third] }, false],
      [matrix, { ...matrix, rows: options.map((one) => ({ ...one, reversed: true })) }, false],
      [matrix, { ...matrix, scale: [...options].reverse() }, false],
      [number, { ...number, unit: { fi: 'kpl' } }, true],
      [number, { ...number, unit: { fi: 'kpl', en: 'pcs', sv: 'st' } }, true],
      [number, { ...number, unit: { fi: 'tuntia', en: 'pcs' } }, false],
      [number, { kind: 'number' }, false],
      [{ kind: 'number' }, { kind: 'number', max: 5 }, true],
    ];
    for (const [one, two, result] of pairs) {
      expect(isComparable(ask(one), ask(two)), JSON.stringify(two)).to.equal(result);
    }
  });

  it('stay what they became, however often the draft is changed and saved', () => {
    const again = ask({ code: 'trust-2', options: [...options, third, { code: 'd', label }] });
    expect(codesOf([again], [ask({})])).to.deep.equal(['trust-2']);
  });

  it('are never words that every object has', () => {
    const named = ask({ code: 'new:1', kind: 'text', label: { en: 'Constructor' } });
    expect(codesOf([named], [])).to.deep.equal(['constructor-2']);
    const rows = [{ code: 'new:2', label: { en: 'Has own property' } }];
    const [matrix] = withLastingCodes([ask({ kind: 'matrix', rows, scale: options })], []);
    expect(matrix).to.have.nested.property('rows[0].code', 'hasOwnProperty-2');
  });

  it('come back when the change is taken back', () => {
    expect(codesOf([ask({ code: 'trust-2' })], [ask({})])).to.deep.equal(['trust']);
  });

  it('never mean what an earlier round meant by them', () => {
    const rounds = [{ ...changed, code: 'trust-2' }, ask({})];
    expect(codesOf([ask({ code: 'trust-2', kind: 'yesNo' })], rounds)).to.deep.equal(['trust-3']);
    expect(codesOf([ask({ code: 'trust-2' })], rounds)).to.deep.equal(['trust']);
  });

  it('are made of the first telling words of what was just added, each of its own', () => {
    const fresh = (text: object, more = {}) => ask({ code: 'new:1', kind: 'text', label: text, ...more });
    const all = [
      fresh({ fi: 'Mitä tukea annatte?', en: 'What support do you give?' }),
      fresh({ fi: 'Missä äly asuu?' }),
      fresh({ fi: '2024: montako?' }),
      fresh({}),
      fresh({}),
      fresh({ en: 'Trust' }),
    ];
    const made = codesOf(all, [ask({})]);
    expect(made).to.deep.equal(['whatSupportYou', 'missaAlyAsuu', 'text2024Montako', 'text', 'text-2', 'trust-2']);
    for (const code of made) expect(Question.safeParse({ ...ask({}), code }).success).to.equal(true);
  });

  it('are never given twice', () => {
    const twice = [ask({}), ask({}), ask({ code: 'other' }), ask({ code: 'other' })];
    expect(codesOf(twice, [ask({})])).to.deep.equal(['trust', 'trust-2', 'other', 'other-2']);
  });

  it('are given to options, rows and steps that were just added, and followed by conditions', () => {
    const first = ask({
      code: 'new:q',
      label: { en: 'Support' },
      options: [...options, { code: 'new:1', label: { en: 'Other' } }, { code: 'new:2', label: {} }],
    });
    const second = ask({ code: 'second', showIf: { code: 'new:q', values: ['a', 'new:1'] } });
    const [one, two] = withLastingCodes([first, second], []);
    expect(one).to.deep.include({ code: 'support' });
    expect(one?.kind === 'choice' && one.options.map(({ code }) => code)).to.deep.equal([
      'a',
      'b',
      'other-2',
      'option',
    ]);
    expect(two?.kind === 'choice' && two.showIf).to.deep.equal({ code: 'support', values: ['a', 'other-2'] });
  });

  it('are followed by conditions when a question counts anew', () => {
    const [, second] = withLastingCodes(
      [changed, ask({ code: 's', showIf: { code: 'trust', values: ['a'] } })],
      [ask({})],
    );
    expect(second?.kind === 'choice' && second.showIf?.code).to.equal('trust-2');
  });
});
