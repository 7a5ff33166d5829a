import { expect } from 'chai';
import { myData } from '../../../domain/member/my-data.ts';
import { type AuditEntry, auditEntries, auditPage } from '../../../domain/network/audit.ts';
import type { Network } from '../../../domain/network/network.ts';
import { networks } from '../../../domain/network/network.ts';
import { changeOrganisation, placeMember } from '../../../domain/network/organisations.ts';
import { setLead, setRole } from '../../../domain/network/roles.ts';
import { removeMembers } from '../../../domain/network/roster.ts';
import { setUpNetwork } from '../../../domain/network/set-up.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, objectIdOf, type World } from '../fixture.ts';

describe('the account of changes', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const entries = async () => (await world.deps.store.find(auditEntries, {})).map(told);
  const told = ({ byMemberId, kind, subjectId, changes }: AuditEntry) => ({ byMemberId, kind, subjectId, changes });
  const coordinator = () => world.actor('coordinator');
  const library = { name: 'Kirjasto Ö', type: 'library', contactPoint: 'posti@example.org', municipalities: ['Kylä'] };

  it('tells who gave and took a role, once, and nothing when nothing changed', async () => {
    const request = { memberId: 'm-lead', role: 'compiler' } as const;
    await setRole(world.deps, await coordinator(), { ...request, has: true });
    await setRole(world.deps, await coordinator(), { ...request, has: true });
    await setRole(world.deps, await coordinator(), { ...request, has: false });
    const about = { byMemberId: 'm-coordinator', kind: 'member', subjectId: 'm-lead' };
    expect(await entries()).to.deep.equal([
      { ...about, changes: [{ field: 'role', after: 'compiler' }] },
      { ...about, changes: [{ field: 'role', before: 'compiler' }] },
    ]);
  });

  it('tells who made a lead', async () => {
    await setLead(world.deps, await coordinator(), { memberId: 'm-member', groupId: 'home', leads: true });
    expect((await entries())[0]?.changes).to.deep.equal([{ field: 'lead', after: 'home' }]);
  });

  it('tells of an organisation what it was and became, and of a member whose they became', async () => {
    const request = { memberId: 'm-loner', organisationId: '', newOrganisationId: 'fresh', fresh: library };
    await placeMember(world.deps, await coordinator(), request);
    await changeOrganisation(world.deps, await coordinator(), 'fresh', { ...library, municipalities: [] });
    const by = { byMemberId: 'm-coordinator' };
    expect(await entries()).to.deep.equal([
      {
        ...by,
        kind: 'organisation',
        subjectId: 'fresh',
        changes: [
          { field: 'name', after: 'Kirjasto Ö' },
          { field: 'type', after: 'library' },
          { field: 'contactPoint', after: 'posti@example.org' },
          { field: 'municipalities', after: 'Kylä' },
        ],
      },
      { ...by, kind: 'member', subjectId: 'm-loner', changes: [{ field: 'organisation', after: 'fresh' }] },
      { ...by, kind: 'organisation', subjectId: 'fresh', changes: [{ field: 'municipalities', before: 'Kylä' }] },
    ]);
  });

  it('tells of tasks that ended since their holder left the team, as done by nobody', async () => {
    const network = (await world.deps.store.get(networks, 'uudi')) as Network;
    await removeMembers(world.deps, network, [objectIdOf('lead'), objectIdOf('loner')]);
    expect(await entries()).to.deep.equal([
      { byMemberId: undefined, kind: 'member', subjectId: 'm-lead', changes: [{ field: 'lead', before: 'future' }] },
    ]);
  });

  it('begins with the founder’s role and the channels of the groups', async () => {
    const founder = { ...(await world.actor('stranger')), founder: true };
    const plan = { teamId: '19:new', name: { fi: 'Uusi' }, region: 'Uusimaa', timeZone: 'Europe/Helsinki' };
    const { id: networkId } = await setUpNetwork(world.deps, founder, {
      ...plan,
      language: 'fi',
      channels: [{ id: '19:a', name: 'Ryhmä A' }],
      serviceUrl: 'http://127.0.0.1:9',
      people: [{ aadObjectId: objectIdOf('stranger'), name: 'Koordinaattori (esimerkki)', guest: false }],
    });
    const page = await auditPage(world.deps.store, await world.actor('stranger'), { networkId, search: '', limit: 9 });
    const by = 'Koordinaattori (esimerkki)';
    expect(page.items.map(({ about, by, changes }) => ({ about, by, changes }))).to.have.deep.members([
      { about: { fi: by }, by, changes: [{ field: 'role', before: undefined, after: { fi: 'coordinator' } }] },
      { about: { fi: 'Ryhmä A' }, by, changes: [{ field: 'binding', before: undefined, after: { fi: 'Ryhmä A' } }] },
    ]);
  });

  it('leaves out what was refused', async () => {
    const lead = await world.actor('lead');
    await expectCode(setRole(world.deps, lead, { memberId: 'm-lead', role: 'coordinator', has: true }), 'FORBIDDEN');
    const last = { memberId: 'm-coordinator', role: 'coordinator', has: false } as const;
    await expectCode(setRole(world.deps, await coordinator(), last), 'LAST_COORDINATOR');
    expect(await entries()).to.deep.equal([]);
  });

  it('is read by coordinators alone, the latest first, a page at a time, with the names of now', async () => {
    for (const has of [true, false, true]) {
      world.pass(1000);
      await setRole(world.deps, await coordinator(), { memberId: 'm-lead', role: 'compiler', has });
    }
    await setLead(world.deps, await coordinator(), { memberId: 'm-member', groupId: 'home', leads: true });
    const request = { networkId: 'uudi', search: '', limit: 2 };
    const first = await auditPage(world.deps.store, await coordinator(), request);
    expect(first.items.map(({ about }) => about.fi)).to.deep.equal(['member (esimerkki)', 'lead (esimerkki)']);
    expect(first.items[0]?.changes[0]?.after).to.include({ fi: 'Kotiin vietävä tuki' });
    expect(first.total).to.equal(4);
    const second = await auditPage(world.deps.store, await coordinator(), { ...request, after: first.next });
    expect(second.items.map(({ changes }) => Object.keys(changes[0] ?? {}))).to.have.length(2);
    const found = await auditPage(world.deps.store, await coordinator(), { ...request, search: 'MEMBER' });
    expect(found.total).to.equal(1);
    await expectCode(auditPage(world.deps.store, await world.actor('lead'), request), 'FORBIDDEN');
    await expectCode(auditPage(world.deps.store, await world.actor('stranger'), request), 'NOT_MEMBER');
  });

  it('is part of what somebody is told about themselves, and nobody else’s', async () => {
    await setRole(world.deps, await coordinator(), { memberId: 'm-lead', role: 'compiler', has: true });
    await setRole(world.deps, await coordinator(), { memberId: 'm-other', role: 'compiler', has: true });
    const of = async (role: 'lead' | 'coordinator' | 'member') =>
      ((await myData(world.deps, await world.actor(role)))['auditEntries'] as AuditEntry[]).map(
        ({ subjectId }) => subjectId,
      );
    expect(await of('lead')).to.deep.equal(['m-lead']);
    expect(await of('coordinator')).to.deep.equal(['m-lead', 'm-other']);
    expect(await of('member')).to.deep.equal([]);
  });
});
