import { expect } from 'chai';
import { tasks } from '../../../domain/outbox.ts';
import type { Actor } from '../../../domain/rights.ts';
import { remove } from '../../../domain/store.ts';
import { savePage } from '../../../domain/survey/answer.ts';
import { answeredQuestions } from '../../../domain/survey/answered-questions.ts';
import { closeSurvey } from '../../../domain/survey/close.ts';
import { draftSurvey, postSurvey } from '../../../domain/survey/make.ts';
import { responses } from '../../../domain/survey/response.ts';
import { type RewordedPart, rewordPart, rewordSurvey } from '../../../domain/survey/reword.ts';
import { type Anonymity, type Survey, SurveyTemplate, surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type World } from '../fixture.ts';

const label = { fi: 'Kysymys' };
const options = ['a', 'b'].map((code) => ({ code, label }));
const template = SurveyTemplate.parse({
  code: 'test',
  title: { fi: 'Kysely' },
  purpose: { fi: 'Miksi' },
  anonymity: 'named',
  questions: [
    { kind: 'choice', code: 'answered', label, options },
    { kind: 'number', code: 'open', label },
    { kind: 'rating', code: 'rated', label, low: label, high: label },
  ],
});

describe('the wording of a posted survey', () => {
  let world: World;
  let lead: Actor;
  let member: Actor;
  beforeEach(async () => {
    world = await aWorld();
    [lead, member] = [await world.actor('lead'), await world.actor('member')];
  });
  afterEach(() => world.close());

  async function posted(anonymity: Anonymity = 'named'): Promise<Survey> {
    const plan = { surveyId: 's-1', networkId: 'uudi', groupId: 'future', closesAt: '2026-09-15T13:00:00.000Z' };
    await draftSurvey(world.deps, lead, { ...plan, template, anonymity });
    await postSurvey(world.deps, lead, 's-1');
    return load(world.deps.store, surveys, 's-1');
  }

  const answer = (actor: Actor, typed: Record<string, string>, to: 'submit' | 'leave' = 'submit') =>
    savePage(world.deps, actor, 's-1', { page: 0, to, typed });

  /** Rewords the survey with one question replaced, or taken away. */
  async function change(code: string, more: object | undefined): Promise<Survey> {
    const { title, purpose, questions } = await load(world.deps.store, surveys, 's-1');
    const changed = questions.flatMap((question) => {
      if (question.code !== code) return [question];
      return more ? [{ ...question, ...more }] : [];
    });
    return rewordSurvey(world.deps, lead, 's-1', { title, purpose, questions: changed });
  }

  it('changes with every earlier one kept, and answers carry the number of theirs', async () => {
    await posted();
    await answer(member, { answered: 'a' });
    await change('answered', {
      label: { fi: 'Parempi' },
      options: options.map((one) => ({ ...one, label: { fi: 'x' } })),
    });
    await answer(await world.actor('other'), { answered: 'b' });
    await change('rated', { low: { fi: 'Huono' } });
    const survey = await load(world.deps.store, surveys, 's-1');
    expect(survey.revision).to.equal(3);
    expect(survey.earlierWordings?.map(({ revision, questions }) => [revision, questions[0]?.label.fi])).to.deep.equal([
      [1, 'Kysymys'],
      [2, 'Parempi'],
    ]);
    const kept = await world.deps.store.find(responses, { surveyId: 's-1' });
    expect(kept.map(({ revision = 1 }) => revision).sort()).to.deep.equal([1, 2]);
    await answer(member, { answered: 'b' });
    const mine = await world.deps.store.find(responses, { memberId: world.memberId('member') });
    expect(mine[0]?.revision).to.equal(3);
  });

  it('stays with what was submitted while its member only begins to change it', async () => {
    await posted();
    await answer(member, { answered: 'a' });
    await change('answered', { label: { fi: 'Parempi' } });
    await answer(member, { answered: 'b' }, 'leave');
    const [kept] = await world.deps.store.find(responses, { surveyId: 's-1' });
    expect(kept).not.to.have.property('revision');
  });

  const meanings: readonly [string, object | undefined][] = [
    ['an option less', { options: options.slice(1) }],
    ['an option more', { options: [...options, { code: 'c', label }] }],
    ['another kind', { kind: 'yesNo', options: undefined }],
    ['several instead of one', { multiple: true }],
    ['an obligation', { required: true }],
    ['another code', { code: 'other' }],
    ['nothing in its place', undefined],
  ];
  for (const [name, more] of meanings) {
    it(`never gives an answered question ${name}, even if the answer is only begun`, async () => {
      await posted();
      await answer(member, { answered: 'a' }, 'leave');
      const error = await expectCode(change('answered', more), 'SURVEY_MEANING_FIXED');
      expect(error.hint).to.equal('answered');
      expect((await load(world.deps.store, surveys, 's-1')).revision).to.equal(undefined);
    });
  }

  it('may give a question that nobody has answered another meaning', async () => {
    await posted();
    await answer(member, { answered: 'a' });
    await change('open', { max: 10, required: true });
    await change('open', undefined);
  });

  for (const anonymity of ['confidential', 'anonymous'] as const) {
    it(`cannot be used to find out whether anybody has answered a survey that is ${anonymity}`, async () => {
      const add = async (code: string) => {
        const { title, purpose, questions } = await load(world.deps.store, surveys, 's-1');
        const more = [...questions, { kind: 'yesNo' as const, code, label, required: false }];
        return rewordSurvey(world.deps, lead, 's-1', { title, purpose, questions: more });
      };
      const tried = async () => {
        const { version } = await load(world.deps.store, surveys, 's-1');
        await expectCode(change('open', { max: 10 }), 'SURVEY_MEANING_FIXED');
        expect((await expectCode(add('late'), 'SURVEY_MEANING_FIXED')).hint).to.equal('late');
        return version;
      };
      await posted(anonymity);
      const before = await tried();
      await answer(member, { answered: 'a' });
      expect(await tried()).to.equal(before);
      await change('open', { label: { fi: 'Selvempi' } });
    });

    it(`may change what a question of a survey means that is ${anonymity} until it opens`, async () => {
      const plan = { surveyId: 's-1', networkId: 'uudi', groupId: 'future', closesAt: '2026-09-15T13:00:00.000Z' };
      await draftSurvey(world.deps, lead, { ...plan, opensAt: '2026-09-02T09:00:00.000Z', template, anonymity });
      await postSurvey(world.deps, lead, 's-1');
      await change('open', { max: 10 });
    });
  }

  it('has the posted cards changed, and changes nothing when nothing is new', async () => {
    const before = await posted();
    expect(await rewordPart(world.deps, lead, 's-1', { part: 'title', text: before.title })).to.deep.equal(before);
    await rewordPart(world.deps, lead, 's-1', { part: 'title', text: { fi: 'Uusi', sv: 'Ny' } }, before.version);
    expect((await world.deps.store.get(tasks, 'survey.showOpen:s-1'))?.kind).to.equal('survey.showOpen');
    await expectCode(
      rewordPart(world.deps, lead, 's-1', { part: 'purpose', text: { fi: 'Vanha' } }, before.version),
      'STALE',
    );
  });

  it('changes an option, a row, a step and an end of a scale by itself, and keeps every code', async () => {
    const matrix = { kind: 'matrix', code: 'grid', label, rows: options, scale: options };
    const asked = SurveyTemplate.parse({ ...template, questions: [...template.questions, matrix] });
    const plan = { surveyId: 's-1', networkId: 'uudi', groupId: 'future', closesAt: '2026-09-15T13:00:00.000Z' };
    await draftSurvey(world.deps, lead, { ...plan, template: asked, anonymity: 'named' });
    await postSurvey(world.deps, lead, 's-1');
    await answer(member, { answered: 'a', rated: '4', 'grid.a': 'b' });
    const text = { fi: 'Selvempi', sv: 'Klarare' };
    const changes: RewordedPart[] = [
      { part: 'option', question: 'answered', code: 'b', text },
      { part: 'row', question: 'grid', code: 'a', text },
      { part: 'step', question: 'grid', code: 'b', text },
      { part: 'high', question: 'rated', text },
    ];
    for (const one of changes) await rewordPart(world.deps, lead, 's-1', one);
    const { questions, revision } = await load(world.deps.store, surveys, 's-1');
    const [a, b] = [
      { code: 'a', label },
      { code: 'b', label },
    ];
    expect(questions.find(({ code }) => code === 'answered')).to.deep.include({ options: [a, { ...b, label: text }] });
    expect(questions.find(({ code }) => code === 'grid')).to.deep.include({
      rows: [{ ...a, label: text }, b],
      scale: [a, { ...b, label: text }],
    });
    expect(questions.find(({ code }) => code === 'rated')).to.deep.include({ low: label, high: text });
    expect(revision).to.equal(5);
    for (const one of [
      { part: 'option', question: 'answered', code: 'c', text },
      { part: 'row', question: 'answered', code: 'a', text },
      { part: 'low', question: 'open', text },
      { part: 'low', question: 'nothing', text },
    ] as const) {
      await expectCode(rewordPart(world.deps, lead, 's-1', one), 'NOT_FOUND');
    }
  });

  it('is for those who look after it, while it takes answers', async () => {
    await posted();
    const title = { part: 'title' as const, text: { fi: 'Uusi' } };
    await expectCode(rewordPart(world.deps, member, 's-1', title), 'FORBIDDEN');
    await expectCode(rewordPart(world.deps, lead, 's-1', { part: 'question', code: 'none', text: label }), 'NOT_FOUND');
    await closeSurvey(world.deps, lead, 's-1');
    await expectCode(rewordPart(world.deps, lead, 's-1', title), 'SURVEY_CLOSED');
  });

  it('keeps the meaning of what was answered, also when the answer is taken back or was given before that was put down', async () => {
    await posted();
    await answer(member, { open: '7' }, 'leave');
    await answer(member, { open: '' }, 'leave');
    expect((await world.deps.store.find(responses, {}))[0]?.draft).to.deep.equal({});
    await expectCode(change('open', undefined), 'SURVEY_MEANING_FIXED');
    await change('rated', undefined);
    await answer(member, { answered: 'a' });
    const [put] = await world.deps.store.find(answeredQuestions, {});
    expect(put?.codes).to.deep.equal(['answered', 'open']);
    // As a version left it that put nothing down.
    if (put) await world.deps.store.commit([remove(answeredQuestions, put)]);
    await expectCode(change('answered', undefined), 'SURVEY_MEANING_FIXED');
    await change('open', undefined);
    expect((await world.deps.store.find(answeredQuestions, {}))[0]?.codes).to.deep.equal(['answered']);
  });

  it('costs an answer nothing but its own record once its questions were answered', async () => {
    await posted();
    const { store } = world.deps;
    const { commit } = store;
    const sizes: number[] = [];
    store.commit = (writes) => {
      sizes.push(writes.length);
      return commit.call(store, writes);
    };
    await answer(member, { answered: 'a', open: '7' });
    await answer(await world.actor('other'), { answered: 'b' });
    await answer(member, { answered: 'b', open: '8' });
    await answer(await world.actor('loner'), { open: '1' });
    expect(sizes).to.deep.equal([1, 2, 2, 2, 2]);
  });

  it('keeps the meaning of every question that many are the first to answer at once', async () => {
    await posted();
    const roles = ['coordinator', 'lead', 'member', 'other', 'loner'] as const;
    const typed: Record<string, string>[] = [
      { answered: 'a' },
      { open: '1' },
      { rated: '5' },
      { answered: 'b', rated: '1' },
      { open: '2' },
    ];
    await Promise.all(roles.map(async (role, place) => answer(await world.actor(role), { ...typed[place] })));
    const [put] = await world.deps.store.find(answeredQuestions, {});
    expect(put?.codes).to.deep.equal(['answered', 'open', 'rated']);
  });
});
