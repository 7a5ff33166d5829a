import { expect } from 'chai';
import fc from 'fast-check';
import { checkAnswers, readAnswers } from '../../../domain/survey/answers.ts';
import { type AskedQuestion, Question } from '../../../domain/survey/kinds/kinds.ts';
import { pagesOf, questionsPerPage } from '../../../domain/survey/pages.ts';

const label = { fi: 'Kysymys' };
const options = [
  { code: 'a', label },
  { code: 'b', label },
];

function ask(question: object): AskedQuestion {
  return Question.parse({ code: 'q', label, ...question }) as AskedQuestion;
}

const text = ask({ kind: 'text', maxLength: 10 });
const one = ask({ kind: 'choice', options, other: true });
const many = ask({ kind: 'choice', options, multiple: true, other: true });
const none = ask({ ...many, options: [...options, { code: 'nothing', label, exclusive: true }] });
const number = ask({ kind: 'number', min: 0, max: 100 });
const free = ask({ kind: 'number' });
const date = ask({ kind: 'date' });
const rating = ask({ kind: 'rating', low: label, high: label });
const yesNo = ask({ kind: 'yesNo' });
const matrix = ask({ kind: 'matrix', rows: options, scale: options });

function knows(question: AskedQuestion): AskedQuestion {
  return { ...question, nonAnswers: ['dontKnow', 'notApplicable'] };
}

const cases: readonly [string, AskedQuestion, Record<string, string>, object][] = [
  ['a text without the blanks around it', text, { q: '  hei  ' }, { answers: { q: 'hei' } }],
  ['nothing from blanks alone', text, { q: '   ' }, { answers: {} }],
  ['nothing from what cannot be seen', text, { q: '\u200b \u2060\u00ad' }, { answers: {} }],
  ['what is joined by what cannot be seen as it is', text, { q: '👩‍👩‍👧' }, { answers: { q: '👩‍👩‍👧' } }],
  ['a text without NUL and other control characters', text, { q: 'a\0\u0007b\nc' }, { answers: { q: 'ab\nc' } }],
  ['half a character as a sign for it', text, { q: 'a\ud83db' }, { answers: { q: 'a\ufffdb' } }],
  [
    'a thousand emoji whole, where a thousand are allowed',
    ask({ kind: 'text', maxLength: 1000 }),
    { q: '😀'.repeat(1000) },
    { answers: { q: '😀'.repeat(1000) } },
  ],
  [
    'of a text that is much too long a little more than is allowed, in whole characters',
    text,
    { q: `x${'😀'.repeat(500)}` },
    { answers: { q: `x${'😀'.repeat(209)}` } },
  ],
  ['ten emoji as ten characters', text, { q: '😀'.repeat(10) }, { answers: { q: '😀'.repeat(10) } }],
  [
    'a text that is too long as it is, to be shortened',
    text,
    { q: 'x'.repeat(11) },
    { answers: { q: 'x'.repeat(11) } },
  ],
  ['one option', one, { q: 'b' }, { answers: { q: 'b' } }],
  ['an option that is none', one, { q: 'c' }, { faults: { q: 'notAnOption' } }],
  ['two options where one is asked', one, { q: 'a,b' }, { faults: { q: 'notAnOption' } }],
  ['the text beside other as other', one, { q: '', 'q.other': 'muu' }, { answers: { q: 'other', 'q.other': 'muu' } }],
  ['no text beside an option that is not other', one, { q: 'a', 'q.other': 'muu' }, { answers: { q: 'a' } }],
  ['several options', many, { q: 'a,b' }, { answers: { q: ['a', 'b'] } }],
  ['a repeated option once', many, { q: 'a,a' }, { answers: { q: ['a'] } }],
  [
    'several options and other',
    many,
    { q: 'a', 'q.other': 'muu' },
    { answers: { q: ['a', 'other'], 'q.other': 'muu' } },
  ],
  ['a number as Finns write it', number, { q: '12,5' }, { answers: { q: 12.5 } }],
  ['a number with a thin space between thousands', free, { q: '1\u2009234\u202f567,5' }, { answers: { q: 1234567.5 } }],
  ['a number with the minus of typographers', free, { q: '\u22125' }, { answers: { q: -5 } }],
  ['two numbers as no number', free, { q: '12 15' }, { faults: { q: 'notANumber' } }],
  ['thousands divided by points', free, { q: '1.000,5' }, { answers: { q: 1000.5 } }],
  [
    'what is a thousand to some as one to be asked for again',
    free,
    { q: '1,000' },
    { faults: { q: 'ambiguousNumber' } },
  ],
  ['a number of another base as no number', free, { q: '0x1F' }, { faults: { q: 'notANumber' } }],
  ['full-width digits', free, { q: '１２' }, { answers: { q: 12 } }],
  ['more than any number as no number', free, { q: '1e400' }, { faults: { q: 'notANumber' } }],
  ['minus zero as zero', free, { q: '-0' }, { answers: { q: 0 } }],
  ['more characters than a number has as no number', free, { q: '1'.repeat(101) }, { faults: { q: 'notANumber' } }],
  ['a word as no number', number, { q: 'paljon' }, { faults: { q: 'notANumber' } }],
  ['infinity as no number', number, { q: 'Infinity' }, { faults: { q: 'notANumber' } }],
  ['a number beyond its limits, to be corrected', number, { q: '101' }, { answers: { q: 101 } }],
  ['zero as an answer', number, { q: '0' }, { answers: { q: 0 } }],
  ['a day', date, { q: '2026-12-24' }, { answers: { q: '2026-12-24' } }],
  ['a day that no month has', date, { q: '2026-02-30' }, { faults: { q: 'notADate' } }],
  ['a rating', rating, { q: '5' }, { answers: { q: '5' } }],
  ['a rating of six', rating, { q: '6' }, { faults: { q: 'notAnOption' } }],
  ['yes', yesNo, { q: 'yes' }, { answers: { q: 'yes' } }],
  ['a row of a matrix', matrix, { 'q.a': 'b' }, { answers: { q: { a: 'b' } } }],
  ['what is said of a row instead', knows(matrix), { 'q.a': '-dontKnow' }, { answers: { q: { a: '-dontKnow' } } }],
  ['no reason in a row that does not allow it', matrix, { 'q.a': '-dontKnow' }, { faults: { q: 'notAnOption' } }],
  ['a step that the scale lacks', matrix, { 'q.a': 'z' }, { faults: { q: 'notAnOption' } }],
  [
    'that nobody knows, apart from numbers',
    knows(number),
    { 'q.none': 'dontKnow' },
    { answers: { 'q.none': 'dontKnow' } },
  ],
  [
    'that it does not apply, from a list',
    knows(one),
    { q: '-notApplicable' },
    { answers: { 'q.none': 'notApplicable' } },
  ],
  ['what a rating allows instead', knows(rating), { q: '-dontKnow' }, { answers: { 'q.none': 'dontKnow' } }],
  [
    'both an answer and none, to be decided',
    knows(number),
    { q: '5', 'q.none': 'dontKnow' },
    { answers: { q: 5, 'q.none': 'dontKnow' } },
  ],
  [
    'two reasons for no answer as one too many',
    knows(number),
    { 'q.none': 'dontKnow,notApplicable' },
    { faults: { q: 'notBoth' } },
  ],
  ['no reason that the question does not allow', number, { 'q.none': 'dontKnow' }, { faults: { q: 'notAnOption' } }],
  ['no reason in a list that does not allow it', rating, { q: '-dontKnow' }, { faults: { q: 'notAnOption' } }],
  ['a text that begins like a reason as a text', knows(text), { q: '-dontKnow' }, { answers: { q: '-dontKnow' } }],
  ['combining characters as they are', text, { q: 'e\u0301' }, { answers: { q: 'e\u0301' } }],
  ['right-to-left text as it is', text, { q: 'שלום' }, { answers: { q: 'שלום' } }],
  ['Markdown and HTML as they are', text, { q: '**a** <b>' }, { answers: { q: '**a** <b>' } }],
];

