import { expect } from 'chai';
import { Question } from '../../../domain/survey/kinds/kinds.ts';
import { questionFaults, questionLimits } from '../../../domain/survey/questions.ts';

const label = { fi: 'Kysymys' };
const options = ['a', 'b', 'c'].map((code) => ({ code, label }));

function ask(question: object): Question {
  return Question.parse({ kind: 'text', code: 'q', label, ...question });
}

function many(count: number): Question[] {
  return Array.from({ length: count }, (_, index) => ask({ code: `q${index}` }));
}

const long = (count: number, length: number) =>
  Array.from({ length: count }, (_, index) => ({ code: `o${index}`, label: { fi: 'ä', sv: 'x'.repeat(length) } }));

const yesNo = ask({ kind: 'yesNo', code: 'first' });
const list = { kind: 'choice', options };
const faulty: readonly [string, readonly Question[], object][] = [
  ['there are more than 200', many(questionLimits.questions + 1), { code: 'q200', fault: 'tooMany' }],
  ['two have one code', [ask({}), ask({})], { code: 'q', fault: 'codeTwice' }],
  [
    'one is called as another’s text beside other',
    [ask({}), ask({ code: 'q.other' })],
    { code: 'q.other', fault: 'codeTwice' },
  ],
  [
    'a row is called as what is said instead',
    [ask({ kind: 'matrix', rows: [{ code: 'none', label }], scale: options })],
    { code: 'q', fault: 'codeTwice' },
  ],
  ['a text may be longer than 5,000', [ask({ maxLength: 5001 })], { code: 'q', fault: 'limits' }],
  ['a text may hold nothing', [ask({ maxLength: 0 })], { code: 'q', fault: 'limits' }],
  ['a text has to be longer than it may', [ask({ minLength: 9, maxLength: 8 })], { code: 'q', fault: 'limits' }],
  ['a number cannot be given', [ask({ kind: 'number', min: 2, max: 1 })], { code: 'q', fault: 'limits' }],
  [
    'a day cannot be given',
    [ask({ kind: 'date', min: '2026-02-01', max: '2026-01-01' })],
    { code: 'q', fault: 'limits' },
  ],
  ['more is to be chosen than there is', [ask({ ...list, multiple: true, min: 4 })], { code: 'q', fault: 'limits' }],
  ['nothing may be chosen', [ask({ ...list, multiple: true, max: 0 })], { code: 'q', fault: 'limits' }],
  ['one of a list has a number to choose', [ask({ ...list, max: 2 })], { code: 'q', fault: 'limits' }],
  [
    'two options have one code',
    [ask({ kind: 'choice', options: [...options, ...options] })],
    { code: 'q', fault: 'limits' },
  ],
  [
    'an option is called other beside other',
    [ask({ kind: 'choice', other: true, options: [{ code: 'other', label }, ...options] })],
    { code: 'q', fault: 'limits' },
  ],
  ['one says nothing', [ask({ label: {} })], { code: 'q', fault: 'textMissing' }],
  [
    'there is nothing to choose from',
    [ask({ kind: 'choice', options: options.slice(1, 2) })],
    { code: 'q', fault: 'optionsMissing' },
  ],
  ['a matrix has no rows', [ask({ kind: 'matrix', rows: [], scale: options })], { code: 'q', fault: 'optionsMissing' }],
  [
    'an option says nothing',
    [ask({ kind: 'choice', options: [...options, { code: 'd', label: {} }] })],
    { code: 'q', fault: 'optionTextMissing' },
  ],
  [
    'an end of a rating says nothing',
    [ask({ kind: 'rating', low: label, high: {} })],
    { code: 'q', fault: 'optionTextMissing' },
  ],
  [
    'a page does not fit into a card',
    [ask({ code: 'before' }), ask({ kind: 'choice', options: long(40, 400) })],
    { code: 'q', fault: 'pageTooLarge' },
  ],
  [
    'one depends on a later one',
    [ask({ showIf: { code: 'first', values: ['yes'] } }), yesNo],
    { code: 'q', fault: 'condition' },
  ],
  [
    'one depends on itself',
    [ask({ kind: 'yesNo', showIf: { code: 'q', values: ['yes'] } })],
    { code: 'q', fault: 'condition' },
  ],
  [
    'one depends on what cannot be chosen',
    [yesNo, ask({ showIf: { code: 'first', values: ['maybe'] } })],
    { code: 'q', fault: 'condition' },
  ],
  [
    'one depends on a text',
    [ask({ code: 'text' }), ask({ showIf: { code: 'text', values: ['x'] } })],
    { code: 'q', fault: 'condition' },
  ],
  [
    'one depends on a reason that is not allowed',
    [yesNo, ask({ showIf: { code: 'first', values: ['-dontKnow'] } })],
    { code: 'q', fault: 'condition' },
  ],
];

describe('the questions of a survey', () => {
  for (const [when, questions, fault] of faulty) {
    it(`do not go together when ${when}`, () => {
      expect(questionFaults(questions)).to.deep.include(fault);
    });
  }

  it('go together up to every limit', () => {
    expect(questionFaults([])).to.deep.equal([]);
    expect(questionFaults(many(questionLimits.questions))).to.deep.equal([]);
    expect(questionFaults([ask({ maxLength: 5000, minLength: 5000 })])).to.deep.equal([]);
    expect(questionFaults([ask({ ...list, multiple: true, other: true, min: 4, max: 4 })])).to.deep.equal([]);
    expect(questionFaults([ask({ kind: 'number', min: 1, max: 1 })])).to.deep.equal([]);
    const known = ask({ kind: 'rating', code: 'first', low: label, high: label, nonAnswers: ['dontKnow'] });
    const depends = ask({ showIf: { code: 'first', values: ['1', '-dontKnow'] } });
    expect(questionFaults([known, depends])).to.deep.equal([]);
  });

  it('are looked at in no time, however many rows and steps somebody sends', () => {
    const wide = Array.from({ length: 200 }, (_, index) => ({ code: `o${index}`, label: { fi: 'Vaihtoehto' } }));
    const matrix = { kind: 'matrix' as const, label: { fi: 'Arvio' }, required: false, rows: wide, scale: wide };
    const sent = Array.from({ length: 40 }, (_, index) => ({ ...matrix, code: `q${index}` }));
    const started = process.cpuUsage().user;
    expect(questionFaults(sent)).not.to.deep.equal([]);
    expect((process.cpuUsage().user - started) / 1000).to.be.below(1500);
  });
});
