import { expect } from 'chai';
import { auditPage } from '../../../domain/network/audit.ts';
import { organisations } from '../../../domain/network/network.ts';
import { seenOf } from '../../../domain/seen.ts';
import { put } from '../../../domain/store.ts';
import { contactIn, shownOfContact, takeContactPoint } from '../../../domain/survey/contact-point.ts';
import { Question } from '../../../domain/survey/kinds/kinds.ts';
import type { Response } from '../../../domain/survey/response.ts';
import { type Survey, surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aResponse, surveyRecord } from '../example-network.ts';
import { aWorld, type Role, type World } from '../fixture.ts';

const given = 'digituki@jarjesto.example';
const questions = [Question.parse({ kind: 'text', code: 'contactPoint', label: { fi: 'Yhteystieto' } })];

describe('the contact point in an organisation’s answer', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  /** A survey that the association of `member` has answered, as `member` or as is told. */
  async function answered(survey: Partial<Survey> = {}, response: Partial<Response> = {}, text = given) {
    const asked = surveyRecord('s', { state: 'open', respondent: 'organisation', questions, ...survey });
    const whose = { organisationId: 'o-association', respondentId: 'o-association', memberId: 'm-member' };
    await world.deps.store.commit([
      put(surveys, asked),
      aResponse('s', 'm-member', { contactPoint: text }, { ...whose, ...response }),
    ]);
  }

  async function offered(role: Role = 'member') {
    return (await contactIn(world.deps.store, await world.actor(role), 's')).offered?.given;
  }

  const kept = async () => (await load(world.deps.store, organisations, 'o-association')).contactPoint;
  const take = async (role: Role = 'member', seen?: string) =>
    takeContactPoint(world.deps, await world.actor(role), 's', seen);

  it('goes into its row on the word of somebody of it, with an account of who', async () => {
    await answered();
    const before = await kept();
    expect(await offered()).to.equal(given);
    await take();
    expect(await kept()).to.equal(given);
    expect(await offered()).to.equal(undefined);
    const coordinator = await world.actor('coordinator');
    const account = await auditPage(world.deps.store, coordinator, { networkId: 'uudi', search: '', limit: 10 });
    expect(account.items[0]).to.deep.include({ kind: 'organisation', subjectId: 'o-association' });
    expect(account.items[0]?.changes).to.deep.equal([
      { field: 'contactPoint', before: before === undefined ? undefined : { fi: before }, after: { fi: given } },
    ]);
    await expectCode(take(), 'NOT_FOUND');
  });

  it('is nobody else’s to take over: no other organisation’s, no lead’s, no coordinator’s', async () => {
    await answered();
    for (const role of ['other', 'lead', 'coordinator'] as const) {
      expect(await offered(role), role).to.equal(undefined);
      await expectCode(take(role), 'NOT_FOUND');
    }
    await expectCode(take('loner'), 'FORBIDDEN');
    await expectCode(take('stranger'), 'NOT_MEMBER');
  });

  it('never leaves a survey in which it is secret who said what', async () => {
    for (const anonymity of ['confidential', 'anonymous'] as const) {
      await world.close();
      world = await aWorld();
      await answered({ anonymity });
      expect(await offered(), anonymity).to.equal(undefined);
      await expectCode(take(), 'NOT_FOUND');
    }
  });

  it('is not what a lead entered, what is only begun, nothing, or longer than a contact point', async () => {
    const cases: readonly [Partial<Response>, string][] = [
      [{ enteredBy: 'm-lead', memberId: undefined }, given],
      [{ state: 'draft' }, given],
      [{}, ' '],
      [{}, 'x'.repeat(201)],
    ];
    for (const [response, text] of cases) {
      await world.close();
      world = await aWorld();
      await answered({}, response, text);
      expect(await offered(), text.slice(0, 9)).to.equal(undefined);
    }
  });

  it('is what was seen, or nothing is taken over', async () => {
    await answered();
    const { offered: shown } = await contactIn(world.deps.store, await world.actor('member'), 's');
    if (!shown) throw new Error('nothing offered');
    const other = seenOf(shownOfContact({ ...shown, given: 'toinen@jarjesto.example' }));
    await expectCode(take('member', other), 'STALE');
    await take('member', seenOf(shownOfContact(shown)));
    expect(await kept()).to.equal(given);
  });
});
