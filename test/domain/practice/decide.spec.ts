import { expect } from 'chai';
import { members } from '../../../domain/network/network.ts';
import { deliveries } from '../../../domain/outbox.ts';
import {
  type Decision,
  decideOnPractice,
  longestReason,
  openValidation,
  returnPractice,
} from '../../../domain/practice/decide.ts';
import { type Verdict, validatePractice } from '../../../domain/practice/validate.ts';
import { practiceView } from '../../../domain/practice/view.ts';
import { seenOf } from '../../../domain/seen.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type Role, type World } from '../fixture.ts';
import { aProposal, stored } from './practices.ts';

describe('deciding on a practice', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await aProposal(world);
  });
  afterEach(() => world.close());

  const decide = async (role: Role, decision: Decision) =>
    decideOnPractice(world.deps, await world.actor(role), 'p1', decision);
  const judge = async (role: Role, verdict: Verdict, reason = 'Perustelu') =>
    validatePractice(world.deps, await world.actor(role), { practiceId: 'p1', revision: 1, verdict, reason });
  const told = async (kind: string) => world.deps.store.find(deliveries, { subjectId: 'p1', kind });

  it('goes from proposal to selection and back', async () => {
    expect(await decide('lead', 'openValidation')).to.include({ state: 'inValidation' });
    await judge('other', 'correct');
    expect(await decide('lead', 'markValidated')).to.include({ state: 'validated' });
    expect(await decide('coordinator', 'select')).to.include({ state: 'selected' });
    expect(await decide('coordinator', 'unselect')).to.include({ state: 'validated' });
    expect(await stored(world)).to.include({ state: 'validated', revision: 1 });
  });

  it('opens the validation until a day, which stays while the text that it was given for does', async () => {
    const open = async (lastDay: string) =>
      openValidation(world.deps, await world.actor('lead'), { practiceId: 'p1', lastDay });
    for (const [lastDay, fault] of [
      ['2026-08-31', 'inPast'],
      ['2036-09-02', 'tooFarAhead'],
    ] as const) {
      expect((await expectCode(open(lastDay), 'INPUT_INVALID')).fields).to.deep.equal({ lastDay: fault });
    }
    expect(await open('2026-09-01')).to.include({ state: 'inValidation', validateBy: '2026-09-01' });
    await judge('other', 'correct');
    expect(await decide('lead', 'markValidated')).to.include({ validateBy: '2026-09-01' });
    await returnPractice(world.deps, await world.actor('lead'), 'p1', 'Kesken.');
    expect(await stored(world))
      .to.include({ state: 'returned' })
      .and.not.have.property('validateBy');
  });

  it('lets the author hear of verdicts and of the selection, in their own chat', async () => {
    const heard = async () => [...(await told('practice.judged')), ...(await told('practice.selected'))];
    await decide('lead', 'openValidation');
    await judge('other', 'correct');
    await judge('coordinator', 'correct');
    await decide('lead', 'markValidated');
    await decide('coordinator', 'select');
    const author = await world.actor('member');
    const to = { type: 'person', personId: author.personId };
    expect((await heard()).map((one) => [one.kind, one.to])).to.deep.equal([
      ['practice.judged', to],
      ['practice.selected', to],
    ]);
  });

  it('asks the group’s channel to validate, and takes the proposal’s buttons away', async () => {
    const [proposed] = await told('practice.proposed');
    await decide('lead', 'openValidation');
    const [asked] = await told('practice.validation');
    expect(asked?.to).to.deep.equal({ type: 'channel', groupId: 'future' });
    const [moved] = await told('practice.moved');
    expect(moved?.replacesId).to.equal(proposed?.id);
  });

  it('marks nothing validated that no organisation has found correct', async () => {
    await decide('lead', 'openValidation');
    expect((await expectCode(decide('lead', 'markValidated'), 'PRACTICE_STATE')).hint).to.equal('noApproval');
    await judge('other', 'notCorrect');
    await judge('coordinator', 'dontKnow');
    await expectCode(decide('lead', 'markValidated'), 'PRACTICE_STATE');
    await judge('lead', 'correctWithChanges');
    expect(await decide('lead', 'markValidated')).to.include({ state: 'validated' });
  });

  it('is the lead’s and the coordinator’s, and selection the coordinator’s alone', async () => {
    for (const role of ['member', 'other', 'loner'] as const) {
      await expectCode(decide(role, 'openValidation'), 'FORBIDDEN');
      await expectCode(decide(role, 'retire'), 'FORBIDDEN');
      await expectCode(returnPractice(world.deps, await world.actor(role), 'p1', 'Syy'), 'FORBIDDEN');
    }
    await expectCode(decide('stranger', 'openValidation'), 'NOT_MEMBER');
    await decide('coordinator', 'openValidation');
    await judge('other', 'correct');
    await decide('lead', 'markValidated');
    await expectCode(decide('lead', 'select'), 'FORBIDDEN');
  });

  it('refuses what the state does not allow and changes nothing', async () => {
    const before = await stored(world);
    for (const decision of ['markValidated', 'select', 'unselect', 'restore'] as const) {
      await expectCode(decide('coordinator', decision), 'PRACTICE_STATE');
    }
    expect(await stored(world)).to.deep.equal(before);
  });

  it('returns to the author with a reason, and tells the author', async () => {
    const lead = await world.actor('lead');
    await expectCode(returnPractice(world.deps, lead, 'p1', ''), 'PRACTICE_REASON_MISSING');
    const long = await expectCode(
      returnPractice(world.deps, lead, 'p1', 'x'.repeat(longestReason + 1)),
      'INPUT_INVALID',
    );
    expect(long.fields).to.deep.equal({ reason: 'tooLong' });
    expect(await stored(world)).to.include({ state: 'proposed' });
    await returnPractice(world.deps, lead, 'p1', 'Lisää esimerkki');
    expect(await stored(world)).to.include({ state: 'returned', returnReason: 'Lisää esimerkki' });
    const author = await world.actor('member');
    const messages = await told('practice.returned');
    expect(messages.map(({ to }) => to)).to.deep.equal([{ type: 'person', personId: author.personId }]);
  });

  it('tells an author who has left nothing, neither verdicts, the selection nor that it was returned', async () => {
    const left = { ...(await load(world.deps.store, members, 'm-member')), leftAt: world.deps.now().toISOString() };
    await world.deps.store.commit([put(members, left)]);
    await decide('lead', 'openValidation');
    await judge('other', 'correct');
    await decide('lead', 'markValidated');
    await decide('coordinator', 'select');
    await decide('coordinator', 'unselect');
    await returnPractice(world.deps, await world.actor('lead'), 'p1', 'Lisää esimerkki');
    const about = await world.deps.store.find(deliveries, { subjectId: 'p1' });
    expect(about.filter(({ to }) => to.type === 'person').map(({ kind }) => kind)).to.deep.equal([]);
  });

  it('decides and returns nothing that is another than was seen', async () => {
    await decide('lead', 'openValidation');
    const lead = await world.actor('lead');
    const seen = async () => seenOf((await practiceView(world.deps.store, lead, 'p1')).shown);
    const before = await seen();
    await judge('other', 'notCorrect');
    const decided = decideOnPractice(world.deps, lead, 'p1', 'markValidated', before);
    expect((await expectCode(decided, 'STALE')).hint).to.equal('opinions');
    const returned = returnPractice(world.deps, lead, 'p1', 'Lisää esimerkki', before);
    expect((await expectCode(returned, 'STALE')).hint).to.equal('opinions');
    expect(await stored(world)).to.include({ state: 'inValidation' });
    expect(await told('practice.returned')).to.deep.equal([]);
    const now = await seen();
    // Who approves of it takes nothing from a decision.
    await judge('coordinator', 'correct');
    await returnPractice(world.deps, lead, 'p1', 'x'.repeat(longestReason), now);
    expect(await stored(world)).to.include({ state: 'returned' });
  });

  it('retires and brings back, and then the validation can be opened again', async () => {
    await decide('lead', 'openValidation');
    await judge('other', 'correct');
    await decide('lead', 'markValidated');
    await decide('lead', 'retire');
    expect(await stored(world)).to.include({ state: 'retired' });
    await expectCode(decide('lead', 'openValidation'), 'PRACTICE_STATE');
    expect(await decide('lead', 'restore')).to.include({ state: 'proposed' });
    await decide('lead', 'openValidation');
    expect(await told('practice.validation')).to.have.length(2);
    expect(await decide('lead', 'markValidated')).to.include({ state: 'validated' });
  });

  it('forgets the reason of a returned practice that is brought back', async () => {
    await returnPractice(world.deps, await world.actor('lead'), 'p1', 'Lisää esimerkki');
    await decide('lead', 'retire');
    expect((await decide('lead', 'restore')).returnReason).to.equal(undefined);
    expect((await stored(world)).returnReason).to.equal(undefined);
  });
});
