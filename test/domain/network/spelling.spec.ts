import { expect } from 'chai';
import { type Member, members, people } from '../../../domain/network/network.ts';
import { spellPersonIds } from '../../../domain/network/spelling.ts';
import { deliveries } from '../../../domain/outbox.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { aDelivery } from '../../storage/records.ts';
import { aWorld, objectIdOf, tenantId, type World } from '../fixture.ts';

describe('people stored under an id in other letters', () => {
  let world: World;
  const lower = `${tenantId}:aaaaaaaa-2222-4222-8222-000000000001`;
  const upper = `${tenantId}:AAAAAAAA-2222-4222-8222-000000000001`;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  async function aMember(id: string, more: Partial<Member>): Promise<void> {
    const lead = await load(world.deps.store, members, 'm-lead');
    await world.deps.store.commit([put(members, { ...lead, id, version: 0, ...more })]);
  }
  const member = (id: string) => load(world.deps.store, members, id);

  it('have one id from the next start on, with their chat and what waits for them', async () => {
    const { store } = world.deps;
    const chat = { id: 'a:1', serviceUrl: 'https://teams.example.org' };
    await aMember('m-upper', { personId: upper, leads: ['future'] });
    await store.commit([
      put(people, { id: upper, version: 0, language: 'sv', conversation: chat }),
      put(
        deliveries,
        aDelivery({ id: 'd', networkId: 'uudi', to: { type: 'person', personId: upper }, targetId: upper }),
      ),
    ]);
    for (let start = 0; start < 2; start += 1) await spellPersonIds(world.deps);
    expect(await member('m-upper')).to.deep.include({ personId: lower, leads: ['future'], version: 2 });
    expect(await load(store, people, lower)).to.deep.include({ language: 'sv', conversation: chat });
    expect(await store.get(people, upper)).to.equal(undefined);
    expect(await load(store, deliveries, 'd')).to.deep.include({
      to: { type: 'person', personId: lower },
      targetId: lower,
    });
  });

  it('who were stored twice are one member with all they had', async () => {
    await aMember('m-lower', { personId: lower, leads: [], organisationId: undefined, groupIds: ['home'] });
    await aMember('m-upper', { personId: upper, roles: ['compiler'] });
    for (let start = 0; start < 2; start += 1) await spellPersonIds(world.deps);
    const had = { leads: ['future'], roles: ['compiler'], organisationId: 'o-library', groupIds: ['home', 'future'] };
    expect(await member('m-lower')).to.deep.include(had);
    expect(await member('m-upper'))
      .to.deep.include({ groupIds: [], leads: [], roles: [] })
      .and.have.property('leftAt');
  });

  it('are the only ones who are changed', async () => {
    const before = await world.deps.store.find(members, {});
    expect(before.map(({ personId }) => personId)).to.include(`${tenantId}:${objectIdOf('lead')}`);
    await spellPersonIds(world.deps);
    expect(await world.deps.store.find(members, {})).to.deep.equal(before);
  });
});
