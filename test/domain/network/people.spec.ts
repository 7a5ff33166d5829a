import { expect } from 'chai';
import { type Member, members, networks, type Organisation, organisations } from '../../../domain/network/network.ts';
import {
  addOrganisation,
  changeOrganisation,
  listOrganisations,
  placeMember,
} from '../../../domain/network/organisations.ts';
import { findMembers } from '../../../domain/network/overview.ts';
import { presentMember, setLead, setRole } from '../../../domain/network/roles.ts';
import { removeMembers } from '../../../domain/network/roster.ts';
import { maySetUp, setUpNetwork } from '../../../domain/network/set-up.ts';
import { put } from '../../../domain/store.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, objectIdOf, type Role, type World } from '../fixture.ts';

describe('the people of a network', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const fresh = { name: 'Hanke E', type: 'project', contactPoint: '', municipalities: ['Vantaa'] };
  const none = { name: '', type: '', contactPoint: '', municipalities: [] };
  const request = { memberId: 'm-loner', organisationId: '', newOrganisationId: 'o-new', fresh };

  async function place(role: Role, more: Partial<typeof request> = {}) {
    return placeMember(world.deps, await world.actor(role), { ...request, ...more });
  }

  async function role(role: Role, memberId: string, name: 'coordinator' | 'compiler', has: boolean) {
    return setRole(world.deps, await world.actor(role), { memberId, role: name, has });
  }

  const stored = async (role: Role) => (await world.deps.store.get(members, `m-${role}`)) as Member;

  it('are placed in a new organisation with one commit, the same press twice changing nothing', async () => {
    await place('coordinator');
    const once = [await stored('loner'), await world.deps.store.get(organisations, 'o-new')];
    expect(once[0]).to.include({ organisationId: 'o-new', version: 2 });
    await place('coordinator');
    expect([await stored('loner'), await world.deps.store.get(organisations, 'o-new')]).to.deep.equal(once);
  });

  for (const [how, name] of [
    ['in another case', 'HANKE E'],
    ['with other blanks', 'Hanke\u00a0 E'],
  ] as const) {
    it(`are placed in the organisation that has the name already, typed ${how}`, async () => {
      await place('coordinator');
      await place('coordinator', { memberId: 'm-other', newOrganisationId: 'o-newer', fresh: { ...fresh, name } });
      expect(await world.deps.store.get(organisations, 'o-newer')).to.equal(undefined);
      expect((await stored('other')).organisationId).to.equal('o-new');
    });
  }

  it('are placed in one organisation when two coordinators type its name at once, in two ways of writing ö', async () => {
    await role('coordinator', 'm-member', 'coordinator', true);
    const typed = (name: string) => ({ fresh: { ...fresh, name } });
    const [first, second] = await Promise.all([
      place('coordinator', typed('J\u00e4rjest\u00f6 F')),
      place('member', { memberId: 'm-other', newOrganisationId: 'o-newer', ...typed('Ja\u0308rjesto\u0308 F') }),
    ]);
    expect(first.organisation.id).to.equal(second.organisation.id);
    expect((await stored('other')).organisationId).to.equal((await stored('loner')).organisationId);
    const all = await listOrganisations(world.deps.store, await world.actor('coordinator'), 'uudi');
    expect(all).to.have.length(5);
  });

  it('have no two organisations of one name when both are added or renamed at once', async () => {
    const actor = await world.actor('coordinator');
    const add = (organisationId: string) =>
      addOrganisation(world.deps, actor, { networkId: 'uudi', organisationId, form: fresh });
    const rename = changeOrganisation(world.deps, actor, 'o-library', fresh);
    const outcomes = await Promise.allSettled([add('o-1'), add('o-2'), rename]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    const all = await listOrganisations(world.deps.store, actor, 'uudi');
    expect(all.filter(({ name }) => name === fresh.name)).to.have.length(1);
  });

  it('are found however what is looked for is written', async () => {
    const actor = await world.actor('coordinator');
    const member = await stored('loner');
    await world.deps.store.commit([put(members, { ...member, name: 'Ma\u0308kelä, neuvoja' })]);
    for (const search of ['m\u00e4kel\u00e4', ' MÄKELÄ, ', 'ma\u0308kela\u0308']) {
      const { found } = await findMembers(world.deps.store, actor, 'uudi', { search, limit: 5 });
      expect(found.map(({ id }) => id)).to.deep.equal(['m-loner']);
    }
  });

  it('do not end up in another organisation when a form that made one is sent again with another name', async () => {
    await place('coordinator');
    await expectCode(place('coordinator', { fresh: { ...fresh, name: 'Hanke F' } }), 'CONFLICT');
    await expectCode(
      place('coordinator', { newOrganisationId: 'o-library', fresh: { ...fresh, name: 'F' } }),
      'CONFLICT',
    );
  });

  it('are placed by coordinators, in organisations of the network', async () => {
    for (const stranger of ['lead', 'member'] as const) await expectCode(place(stranger), 'FORBIDDEN');
    await expectCode(place('stranger'), 'NOT_MEMBER');
    const foreign: Organisation = { ...fresh, type: 'other', id: 'o-far', version: 0, networkId: 'far' };
    await world.deps.store.commit([put(organisations, foreign)]);
    await expectCode(place('coordinator', { organisationId: 'o-far', fresh: none }), 'NOT_FOUND');
    await expectCode(place('coordinator', { memberId: 'm-nobody' }), 'NOT_FOUND');
  });

  it('are told which fields are faulty', async () => {
    const refusal = (more: Partial<typeof request>) => place('coordinator', more).catch((error: unknown) => error);
    expect(await refusal({ fresh: none })).to.deep.include({ fields: { organisationId: 'required' } });
    expect(await refusal({ fresh: { ...fresh, type: 'ministry' } })).to.deep.include({ fields: { type: 'required' } });
  });

  it('have organisations in order of name, which coordinators list and change', async () => {
    const { store } = world.deps;
    const listed = await listOrganisations(store, await world.actor('coordinator'), 'uudi');
    expect(listed.map(({ id }) => id)).to.deep.equal(['o-association', 'o-library', 'o-municipality', 'o-council']);
    await expectCode(listOrganisations(store, await world.actor('lead'), 'uudi'), 'FORBIDDEN');
    const change = async (by: Role, name: string) =>
      changeOrganisation(world.deps, await world.actor(by), 'o-library', { ...fresh, name, contactPoint: 'a@b.fi' });
    await expectCode(change('lead', 'Kirjasto'), 'FORBIDDEN');
    await expectCode(change('coordinator', 'järjestö b (ESIMERKKI)'), 'DUPLICATE');
    await expectCode(change('coordinator', ''), 'INPUT_INVALID');
    expect(await change('coordinator', 'Kirjasto A (esimerkki)')).to.include({ contactPoint: 'a@b.fi' });
    await change('coordinator', 'Kirjasto A (esimerkki)');
    expect(await store.get(organisations, 'o-library')).to.include({ contactPoint: 'a@b.fi', version: 2 });
  });

  it('have at least one coordinator, even when two take the task from each other at once', async () => {
    await expectCode(role('coordinator', 'm-coordinator', 'coordinator', false), 'LAST_COORDINATOR');
    await role('coordinator', 'm-member', 'coordinator', true);
    const results = await Promise.allSettled([
      role('coordinator', 'm-member', 'coordinator', false),
      role('member', 'm-coordinator', 'coordinator', false),
    ]);
    expect(results.filter(({ status }) => status === 'rejected')).to.have.length(1);
    const found = await world.deps.store.find(members, { networkId: 'uudi' });
    expect(found.filter(({ roles }) => roles.includes('coordinator'))).to.have.length(1);
  });

  it('do not count somebody who left as a coordinator', async () => {
    await role('coordinator', 'm-member', 'coordinator', true);
    const left = { ...(await stored('member')), leftAt: world.deps.now().toISOString() };
    await world.deps.store.commit([put(members, left)]);
    await expectCode(role('coordinator', 'm-coordinator', 'coordinator', false), 'LAST_COORDINATOR');
  });

  it('get roles from coordinators, once', async () => {
    await expectCode(role('lead', 'm-lead', 'compiler', true), 'FORBIDDEN');
    await role('coordinator', 'm-lead', 'compiler', true);
    await role('coordinator', 'm-lead', 'compiler', true);
    expect(await stored('lead')).to.deep.include({ roles: ['compiler'], version: 2 });
  });

  it('who lead a group are in it, and stay in it afterwards', async () => {
    const leads = async (actor: Role, isLead: boolean) =>
      setLead(world.deps, await world.actor(actor), { memberId: 'm-other', groupId: 'home', leads: isLead });
    await expectCode(leads('lead', true), 'FORBIDDEN');
    await leads('coordinator', true);
    expect(await stored('other')).to.deep.include({ leads: ['home'], groupIds: ['future', 'home'] });
    await leads('coordinator', false);
    expect(await stored('other')).to.deep.include({ leads: [], groupIds: ['future', 'home'] });
    await leads('coordinator', true);
    expect(await stored('other')).to.deep.include({ leads: ['home'], groupIds: ['future', 'home'] });
  });

  it('who left get neither tasks nor an organisation', async () => {
    const network = await theNetwork();
    expect(await removeMembers(world.deps, network, [objectIdOf('loner')])).to.equal(1);
    expect(await removeMembers(world.deps, network, [objectIdOf('loner')])).to.equal(0);
    const coordinator = await world.actor('coordinator');
    await expectCode(presentMember(world.deps.store, coordinator, 'm-loner'), 'NOT_FOUND');
    await expectCode(place('coordinator'), 'NOT_FOUND');
    await expectCode(role('coordinator', 'm-loner', 'compiler', true), 'NOT_FOUND');
    const lead = setLead(world.deps, coordinator, { memberId: 'm-loner', groupId: 'future', leads: true });
    await expectCode(lead, 'NOT_FOUND');
  });

  it('are brought together by founders alone, as the table of rights says', async () => {
    const actor = await world.actor('stranger');
    expect(maySetUp({ ...actor, founder: true })).to.equal(true);
    expect(maySetUp(await world.actor('coordinator'))).to.equal(false);
    const plan = { ...(await theNetwork()), teamId: 't', channels: [], serviceUrl: '', people: [] };
    await expectCode(setUpNetwork(world.deps, actor, plan), 'FORBIDDEN');
    await expectCode(setUpNetwork(world.deps, { ...actor, founder: true }, plan), 'NOT_MEMBER');
  });

  async function theNetwork() {
    const network = await world.deps.store.get(networks, 'uudi');
    if (!network) throw new Error('no network');
    return network;
  }
});