describe('what was typed into a question', () => {
  for (const [name, question, typed, expected] of cases) {
    it(`reads ${name}`, () => {
      expect(readAnswers([question], typed)).to.deep.equal({ answers: {}, faults: {}, ...expected });
    });
  }

  it('keeps the rows of a matrix that were answered, though all are required', () => {
    expect(readAnswers([ask({ ...matrix, required: true })], { 'q.a': 'a' })).to.deep.equal({
      answers: { q: { a: 'a' } },
      faults: {},
    });
  });

  it('never throws and never keeps what is not an option, whatever was typed', () => {
    const questions = [one, many, number, date, rating, yesNo, matrix];
    const typed = fc.dictionary(fc.constantFrom('q', 'q.a', 'q.other', '__proto__', 'constructor'), fc.string());
    fc.assert(
      fc.property(fc.constantFrom(...questions), typed, (question, values) => {
        const { answers } = readAnswers([question], values);
        for (const key of Object.keys(answers)) expect(['q', 'q.other']).to.include(key);
        if (question === rating && answers['q'] !== undefined)
          expect(['1', '2', '3', '4', '5']).to.include(answers['q']);
      }),
    );
  });
});

describe('answers', () => {
  const faulty: readonly [string, AskedQuestion, object, string][] = [
    ['a required one is missing', ask({ ...text, required: true }), {}, 'required'],
    ['a required matrix lacks a row', ask({ ...matrix, required: true }), { q: { a: 'a' } }, 'required'],
    ['a text is too long', text, { q: 'x'.repeat(11) }, 'tooLong'],
    ['the text beside other is too long', one, { q: 'other', 'q.other': 'x'.repeat(301) }, 'tooLong'],
    ['a number is beyond its limits', number, { q: 101 }, 'outOfRange'],
    ['a number is below its limits', number, { q: -1 }, 'outOfRange'],
    ['a text is too short', ask({ kind: 'text', minLength: 3 }), { q: 'ei' }, 'tooShort'],
    ['a day is too early', ask({ kind: 'date', min: '2026-01-01' }), { q: '2025-12-31' }, 'dateOutOfRange'],
    ['a day is too late', ask({ kind: 'date', max: '2026-01-01' }), { q: '2026-01-02' }, 'dateOutOfRange'],
    ['too few options are chosen', ask({ ...many, min: 2 }), { q: ['a'] }, 'tooFewChosen'],
    ['too many options are chosen', ask({ ...many, max: 1 }), { q: ['a', 'b'] }, 'tooManyChosen'],
    ['one that excludes the others is chosen with one', none, { q: ['a', 'nothing'] }, 'notWithOthers'],
    ['one that excludes the others is chosen with other', none, { q: ['nothing', 'other'] }, 'notWithOthers'],
    ['there is an answer and none', knows(number), { q: 5, 'q.none': 'dontKnow' }, 'notBoth'],
  ];
  for (const [name, question, answers, fault] of faulty) {
    it(`do not hold when ${name}`, () => {
      expect(checkAnswers([question], answers as never)).to.deep.equal({ q: fault });
    });
  }

  it('hold when they are within their limits, and when nothing is asked for', () => {
    expect(checkAnswers([text], { q: '😀'.repeat(10) })).to.deep.equal({});
    expect(checkAnswers([text, one, many, number, date, matrix], {})).to.deep.equal({});
    expect(checkAnswers([ask({ ...matrix, required: true })], { q: { a: 'a', b: 'b' } })).to.deep.equal({});
    expect(checkAnswers([ask({ kind: 'text', minLength: 3, maxLength: 3 })], { q: '😀😀😀' })).to.deep.equal({});
    expect(
      checkAnswers([ask({ kind: 'date', min: '2026-01-01', max: '2026-01-01' })], { q: '2026-01-01' }),
    ).to.deep.equal({});
    expect(checkAnswers([ask({ ...many, min: 2, max: 2 })], { q: ['a', 'b'] })).to.deep.equal({});
    // One that excludes the others is enough however many were to be chosen.
    expect(checkAnswers([ask({ ...none, min: 2 })], { q: ['nothing'] })).to.deep.equal({});
    expect(checkAnswers([none], { q: ['a', 'b', 'other'] })).to.deep.equal({});
    const saidOfOne = { q: { a: 'a', b: '-dontKnow' } };
    expect(checkAnswers([knows(ask({ ...matrix, required: true }))], saidOfOne)).to.deep.equal({});
    expect(checkAnswers([ask({ kind: 'text', maxLength: 5000 })], { q: 'x'.repeat(5000) })).to.deep.equal({});
  });

  it('hold without an answer to a required question that allows to say why', () => {
    for (const question of [text, one, many, number, date, rating, yesNo, matrix]) {
      expect(checkAnswers([knows({ ...question, required: true })], { 'q.none': 'dontKnow' })).to.deep.equal({});
    }
  });
});

