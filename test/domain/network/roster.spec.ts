import { expect } from 'chai';
import { absences } from '../../../domain/network/absence.ts';
import { auditEntries } from '../../../domain/network/audit.ts';
import { followChat } from '../../../domain/network/chat-members.ts';
import { groups, type Member, members, type Network, networks } from '../../../domain/network/network.ts';
import type { RosterPerson } from '../../../domain/network/new-member.ts';
import { followNews, type News } from '../../../domain/network/news.ts';
import { takeReading } from '../../../domain/network/reading.ts';
import { followRoster } from '../../../domain/network/roster.ts';
import { deliveries } from '../../../domain/outbox.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { aWorld, objectIdOf, type Role, type World } from '../fixture.ts';

const day = 24 * 3_600_000;
const everybody = ['coordinator', 'lead', 'member', 'other', 'loner'] as const;

describe('members and the roster of their team', () => {
  let world: World;
  let network: Network;
  beforeEach(async () => {
    world = await aWorld();
    network = await load(world.deps.store, networks, 'uudi');
  });
  afterEach(() => world.close());

  const person = (aadObjectId: string): RosterPerson => ({ aadObjectId, name: 'Kunta E (esimerkki)', guest: true });
  const guestId = (place: number) => `33333333-3333-4333-8333-${String(place).padStart(12, '0')}`;
  const guests = (count: number) => Array.from({ length: count }, (_none, place) => person(guestId(place)));
  const those = (...roles: Role[]) => roles.map((role) => person(objectIdOf(role)));
  const member = (role: Role) => load(world.deps.store, members, `m-${role}`);
  const reading = (people: RosterPerson[]) => takeReading(world.deps.store, network, async () => people);
  const night = async (people: RosterPerson[]) => followRoster(world.deps, network, await reading(people));
  const hears = (people: RosterPerson[], news: Partial<News>) =>
    followNews(world.deps, network, async () => people, { added: [], removed: [], somebodyLeft: false, ...news });
  const present = async () => {
    const found = await world.deps.store.find(members, { networkId: 'uudi' });
    return found.filter(({ leftAt }) => leftAt === undefined);
  };

  async function becomes(role: Role, more: Partial<Member>): Promise<void> {
    await world.deps.store.commit([put(members, { ...(await member(role)), ...more })]);
  }

  it('lose nobody to a roster of which most is missing, whoever is said to have left, and ask the coordinators', async () => {
    const whole = [...those(...everybody), ...guests(195)];
    await night(whole);
    for (const news of [{ somebodyLeft: true }, { removed: guests(150).map(({ aadObjectId }) => aadObjectId) }]) {
      expect(await hears(whole.slice(0, 20), news)).to.deep.include({ left: 0 });
      expect(await present()).to.have.length(200);
    }
    const asked = await world.deps.store.find(deliveries, { kind: 'network.absent' });
    expect(asked.map(({ to }) => to)).to.deep.equal([
      { type: 'person', personId: (await member('coordinator')).personId },
    ]);
    expect((await world.deps.store.get(absences, 'uudi'))?.memberIds).to.have.length(135);
    await night(whole);
    expect(await world.deps.store.get(absences, 'uudi')).to.equal(undefined);
  });

  it('are taken out a tenth of them a day by readings, however often it is read', async () => {
    await night([...those(...everybody), ...guests(95)]);
    for (const left of [92, 88, 85, 80]) await hears([...those(...everybody), ...guests(left)], { somebodyLeft: true });
    expect(await present()).to.have.length(90);
    world.pass(day);
    await night([...those(...everybody), ...guests(80)]);
    expect(await present()).to.have.length(85);
  });

  it('who are named and not on it leave, also the last coordinator, and nobody who is on it', async () => {
    const gone = ['coordinator', 'lead', 'member'] as const;
    await hears(those('member', 'other', 'loner'), { removed: gone.map(objectIdOf) });
    expect((await present()).map(({ id }) => id)).to.have.members(['m-member', 'm-other', 'm-loner']);
    expect(await member('coordinator')).to.deep.include({ roles: ['coordinator'], groupIds: [] });
  });

  it('who are in the network through a chat alone do not leave with the team', async () => {
    await becomes('loner', { outside: true });
    await hears(those('coordinator', 'lead', 'member', 'other'), {
      removed: [objectIdOf('loner')],
      somebodyLeft: true,
    });
    await night(those('coordinator', 'lead', 'member', 'other'));
    expect(await present()).to.have.length(5);
  });

  it('get back what they were in, led and did, with an account of it, and had none of it meanwhile', async () => {
    await becomes('lead', { roles: ['compiler'], groupIds: ['future', 'home'], organisationId: 'o-library' });
    await hears(those('coordinator'), { removed: [objectIdOf('lead')] });
    expect(await member('lead')).to.deep.include({ groupIds: [], leads: [], roles: [] });
    expect((await world.actor('lead')).memberships).to.deep.equal([]);
    world.pass(day);
    await hears(those('coordinator', 'lead'), { added: [objectIdOf('lead')] });
    const had = { leads: ['future'], roles: ['compiler'], organisationId: 'o-library' };
    expect((await world.actor('lead')).memberships[0]).to.deep.include(had);
    expect((await member('lead')).groupIds).to.have.members(['future', 'home']);
    const account = await world.deps.store.find(auditEntries, { subjectId: 'm-lead' });
    expect(account.map(({ byMemberId, changes }) => [byMemberId, changes])).to.deep.equal([
      [
        undefined,
        [
          { field: 'role', before: 'compiler' },
          { field: 'lead', before: 'future' },
        ],
      ],
      [
        undefined,
        [
          { field: 'role', after: 'compiler' },
          { field: 'lead', after: 'future' },
        ],
      ],
    ]);
  });

  it('get a role back within 30 days only, unless the network has no other coordinator', async () => {
    await becomes('lead', { roles: ['coordinator'] });
    for (const [days, roles] of [
      [29, ['coordinator']],
      [31, []],
    ] as const) {
      await hears(those('coordinator'), { removed: [objectIdOf('lead')] });
      world.pass(days * day);
      await hears(those('coordinator', 'lead'), { added: [objectIdOf('lead')] });
      expect(await member('lead'), `after ${days} days`).to.deep.include({ roles, leads: ['future'] });
    }
    await hears(those('lead'), { removed: [objectIdOf('coordinator')] });
    world.pass(400 * day);
    await hears(those('coordinator', 'lead'), { added: [objectIdOf('coordinator')] });
    expect((await member('coordinator')).roles).to.deep.equal(['coordinator']);
  });

  it('are asked about again after a day, and not each time that others are missing', async () => {
    await night([...those(...everybody), ...guests(95)]);
    for (const missing of [40, 50, 60]) await night([...those(...everybody), ...guests(95 - missing)]);
    expect(await world.deps.store.count(deliveries, { kind: 'network.absent' })).to.equal(1);
    expect((await world.deps.store.get(absences, 'uudi'))?.memberIds).to.have.length(60);
    world.pass(day);
    await night([...those(...everybody), ...guests(35)]);
    expect(await world.deps.store.count(deliveries, { kind: 'network.absent' })).to.equal(1);
    await night([...those(...everybody), ...guests(40)]);
    expect(await world.deps.store.count(deliveries, { kind: 'network.absent' })).to.equal(2);
    world.pass(7 * day);
    await night([...those(...everybody), ...guests(40)]);
    expect(await world.deps.store.count(deliveries, { kind: 'network.absent' })).to.equal(3);
  });

  it('lose one of their coordinators to it, and nobody to one that has none of them', async () => {
    await becomes('lead', { roles: ['coordinator'] });
    await night(those('member', 'other'));
    expect(await present()).to.have.length(5);
    await night(those('coordinator', 'member', 'other', 'loner'));
    expect((await present()).map(({ id }) => id)).not.to.include('m-lead');
  });

  it('follow it again when the last coordinator has left the team', async () => {
    await hears(those('lead', 'member', 'other', 'loner'), { removed: [objectIdOf('coordinator')] });
    await night(those('lead', 'member', 'other'));
    expect((await present()).map(({ id }) => id)).to.have.members(['m-lead', 'm-member', 'm-other']);
    await night([]);
    expect(await present()).to.have.length(3);
  });

  describe('of a group chat', () => {
    const chat = async (people: RosterPerson[]) => {
      const group = await load(world.deps.store, groups, 'chat');
      await followChat(world.deps, network, group, async () => people);
    };
    beforeEach(async () => {
      const { store } = world.deps;
      const group = {
        ...(await load(store, groups, 'future')),
        id: 'chat',
        version: 0,
        channelId: '19:chat',
        chat: true as const,
      };
      await store.commit([put(groups, group)]);
      await becomes('lead', { groupIds: ['future', 'chat'], leads: ['future', 'chat'] });
    });

    it('stay in its group when most of it is missing, and those who look after it are asked', async () => {
      await night([...those(...everybody), ...guests(20)]);
      await chat([...those('lead'), ...guests(20)]);
      expect(await world.deps.store.count(members, { groupIds: 'chat' })).to.equal(21);
      await chat(guests(5));
      expect(await world.deps.store.count(members, { groupIds: 'chat' })).to.equal(21);
      const asked = await world.deps.store.find(deliveries, { kind: 'network.absent', subjectId: 'chat' });
      expect(asked.map(({ targetId }) => targetId)).to.have.members(
        [await member('coordinator'), await member('lead')].map(({ personId }) => personId),
      );
    });

    it('are back in its group when they return to the network, unless they left the chat meanwhile', async () => {
      for (const [stays, groupIds] of [
        [true, ['future', 'home', 'chat']],
        [false, ['future', 'home']],
      ] as const) {
        await hears(those('coordinator'), { removed: [objectIdOf('lead')] });
        await chat(those('coordinator', ...(stays ? (['lead'] as const) : [])));
        await hears(those('coordinator', 'lead'), { added: [objectIdOf('lead')] });
        expect((await member('lead')).groupIds).to.have.members(groupIds);
        expect((await member('lead')).leads.includes('chat')).to.equal(stays);
      }
    });
  });
});
