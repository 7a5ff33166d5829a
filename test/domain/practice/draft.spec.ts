import { expect } from 'chai';
import { organisations } from '../../../domain/network/network.ts';
import { deliveries } from '../../../domain/outbox.ts';
import { decideOnPractice, returnPractice } from '../../../domain/practice/decide.ts';
import {
  discardPracticeDraft,
  newPracticeForm,
  openPracticeForm,
  writtenText,
} from '../../../domain/practice/draft.ts';
import { draftsOf } from '../../../domain/practice/lists.ts';
import { groupsToWriteIn, organisationsToWriteFor } from '../../../domain/practice/new.ts';
import { practiceRevisions, practices } from '../../../domain/practice/practice.ts';
import { put } from '../../../domain/store.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type Role, type World } from '../fixture.ts';
import { aDraft, aProposal, forms, stored, writePage } from './practices.ts';

describe('writing a practice', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  it('stores nothing before the first page is left', async () => {
    const request = { practiceId: 'p1', kind: 'success', groupId: world.groupId } as const;
    const form = await newPracticeForm(world.deps, await world.actor('member'), request, forms);
    expect(form).to.include({ page: 0, practice: undefined });
    expect(await world.deps.store.get(practices, 'p1')).to.equal(undefined);
  });

  it('makes one draft of the author, in the region of the network, however often the page is sent', async () => {
    await writePage(world, 'member', 'p1', { title: 'Etätuki', themes: ['needs'] });
    const again = await writePage(world, 'member', 'p1', { title: 'Etätuki', themes: ['needs'] });
    expect(again).to.include({ page: 1, leadsTo: 'form' });
    const all = await world.deps.store.find(practices, { networkId: 'uudi' });
    expect(all).to.have.length(1);
    expect(all[0]).to.include({
      state: 'draft',
      revision: 1,
      authorMemberId: 'm-member',
      organisationId: 'o-association',
      example: false,
    });
    expect(all[0]?.title).to.deep.equal({ fi: 'Etätuki' });
    expect(all[0]?.filing).to.deep.include({ region: 'Uusimaa', themes: ['needs'] });
  });

  it('is saved by every one of several presses at once', async () => {
    const atOnce = (typed: Parameters<typeof writePage>[3], page: number) =>
      Promise.all([1, 2, 3].map(() => writePage(world, 'member', 'p1', typed, { page })));
    for (const form of await atOnce({ title: 'Etätuki' }, 0)) expect(form).to.include({ page: 1, leadsTo: 'form' });
    for (const form of await atOnce({ sections: { missing: 'A' } }, 1)) expect(form).to.include({ page: 2 });
    expect((await stored(world)).sections).to.deep.equal({ missing: { fi: 'A' } });
  });

  it('is done by a lead for an organisation without Teams, and marked so', async () => {
    const without = { version: 0, type: 'association' as const, municipalities: [] };
    await world.deps.store.commit([
      put(organisations, { ...without, id: 'o-paper', networkId: 'uudi', name: 'Järjestö D (esimerkki)' }),
      put(organisations, { ...without, id: 'o-far', networkId: 'other', name: 'Muualla (esimerkki)' }),
    ]);
    const writeFor = (role: Role, organisationId: string) =>
      writePage(world, role, 'p1', { title: 'Etätuki' }, { organisationId });
    await expectCode(writeFor('member', 'o-paper'), 'FORBIDDEN');
    await expectCode(writeFor('lead', 'o-association'), 'ORGANISATION_IN_TEAMS');
    await expectCode(writeFor('lead', 'o-far'), 'NOT_FOUND');
    await writeFor('lead', 'o-paper');
    const found = await stored(world);
    expect(found).to.include({ authorMemberId: 'm-lead', organisationId: 'o-paper', onBehalf: true });
    const choices = async (role: Role) =>
      (await organisationsToWriteFor(world.deps.store, await world.actor(role), 'uudi')).map(({ id }) => id);
    expect([await choices('lead'), await choices('member')]).to.deep.equal([['o-paper'], []]);
  });

  it('tells nobody and keeps no revision of a draft', async () => {
    await aDraft(world);
    expect(await world.deps.store.count(practiceRevisions, { practiceId: 'p1' })).to.equal(0);
    expect(await world.deps.store.count(deliveries, { subjectId: 'p1' })).to.equal(0);
  });

  it('leads from page to page, back, and from the last page to the review', async () => {
    await writePage(world, 'member', 'p1', { title: 'Etätuki' });
    expect(await writePage(world, 'member', 'p1', {}, { page: 1 })).to.include({ page: 2, leadsTo: 'form' });
    expect(await writePage(world, 'member', 'p1', {}, { page: 2, to: 'back' })).to.include({
      page: 1,
      leadsTo: 'form',
    });
    expect(await writePage(world, 'member', 'p1', {}, { page: 2 })).to.include({ leadsTo: 'review' });
    expect(await writePage(world, 'member', 'p1', {}, { page: 1, to: 'leave' })).to.include({ leadsTo: 'left' });
  });

  it('saves a text that is too long, and shows the same page with the fault until it is shortened', async () => {
    await writePage(world, 'member', 'p1', { title: 'Etätuki' });
    const long = 'x'.repeat(5001);
    const form = await writePage(world, 'member', 'p1', { sections: { missing: long } }, { page: 1 });
    expect(form).to.include({ page: 1, leadsTo: 'form' });
    expect(form.faults).to.deep.equal({ 's.missing': 'tooLong' });
    expect(form.text?.sections['missing']).to.deep.equal({ fi: long });
    expect((await stored(world)).sections['missing']).to.deep.equal({ fi: long });
    const left = await writePage(world, 'member', 'p1', { sections: { missing: long } }, { page: 1, to: 'leave' });
    expect(left.leadsTo).to.equal('left');
  });

  it('does not store a practice without a title, and gives what was typed back', async () => {
    for (const to of ['next', 'leave'] as const) {
      const form = await writePage(world, 'member', 'p1', { municipality: 'Espoo', themes: ['needs'] }, { to });
      expect(form).to.include({ page: 0, leadsTo: 'form', practice: undefined });
      expect(form.faults).to.deep.equal({ title: 'required' });
      expect(form.typed).to.include({ municipality: 'Espoo' });
    }
    expect(await world.deps.store.count(practices, { networkId: 'uudi' })).to.equal(0);
  });

  it('opens a draft where it was left', async () => {
    await writePage(world, 'member', 'p1', { title: 'Etätuki' });
    await writePage(world, 'member', 'p1', { sections: { missing: 'Päivystys' } }, { page: 1, to: 'leave' });
    const form = await openPracticeForm(world.deps, await world.actor('member'), 'p1', forms);
    expect(form).to.include({ page: 2 });
    expect((await openPracticeForm(world.deps, await world.actor('member'), 'p1', forms, 99)).page).to.equal(2);
  });

  it('is for the group’s members, its lead and the coordinator', async () => {
    await expectCode(writePage(world, 'member', 'p1', { title: 'A' }, { groupId: world.otherGroupId }), 'FORBIDDEN');
    await expectCode(writePage(world, 'stranger', 'p1', { title: 'A' }), 'NOT_MEMBER');
    await expectCode(writePage(world, 'member', 'p1', { title: 'A' }, { groupId: 'nowhere' }), 'NOT_FOUND');
    const groups = async (role: 'member' | 'coordinator') =>
      (await groupsToWriteIn(world.deps.store, await world.actor(role), 'uudi')).map(({ id }) => id).sort();
    expect(await groups('member')).to.deep.equal(['future']);
    expect(await groups('coordinator')).to.deep.equal(['future', 'home']);
    await expectCode(groupsToWriteIn(world.deps.store, await world.actor('stranger'), 'uudi'), 'NOT_MEMBER');
  });

  it('is the author’s alone while it is a draft', async () => {
    await aDraft(world);
    for (const role of ['other', 'lead', 'coordinator'] as const) {
      await expectCode(openPracticeForm(world.deps, await world.actor(role), 'p1', forms), 'FORBIDDEN');
      await expectCode(writePage(world, role, 'p1', { title: 'Oma' }), 'FORBIDDEN');
      await expectCode(discardPracticeDraft(world.deps, await world.actor(role), 'p1'), 'FORBIDDEN');
    }
    expect((await stored(world)).title).to.deep.equal({ fi: 'Etätuen puute p1' });
  });

  it('refuses a page that the form does not have, and a later page of a practice that is not', async () => {
    await aDraft(world);
    await expectCode(writePage(world, 'member', 'p1', {}, { page: 9 }), 'INPUT_INVALID');
    await expectCode(writePage(world, 'member', 'p2', {}, { page: 1 }), 'NOT_FOUND');
  });

  it('keeps the other languages of what is translated', async () => {
    await aDraft(world);
    await writePage(world, 'member', 'p1', { title: 'Brist på stöd' }, { language: 'sv' });
    await writePage(world, 'member', 'p1', { sections: { missing: 'Stöd' } }, { page: 1, language: 'sv' });
    const practice = await stored(world);
    expect(practice.title).to.deep.equal({ fi: 'Etätuen puute p1', sv: 'Brist på stöd' });
    expect(practice.sections['missing']).to.deep.equal({ fi: 'Teksti: missing', sv: 'Stöd' });
    expect(practice.sections['forWhom']).to.deep.equal({ fi: 'Teksti: forWhom' });
  });

  it('throws a draft away for good, and a second time changes nothing', async () => {
    await aDraft(world);
    const author = await world.actor('member');
    expect(await discardPracticeDraft(world.deps, author, 'p1')).to.equal(undefined);
    expect(await discardPracticeDraft(world.deps, author, 'p1')).to.equal(undefined);
    expect(await world.deps.store.get(practices, 'p1')).to.equal(undefined);
  });
});

