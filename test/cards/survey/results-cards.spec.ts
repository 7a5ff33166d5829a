import { expect } from 'chai';
import { createReader } from '../../../cards/reader.ts';
import { questionsShown, resultsCard } from '../../../cards/survey/results.ts';
import { resultsRuleCard } from '../../../cards/survey/results-rule.ts';
import { textsCard } from '../../../cards/survey/texts.ts';
import { put } from '../../../domain/store.ts';
import { Question } from '../../../domain/survey/kinds/kinds.ts';
import type { Answers } from '../../../domain/survey/question/answer.ts';
import type { TextToReview } from '../../../domain/survey/results/review-texts.ts';
import { seenResults } from '../../../domain/survey/results/seen-results.ts';
import { type Survey, surveys } from '../../../domain/survey/survey.ts';
import { languages } from '../../../domain/text.ts';
import { aGroup, aResponse, surveyRecord, withStore } from '../../domain/example-network.ts';
import { coordinatorOf } from '../../domain/survey/results/publications.ts';
import { expectGolden, expectValid } from '../golden.ts';
import { inputsOf, wordsOf } from '../read.ts';

const fi = createReader('fi', 'Europe/Helsinki');
const label = { fi: 'Kysymys' };
const option = (code: string) => ({ code, label: { fi: `Vaihtoehto ${code}` } });
const questions = [
  Question.parse({ kind: 'choice', code: 'form', label, nonAnswers: ['dontKnow'], options: ['a', 'b'].map(option) }),
  Question.parse({ kind: 'rating', code: 'use', label, low: { fi: 'Heikko' }, high: { fi: 'Hyvä' } }),
  Question.parse({
    kind: 'matrix',
    code: 'grid',
    label,
    nonAnswers: ['dontKnow'],
    rows: [{ ...option('x'), reversed: true }],
    scale: ['y', 'z'].map(option),
  }),
  Question.parse({ kind: 'text', code: 'why', label }),
];
const answers: readonly Answers[] = [
  { form: 'a', use: '5', grid: { x: 'y' }, why: 'Koska.' },
  { form: 'a', use: '3', grid: { x: '-dontKnow' } },
  { form: 'b', use: '4', grid: { x: 'z' } },
  { 'form.none': 'dontKnow' },
];

function seen(survey: Survey, given: readonly Answers[]) {
  const writes = given.map((one, index) => aResponse(survey.id, `m-${index}`, one));
  return withStore([aGroup('home'), put(surveys, survey), ...writes], (store) =>
    seenResults(store, coordinatorOf('uudi'), survey.id),
  );
}

describe('the card of results', () => {
  it('tells of each question how many chose what, in words and with a bar behind them', async () => {
    const card = resultsCard(fi, await seen(surveyRecord('s', { state: 'closed', questions }), answers), 0);
    expectGolden('survey-results', card);
  });

  it('tells in which brackets numbers lie, with the reader’s separators', async () => {
    const asked = [Question.parse({ kind: 'number', code: 'visits', label })];
    const found = await seen(surveyRecord('s', { state: 'closed', questions: asked }), [
      { visits: 900 },
      { visits: 1999.5 },
      { visits: -1 },
    ]);
    const [finnish, english] = [fi, createReader('en', 'Europe/Helsinki')].map((reader) =>
      wordsOf(resultsCard(reader, found, 0)),
    );
    expect(finnish).to.include('1\u00a0000 – alle 2\u00a0000').and.to.include('alle 0');
    expect(english).to.include('1,000 to under 2,000').and.to.include('500 to under 1,000');
  });

  it('says why there is nothing to be told', async () => {
    const survey = surveyRecord('s', { state: 'closed', anonymity: 'confidential', questions });
    const words = wordsOf(resultsCard(fi, await seen(survey, answers), 0));
    expect(words).to.include(fi.t('page:results.tooFew')).and.not.to.include('Vaihtoehto');
  });

  it('holds five questions and leads to the others', async () => {
    const many = Array.from({ length: 12 }, (_, index) => Question.parse({ kind: 'yesNo', code: `q${index}`, label }));
    const found = await seen(surveyRecord('s', { state: 'closed', questions: many }), [{ q0: 'yes' }]);
    const [first, last] = [resultsCard(fi, found, 0), resultsCard(fi, found, 99)];
    expect(wordsOf(first)).to.include('1–5/12');
    expect(wordsOf(last)).to.include('11–12/12');
    const [next, earlier] = [fi.t('survey:resultsNext'), fi.t('survey:resultsEarlier')];
    expect(JSON.stringify(first)).to.include(next).and.not.to.include(earlier);
    expect(JSON.stringify(last)).to.include(earlier).and.not.to.include(next);
  });

  it('stays below what Teams takes with two hundred options in any script', async () => {
    const long = '文字'.repeat(200);
    const options = Array.from({ length: 200 }, (_, index) => ({ code: `o${index}`, label: { fi: long } }));
    const rows = options.slice(0, 60);
    const wide = Array.from({ length: questionsShown }, (_, index) =>
      index % 2 === 0
        ? Question.parse({ kind: 'choice', code: `q${index}`, label: { fi: long }, options })
        : Question.parse({ kind: 'matrix', code: `q${index}`, label: { fi: long }, rows, scale: options.slice(0, 7) }),
    );
    const survey = surveyRecord('s', { state: 'closed', title: { fi: long }, questions: wide });
    const found = await seen(survey, [{ q0: 'o1', q2: 'o2', q4: 'o3', q1: { o1: 'o1' }, q3: { o2: 'o2' } }]);
    for (const language of languages) expectValid(resultsCard(createReader(language, 'Europe/Helsinki'), found, 0));
  });
});

