import { expect } from 'chai';
import type { Write } from '../../../../domain/store.ts';
import type { Question } from '../../../../domain/survey/kinds/kinds.ts';
import type { Answers } from '../../../../domain/survey/question/answer.ts';
import type { QuestionResult } from '../../../../domain/survey/results/figures.ts';
import { type SurveyResults, surveyResults } from '../../../../domain/survey/results/survey-results.ts';
import type { Survey } from '../../../../domain/survey/survey.ts';
import { anAnonymousAnswer, aResponse, surveyRecord, withStore } from '../../example-network.ts';

const label = { fi: 'Kysymys' };
const option = (code: string) => ({ code, label: { fi: code } });
const question: Readonly<Record<string, Question>> = {
  section: { kind: 'section', code: 'start', label },
  text: { kind: 'text', code: 'why', label, required: false, multiline: true, maxLength: 2000 },
  choice: {
    kind: 'choice',
    code: 'forms',
    label,
    required: false,
    multiple: true,
    other: true,
    options: [option('remote'), option('inPerson')],
  },
  rating: { kind: 'rating', code: 'trust', label, required: false, low: { fi: 'Heikko' }, high: { fi: 'Hyvä' } },
  matrix: {
    kind: 'matrix',
    code: 'likert',
    label,
    required: false,
    rows: [option('flow'), option('roles')],
    scale: [option('agree'), option('disagree')],
  },
  number: { kind: 'number', code: 'helpers', label, required: false },
  date: { kind: 'date', code: 'day', label, required: false },
  yesNo: { kind: 'yesNo', code: 'enough', label, required: false },
};
const allQuestions = Object.values(question);

function resultsOf(survey: Survey, writes: readonly Write[]): Promise<SurveyResults> {
  return withStore(writes, (store) => surveyResults(store, survey));
}

async function resultOf(asked: Question | undefined, answers: readonly Answers[]): Promise<QuestionResult> {
  const survey = surveyRecord('s', { state: 'closed', questions: asked ? [asked] : [] });
  const results = await resultsOf(
    survey,
    answers.map((given, index) => aResponse('s', `member-${index}`, given)),
  );
  const only = results.suppressed ? undefined : results.questions[0];
  if (!only) throw new Error('no result');
  return only;
}

const times = (count: number, answers: Answers) => Array.from({ length: count }, () => answers);

