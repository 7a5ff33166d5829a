import { expect } from 'chai';
import fc from 'fast-check';
import { readAnswers } from '../../../domain/survey/answers.ts';
import { type AskedQuestion, Question } from '../../../domain/survey/kinds/kinds.ts';
import { Answers } from '../../../domain/survey/question/answer.ts';
import { typedFrom } from '../../../domain/survey/typed.ts';

const label = { fi: 'Kysymys' };
const options = [
  { code: 'a', label },
  { code: 'b.c', label },
];
const asked: readonly object[] = [
  { kind: 'text', maxLength: 100 },
  { kind: 'choice', options, other: true },
  { kind: 'choice', options, multiple: true, other: true },
  { kind: 'number' },
  { kind: 'date' },
  { kind: 'rating', low: label, high: label },
  { kind: 'yesNo' },
  { kind: 'matrix', rows: options, scale: options },
];
const questions = asked.map((question, index) =>
  Question.parse({ code: `q${index}`, label, nonAnswers: ['dontKnow'], ...question }),
) as AskedQuestion[];

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => text.trim() === text);
const none = (code: string) => fc.constant({ [`${code}.none`]: 'dontKnow' });
const of = (code: string, answer: fc.Arbitrary<unknown>) =>
  fc.oneof(
    fc.constant({}),
    none(code),
    answer.map((value) => ({ [code]: value })),
  );
const one = fc.constantFrom('a', 'b.c');
const step = fc.constantFrom('a', 'b.c', '-dontKnow');

/** Whatever can be answered to all the questions. */
const answered = fc
  .tuple(
    of('q0', word),
    fc.oneof(of('q1', one), fc.record({ q1: fc.constant('other'), 'q1.other': word })),
    fc.oneof(
      of('q2', fc.constantFrom(['a'], ['a', 'b.c'])),
      fc.record({ q2: fc.constant(['b.c', 'other']), 'q2.other': word }),
    ),
    of(
      'q3',
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    ),
    of('q4', fc.constantFrom('2026-02-28', '1999-12-31')),
    of('q5', fc.constantFrom('1', '5')),
    of('q6', fc.constantFrom('yes', 'no')),
    fc.oneof(fc.constant({}), fc.record({ q7: fc.oneof(fc.record({ a: step }), fc.record({ a: step, 'b.c': step })) })),
  )
  .map((parts) => Answers.parse(Object.assign({}, ...parts)));

describe('answers in the inputs of a form', () => {
  it('are the same answers when they are read again', () => {
    fc.assert(
      fc.property(answered, (answers) => {
        expect(readAnswers(questions, typedFrom(questions, answers))).to.deep.equal({ answers, faults: {} });
      }),
    );
  });

  it('of a matrix to which none was said as a whole stand in each of its rows', () => {
    const typed = typedFrom(questions, { 'q7.none': 'dontKnow' });
    expect(typed).to.deep.equal({ 'q7.a': '-dontKnow', 'q7.b.c': '-dontKnow' });
    const rows = { q7: { a: '-dontKnow', 'b.c': '-dontKnow' } };
    expect(readAnswers(questions, typed)).to.deep.equal({ answers: rows, faults: {} });
  });

  it('stand in the inputs of the questions asked, and in no others', () => {
    const [first] = questions;
    const typed = typedFrom(first ? [first] : [], { q0: 'Kyllä', q6: 'yes', 'q1.other': 'muu' });
    expect(typed).to.deep.equal({ q0: 'Kyllä' });
  });
});
