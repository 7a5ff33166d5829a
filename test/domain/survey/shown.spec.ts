import { expect } from 'chai';
import fc from 'fast-check';
import type { Actor } from '../../../domain/rights.ts';
import { put } from '../../../domain/store.ts';
import { openForm, savePage, submitForm } from '../../../domain/survey/answer.ts';
import { checkAnswers } from '../../../domain/survey/answers.ts';
import { Question } from '../../../domain/survey/kinds/kinds.ts';
import { pagesOf } from '../../../domain/survey/pages.ts';
import { questionFaults } from '../../../domain/survey/questions.ts';
import { responses } from '../../../domain/survey/response.ts';
import { keysOf, shownAnswers, shownPages, shownQuestions } from '../../../domain/survey/shown.ts';
import { type Survey, surveys } from '../../../domain/survey/survey.ts';
import { aWorld, type World } from '../fixture.ts';

const label = { fi: 'Kysymys' };

function ask(question: object): Question {
  return Question.parse({ kind: 'yesNo', code: 'q', label, ...question });
}

const services = ask({
  kind: 'choice',
  code: 'services',
  multiple: true,
  options: ['home', 'remote'].map((code) => ({ code, label })),
  nonAnswers: ['notApplicable'],
});
const survey = [
  ask({ code: 'offers' }),
  { ...services, showIf: { code: 'offers', values: ['yes'] } },
  ask({ kind: 'text', code: 'home', required: true, showIf: { code: 'services', values: ['home'] } }),
  ask({ kind: 'text', code: 'why', showIf: { code: 'services', values: ['-notApplicable'] } }),
  ask({ kind: 'text', code: 'last' }),
] as Question[];

describe('a question that depends on an earlier one', () => {
  const shownFor = (answers: object) => shownQuestions(survey, answers as never).map(({ code }) => code);

  it('is asked when the answer is, or has among it, what it names', () => {
    expect(shownFor({})).to.deep.equal(['offers', 'last']);
    expect(shownFor({ offers: 'no' })).to.deep.equal(['offers', 'last']);
    expect(shownFor({ offers: 'yes' })).to.deep.equal(['offers', 'services', 'last']);
    expect(shownFor({ offers: 'yes', services: ['remote', 'home'] }))
      .to.include('home')
      .and.not.to.include('why');
    expect(shownFor({ offers: 'yes', 'services.none': 'notApplicable' }))
      .to.include('why')
      .and.not.to.include('home');
  });

  it('is not asked when the one it depends on is not, whatever was answered there before', () => {
    expect(shownFor({ offers: 'no', services: ['home'] })).to.deep.equal(['offers', 'last']);
  });

  it('stands on a later page than what it depends on, and pages keep their places', () => {
    expect(pagesOf(survey).map(({ questions }) => questions.map(({ code }) => code))).to.deep.equal([
      ['offers'],
      ['services'],
      ['home', 'why', 'last'],
    ]);
    expect(shownPages(survey, { offers: 'no' }).map(({ questions }) => questions.length)).to.deep.equal([1, 0, 1]);
  });

  it('loses its old answer when it is not asked any more', () => {
    const given = { offers: 'no', services: ['home'], home: 'Kyllä', last: 'x', gone: 'y' };
    expect(shownAnswers(survey, given)).to.deep.equal({ offers: 'no', last: 'x' });
  });
});

