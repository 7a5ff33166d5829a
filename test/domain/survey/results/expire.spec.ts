import { expect } from 'chai';
import fc from 'fast-check';
import { createReader } from '../../../../cards/reader.ts';
import { resultFile } from '../../../../documents/results/files.ts';
import { cleanUpDue, detailsKeptDays } from '../../../../domain/delivery/clean-up.ts';
import { planAnew } from '../../../../domain/delivery/plan-anew.ts';
import { myData } from '../../../../domain/member/my-data.ts';
import { auditPage } from '../../../../domain/network/audit.ts';
import { networks } from '../../../../domain/network/network.ts';
import { deliveries, plan, tasks } from '../../../../domain/outbox.ts';
import { stepSize } from '../../../../domain/stepwise.ts';
import { put, type Store, type Write } from '../../../../domain/store.ts';
import { savePage } from '../../../../domain/survey/answer.ts';
import { answeredQuestions } from '../../../../domain/survey/answered-questions.ts';
import { cancelSurvey, close, closeSurvey } from '../../../../domain/survey/close.ts';
import { Question } from '../../../../domain/survey/kinds/kinds.ts';
import { archiveSurvey, reopenSurvey } from '../../../../domain/survey/life.ts';
import { limitRetention } from '../../../../domain/survey/limit-retention.ts';
import { populations } from '../../../../domain/survey/population.ts';
import { progressOf } from '../../../../domain/survey/progress.ts';
import type { Answers } from '../../../../domain/survey/question/answer.ts';
import { anonymousAnswers, redactions, responses, sharedTexts } from '../../../../domain/survey/response.ts';
import { comparedResults } from '../../../../domain/survey/results/compared-results.ts';
import { expireDue } from '../../../../domain/survey/results/expire.ts';
import { exportedResults } from '../../../../domain/survey/results/exported-results.ts';
import { packageSurveys } from '../../../../domain/survey/results/package-part.ts';
import { publishedResults } from '../../../../domain/survey/results/published-results.ts';
import { redactText, shareTexts, textsToReview } from '../../../../domain/survey/results/review-texts.ts';
import { seenResults } from '../../../../domain/survey/results/seen-results.ts';
import { type SurveyResults, surveyResults } from '../../../../domain/survey/results/survey-results.ts';
import { sealKeys } from '../../../../domain/survey/seal-key.ts';
import { type Anonymity, Breakdown, type Survey, surveys } from '../../../../domain/survey/survey.ts';
import { seeSurvey } from '../../../../domain/survey/view.ts';
import { load } from '../../../../domain/use-case.ts';
import { expectCode } from '../../../storage/expect-code.ts';
import { sealedIn } from '../../../storage/sealed.ts';
import { aResponse, surveyRecord } from '../../example-network.ts';
import { aWorld, type Role, type World } from '../../fixture.ts';

const label = { fi: 'Kysymys' };
const options = ['a', 'b', 'c'].map((code) => ({ code, label }));
const questions = [
  { kind: 'text', code: 'why', label },
  { kind: 'choice', code: 'one', label, options, other: true, nonAnswers: ['dontKnow'] },
  { kind: 'choice', code: 'many', label, options, multiple: true },
  { kind: 'rating', code: 'grade', label, low: label, high: label },
  { kind: 'matrix', code: 'grid', label, rows: options, scale: options },
  { kind: 'number', code: 'size', label },
  { kind: 'date', code: 'since', label },
  { kind: 'yesNo', code: 'yes', label },
].map((question) => Question.parse(question));

const everyday: Answers = { why: 'Vapaa sana', one: 'other', 'one.other': 'Oma sana', grade: '4', size: 12.5 };

