import { expect } from 'chai';
import { deliveries } from '../../../domain/outbox.ts';
import { decideOnPractice, returnPractice } from '../../../domain/practice/decide.ts';
import { practiceRevisions } from '../../../domain/practice/practice.ts';
import { proposePractice } from '../../../domain/practice/propose.ts';
import { validatePractice } from '../../../domain/practice/validate.ts';
import { practiceView } from '../../../domain/practice/view.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type Role, type World } from '../fixture.ts';
import { aDraft, aProposal, forms, stored, writePage } from './practices.ts';

describe('proposing a practice', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const propose = async (role: Role, practiceId = 'p1') =>
    proposePractice(world.deps, await world.actor(role), practiceId, forms);
  const revisions = () => world.deps.store.find(practiceRevisions, { practiceId: 'p1' });
  const told = async () => {
    const found = await world.deps.store.find(deliveries, { subjectId: 'p1' });
    return found.map(({ kind, to, replacesId }) => ({ kind, to, replaces: replacesId !== undefined }));
  };

  it('saves the first revision and tells the group’s channel once', async () => {
    const draft = await aDraft(world);
    expect(await propose('member')).to.include({ outcome: 'proposed' });
    const practice = await stored(world);
    expect(practice).to.include({ state: 'proposed', revision: 1 });
    const [revision, ...others] = await revisions();
    expect(others).to.deep.equal([]);
    expect(revision).to.deep.include({
      id: 'p1:1',
      revision: 1,
      kind: 'developmentTarget',
      title: draft.title,
      sections: draft.sections,
      filing: draft.filing,
      savedBy: 'm-member',
    });
    const to = { type: 'channel', groupId: 'future' };
    expect(await told()).to.deep.equal([{ kind: 'practice.proposed', to, replaces: false }]);
  });

  it('changes nothing when it is done twice', async () => {
    await aProposal(world);
    const before = await stored(world);
    expect(await propose('member')).to.include({ outcome: 'unchanged' });
    expect(await stored(world)).to.deep.equal(before);
    expect(await revisions()).to.have.length(1);
    expect(await told()).to.have.length(1);
  });

  it('is done once when it is asked for several times at once', async () => {
    await aDraft(world);
    const outcomes = await Promise.all([1, 2, 3].map(() => propose('member')));
    expect(outcomes.map(({ outcome }) => outcome)).to.have.members(['proposed', 'unchanged', 'unchanged']);
    expect(await revisions()).to.have.length(1);
    expect(await told()).to.have.length(1);
  });

  it('opens the form at the first page that lacks a required section', async () => {
    await writePage(world, 'member', 'p1', { title: 'Etätuki' });
    await writePage(world, 'member', 'p1', { sections: { missing: 'Päivystys', why: 'Syy' } }, { page: 1 });
    const proposal = await propose('member');
    expect(proposal.outcome).to.equal('lacking');
    if (proposal.outcome !== 'lacking') return;
    expect(proposal.form.page).to.equal(2);
    expect(proposal.form.faults).to.deep.equal({ 's.proposal': 'required' });
    expect(await stored(world)).to.include({ state: 'draft' });
    expect(await revisions()).to.have.length(0);
  });

  it('does not let a text through that is too long', async () => {
    await aDraft(world);
    await writePage(
      world,
      'member',
      'p1',
      { sections: { owner: 'x'.repeat(5001), proposal: 'Ehdotus' } },
      { page: 2, to: 'leave' },
    );
    expect(await propose('member')).to.deep.include({ outcome: 'lacking' });
  });

  it('is the author’s alone for a draft', async () => {
    await aDraft(world);
    await expectCode(propose('lead'), 'FORBIDDEN');
    await expectCode(propose('other'), 'FORBIDDEN');
    await expectCode(propose('stranger'), 'NOT_MEMBER');
  });

  it('gives a changed text the next revision and leaves the earlier ones as they were', async () => {
    await aProposal(world);
    const [first] = await revisions();
    await writePage(world, 'lead', 'p1', { title: 'Toinen' });
    await writePage(world, 'lead', 'p1', { title: 'Kolmas' });
    expect(await propose('lead')).to.include({ outcome: 'proposed' });
    const practice = await stored(world);
    expect(practice).to.include({ state: 'proposed', revision: 2, authorMemberId: 'm-member' });
    expect(practice.draft).to.equal(undefined);
    expect(practice.title).to.deep.equal({ fi: 'Kolmas' });
    const saved = await revisions();
    expect(saved).to.have.length(2);
    expect(saved[0]).to.deep.equal(first);
    expect(saved[1]).to.include({ id: 'p1:2', revision: 2, savedBy: 'm-lead' });
  });

  it('replaces the earlier message when it tells of the new revision', async () => {
    await aProposal(world);
    await writePage(world, 'member', 'p1', { title: 'Toinen' });
    await propose('member');
    const to = { type: 'channel', groupId: 'future' };
    expect(await told()).to.have.deep.members([
      { kind: 'practice.proposed', to, replaces: false },
      { kind: 'practice.proposed', to, replaces: false },
      { kind: 'practice.moved', to, replaces: true },
    ]);
  });

  for (const state of ['inValidation', 'validated', 'selected'] as const) {
    it(`opens the validation again when it changes what is ${state}`, async () => {
      await aProposal(world);
      const coordinator = await world.actor('coordinator');
      await decideOnPractice(world.deps, coordinator, 'p1', 'openValidation');
      const verdict = { practiceId: 'p1', revision: 1, verdict: 'correct', reason: '' } as const;
      await validatePractice(world.deps, await world.actor('other'), verdict);
      if (state !== 'inValidation') await decideOnPractice(world.deps, coordinator, 'p1', 'markValidated');
      if (state === 'selected') await decideOnPractice(world.deps, coordinator, 'p1', 'select');
      await writePage(world, 'member', 'p1', { title: 'Toinen' });
      expect((await stored(world)).state, 'while it is being written').to.equal(state);
      await propose('member');
      expect(await stored(world)).to.include({ state: 'inValidation', revision: 2 });
      const view = await practiceView(world.deps.store, coordinator, 'p1');
      expect(view.opinions).to.deep.equal([]);
      expect(view.earlierOpinions).to.equal(1);
      expect((await told()).filter(({ kind }) => kind === 'practice.validation')).to.have.length(2);
      await expectCode(decideOnPractice(world.deps, coordinator, 'p1', 'markValidated'), 'PRACTICE_STATE');
    });
  }

  it('takes up what was returned as the next revision, changed or not', async () => {
    await aProposal(world);
    await returnPractice(world.deps, await world.actor('lead'), 'p1', 'Lisää esimerkki');
    expect(await propose('member')).to.include({ outcome: 'proposed' });
    const practice = await stored(world);
    expect(practice).to.include({ state: 'proposed', revision: 2 });
    expect(practice.returnReason).to.equal(undefined);
    expect(await revisions()).to.have.length(2);
  });
});
