import { expect } from 'chai';
import { plan, tasks } from '../../../domain/outbox.ts';
import { put } from '../../../domain/store.ts';
import { cancelSurvey, closeSurvey } from '../../../domain/survey/close.ts';
import { startDraft } from '../../../domain/survey/draft.ts';
import { parseSurveyFile, surveyFileOf } from '../../../domain/survey/format.ts';
import { reopenSurvey } from '../../../domain/survey/life.ts';
import { limitRetention } from '../../../domain/survey/limit-retention.ts';
import { emptyTemplate } from '../../../domain/survey/make.ts';
import {
  expiresAt,
  keepingChoices,
  type Retention,
  shorterThan,
  usualKeepMonths,
} from '../../../domain/survey/retention.ts';
import { type Survey, surveys } from '../../../domain/survey/survey.ts';
import { offersOf } from '../../../domain/survey/view.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { surveyRecord } from '../example-network.ts';
import { aWorld, type Role, type World } from '../fixture.ts';

describe('how long answers are kept', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const closesAt = '2026-09-15T13:00:00.000Z';
  async function stored(given: Partial<Survey> = {}) {
    await world.deps.store.commit([put(surveys, surveyRecord('s', { groupId: 'future', closesAt, ...given }))]);
  }
  const survey = () => load(world.deps.store, surveys, 's');
  const limit = async (keeping: Retention, role: Role = 'lead') =>
    limitRetention(world.deps, await world.actor(role), 's', keeping);
  const expiry = async () => (await world.deps.store.get(tasks, 'survey.expire:s'))?.dueAt;
  const end = async (how: 'close' | 'cancel' = 'close') => {
    const lead = await world.actor('lead');
    return how === 'close' ? closeSurvey(world.deps, lead, 's') : cancelSurvey(world.deps, lead, 's', 'Väärä kysely');
  };

  it('is chosen freely while the survey is a draft', async () => {
    await stored({ state: 'draft' });
    for (const keeping of [3, 120, 'plan', 24] as const) await limit(keeping);
    expect((await survey()).keepMonths).to.equal(24);
    await limit('plan');
    expect(await survey()).not.to.have.property('keepMonths');
  });

  it('is only ever made shorter from the posting on, and by the records plan is longest', async () => {
    await stored();
    for (const keeping of [120, 24, 24, 6, 3] as const) {
      expect((await limit(keeping)).keepMonths).to.equal(keeping);
    }
    for (const keeping of [4, 24, 'plan'] as const) await expectCode(limit(keeping), 'KEEPING_FIXED');
    expect((await survey()).keepMonths).to.equal(3);
  });

  it('is for leads of the group and coordinators to decide', async () => {
    await stored();
    await expectCode(limit(3, 'member'), 'FORBIDDEN');
    await expectCode(limit(3, 'stranger'), 'NOT_MEMBER');
    await limit(12, 'coordinator');
  });

  it('counts in whole months, in shorter months to their last day', () => {
    expect(expiresAt(surveyRecord('s', { keepMonths: 6, closesAt }))).to.equal('2027-03-15T13:00:00.000Z');
    const last = '2026-08-31T13:00:00.000Z';
    expect(expiresAt(surveyRecord('s', { keepMonths: 6, closedAt: last }))).to.equal('2027-02-28T13:00:00.000Z');
    expect(expiresAt(surveyRecord('s', { closedAt: last }))).to.equal(undefined);
  });

  for (const how of ['close', 'cancel'] as const) {
    it(`begins when somebody ${how}s the survey, whatever closing was planned`, async () => {
      await stored({ keepMonths: 24 });
      expect(await expiry()).to.equal(undefined);
      await end(how);
      expect(await expiry()).to.equal('2028-09-01T09:00:00.000Z');
    });
  }

  it('is planned anew when it is made shorter, and not at all by the records plan', async () => {
    await stored();
    await end();
    expect(await expiry()).to.equal(undefined);
    await limit(12);
    expect(await expiry()).to.equal('2027-09-01T09:00:00.000Z');
    await limit(3);
    expect(await expiry()).to.equal('2026-12-01T09:00:00.000Z');
  });

  it('begins again when a survey that was opened again is closed again', async () => {
    await stored({ keepMonths: 6 });
    await end();
    await reopenSurvey(world.deps, await world.actor('lead'), 's', closesAt);
    expect(await expiry()).to.equal(undefined);
    world.pass(24 * 60 * 60 * 1000);
    await end();
    expect(await expiry()).to.equal('2027-03-02T09:00:00.000Z');
  });

  it('is two years for a new survey, and goes along with one made from an earlier one or a file', async () => {
    expect(usualKeepMonths).to.equal(24);
    const made = async (id: string, source: Parameters<typeof startDraft>[3]) => {
      const start = { surveyId: id, networkId: 'uudi', groupId: 'future', closesAt };
      return startDraft(world.deps, await world.actor('lead'), start, source);
    };
    expect((await made('empty', { kind: 'empty' })).keepMonths).to.equal(24);
    const template = { kind: 'template', template: emptyTemplate, practices: [] } as const;
    expect((await made('built', template)).keepMonths).to.equal(24);
    await stored({ keepMonths: 60 });
    expect((await made('again', { kind: 'earlier', surveyId: 's' })).keepMonths).to.equal(60);
    const text = JSON.stringify(surveyFileOf(await survey()));
    expect(parseSurveyFile(text).keep).to.equal(60);
    expect((await made('read', { kind: 'file', text })).keepMonths).to.equal(60);
    const { keep: _keep, ...older } = surveyFileOf(await survey());
    expect((await made('older', { kind: 'file', text: JSON.stringify(older) })).keepMonths).to.equal(24);
    const byPlan = JSON.stringify({ ...older, keep: 'plan' });
    expect((await made('plan', { kind: 'file', text: byPlan })).keepMonths).to.equal(undefined);
    for (const keep of [0, 121, 2.5, 'ever']) {
      expect(() => parseSurveyFile(JSON.stringify({ ...older, keep })))
        .to.throw()
        .with.property('hint', 'keep');
    }
  });

  it('is offered to be shortened to what is shorter, where anything is', () => {
    expect(keepingChoices('plan')).to.deep.equal([3, 6, 12, 24, 60, 120, 'plan']);
    expect(keepingChoices(18)).to.deep.equal([3, 6, 12, 18, 24, 60, 120, 'plan']);
    expect(shorterThan({ keepMonths: 24 })).to.deep.equal([3, 6, 12]);
    expect(shorterThan({})).to.deep.equal([3, 6, 12, 24, 60, 120]);
    const offers = (given: Partial<Survey>) => offersOf(surveyRecord('s', given));
    expect(offers({ keepMonths: 24 })).to.include('keeping');
    expect(offers({ keepMonths: 3 })).not.to.include('keeping');
    expect(offers({ state: 'cancelled' })).to.deep.equal(['keeping']);
    expect(offers({ state: 'closed', keepMonths: 24, answersDeleted: { at: closesAt } })).to.deep.equal([
      'results',
      'archive',
    ]);
  });

  it('leaves alone a task of another survey with the same time', async () => {
    await stored({ keepMonths: 6 });
    const other = plan({ networkId: 'uudi', kind: 'survey.expire', subjectId: 'other', dueAt: closesAt });
    await world.deps.store.commit([other]);
    await end();
    expect((await world.deps.store.get(tasks, 'survey.expire:other'))?.dueAt).to.equal(closesAt);
  });
});
