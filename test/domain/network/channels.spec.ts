import { expect } from 'chai';
import { auditEntries } from '../../../domain/network/audit.ts';
import { bindChannel, type ChannelEvent, followChannel } from '../../../domain/network/channels.ts';
import { groups, members, type Network, networks } from '../../../domain/network/network.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type World } from '../fixture.ts';

describe('a channel of the team', () => {
  let world: World;
  let network: Network;
  before(async () => {
    world = await aWorld();
    network = await load(world.deps.store, networks, 'uudi');
  });
  after(() => world.close());

  const channel = { id: '19:fresh', name: 'Uusi', serviceUrl: 'https://teams.example.org' };
  const member = (id: string) => load(world.deps.store, members, id);
  const group = () => load(world.deps.store, groups, 'future');

  it('becomes a group by a coordinator alone, of all who are in the team now', async () => {
    const { store } = world.deps;
    const coordinator = await world.actor('coordinator');
    await expectCode(bindChannel(world.deps, await world.actor('lead'), network, channel), 'FORBIDDEN');
    const { fields } = await expectCode(
      bindChannel(world.deps, coordinator, network, { ...channel, name: '' }),
      'INPUT_INVALID',
    );
    expect(fields).to.deep.equal({ name: 'required' });
    expect(await store.count(groups, {})).to.equal(2);
    await store.commit([
      put(members, { ...(await member('m-other')), leftAt: world.deps.now().toISOString() }),
      put(members, { ...(await member('m-loner')), outside: true }),
    ]);
    const made = await bindChannel(world.deps, coordinator, network, channel);
    expect(made).to.deep.include({ name: { fi: 'Uusi' }, channelId: '19:fresh', serviceUrl: channel.serviceUrl });
    expect(await bindChannel(world.deps, coordinator, network, { ...channel, name: 'Toinen' })).to.deep.include({
      id: made.id,
      name: { fi: 'Uusi' },
    });
    const inIt = await store.find(members, { groupIds: made.id });
    expect(inIt.map(({ id, groupIds }) => [id, groupIds])).to.have.deep.members([
      ['m-coordinator', ['future', 'home', made.id]],
      ['m-lead', ['future', made.id]],
      ['m-member', ['future', made.id]],
    ]);
    const account = await store.find(auditEntries, { subjectId: made.id });
    expect(account.map(({ byMemberId, changes }) => [byMemberId, changes])).to.deep.equal([
      ['m-coordinator', [{ field: 'binding', after: 'Uusi' }]],
    ]);
  });

  it('that is deleted takes no messages until it is restored, and its new name is the group’s', async () => {
    const { channelId, name } = await group();
    const hears = (event: ChannelEvent, newName: string, at?: string) =>
      followChannel(world.deps, network, { id: channelId, name: newName }, event, at);
    const at = (minute: number) => new Date(world.deps.now().getTime() + minute * 60_000).toISOString();

    expect(await followChannel(world.deps, network, { id: '19:none', name: 'Muu' }, 'deleted')).to.equal(undefined);
    expect(await hears('renamed', name.fi ?? '')).to.equal(undefined);
    expect(await hears('renamed', '')).to.equal(undefined);
    expect((await group()).name, 'the same name keeps the others').to.deep.equal(name);

    expect(await hears('deleted', '', at(2))).to.equal(undefined);
    const deleted = await group();
    expect(deleted).to.deep.include({ deleted: true, refusedAt: world.deps.now().toISOString(), lastEventAt: at(2) });
    for (const event of ['renamed', 'restored'] as const) await hears(event, 'Myöhässä', at(1));
    expect(await group(), 'told late').to.deep.equal(deleted);

    expect(await hears('restored', '', at(3))).to.deep.include({ id: 'future' });
    expect(await group()).not.to.have.any.keys('deleted', 'refusedAt');
    expect(await hears('restored', '', at(4)), 'nothing waits any more').to.equal(undefined);
    expect((await group()).lastEventAt).to.equal(at(4));

    expect(await hears('renamed', 'Uusi nimi', at(4))).to.equal(undefined);
    expect((await group()).name).to.deep.equal({ fi: 'Uusi nimi' });
    const account = await world.deps.store.find(auditEntries, { subjectId: 'future' });
    expect(account.flatMap(({ byMemberId, changes }) => [byMemberId, ...changes])).to.deep.equal([
      undefined,
      { field: 'binding', before: name.fi },
      undefined,
      { field: 'binding', after: name.fi },
      undefined,
      { field: 'binding', before: name.fi, after: 'Uusi nimi' },
    ]);
  });
});