describe('an answer to a survey with conditions', () => {
  let world: World;
  let member: Actor;
  let sent = 0;
  before(async () => {
    world = await aWorld();
    member = await world.actor('member');
  });
  after(() => world.close());

  async function posted(questions: readonly Question[]): Promise<string> {
    const id = `s-${(sent += 1)}`;
    const open: Survey = {
      id,
      version: 0,
      networkId: 'uudi',
      groupId: 'future',
      title: label,
      purpose: label,
      anonymity: 'named',
      questions: [...questions],
      state: 'open',
      closesAt: '2026-12-01T00:00:00.000Z',
      createdBy: 'm-lead',
      createdAt: '2026-09-01T00:00:00.000Z',
    };
    await world.deps.store.commit([put(surveys, open)]);
    return id;
  }

  it('drops what is not asked when its last page is sent at once, too', async () => {
    const id = await posted(survey);
    const page = (index: number, to: 'next' | 'submit', typed: Record<string, string>) =>
      savePage(world.deps, member, id, { page: index, to, typed });
    await page(0, 'next', { offers: 'yes' });
    await page(1, 'next', { services: 'home' });
    await page(2, 'next', { home: 'Kotona' });
    await page(0, 'next', { offers: 'no' });
    await page(2, 'submit', { last: 'z' });
    const [kept] = await world.deps.store.find(responses, { surveyId: id });
    expect(kept).to.deep.include({ state: 'submitted', answers: { offers: 'no', last: 'z' } });
  });

  it('keeps what was answered before where something cannot be read', async () => {
    const id = await posted([ask({ kind: 'number', code: 'amount' }), ask({ kind: 'date', code: 'day' })]);
    const page = (typed: Record<string, string>) => savePage(world.deps, member, id, { page: 0, to: 'next', typed });
    await page({ amount: '5', day: '2026-02-28' });
    const held = await page({ amount: '1e400', day: '2026-02-30' });
    expect(held.faults).to.deep.equal({ amount: 'notANumber', day: 'notADate' });
    expect(held.answers).to.deep.equal({ amount: 5, day: '2026-02-28' });
    expect((await page({ amount: '', day: '' })).answers).to.deep.equal({});
  });

  it('skips pages that ask nothing, both ways, and drops at sending what is not asked', async () => {
    const id = await posted(survey);
    const page = (index: number, to: 'next' | 'back', typed: Record<string, string>) =>
      savePage(world.deps, member, id, { page: index, to, typed });
    expect((await page(0, 'next', { offers: 'yes' })).page).to.equal(1);
    expect((await page(1, 'next', { services: 'home' })).page).to.equal(2);
    expect(await page(2, 'next', { last: 'x' })).to.deep.include({ page: 2, faults: { home: 'required' } });
    expect((await page(2, 'next', { home: 'Kotona', last: 'x' })).reviewing).to.equal(true);
    expect((await page(0, 'next', { offers: 'no' })).page).to.equal(2);
    expect((await page(2, 'back', { last: 'y' })).page).to.equal(0);
    const [before] = await world.deps.store.find(responses, { surveyId: id });
    expect(before?.draft).to.include({ home: 'Kotona' });
    await submitForm(world.deps, member, id);
    const [kept] = await world.deps.store.find(responses, { surveyId: id });
    expect(kept?.answers).to.deep.equal({ offers: 'no', last: 'y' });
  });

  it('is held up at sending by a page that is asked and lacks something', async () => {
    const id = await posted(survey);
    await savePage(world.deps, member, id, { page: 0, to: 'next', typed: { offers: 'yes' } });
    await savePage(world.deps, member, id, { page: 1, to: 'next', typed: { services: 'home' } });
    const held = await submitForm(world.deps, member, id);
    expect(held).to.deep.include({ page: 2, reviewing: false, faults: { home: 'required' } });
    expect((await world.deps.store.find(responses, { surveyId: id }))[0]?.state).to.equal('draft');
  });

  const kinds = fc.constantFrom<object>(
    { kind: 'yesNo' },
    { kind: 'yesNo', required: true, nonAnswers: ['dontKnow'] },
    { kind: 'text', maxLength: 5, minLength: 2 },
    { kind: 'number', min: 0, max: 9, nonAnswers: ['dontKnow'], required: true },
    { kind: 'date', min: '2026-01-01', max: '2026-12-31' },
    { kind: 'choice', multiple: true, min: 1, max: 2, options: ['a', 'b', 'c'].map((code) => ({ code, label })) },
  );
  const aSurvey = fc.array(fc.tuple(kinds, fc.option(fc.nat())), { minLength: 1, maxLength: 14 }).map((drawn) =>
    drawn.reduce<Question[]>((questions, [kind, about], index) => {
      const earlier = questions.filter((one) => one.kind === 'yesNo');
      const on = about === null ? undefined : earlier[about % (earlier.length || 1)];
      const showIf = on ? { showIf: { code: on.code, values: ['yes'] } } : {};
      return [...questions, ask({ code: `q${index}`, ...kind, ...showIf })];
    }, []),
  );
  const typedValue = fc.constantFrom(
    '',
    'yes',
    'no',
    '-dontKnow',
    'a',
    'a,b',
    'a,b,c',
    '5',
    '50',
    '2026-06-01',
    '2027-01-01',
    'xyz',
  );
  const press = fc.record({
    page: fc.nat(14),
    to: fc.constantFrom('next', 'back', 'submit', 'leave', 'send'),
    values: fc.array(typedValue, { minLength: 14, maxLength: 14 }),
    nones: fc.array(fc.constantFrom('', '', 'dontKnow'), { minLength: 14, maxLength: 14 }),
  });

  it('is always valid for the questions asked, and holds nothing else, whatever is pressed', async function () {
    this.timeout(30_000);
    await fc.assert(
      fc.asyncProperty(aSurvey, fc.array(press, { maxLength: 12 }), async (questions, presses) => {
        expect(questionFaults(questions)).to.deep.equal([]);
        const id = await posted(questions);
        const pages = pagesOf(questions).length;
        for (const { page, to, values, nones } of presses) {
          const inputs = values.flatMap((value, index) => [
            [`q${index}`, value],
            [`q${index}.none`, nones[index] ?? ''],
          ]);
          if (to === 'send') await submitForm(world.deps, member, id);
          else await savePage(world.deps, member, id, { page: page % pages, to, typed: Object.fromEntries(inputs) });
        }
        const [kept] = await world.deps.store.find(responses, { surveyId: id });
        if (kept?.state !== 'submitted') return;
        const asked = shownQuestions(questions, kept.answers);
        expect(checkAnswers(asked, kept.answers)).to.deep.equal({});
        expect(asked.flatMap(({ code }) => keysOf(code))).to.include.members(Object.keys(kept.answers));
        expect((await openForm(world.deps, member, id)).survey.id).to.equal(id);
      }),
      { numRuns: 60 },
    );
  });
});
