import { expect } from 'chai';
import { rulesOf } from '../../../domain/delivery/kinds.ts';
import { mine } from '../../../domain/member/mine.ts';
import { members } from '../../../domain/network/network.ts';
import { deliveries } from '../../../domain/outbox.ts';
import { commentOnPractice } from '../../../domain/practice/comment.ts';
import { decideOnPractice } from '../../../domain/practice/decide.ts';
import { comments, validations } from '../../../domain/practice/practice.ts';
import { actionsOn } from '../../../domain/practice/states.ts';
import { openValidationForm, type Verdict, validatePractice } from '../../../domain/practice/validate.ts';
import { practiceView } from '../../../domain/practice/view.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type Role, type World } from '../fixture.ts';
import { aDraft, aProposal, stored } from './practices.ts';

describe('validating a practice', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await aProposal(world);
  });
  afterEach(() => world.close());

  const open = async () => decideOnPractice(world.deps, await world.actor('lead'), 'p1', 'openValidation');
  const judge = async (role: Role, verdict: Verdict, reason = 'Perustelu', revision = 1) =>
    validatePractice(world.deps, await world.actor(role), { practiceId: 'p1', revision, verdict, reason });

  it('is possible only while the practice is in validation', async () => {
    await expectCode(judge('other', 'correct'), 'PRACTICE_STATE');
    await open();
    expect(await judge('other', 'correct')).to.include({ organisationId: 'o-municipality', revision: 1 });
  });

  it('is not the author’s, nor for a member without an organisation, nor for a stranger', async () => {
    await open();
    await expectCode(judge('member', 'correct'), 'PRACTICE_OWN');
    await expectCode(judge('loner', 'correct'), 'ORGANISATION_MISSING');
    await expectCode(judge('stranger', 'correct'), 'NOT_MEMBER');
    await expectCode(openValidationForm(world.deps, await world.actor('member'), 'p1'), 'PRACTICE_OWN');
    await expectCode(openValidationForm(world.deps, await world.actor('loner'), 'p1'), 'ORGANISATION_MISSING');
    expect(await world.deps.store.count(validations, { practiceId: 'p1' })).to.equal(0);
  });

  it('is not for colleagues of the author’s organisation either', async () => {
    await open();
    const colleague = await load(world.deps.store, members, 'm-loner');
    await world.deps.store.commit([put(members, { ...colleague, organisationId: 'o-association' })]);
    await expectCode(judge('loner', 'correct'), 'PRACTICE_OWN');
    await expectCode(openValidationForm(world.deps, await world.actor('loner'), 'p1'), 'PRACTICE_OWN');
    expect(actionsOn(await world.actor('loner'), await stored(world))).to.deep.equal(['read', 'comment']);
    expect(await world.deps.store.count(validations, { practiceId: 'p1' })).to.equal(0);
  });

  it('waits for members of other organisations only', async () => {
    await open();
    const colleague = await load(world.deps.store, members, 'm-loner');
    await world.deps.store.commit([put(members, { ...colleague, organisationId: 'o-association' })]);
    const waiting = async (role: Role) => {
      const [membership] = (await world.actor(role)).memberships;
      if (!membership) throw new Error(`${role} is no member`);
      return (await mine(world.deps, membership)).map(({ id }) => id);
    };
    expect(await waiting('loner')).to.deep.equal([]);
    expect(await waiting('member')).to.deep.equal([]);
    expect(await waiting('other')).to.deep.equal(['p1']);
  });

  it('needs a reason for everything but correct', async () => {
    await open();
    for (const verdict of ['correctWithChanges', 'notCorrect', 'dontKnow'] as const) {
      await expectCode(judge('other', verdict, ''), 'PRACTICE_REASON_MISSING');
    }
    expect((await judge('other', 'correct', '')).reason).to.equal(undefined);
    const long = await expectCode(judge('other', 'notCorrect', 'x'.repeat(2001)), 'INPUT_INVALID');
    expect(long.fields).to.deep.equal({ reason: 'tooLong' });
  });

  it('keeps one verdict of an organisation, which any of its members can change', async () => {
    await open();
    const colleague = await load(world.deps.store, members, 'm-loner');
    await world.deps.store.commit([put(members, { ...colleague, organisationId: 'o-municipality' })]);
    await judge('other', 'notCorrect');
    const form = await openValidationForm(world.deps, await world.actor('loner'), 'p1');
    expect(form.earlier).to.include({ verdict: 'notCorrect', reason: 'Perustelu' });
    await judge('loner', 'correct', '');
    const kept = await world.deps.store.find(validations, { practiceId: 'p1' });
    expect(kept).to.have.length(1);
    expect(kept[0]).to.include({ verdict: 'correct', memberId: 'm-loner' });
    expect(kept[0]?.reason).to.equal(undefined);
  });

  it('makes one record when two of an organisation answer at once', async () => {
    await open();
    const both = await Promise.allSettled([judge('other', 'correct'), judge('other', 'correct')]);
    expect(both.map(({ status }) => status)).to.deep.equal(['fulfilled', 'fulfilled']);
    expect(await world.deps.store.count(validations, { practiceId: 'p1' })).to.equal(1);
  });

  it('counts only for the revision that was read', async () => {
    await open();
    await expectCode(judge('other', 'correct', '', 2), 'CONFLICT');
  });

  it('shows tallies and reasons by organisation, dissent too', async () => {
    await open();
    await judge('other', 'correct', '');
    await judge('lead', 'correctWithChanges', 'Lisää hinta');
    await judge('coordinator', 'notCorrect', 'Ei toimi saaristossa');
    const view = await practiceView(world.deps.store, await world.actor('loner'), 'p1');
    expect(view.tallies).to.deep.equal({ correct: 1, correctWithChanges: 1, notCorrect: 1, dontKnow: 0 });
    expect(view.opinions.map(({ organisationId: _id, ...opinion }) => opinion)).to.deep.equal([
      { organisation: 'Kunta C (esimerkki)', verdict: 'correct', reason: undefined },
      { organisation: 'Kirjasto A (esimerkki)', verdict: 'correctWithChanges', reason: 'Lisää hinta' },
      { organisation: 'Maakuntaliitto (esimerkki)', verdict: 'notCorrect', reason: 'Ei toimi saaristossa' },
    ]);
    expect(view.organisation).to.equal('Järjestö B (esimerkki)');
  });
});