describe('answers whose time has passed', () => {
  let world: World;
  let store: Store;
  beforeEach(async () => {
    world = await aWorld();
    store = world.deps.store;
  });
  afterEach(() => world.close());

  const day = 24 * 60 * 60 * 1000;
  const closesAt = '2026-09-15T13:00:00.000Z';
  const survey = (id = 's') => load(store, surveys, id);
  const expiry = (id = 's') => store.get(tasks, `survey.expire:${id}`);

  async function opened(given: Partial<Survey> = {}, more: readonly Write[] = []) {
    const record = surveyRecord('s', { groupId: 'future', closesAt, questions, keepMonths: 3, ...given });
    await store.commit([put(surveys, record), ...more]);
  }
  async function answer(role: Role, typed: Record<string, string>, to: 'submit' | 'leave' = 'submit') {
    await savePage(world.deps, await world.actor(role), 's', { page: 0, to, typed });
    if (to === 'submit') await savePage(world.deps, await world.actor(role), 's', { page: 1, to, typed: {} });
  }
  const answers = (count: number, given: (index: number) => Answers = () => everyday) =>
    Array.from({ length: count }, (_, index) =>
      aResponse('s', `m-${index}`, given(index), { submittedAt: world.deps.now().toISOString() }),
    );
  async function ended(id = 's') {
    await closeSurvey(world.deps, await world.actor('lead'), id);
    await close(world.deps, id);
  }
  const step = async (id = 's') => {
    const task = await expiry(id);
    if (task) await expireDue(world.deps, task);
  };
  /** Lets the time pass, and the clock be read a first time; a day later, the answers may go. */
  async function dueTwice(id = 's'): Promise<void> {
    world.pass(100 * day);
    await step(id);
    world.pass(day);
  }
  /** Does the task until it is done; gives in how many commits, but for that of its first reading of the clock. */
  async function expired(id = 's'): Promise<number> {
    await dueTwice(id);
    for (let steps = 0; ; steps += 1) {
      if (!(await expiry(id))) return steps;
      await step(id);
    }
  }
  const left = async (id = 's') => {
    const where = { surveyId: id };
    return (
      (await store.count(responses, where)) +
      (await store.count(anonymousAnswers, where)) +
      (await store.count(redactions, where))
    );
  };

  it('are deleted step by step, and their task with the last of them', async () => {
    await opened({}, answers(stepSize + 1));
    await ended();
    await step();
    expect(await left()).to.equal(stepSize + 1);
    expect((await survey()).answersDeleted).to.equal(undefined);
    // One commit keeps the numbers, two delete, one ends it.
    expect(await expired()).to.equal(4);
    expect(await left()).to.equal(0);
    expect((await survey()).answersDeleted).to.deep.equal({
      at: world.deps.now().toISOString(),
      submitted: stepSize + 1,
      members: stepSize + 6,
      entered: 0,
    });
  });

  it('stay until the clock has said twice, a day apart, that their time has passed', async () => {
    await opened({}, answers(6));
    await ended();
    // For one round, the clock is a year ahead.
    world.pass(365 * day);
    await step();
    world.pass(-365 * day);
    await planAnew(world.deps);
    await step();
    expect(await left()).to.equal(6);
    const waiting = await expiry();
    expect([waiting?.readAt, waiting?.dueAt]).to.deep.equal([undefined, '2026-12-01T09:00:00.000Z']);
    // Read at its time, and an hour before a day is over.
    world.pass(Date.parse('2026-12-01T09:00:00.000Z') - world.deps.now().getTime());
    await step();
    world.pass(day - 3_600_001);
    await step();
    expect(await left()).to.equal(6);
    expect((await expiry())?.dueAt).to.equal('2026-12-02T09:00:00.000Z');
    // Between the readings the clock goes back before their time, and forward again: both begin anew.
    world.pass(-10 * day);
    await step();
    world.pass(11 * day);
    await step();
    expect(await left()).to.equal(6);
    world.pass(day);
    for (let steps = 0; (await expiry()) && steps < 9; steps += 1) await step();
    expect(await left()).to.equal(0);
  });

  it('are kept for their time when a clock that is behind closes their survey', async () => {
    await opened({ opensAt: '2026-09-01T09:00:00.000Z' }, answers(6));
    world.pass(-300 * day);
    await ended();
    expect((await survey()).closedAt).to.equal('2026-09-01T09:00:00.000Z');
    world.pass(301 * day);
    await step();
    expect((await expiry())?.dueAt).to.equal('2026-12-01T09:00:00.000Z');
    expect(await left()).to.equal(6);
  });

  it('are read by nobody from the first commit on, and a crash between any two changes nothing of that', async () => {
    await opened({ resultsFor: 'asked' }, answers(stepSize * 2));
    await ended();
    await textsToReview(store, await world.actor('lead'), 's');
    await dueTwice();
    await step();
    expect(await left()).to.equal(stepSize * 2);
    const results = JSON.stringify(await seenResults(store, await world.actor('lead'), 's'));
    for (let steps = 0; await expiry(); steps += 1) {
      expect(JSON.stringify(await seenResults(store, await world.actor('lead'), 's'))).to.equal(results);
      await expectCode(textsToReview(store, await world.actor('lead'), 's'), 'ANSWERS_DELETED');
      const { rows } = await exportedResults(store, await world.actor('lead'), 's');
      expect(rows).to.equal(undefined);
      const [packed] = await packageSurveys({
        view: store,
        network: await load(store, networks, 'uudi'),
        sorted: (items) => [...items],
      });
      expect(packed?.answers).to.deep.equal([]);
      // The same step again, as after a crash before its task was given back.
      const task = await expiry();
      await step();
      if (task) await expectCode(expireDue(world.deps, task), 'CONFLICT');
      expect(steps).to.be.lessThan(5);
    }
    expect(await left()).to.equal(0);
  });

  it('take drafts, what was never submitted, and what was put in the place of texts with them', async () => {
    await opened();
    await answer('member', { why: 'Lähetetty' });
    await answer('member', { why: 'Muutettu, ei lähetetty' }, 'leave');
    await answer('other', { why: 'Kesken' }, 'leave');
    await ended();
    const lead = await world.actor('lead');
    const { texts } = await textsToReview(store, lead, 's');
    await redactText(world.deps, lead, 's', { key: texts[0]?.key ?? '', text: 'Toisin sanoen' });
    await shareTexts(world.deps, lead, 's');
    expect(await left()).to.equal(3);
    const beside = async () => [await store.count(sharedTexts, {}), await store.count(answeredQuestions, {})];
    expect(await beside()).to.deep.equal([1, 1]);
    await expired();
    expect(await left()).to.equal(0);
    expect(await beside()).to.deep.equal([0, 0]);
  });

  it('leave an entry in the account of changes, by nobody', async () => {
    await opened({}, answers(2));
    await ended();
    await expired();
    const coordinator = await world.actor('coordinator');
    const page = await auditPage(store, coordinator, { networkId: 'uudi', search: 'kysely s', limit: 10 });
    expect(page.items).to.have.length(1);
    expect(page.items[0]).to.deep.include({
      by: undefined,
      kind: 'survey',
      subjectId: 's',
      about: { fi: 'Kysely s' },
      changes: [{ field: 'answers', before: undefined, after: { fi: 'deleted' } }],
    });
  });

  it('cannot be answered, opened, reviewed or kept any more', async () => {
    await opened({ resultsFor: 'asked' }, answers(2));
    await ended();
    await expired();
    const lead = await world.actor('lead');
    const inTime = new Date(world.deps.now().getTime() + day).toISOString();
    await expectCode(reopenSurvey(world.deps, lead, 's', inTime), 'ANSWERS_DELETED');
    await expectCode(limitRetention(world.deps, lead, 's', 3), 'ANSWERS_DELETED');
    await expectCode(textsToReview(store, lead, 's'), 'ANSWERS_DELETED');
    await expectCode(redactText(world.deps, lead, 's', { key: 'k', text: '' }), 'ANSWERS_DELETED');
    await expectCode(shareTexts(world.deps, lead, 's'), 'ANSWERS_DELETED');
    await expectCode(savePage(world.deps, lead, 's', { page: 0, to: 'submit', typed: {} }), 'SURVEY_CLOSED');
    await archiveSurvey(world.deps, lead, 's');
    const seen = await seeSurvey(store, await world.actor('member'), 's');
    expect(seen.own).to.equal(undefined);
    expect((await seeSurvey(store, lead, 's')).offers).to.deep.equal(['results']);
  });

  it('stay when their survey was opened again before the task was done', async () => {
    await opened({}, answers(2));
    await ended();
    const late = await expiry();
    world.pass(100 * day);
    const lead = await world.actor('lead');
    await reopenSurvey(world.deps, lead, 's', new Date(world.deps.now().getTime() + day).toISOString());
    expect(await expiry()).to.equal(undefined);
    if (late) await expectCode(expireDue(world.deps, late), 'CONFLICT');
    // Also when the task is still there, as in a store that was put together by hand.
    await store.commit([plan({ networkId: 'uudi', kind: 'survey.expire', subjectId: 's', dueAt: closesAt })]);
    await step();
    expect(await left()).to.equal(2);
    expect(await expiry()).to.equal(undefined);
    expect((await survey()).answersDeleted).to.equal(undefined);
  });

  it('wait when the task comes too early, and stay where only the records plan knows', async () => {
    await opened({}, answers(1));
    await ended();
    await step();
    expect(await expiry()).to.include({ dueAt: '2026-12-01T09:00:00.000Z' });
    await opened({ id: 'forever', keepMonths: undefined }, [aResponse('forever', 'm-1', everyday)]);
    await store.commit([plan({ networkId: 'uudi', kind: 'survey.expire', subjectId: 'forever', dueAt: closesAt })]);
    await ended('forever');
    await step('forever');
    expect(await left('forever')).to.equal(1);
  });

  it('go at once when their time is made so short that it has passed', async () => {
    await opened({ keepMonths: 60 }, answers(1));
    await ended();
    world.pass(200 * day);
    await limitRetention(world.deps, await world.actor('lead'), 's', 6);
    expect((await expiry())?.dueAt).to.equal('2027-03-01T09:00:00.000Z');
    await expired();
    expect(await left()).to.equal(0);
  });

  for (const anonymity of ['named', 'confidential', 'anonymous'] as const) {
    it(`go with every number where the survey was cancelled, ${anonymity}`, async () => {
      await opened({ anonymity });
      for (const role of ['lead', 'member', 'other'] as const) await answer(role, { why: 'Sana' });
      await cancelSurvey(world.deps, await world.actor('lead'), 's', 'Väärä kysely');
      await close(world.deps, 's');
      expect(await left()).to.equal(3);
      await expired();
      expect(await left()).to.equal(0);
      expect(await store.count(publishedResults, {})).to.equal(0);
      const now = await survey();
      expect(now.answersDeleted).to.deep.equal({ at: world.deps.now().toISOString() });
      expect((await progressOf(store, now)).submitted).to.equal(0);
      expect(await store.count(sealKeys, {})).to.equal(0);
    });
  }

  it('leave of a secret survey no count that says who did not answer, or who did', async () => {
    const kept = async (id: string, anonymity: Anonymity, respondents: readonly string[], count = 9) => {
      const given = respondents.map((memberId) => aResponse(id, memberId, everyday, { memberId }));
      const population = { id, version: 0, networkId: 'uudi', count, respondentIds: [] };
      await opened({ id, anonymity }, [...given, put(populations, population)]);
      await ended(id);
      await expired(id);
      const { answersDeleted } = await survey(id);
      expect(await store.get(populations, id), 'who was asked').to.equal(undefined);
      return [answersDeleted?.submitted, answersDeleted?.members];
    };
    const people = (count: number) => Array.from({ length: count }, (_none, place) => `m-${place}`);
    expect(await kept('few', 'confidential', people(4))).to.deep.equal([undefined, 9]);
    expect(await kept('nearly', 'confidential', people(5))).to.deep.equal([5, undefined]);
    expect(await kept('some', 'confidential', people(5), 10)).to.deep.equal([5, 10]);
    expect(await kept('named', 'named', people(4))).to.deep.equal([4, 9]);
  });

  it('wait for a closing that the program ended in the middle of', async () => {
    await opened({ anonymity: 'anonymous' });
    for (const role of ['coordinator', 'lead', 'member', 'other', 'loner'] as const) {
      await answer(role, { grade: '3' });
    }
    const closedAt = world.deps.now().toISOString();
    const task = { networkId: 'uudi', subjectId: 's', dueAt: closedAt };
    await store.commit([
      put(surveys, { ...(await survey()), state: 'closed', closedAt }),
      plan({ ...task, kind: 'survey.close' }),
      plan({ ...task, kind: 'survey.expire' }),
    ]);
    await expired();
    const results = await surveyResults(store, await survey());
    expect(results.submitted).to.equal(5);
    expect(results.suppressed).to.equal(false);
    expect(await left()).to.equal(0);
  });

  it('leave nothing behind that was decided about a text at the same moment', async () => {
    await opened({}, answers(1));
    await ended();
    const lead = await world.actor('lead');
    const { texts } = await textsToReview(store, lead, 's');
    let isFirst = true;
    const commit = async (writes: readonly Write[]) => {
      if (isFirst) {
        isFirst = false;
        await expired();
      }
      return store.commit(writes);
    };
    const racing = new Proxy(store, {
      get: (target, key) => {
        if (key === 'commit') return commit;
        const member: unknown = Reflect.get(target, key);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    });
    const request = { key: texts[0]?.key ?? '', text: 'Toisin sanoen' };
    await expectCode(redactText({ ...world.deps, store: racing }, lead, 's', request), 'ANSWERS_DELETED');
    expect(await left()).to.equal(0);
  });

  it('leave the numbers to the page, files, the package and a later round, and say since when', async () => {
    await opened({}, answers(6));
    await ended();
    const lead = await world.actor('lead');
    const before = await seenResults(store, lead, 's');
    await expired();
    const after = await exportedResults(store, lead, 's');
    expect(after.results).to.deep.equal(withoutTexts(before.results));
    expect((await progressOf(store, after.survey)).submitted).to.equal(6);
    const reader = createReader('fi', 'Europe/Helsinki');
    const said = (file: Buffer) => file.toString('utf8');
    const csv = said(await resultFile(reader, after, 'csv', []));
    expect(csv)
      .to.include('Vastaukset poistettiin')
      .and.to.include('12.5')
      .and.not.to.match(/Vapaa sana|Oma sana/);
    const json = JSON.parse(said(await resultFile(reader, after, 'json', []))) as { survey: object; answers?: unknown };
    expect(json.survey).to.include({ answersDeletedAt: after.survey.answersDeleted?.at });
    expect(json.answers).to.equal(undefined);
    const network = await load(store, networks, 'uudi');
    const [packed] = await packageSurveys({ view: store, network, sorted: (items) => [...items] });
    expect(packed).to.include({ answersDeletedAt: after.survey.answersDeleted?.at });
    expect(packed?.answers).to.deep.equal([]);
    expect(packed?.results).to.deep.equal(after.results);
    await store.commit([
      put(surveys, surveyRecord('later', { groupId: 'future', questions, state: 'closed', earlierRoundId: 's' })),
      aResponse('later', 'm-1', everyday),
    ]);
    const compared = await comparedResults(store, lead, 'later');
    expect(compared.questions.find(({ code }) => code === 'grade')?.answered).to.deep.equal({ before: 6, now: 1 });
  });

  it('are told to whoever gave them, with the day until which they are kept', async () => {
    await opened({ keepMonths: 24 });
    await answer('member', { why: 'Omani' });
    const told = async () => (await myData(world.deps, await world.actor('member')))['responses'] as object[];
    expect((await told())[0]).to.include({ keptFor: 24, keptUntil: '2028-09-15T13:00:00.000Z' });
    await ended();
    expect((await told())[0]).to.include({ keptUntil: '2028-09-01T09:00:00.000Z' });
    await limitRetention(world.deps, await world.actor('lead'), 's', 3);
    await dueTwice();
    await step();
    expect(await left()).to.equal(1);
    expect(await told()).to.deep.equal([]);
  });

  it('do not keep what is known of messages any longer', async () => {
    await opened({ keepMonths: 120 }, answers(1));
    await ended();
    const at = world.deps.now().toISOString();
    const message = {
      networkId: 'uudi',
      kind: 'survey.invitation',
      subjectId: 's',
      state: 'sent',
      attempts: 1,
    } as const;
    const to = { type: 'person', personId: 'somebody' } as const;
    const times = { dueAt: at, createdAt: at, settledAt: at };
    const row = { ...message, ...times, to, targetId: 'somebody', id: 'd', version: 0, key: 'k' };
    const showing = await store.get(tasks, 'survey.showClosed:s');
    await store.commit([
      put(deliveries, row),
      ...(showing ? [{ op: 'delete', collection: 'tasks', id: showing.id, version: showing.version } as const] : []),
      plan({ networkId: 'uudi', kind: 'delivery.cleanUp', subjectId: 'uudi', dueAt: at }),
    ]);
    for (const days of [detailsKeptDays + 1, 1]) {
      world.pass(days * day);
      await cleanUpDue(world.deps, await load(store, tasks, 'delivery.cleanUp:uudi'));
    }
    expect(await store.count(deliveries, {})).to.equal(0);
  });

  describe('change no published number by being deleted', function () {
    this.timeout(60_000);
    const someOf = (codes: readonly string[]) => fc.constantFrom(...codes);
    const may = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });
    const codes = options.map(({ code }) => code);
    const given = fc
      .record({
        why: may(fc.constant('Vapaa sana')),
        one: may(someOf([...codes, 'other'])),
        'one.none': may(fc.constant('dontKnow')),
        'one.other': may(fc.constant('Oma sana')),
        many: may(fc.subarray(codes, { minLength: 1 })),
        grade: may(someOf(['1', '2', '3', '4', '5'])),
        grid: may(fc.dictionary(someOf(codes), someOf(codes), { minKeys: 1 })),
        size: may(fc.integer({ min: 0, max: 9 })),
        since: may(someOf(['2026-01-01', '2026-06-01'])),
        yes: may(someOf(['yes', 'no'])),
      })
      .map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as Answers);
    type Course = typeof course extends fc.Arbitrary<infer T> ? T : never;
    const course = fc.record({
      anonymity: fc.constantFrom<Anonymity>('named', 'confidential', 'anonymous'),
      breakdowns: fc.subarray([...Breakdown.options]),
      everybody: fc.array(given, { maxLength: 24, size: 'max' }),
    });
    const organisations = ['o-council', 'o-library', 'o-association', undefined];

    /** What is shown of a survey with these answers once it is closed. */
    async function answered(id: string, { anonymity, breakdowns, everybody }: Course): Promise<SurveyResults> {
      await opened({ id, anonymity, breakdowns });
      for (const [index, one] of everybody.entries()) {
        const sealed =
          anonymity === 'anonymous'
            ? await sealedIn(world.deps.vault, id, JSON.stringify({ answers: one }))
            : undefined;
        const organisationId = organisations[index % organisations.length];
        const more = { organisationId, memberId: 'm-member', respondentId: `r-${index}`, sealed };
        await store.commit([aResponse(id, `${id}-r-${index}`, sealed ? {} : one, more)]);
      }
      await ended(id);
      return surveyResults(store, await survey(id));
    }

    it('whatever was answered, and of a named one keep what a confidential one would have shown', async () => {
      let run = 0;
      await fc.assert(
        fc.asyncProperty(course, async (given) => {
          const id = `s${(run += 1)}`;
          const shown = await answered(id, given);
          const lasting =
            given.anonymity === 'named' ? await answered(`${id}-twin`, { ...given, anonymity: 'confidential' }) : shown;
          await expired(id);
          expect(await left(id)).to.equal(0);
          const { answersDeleted, ...after } = await survey(id);
          // How many answered a named survey is no secret.
          const few = lasting.suppressed ? { submitted: answersDeleted?.submitted } : {};
          expect(await surveyResults(store, { ...after, answersDeleted })).to.deep.equal({
            ...withoutTexts(lasting),
            ...few,
          });
        }),
        { numRuns: 60 },
      );
    });
  });
});

/** The same results as they are once nobody can read what people wrote. */
function withoutTexts(results: SurveyResults): SurveyResults {
  if (results.suppressed) return results;
  const questions = results.questions.map(({ texts: _texts, ...numbers }) => numbers);
  return { ...results, questions, unreadTexts: false };
}