describe('the pages of a survey', () => {
  const section = (code: string) => Question.parse({ kind: 'section', code, label });

  it('start where a section starts, and go on when it is long', () => {
    const asked = Array.from({ length: 7 }, () => text);
    const pages = pagesOf([section('s1'), ...asked, section('s2'), text]);
    expect(pages.map((page) => [page.section?.code, page.questions.length])).to.deep.equal([
      ['s1', 5],
      ['s1', 2],
      ['s2', 1],
    ]);
  });

  it('hold no more text than fits into a card', () => {
    const long = ask({ kind: 'text', maxLength: 2000 });
    expect(pagesOf([long, long, long]).map((page) => page.questions.length)).to.deep.equal([2, 1]);
    expect(pagesOf([ask({ kind: 'text', maxLength: 9000 })])).to.have.length(1);
  });

  it('leave out sections that ask nothing', () => {
    expect(pagesOf([section('s1'), section('s2'), text])).to.have.length(1);
    expect(pagesOf([])).to.deep.equal([]);
  });

  it('ask every question once, in order, never more than five on a page', () => {
    const kinds = fc.array(fc.boolean(), { maxLength: 200 });
    fc.assert(
      fc.property(kinds, (sections) => {
        const questions = sections.map((isSection, index) =>
          isSection ? section(`s${index}`) : { ...text, code: `q${index}` },
        );
        const pages = pagesOf(questions);
        expect(pages.flatMap((page) => page.questions)).to.deep.equal(
          questions.filter(({ kind }) => kind !== 'section'),
        );
        for (const page of pages) expect(page.questions.length).to.be.within(1, questionsPerPage);
      }),
    );
  });
});
