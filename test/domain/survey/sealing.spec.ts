import { expect } from 'chai';
import { loadContent } from '../../../content/content.ts';
import { readAnswers } from '../../../domain/survey/answers.ts';
import { type AskedQuestion, kindOf, Question } from '../../../domain/survey/kinds/kinds.ts';
import type { Answers } from '../../../domain/survey/question/answer.ts';
import { toSeal } from '../../../domain/survey/sealing.ts';

const label = { fi: 'Kysymys' };
const options = ['a', 'b', 'c'].map((code) => ({ code, label }));
const every = [
  { kind: 'section', code: 'part', label },
  { kind: 'text', code: 'text', label, maxLength: 5000 },
  { kind: 'choice', code: 'many', label, multiple: true, other: true, options },
  { kind: 'choice', code: 'one', label, options },
  { kind: 'matrix', code: 'grid', label, rows: options, scale: options },
  { kind: 'rating', code: 'rating', label, low: label, high: label },
  { kind: 'number', code: 'number', label },
  { kind: 'date', code: 'date', label },
  { kind: 'yesNo', code: 'yesNo', label, nonAnswers: ['dontKnow', 'notApplicable'] },
].map((one) => Question.parse(one));

/** The longest of the codes that may be typed into the inputs of a question, or of places in an order. */
function longestOf(question: AskedQuestion): [string, string][] {
  const { code } = question;
  const parts = kindOf(question).inputs(question);
  if (parts) return parts.map((part) => [`${code}.${part.code}`, '99']);
  return [[code, kindOf(question).choices(question)?.at(-1) ?? '']];
}

/** The longest answers that may be typed, of the widest characters. */
function longest(questions: readonly Question[]): Answers {
  const asked = questions.filter((one): one is AskedQuestion => one.kind !== 'section');
  const typed = asked.flatMap((question): [string, string][] => {
    const { code } = question;
    if ('maxLength' in question) return [[code, '😀'.repeat(question.maxLength + 300)]];
    if ('other' in question) {
      return [
        [code, question.options.map((one) => one.code).join()],
        [`${code}.other`, '😀'.repeat(600)],
      ];
    }
    if ('rows' in question) {
      return question.rows.map((row) => [`${code}.${row.code}`, question.scale.at(-1)?.code ?? '']);
    }
    if (question.kind === 'number') return [[code, '-1.2345678901234567e-300']];
    if (question.kind === 'date') return [[code, '2026-12-31']];
    if (question.nonAnswers) return [[`${code}.none`, 'notApplicable']];
    return longestOf(question);
  });
  return readAnswers(asked, Object.fromEntries(typed)).answers;
}

const bytes = (questions: readonly Question[], content: Parameters<typeof toSeal>[1]) =>
  Buffer.byteLength(toSeal(questions, content));

describe('what is sealed of an answer', () => {
  const surveys = new Map([
    ['of every kind', every],
    ...loadContent().surveyTemplates.map(({ code, questions }) => [code, questions] as const),
  ]);
  for (const [name, questions] of surveys) {
    it(`is equally long however much was written in it: ${name}`, () => {
      const most = longest(questions);
      expect(Buffer.byteLength(JSON.stringify(most))).to.be.greaterThan(0);
      const lengths = [{}, { text: 'ei' }, most].map((answers) => bytes(questions, { answers }));
      expect(new Set([...lengths, bytes(questions, { answers: {}, draft: most })]).size).to.equal(1);
      expect(bytes(questions, { answers: most, draft: {} })).to.equal(
        bytes(questions, { answers: { text: 'ei' }, draft: most }),
      );
    });
  }

  it('takes no more room than its questions allow, and is one of a few lengths when that is very much', () => {
    expect(bytes(every.slice(5), { answers: {} })).to.be.lessThan(1000);
    const long = Array.from({ length: 20 }, (_, index) => Question.parse({ ...every[1], code: `text${index}` }));
    const short = bytes(long, { answers: {} });
    expect(short).to.equal(65_536);
    expect(bytes(long, { answers: { text0: 'x'.repeat(5000) } })).to.equal(short);
    expect(bytes(long, { answers: longest(long) }) % short).to.equal(0);
  });

  it('is what it was when it is read again', () => {
    const content = { answers: longest(every), draft: { text: 'luonnos' } };
    expect(JSON.parse(toSeal(every, content))).to.deep.equal(content);
  });
});