describe('the card of who sees results', () => {
  it('asks of a draft also what divides them', () => {
    expectGolden('survey-results-rule', resultsRuleCard(fi, surveyRecord('s', { state: 'draft', questions })));
  });

  it('asks of a posted confidential one for whom they are, and says what cannot be', () => {
    const survey = surveyRecord('s', { anonymity: 'confidential', questions });
    const card = resultsRuleCard(fi, survey, { fault: 'errors:RESULTS_FIXED' });
    expectValid(card);
    expect(JSON.stringify(card)).to.include(fi.t('errors:RESULTS_FIXED')).and.not.to.include('"breakdowns"');
    expect(JSON.stringify(card)).not.to.include('"resultsFrom"');
  });

  it('offers of a posted survey none who would be more than now, and leads only where there are some', () => {
    const offered = (given: Parameters<typeof surveyRecord>[1]) => {
      const input = inputsOf(resultsRuleCard(fi, surveyRecord('s', { questions, ...given }))).at(0);
      return input?.type === 'Input.ChoiceSet' ? input.choices.map(({ value }) => value) : [];
    };
    const alone = { groupId: undefined, audience: { kind: 'network' } } as const;
    expect(offered({ state: 'draft' })).to.deep.equal(['coordinators', 'leads', 'asked']);
    expect(offered({ state: 'open', resultsFor: 'leads' })).to.deep.equal(['coordinators', 'leads']);
    expect(offered({ state: 'draft', ...alone })).to.deep.equal(['coordinators', 'asked']);
    expect(offered({ state: 'open', resultsFor: 'leads', ...alone })).to.deep.equal(['coordinators']);
  });
});

describe('the card of what people wrote', () => {
  const survey = surveyRecord('s', { state: 'closed', questions });
  const text = (given: Partial<TextToReview>): TextToReview => ({
    key: 'k',
    question: 'why',
    isOther: false,
    read: 'Eräs kertoi.',
    original: 'Anna kertoi.',
    state: 'edited',
    isNew: false,
    mayRestore: true,
    seen: 'seen-of-text',
    ...given,
  });
  const review = (...texts: TextToReview[]) => ({ survey, texts, seen: 'seen-of-all', changed: [] });

  it('shows one text with what is read instead, and what can be decided', () => {
    expectGolden('survey-texts', textsCard(fi, review(text({}), text({ key: 'l' })), { at: 0 }));
  });

  it('offers what was written again to those only who may have it read', () => {
    const offered = (given: Partial<TextToReview>) =>
      JSON.stringify(textsCard(fi, review(text(given)), { at: 0 })).includes(fi.t('survey:textAsWritten'));
    expect(offered({ mayRestore: true })).to.equal(true);
    expect(offered({ mayRestore: false, original: undefined })).to.equal(false);
  });

  it('offers to share them at the last one, to whoever has come that far', () => {
    const offered = (at: number) =>
      JSON.stringify(textsCard(fi, review(text({}), text({ key: 'l' })), { at })).includes('"survey.shareTexts"');
    expect([0, 1].map(offered)).to.deep.equal([false, true]);
  });

  it('says that there are others than were gone through, how many, and which', () => {
    const overtaken = { ...review(text({}), text({ key: 'l' })), changed: ['l'] };
    expectGolden('survey-texts-overtaken', textsCard(fi, overtaken, { at: 1, isOvertaken: true }));
    const unknown = textsCard(fi, review(text({})), { at: 0, isOvertaken: true });
    expect(JSON.stringify(unknown)).to.include(fi.t('survey:textsOvertaken', { count: 0 }));
  });

  it('is of use without a single text, and with long ones', () => {
    expectValid(textsCard(fi, review(), { at: 0 }));
    const long = '😀'.repeat(5000);
    expectValid(textsCard(fi, review(text({ read: long, original: long })), { at: 7 }));
  });
});
