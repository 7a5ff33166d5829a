import { expect } from 'chai';
import { put } from '../../../domain/store.ts';
import { closeSurvey } from '../../../domain/survey/close.ts';
import { reopenSurvey } from '../../../domain/survey/life.ts';
import { seenResults } from '../../../domain/survey/results/seen-results.ts';
import { limitResults, resultsRule } from '../../../domain/survey/results-rule.ts';
import { type Survey, surveys } from '../../../domain/survey/survey.ts';
import { seeSurvey } from '../../../domain/survey/view.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { surveyRecord } from '../example-network.ts';
import { aWorld, type Role, type World } from '../fixture.ts';

describe('the results of a survey', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  async function stored(given: Partial<Survey> = {}) {
    const closesAt = '2026-09-15T13:00:00.000Z';
    await world.deps.store.commit([put(surveys, surveyRecord('s', { groupId: 'future', closesAt, ...given }))]);
  }
  const limit = async (request: Parameters<typeof limitResults>[3], role: Role = 'lead') =>
    limitResults(world.deps, await world.actor(role), 's', request);
  const see = async (role: Role) => seenResults(world.deps.store, await world.actor(role), 's');

  it('are for leads of the group and coordinators from the closing on, when nothing else is said', async () => {
    await stored();
    expect(resultsRule(await load(world.deps.store, surveys, 's'))).to.deep.equal({
      resultsFrom: 'closed',
      resultsFor: 'leads',
      breakdowns: [],
    });
    await expectCode(see('lead'), 'RESULTS_NOT_YET');
    await closeSurvey(world.deps, await world.actor('lead'), 's');
    await see('lead');
    await see('coordinator');
    await expectCode(see('member'), 'FORBIDDEN');
    await expectCode(see('stranger'), 'NOT_MEMBER');
  });

  it('are for everybody it asks, or for coordinators alone, when that is decided', async () => {
    await stored({ state: 'draft' });
    await limit({ resultsFor: 'asked', resultsFrom: 'live' });
    const draft = await load(world.deps.store, surveys, 's');
    await world.deps.store.commit([put(surveys, { ...draft, state: 'open' })]);
    expect((await see('member')).manages).to.equal(false);
    const member = await world.actor('member');
    expect((await seeSurvey(world.deps.store, member, 's')).offers).to.deep.equal(['results']);
    await limit({ resultsFor: 'coordinators' });
    await expectCode(see('member'), 'FORBIDDEN');
    await expectCode(see('lead'), 'FORBIDDEN');
    await see('coordinator');
    const lead = await world.actor('lead');
    expect((await seeSurvey(world.deps.store, lead, 's')).offers).not.to.include('results');
  });

  it('are only ever shown later and to fewer once it is posted', async () => {
    await stored({ resultsFor: 'leads', resultsFrom: 'live', breakdowns: ['group'] });
    await expectCode(limit({ resultsFor: 'asked' }), 'RESULTS_FIXED');
    await expectCode(limit({ breakdowns: [] }), 'RESULTS_FIXED');
    await limit({ resultsFrom: 'closed' });
    await expectCode(limit({ resultsFrom: 'live' }), 'RESULTS_FIXED');
    await limit({ resultsFor: 'coordinators' });
    await expectCode(limit({ resultsFor: 'leads' }), 'RESULTS_FIXED');
    await expectCode(limit({ resultsFor: 'leads' }, 'member'), 'FORBIDDEN');
    await closeSurvey(world.deps, await world.actor('lead'), 's');
    await expectCode(limit({ resultsFor: 'asked' }), 'RESULTS_FIXED');
  });

  it('are shown while it is open of a named one alone', async () => {
    for (const anonymity of ['confidential', 'anonymous'] as const) {
      await stored({ id: 's', state: 'draft', anonymity, version: 0 });
      await expectCode(limit({ resultsFrom: 'live' }), 'RESULTS_LIVE_NAMED');
      const found = await load(world.deps.store, surveys, 's');
      await world.deps.store.commit([{ op: 'delete', collection: 'surveys', id: 's', version: found.version }]);
    }
    await stored({ anonymity: 'confidential', resultsFrom: 'live' });
    await expectCode(see('coordinator'), 'RESULTS_NOT_YET');
  });

  it('of an anonymous one are divided by one thing at most', async () => {
    await stored({ state: 'draft', anonymity: 'anonymous' });
    await expectCode(limit({ breakdowns: ['group', 'region'] }), 'INPUT_INVALID');
    expect((await limit({ breakdowns: ['region'] })).breakdowns).to.deep.equal(['region']);
  });

  it('are not shown while it is open again', async () => {
    await stored({ anonymity: 'confidential' });
    const lead = await world.actor('lead');
    await closeSurvey(world.deps, lead, 's');
    await see('lead');
    await reopenSurvey(world.deps, lead, 's', '2026-10-01T00:00:00.000Z');
    await expectCode(see('coordinator'), 'RESULTS_NOT_YET');
  });
});