describe('survey results', () => {
  it('count the options of a choice in the order of the form, and tell what else was written', async () => {
    const result = await resultOf(question['choice'], [
      { forms: ['inPerson', 'remote'] },
      { forms: ['inPerson', 'other'], 'forms.other': 'puhelin' },
    ]);
    expect(result.counts).to.deep.equal([
      { code: 'remote', count: 1 },
      { code: 'inPerson', count: 2 },
      { code: 'other', count: 1 },
    ]);
    expect(result.texts).to.deep.equal(['puhelin']);
  });

  it('give median and mean of numbers, rounded to two decimals, and how they are distributed', async () => {
    const result = await resultOf(question['number'], [
      { helpers: 1 },
      { helpers: 2 },
      { helpers: 2 },
      { helpers: 100 },
    ]);
    expect(result).to.include({ answered: 4, median: 2, mean: 26.25 });
    expect(result.counts?.filter(({ count }) => count > 0)).to.deep.equal([
      { code: '1..2', count: 1 },
      { code: '2..5', count: 2 },
      { code: '100..200', count: 1 },
    ]);
    const third = await resultOf(question['number'], [{ helpers: 10 }, { helpers: 0 }, { helpers: 0 }]);
    expect(third).to.include({ median: 0, mean: 3.33 });
  });

  it('give the distribution of a rating with median and mean', async () => {
    const result = await resultOf(question['rating'], [{ trust: '5' }, { trust: '2' }]);
    expect(result.counts?.map((step) => step.count)).to.deep.equal([0, 1, 0, 0, 1]);
    expect(result).to.include({ median: 3.5, mean: 3.5 });
  });

  it('count what was said instead of an answer apart, and never as an answer', async () => {
    const nonAnswers = ['dontKnow', 'notApplicable'];
    const asked = { ...question['number'], nonAnswers } as Question;
    const result = await resultOf(asked, [{ helpers: 4 }, { 'helpers.none': 'dontKnow' }, {}]);
    expect(result).to.include({ answered: 1, median: 4, mean: 4 });
    expect(result.nonAnswers).to.deep.equal([
      { code: 'dontKnow', count: 1 },
      { code: 'notApplicable', count: 0 },
    ]);
  });

  it('count each row of a matrix for itself', async () => {
    const result = await resultOf(question['matrix'], [
      { likert: { flow: 'agree', roles: 'disagree' } },
      { likert: { flow: 'agree' } },
    ]);
    expect(
      result.rows?.map(({ code, answered, counts }) => [code, answered, counts.map((step) => step.count)]),
    ).to.deep.equal([
      ['flow', 2, [2, 0]],
      ['roles', 1, [0, 1]],
    ]);
  });

  it('count in a row neither who does not know, nor who judges no row among those who answered', async () => {
    const asked = { ...question['matrix'], nonAnswers: ['dontKnow'] } as Question;
    const given: Answers[] = [{ likert: { flow: 'agree', roles: '-dontKnow' } }, { likert: { flow: '-dontKnow' } }];
    const result = await resultOf(asked, given);
    expect(result.answered).to.equal(1);
    expect(
      result.rows?.map(({ answered, counts, nonAnswers }) => [answered, counts.map((step) => step.count), nonAnswers]),
    ).to.deep.equal([
      [1, [1, 0], [{ code: 'dontKnow', count: 1 }]],
      [0, [0, 0], [{ code: 'dontKnow', count: 1 }]],
    ]);
  });

  it('count yes and no, and days in order of time', async () => {
    const enough = await resultOf(question['yesNo'], [{ enough: 'no' }, { enough: 'no' }]);
    expect(enough.counts).to.deep.equal([
      { code: 'yes', count: 0 },
      { code: 'no', count: 2 },
    ]);
    const days = await resultOf(question['date'], [{ day: '2021-12-02' }, { day: '2021-11-30' }]);
    expect(days.counts?.map((day) => day.code)).to.deep.equal(['2021-11-30', '2021-12-02']);
  });

  it('order free texts so that they do not tell in which order people answered', async () => {
    const result = await resultOf(question['text'], [{ why: 'b' }, { why: 'c' }, { why: 'a' }]);
    expect(result.texts).to.deep.equal(['a', 'b', 'c']);
  });

  it('hold every kind of question and no section', async () => {
    const results = await resultsOf(surveyRecord('s', { state: 'closed', questions: allQuestions }), []);
    expect(results.suppressed ? [] : results.questions.map((result) => result.kind)).to.deep.equal([
      'text',
      'choice',
      'rating',
      'matrix',
      'number',
      'date',
      'yesNo',
    ]);
    expect(results.suppressed ? [] : results.questions.filter((result) => result.median !== undefined)).to.deep.equal(
      [],
    );
  });

  it('count what was submitted and never a draft, not even one of somebody who had submitted', async () => {
    const survey = surveyRecord('s', { state: 'closed', questions: [question['yesNo'] as Question] });
    const results = await resultsOf(survey, [
      aResponse('s', 'anna', { enough: 'yes' }, { draft: { enough: 'no' } }),
      aResponse('s', 'bo', {}, { state: 'draft', draft: { enough: 'no' } }),
    ]);
    expect(results).to.deep.include({ suppressed: false, submitted: 1 });
    expect(results.suppressed ? [] : results.questions[0]?.counts).to.deep.equal([
      { code: 'yes', count: 1 },
      { code: 'no', count: 0 },
    ]);
  });
});