describe('commenting on a practice', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await aProposal(world);
  });
  afterEach(() => world.close());

  const say = async (role: Role, text: string, commentId = 'c1', practiceId = 'p1') =>
    commentOnPractice(world.deps, await world.actor(role), { practiceId, commentId, text });

  it('is told to the author, once for all that is said before the message leaves, and not what they say', async () => {
    const told = () => world.deps.store.find(deliveries, { kind: 'practice.commented' });
    await say('member', 'Oma lisäys', 'own');
    expect(await told()).to.deep.equal([]);
    await say('other', 'Hyvä', 'c1');
    await say('loner', 'Sama täällä', 'c2');
    const [message, ...more] = await told();
    if (!message) throw new Error('nobody is told');
    const author = await world.actor('member');
    expect([message.to, more]).to.deep.equal([{ type: 'person', personId: author.personId }, []]);
    expect(rulesOf(message)).to.include({ calm: true, reminder: true });
    await world.deps.store.commit([put(deliveries, { ...message, state: 'sent' })]);
    await say('other', 'Vielä yksi', 'c3');
    expect(await told()).to.have.length(2);
  });

  it('is for every member, with an organisation or without, and kept with the revision; the newest first', async () => {
    await say('other', 'Hyvä', 'c1');
    world.pass(1000);
    await say('loner', 'Sama täällä', 'c2');
    const view = await practiceView(world.deps.store, await world.actor('member'), 'p1');
    expect(view.remarks.map(({ organisation, text, revision }) => [organisation, text, revision])).to.deep.equal([
      [undefined, 'Sama täällä', 1],
      ['Kunta C (esimerkki)', 'Hyvä', 1],
    ]);
  });

  it('makes one comment when the button is pressed twice', async () => {
    const first = await say('other', 'Hyvä');
    expect(await say('other', 'Hyvä')).to.deep.include({ id: first.id, createdAt: first.createdAt });
    expect(await world.deps.store.count(comments, { practiceId: 'p1' })).to.equal(1);
  });

  it('keeps another text that came from the same form, once however often it comes', async () => {
    const first = await say('other', 'Hyvä');
    const second = await say('other', 'Parempi');
    expect(second.id).not.to.equal(first.id);
    expect(await say('other', 'Parempi')).to.deep.include({ id: second.id });
    expect(await say('loner', 'Hyvä')).to.include({ memberId: 'm-loner' });
    const kept = await world.deps.store.find(comments, { practiceId: 'p1' });
    expect(kept.map(({ text, memberId }) => [text, memberId])).to.have.deep.members([
      ['Hyvä', 'm-other'],
      ['Parempi', 'm-other'],
      ['Hyvä', 'm-loner'],
    ]);
  });

  it('gives every press the comment when they come at once', async () => {
    const given = await Promise.all([1, 2, 3].map(() => say('other', 'Hyvä')));
    expect(new Set(given.map(({ id }) => id))).to.have.property('size', 1);
    expect(await world.deps.store.count(comments, { practiceId: 'p1' })).to.equal(1);
  });

  it('refuses a comment that is empty or too long', async () => {
    expect((await expectCode(say('other', ''), 'INPUT_INVALID')).fields).to.deep.equal({ text: 'required' });
    const long = await expectCode(say('other', 'x'.repeat(2001)), 'INPUT_INVALID');
    expect(long.fields).to.deep.equal({ text: 'tooLong' });
    await say('other', 'x'.repeat(2000));
  });

  it('is not possible on a draft, on what is retired, or for a stranger', async () => {
    await aDraft(world, 'member', 'p2');
    await expectCode(say('other', 'Hyvä', 'c1', 'p2'), 'FORBIDDEN');
    await expectCode(say('member', 'Hyvä', 'c1', 'p2'), 'PRACTICE_STATE');
    await expectCode(say('stranger', 'Hyvä'), 'NOT_MEMBER');
    await decideOnPractice(world.deps, await world.actor('lead'), 'p1', 'retire');
    await expectCode(say('other', 'Hyvä'), 'PRACTICE_STATE');
  });
});
