import { expect } from 'chai';
import type { Actor } from '../../../domain/rights.ts';
import { put } from '../../../domain/store.ts';
import { closeSurvey } from '../../../domain/survey/close.ts';
import { Question } from '../../../domain/survey/kinds/kinds.ts';
import { reopenSurvey } from '../../../domain/survey/life.ts';
import type { Answers } from '../../../domain/survey/question/answer.ts';
import { responses } from '../../../domain/survey/response.ts';
import type { QuestionResult } from '../../../domain/survey/results/figures.ts';
import { shareTexts, textsToReview } from '../../../domain/survey/results/review-texts.ts';
import { seenResults } from '../../../domain/survey/results/seen-results.ts';
import { surveys } from '../../../domain/survey/survey.ts';
import { aResponse, surveyRecord } from '../example-network.ts';
import { aWorld, type World } from '../fixture.ts';

const label = { fi: 'Kysymys' };
const options = ['a', 'b'].map((code) => ({ code, label }));
const questions = [
  Question.parse({ kind: 'choice', code: 'form', label, required: true, nonAnswers: ['dontKnow'], options }),
  Question.parse({
    kind: 'matrix',
    code: 'grid',
    label,
    required: true,
    nonAnswers: ['dontKnow'],
    rows: [options[0]],
    scale: options,
  }),
  Question.parse({ kind: 'text', code: 'why', label }),
  Question.parse({ kind: 'text', code: 'how', label }),
];
/** What ten people say at first: eight choose, two do not know; everybody writes something of their own. */
const atFirst = Array.from({ length: 10 }, (_, person): Answers => {
  const chosen: Answers =
    person < 8 ? { form: 'a', grid: { a: 'a' } } : { 'form.none': 'dontKnow', 'grid.none': 'dontKnow' };
  return { ...chosen, why: `Miksi ${person}`, how: `Miten ${person}` };
});

describe('what counts of a confidential survey that is closed again', () => {
  let world: World;
  let coordinator: Actor;
  beforeEach(async () => {
    world = await aWorld();
    coordinator = await world.actor('coordinator');
    const survey = surveyRecord('s', {
      groupId: 'future',
      anonymity: 'confidential',
      questions,
      resultsFor: 'asked',
      closesAt: '2027-01-01T00:00:00.000Z',
    });
    await world.deps.store.commit([put(surveys, survey), ...atFirst.map((answers, person) => said(person, answers))]);
    await closeSurvey(world.deps, coordinator, 's');
  });
  afterEach(() => world.close());

  const said = (person: number, answers: Answers) =>
    aResponse('s', `m-${person}`, answers, { submittedAt: world.deps.now().toISOString() });

  /** Opens the survey again for those who then submit something, and closes it. */
  async function again(given: Readonly<Record<number, Answers>>): Promise<void> {
    const { store } = world.deps;
    world.pass(60_000);
    await reopenSurvey(world.deps, coordinator, 's', '2027-02-01T00:00:00.000Z');
    world.pass(60_000);
    const submittedAt = world.deps.now().toISOString();
    for (const [person, answers] of Object.entries(given)) {
      const [kept] = await store.find(responses, { surveyId: 's', respondentId: `m-${person}` });
      if (kept) await store.commit([put(responses, { ...kept, answers, submittedAt })]);
    }
    await closeSurvey(world.deps, coordinator, 's');
  }

  async function results(actor: Actor = coordinator): Promise<readonly QuestionResult[]> {
    const { results: seen } = await seenResults(world.deps.store, actor, 's');
    return seen.suppressed ? [] : seen.questions;
  }

  const same = (people: readonly number[]) =>
    Object.fromEntries(people.map((person) => [person, atFirst[person] ?? {}]));

  it('is not what one changed, though others submitted the same again', async () => {
    const before = await results();
    await again({ ...same([1, 2, 3, 4, 5, 6]), 0: { ...atFirst[0], form: 'b', grid: { a: 'b' }, why: 'Muutos' } });
    expect(await results()).to.deep.equal(before);
  });

  it('is what five changed', async () => {
    await again(Object.fromEntries([0, 1, 2, 3, 4].map((person) => [person, { ...atFirst[person], form: 'b' }])));
    expect((await results())[0]?.counts).to.deep.equal([
      { code: 'a', count: 3 },
      { code: 'b', count: 5 },
    ]);
  });

  it('is changed once at most, so that no change back tells by whom it was not made', async () => {
    const saying = (form: string, people: readonly number[]) =>
      Object.fromEntries(people.map((person) => [person, { ...atFirst[person], form }]));
    await again(saying('b', [0, 1, 2, 3, 4]));
    const changed = await results();
    await again({ ...saying('a', [0, 1, 2, 3]), ...saying('b', [5]) });
    expect(await results()).to.deep.equal(changed);
  });

  it('does not tell that fewer than five no longer know, or no longer say', async () => {
    // With those who had not known, that makes five who do not: enough to be shown, and then three of them new.
    const unsure = { 'form.none': 'dontKnow', 'grid.none': 'dontKnow' };
    const before = await results();
    await again(
      Object.fromEntries(
        [0, 1, 2].map((person) => [person, { ...unsure, why: `Miksi ${person}`, how: `Miten ${person}` }]),
      ),
    );
    expect(await results()).to.deep.equal(before);
  });

  it('has its texts shared anew, all at once: what alone is missing or new would be one person’s', async () => {
    await shareTexts(world.deps, coordinator, 's');
    const member = await world.actor('member');
    const textsOf = async () => (await results(member)).flatMap(({ texts = [] }) => texts);
    expect(await textsOf()).to.have.length(20);
    await again(same([3]));
    expect(await textsOf()).to.deep.equal([]);
    const { texts } = await textsToReview(world.deps.store, coordinator, 's');
    expect(new Set(texts.map(({ isNew }) => isNew)).size).to.equal(1);
    world.pass(60_000);
    await shareTexts(world.deps, coordinator, 's');
    expect(await textsOf()).to.have.length(20);
  });
});
