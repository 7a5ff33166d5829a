import { expect } from 'chai';
import { groups, members, type Network, networks } from '../../../domain/network/network.ts';
import type { RosterPerson } from '../../../domain/network/new-member.ts';
import { type ReadTeam, syncAtNight, syncSoon } from '../../../domain/network/nightly.ts';
import { recurring } from '../../../domain/network/recurring.ts';
import { plan, type Task, tasks } from '../../../domain/outbox.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { aWorld, objectIdOf, type Role, type World } from '../fixture.ts';

const hour = 3_600_000;
const chatId = '19:chat@unq.gbl.spaces';

describe('the roster at night', () => {
  let world: World;
  let network: Network;
  beforeEach(async () => {
    world = await aWorld();
    network = await load(world.deps.store, networks, 'uudi');
    const dueAt = world.deps.now().toISOString();
    const { chat, ...group } = { ...(await load(world.deps.store, groups, 'home')), chat: true as const };
    await world.deps.store.commit([
      put(groups, { ...group, id: 'chat', version: 0, chat, channelId: chatId }),
      plan({ networkId: 'uudi', kind: 'network.sync', subjectId: 'uudi', dueAt }),
    ]);
  });
  afterEach(() => world.close());

  const those = (...roles: Role[]) =>
    roles.map((role): RosterPerson => {
      return { aadObjectId: objectIdOf(role), name: 'Kunta E (esimerkki)', guest: false };
    });
  const task = (): Promise<Task> => load(world.deps.store, tasks, 'network.sync:uudi');
  const inHours = (hours: number) => new Date(world.deps.now().getTime() + hours * hour).toISOString();
  const nextNight = () => recurring['network.sync'](network, world.deps.now());
  const isInChat = async (role: Role) => (await load(world.deps.store, members, `m-${role}`)).groupIds.includes('chat');
  /** Who is where, or that it cannot be read. */
  const night = async (team: RosterPerson[] | Error, chat: RosterPerson[] | Error, again?: number) => {
    const read: ReadTeam = async (_serviceUrl, id) => {
      const found = id === chatId ? chat : team;
      expect(id).to.be.oneOf([chatId, network.teamId]);
      if (found instanceof Error) throw found;
      return found;
    };
    await syncAtNight(world.deps, await task(), read, () => again);
  };

  it('is that of the team and of each chat, and is read again the next night', async () => {
    await night(those('coordinator', 'lead', 'member', 'other'), those('coordinator', 'member'));
    expect(await load(world.deps.store, members, 'm-loner')).to.have.property('leftAt');
    expect([await isInChat('member'), await isInChat('lead')]).to.deep.equal([true, false]);
    expect((await task()).dueAt).to.equal(nextNight());
  });

  it('that cannot be read keeps no other from being followed, and is tried again soon if that may help', async () => {
    const away = new Error('Teams is away');
    const failed = await night(away, those('coordinator', 'member'), hour).catch((error: unknown) => error);
    expect(failed).to.equal(away);
    expect(await isInChat('member')).to.equal(true);
    expect((await task()).dueAt).to.equal(inHours(1));
    await night(those('coordinator', 'lead', 'member', 'other'), away, 48 * hour).catch(() => undefined);
    expect(await load(world.deps.store, members, 'm-loner')).to.have.property('leftAt');
    expect((await task()).dueAt, 'never later than the next night').to.equal(nextNight());
    await night(away, away);
    expect((await task()).dueAt, 'no second try helps').to.equal(nextNight());
  });

  it('is no longer read of a network that is gone', async () => {
    const gone = plan({ networkId: 'gone', kind: 'network.sync', subjectId: 'gone', dueAt: inHours(0) });
    await world.deps.store.commit([gone]);
    const due = await load(world.deps.store, tasks, 'network.sync:gone');
    await syncAtNight(
      world.deps,
      due,
      async () => [],
      () => undefined,
    );
    expect(await world.deps.store.get(tasks, 'network.sync:gone')).to.equal(undefined);
  });

  it('is read soon when what happened could not be, and not later for being told again', async () => {
    await night(those('coordinator'), []);
    await syncSoon(world.deps, network, hour);
    expect((await task()).dueAt).to.equal(inHours(1));
    await syncSoon(world.deps, network, 2 * hour);
    expect((await task()).dueAt).to.equal(inHours(1));
  });
});