describe('results of a confidential survey', () => {
  const survey = surveyRecord('s', { state: 'closed', anonymity: 'confidential', questions: allQuestions });
  const responsesOf = (answers: readonly Answers[]) =>
    answers.map((given, index) => aResponse('s', `member-${index}`, given));

  it('are not given for four answers', async () => {
    const results = await resultsOf(survey, responsesOf(times(4, { enough: 'yes' })));
    expect(results).to.deep.equal({ suppressed: true, submitted: undefined, reason: 'tooFew' });
  });

  it('are given for five', async () => {
    const results = await resultsOf(survey, responsesOf(times(5, { enough: 'yes' })));
    expect(results).to.include({ suppressed: false, submitted: 5 });
  });

  it('leave out a question, a row and the texts beside an option that fewer than five answered', async () => {
    const answers = [
      ...times(4, { forms: ['remote'], likert: { flow: 'agree' }, why: 'syy' }),
      { forms: ['other'], 'forms.other': 'kirje', likert: { flow: 'agree', roles: 'disagree' } },
    ];
    const results = await resultsOf(survey, responsesOf(answers));
    const byKind = new Map(results.suppressed ? [] : results.questions.map((result) => [result.kind, result]));
    expect(byKind.get('text')).to.deep.equal({ code: 'why', kind: 'text', answered: 4, suppressed: true });
    expect(byKind.get('choice')).to.include({ answered: 5, suppressed: false });
    expect(byKind.get('choice')).not.to.have.property('texts');
    expect(byKind.get('matrix')?.rows?.map((row) => row.suppressed)).to.deep.equal([false, true]);
    expect(byKind.get('matrix')?.rows?.[1]?.counts).to.deep.equal([]);
  });

  it('tell what fewer than five said instead of an answer nowhere, and from five on how many', async () => {
    const nonAnswers = ['dontKnow'];
    const asked = [question['number'], question['choice'], question['matrix']];
    const withNone = asked.map((one) => ({ ...one, nonAnswers }) as Question);
    const said = { 'helpers.none': 'dontKnow', likert: { flow: '-dontKnow' } };
    const written = { forms: ['other'], 'forms.other': 'kirje' };
    const shown = async (count: number) => {
      const answers = [...times(count, { ...said, ...written }), ...times(5, { helpers: 3, forms: ['remote'] })];
      const results = await resultsOf({ ...survey, questions: withNone }, responsesOf(answers));
      const [number, choice, matrix] = results.suppressed ? [] : results.questions;
      return [number?.nonAnswers, matrix?.rows?.[0]?.nonAnswers, choice?.texts?.length];
    };
    const five = [{ code: 'dontKnow', count: 5 }];
    expect(await shown(4)).to.deep.equal([undefined, undefined, undefined]);
    expect(await shown(5)).to.deep.equal([five, five, 5]);
  });

  it('of one question, row and text beside an option are given for five', async () => {
    const given = { why: 'syy', forms: ['other'], 'forms.other': 'kirje', likert: { flow: 'agree' } };
    const results = await resultsOf(survey, responsesOf([...times(5, given), {}]));
    const byKind = new Map(results.suppressed ? [] : results.questions.map((result) => [result.kind, result]));
    expect(byKind.get('text')).to.deep.include({
      answered: 5,
      suppressed: false,
      texts: times(5, {}).map(() => 'syy'),
    });
    expect(byKind.get('choice')?.texts).to.have.length(5);
    expect(byKind.get('matrix')?.rows?.[0]).to.deep.include({ answered: 5, suppressed: false });
  });
});

describe('results of an anonymous survey', () => {
  const asked: Partial<Survey> = { anonymity: 'anonymous', questions: [question['yesNo'] as Question] };

  it('are not given while it is open, however many have answered', async () => {
    const writes = Array.from({ length: 9 }, (_, index) => aResponse('s', `member-${index}`, {}, { sealed: 'x' }));
    const results = await resultsOf(surveyRecord('s', asked), writes);
    expect(results).to.deep.equal({ suppressed: true, submitted: undefined, reason: 'untilClosed' });
  });

  it('are counted from the unlinked answers once it is closed', async () => {
    const writes = times(5, { enough: 'yes' }).map((given, index) => anAnonymousAnswer(`x${index}`, 's', given));
    const results = await resultsOf(surveyRecord('s', { ...asked, state: 'closed' }), writes);
    expect(results.suppressed ? [] : results.questions[0]?.counts?.[0]).to.deep.equal({ code: 'yes', count: 5 });
  });

  it('stay hidden after closing when there are fewer than five', async () => {
    const writes = times(4, { enough: 'yes' }).map((given, index) => anAnonymousAnswer(`x${index}`, 's', given));
    const results = await resultsOf(surveyRecord('s', { ...asked, state: 'closed' }), writes);
    expect(results).to.deep.equal({ suppressed: true, submitted: undefined, reason: 'tooFew' });
  });
});