describe('changing a proposed practice', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await aProposal(world);
  });
  afterEach(() => world.close());

  it('leaves the proposed text as it stands while the change is being written', async () => {
    const before = await stored(world);
    await writePage(world, 'lead', 'p1', { title: 'Uusi otsikko' });
    const after = await stored(world);
    expect(after).to.deep.include({ title: before.title, state: 'proposed', revision: 1, updatedAt: before.updatedAt });
    expect(writtenText(after).title).to.deep.equal({ fi: 'Uusi otsikko' });
  });

  it('keeps no change that says the same', async () => {
    const { title } = await stored(world);
    await writePage(world, 'member', 'p1', { title: title.fi ?? '', supportForms: ['remote'] });
    expect((await stored(world)).draft).to.equal(undefined);
  });

  it('is for author, lead and coordinator', async () => {
    await expectCode(writePage(world, 'other', 'p1', { title: 'Oma' }), 'FORBIDDEN');
    for (const role of ['member', 'lead', 'coordinator'] as const) {
      await writePage(world, role, 'p1', { title: `Otsikko: ${role}` });
      expect(writtenText(await stored(world)).title).to.deep.equal({ fi: `Otsikko: ${role}` });
    }
  });

  it('is thrown away without touching the proposed text', async () => {
    const before = await stored(world);
    await writePage(world, 'member', 'p1', { title: 'Uusi otsikko' });
    const left = await discardPracticeDraft(world.deps, await world.actor('member'), 'p1');
    expect(left?.draft).to.equal(undefined);
    const after = await stored(world);
    expect(after).to.deep.equal({ ...before, version: after.version });
  });

  it('is among what its author has begun, the newest first', async () => {
    await writePage(world, 'member', 'p1', { title: 'Uusi otsikko' });
    world.pass(1000);
    await aDraft(world, 'member', 'p2');
    await aDraft(world, 'other', 'p3');
    const begun = await draftsOf(world.deps.store, await world.actor('member'), 'uudi');
    expect(begun.map(({ id }) => id)).to.deep.equal(['p2', 'p1']);
    expect(await draftsOf(world.deps.store, await world.actor('stranger'), 'uudi')).to.deep.equal([]);
  });

  it('is among what its author has to go on with when it was returned, and not when it is retired', async () => {
    const begun = async () =>
      (await draftsOf(world.deps.store, await world.actor('member'), 'uudi')).map(({ id }) => id);
    expect(await begun()).to.deep.equal([]);
    await returnPractice(world.deps, await world.actor('lead'), 'p1', 'Syy');
    expect(await begun()).to.deep.equal(['p1']);
    await writePage(world, 'member', 'p1', { title: 'Uusi otsikko' });
    await decideOnPractice(world.deps, await world.actor('lead'), 'p1', 'retire');
    expect(await begun()).to.deep.equal([]);
  });
});
