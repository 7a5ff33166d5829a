import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { loadContent } from '../../../content/content.ts';
import { asAppError } from '../../../domain/errors.ts';
import {
  formatVersion,
  longestFile,
  parseSurveyFile,
  surveyFileOf,
  surveyFileSchema,
} from '../../../domain/survey/format.ts';
import { Question } from '../../../domain/survey/kinds/kinds.ts';
import { type Survey } from '../../../domain/survey/survey.ts';

const text = fc.record(
  {
    fi: fc.string({ minLength: 1 }),
    sv: fc.string({ minLength: 1, unit: 'grapheme' }),
    en: fc.string({ minLength: 1 }),
  },
  { requiredKeys: [] },
);
const code = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,8}(-[0-9]{1,2})?$/);
const options = fc.array(fc.record({ code, label: text }), { maxLength: 4 });
const asked = { code, label: text, required: fc.boolean() };
const maybe = {
  help: text,
  nonAnswers: fc.subarray(['dontKnow', 'notApplicable'] as const),
  showIf: fc.record({
    code,
    values: fc.array(fc.oneof(code, fc.constantFrom('1', '-dontKnow')), { minLength: 1, maxLength: 3 }),
  }),
};
const kind = (name: string, own: object = {}, more: object = {}) => {
  const shape: Record<string, fc.Arbitrary<unknown>> = { kind: fc.constant(name), ...asked, ...maybe, ...own, ...more };
  return fc.record(shape, { requiredKeys: ['kind', 'code', 'label', 'required', ...Object.keys(own)] });
};
const day = fc.constantFrom('2026-01-01', '2028-02-29');
const question = fc.oneof(
  fc.record(
    { kind: fc.constant('section'), code, label: text, help: text },
    { requiredKeys: ['kind', 'code', 'label'] },
  ),
  kind('text', { multiline: fc.boolean(), maxLength: fc.nat() }, { minLength: fc.nat() }),
  kind('choice', { multiple: fc.boolean(), other: fc.boolean(), options }, { min: fc.nat(), max: fc.nat() }),
  kind('rating', { low: text, high: text }),
  kind('matrix', { rows: options, scale: options }),
  kind('number', {}, { unit: text, min: fc.integer(), max: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
  kind('date', {}, { min: day, max: day }),
  kind('yesNo'),
) as fc.Arbitrary<Question>;
const content = fc.record({
  title: text,
  purpose: text,
  anonymity: fc.constantFrom('named', 'confidential', 'anonymous'),
  questions: fc.array(question, { maxLength: 8 }),
});

const faultsOf = (value: unknown) => {
  try {
    parseSurveyFile(typeof value === 'string' ? value : JSON.stringify(value));
    return undefined;
  } catch (error) {
    const { code, hint, fields } = asAppError(error);
    return { code, hint, fields };
  }
};

const file = { formatVersion: 1, title: { fi: 'Kysely' }, purpose: {}, anonymity: 'named', questions: [] as object[] };
const question1 = { kind: 'choice', code: 'trust', label: { fi: 'Luottamus' }, options: [{ code: 'a', label: {} }] };

describe('a survey as a file', () => {
  it('reads as what was written, whatever it asks', () => {
    fc.assert(
      fc.property(content, fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined }), (one, keepMonths) => {
        const written = JSON.stringify(surveyFileOf({ ...(one as Survey), keepMonths }));
        const { formatVersion: version, keep, ...read } = parseSurveyFile(written);
        expect(version).to.equal(formatVersion);
        expect(keep).to.equal(keepMonths ?? 'plan');
        expect(JSON.parse(JSON.stringify(read))).to.deep.equal(JSON.parse(JSON.stringify(one)));
        expect(JSON.stringify(surveyFileOf(read as Survey))).to.equal(JSON.stringify(surveyFileOf(read as Survey)));
      }),
    );
  });

  it('holds every built-in survey', () => {
    for (const template of loadContent().surveyTemplates) {
      const written = surveyFileOf(template as unknown as Survey);
      expect(parseSurveyFile(JSON.stringify(written)), template.code).to.deep.equal(written);
    }
  });

  it('holds nothing of whom it asked, when, and what was answered', () => {
    const survey = { id: 's', createdBy: 'm-1', groupId: 'g', closesAt: 'x', ...file } as unknown as Survey;
    expect(Object.keys(surveyFileOf(survey))).to.deep.equal([
      'formatVersion',
      'title',
      'purpose',
      'anonymity',
      'questions',
      'keep',
    ]);
  });

  it('is refused with the question and the place that are wrong', () => {
    const wrong = { ...question1, options: [{ code: 'a' }, { code: 'Ä', label: { fi: 'x'.repeat(501) } }] };
    expect(
      faultsOf({ ...file, anonymity: 'secret', questions: [wrong, { kind: 'essay', code: 'two', label: {} }] }),
    ).to.deep.equal({
      code: 'SURVEY_FILE_INVALID',
      hint: 'anonymity',
      fields: {
        anonymity: 'notAnOption',
        'trust.options.1.label': 'required',
        'trust.options.2.code': 'wrongForm',
        'trust.options.2.label.fi': 'tooLong',
        'two.kind': 'notAnOption',
      },
    });
    expect(faultsOf({ ...file, questions: [{ kind: 'text' }] })?.fields).to.have.keys([
      'questions.1.code',
      'questions.1.label',
    ]);
    expect(faultsOf({ ...file, questions: Array.from({ length: 501 }, () => question1) })?.fields).to.deep.equal({
      questions: 'tooLong',
    });
  });

  it('is refused when it is of another version, no survey, no JSON, or too long', () => {
    expect(faultsOf({ ...file, formatVersion: 2 })).to.include({ code: 'SURVEY_FILE_VERSION', hint: '2' });
    expect(faultsOf([])?.code).to.equal('SURVEY_FILE_INVALID');
    expect(faultsOf({})?.fields).to.include({ formatVersion: 'notAnOption', title: 'required' });
    expect(faultsOf('{')).to.include({ code: 'SURVEY_FILE_INVALID', hint: 'JSON' });
    expect(faultsOf(' '.repeat(longestFile + 1))?.code).to.equal('INPUT_TOO_LARGE');
  });

  it('is refused at once whatever its codes are like, and its faults stay short', () => {
    const started = performance.now();
    const hostile = `a${'-a'.repeat(40)}!`;
    const found = faultsOf({
      ...file,
      questions: [
        { ...question1, code: hostile },
        { kind: 'x', code: 'y'.repeat(5000) },
      ],
    });
    expect(performance.now() - started).to.be.below(1000);
    expect(found).to.include({ code: 'SURVEY_FILE_INVALID' });
    expect(JSON.stringify(found).length).to.be.below(600);
  });

  it('holds at most 200 options to a question, and no codes of more than 100 characters', () => {
    const many = Array.from({ length: 201 }, (_, index) => ({ code: `o${index}`, label: {} }));
    expect(faultsOf({ ...file, questions: [{ ...question1, options: many }] })?.fields).to.deep.equal({
      'trust.options': 'tooLong',
    });
    const long = { ...question1, options: [{ code: 'o'.repeat(101), label: {} }] };
    expect(faultsOf({ ...file, questions: [long] })?.fields).to.deep.equal({ 'trust.options.1.code': 'tooLong' });
  });

  for (const word of ['constructor', 'toString', 'hasOwnProperty']) {
    it(`has no question or row called ${word}, which every object has`, () => {
      const matrix = { kind: 'matrix', code: 'grid', label: {}, rows: [{ code: word, label: {} }], scale: [] };
      expect(faultsOf({ ...file, questions: [{ ...question1, code: word }, matrix] })?.fields).to.deep.equal({
        [`${word}.code`]: 'wrongForm',
        'grid.rows.1.code': 'wrongForm',
      });
    });
  }

  it('may begin as editors on Windows begin a file, and name its schema', () => {
    const marked = `\uFEFF${JSON.stringify({ $schema: 'https://example.org/survey.schema.json', ...file })}`;
    expect(parseSurveyFile(marked)).to.deep.equal(file);
  });

  it('has a schema that says what is needed, and documentation with an example that can be read', () => {
    const schema = surveyFileSchema();
    expect(schema.required).to.have.members(['formatVersion', 'title', 'purpose', 'anonymity', 'questions']);
    expect(JSON.stringify(schema)).to.include('"maxLength":500').and.to.include('"const":"matrix"');
    const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'survey-format.md'), 'utf8');
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    expect(parseSurveyFile(example).questions.map((one) => Question.parse(one).kind)).to.have.members([
      'section',
      'text',
      'choice',
      'rating',
      'matrix',
      'number',
      'date',
      'yesNo',
    ]);
  });
});
