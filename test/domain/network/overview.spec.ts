import { expect } from 'chai';
import { groups, networks } from '../../../domain/network/network.ts';
import { networkOverview } from '../../../domain/network/overview.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { aWorld, type World } from '../fixture.ts';

describe('the overview of a network', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  for (const [language, expected] of [
    ['sv', ['Zeta', 'Åland', 'Ängen']],
    ['en', ['Åland', 'Ängen', 'Zeta']],
  ] as const) {
    it(`has its groups by name as ${language} orders them`, async () => {
      const { store } = world.deps;
      const network = { ...(await load(store, networks, 'uudi')), language };
      const [first, second] = await store.find(groups, { networkId: 'uudi' });
      if (!first || !second) throw new Error('no groups');
      // The names in the other language are in another order.
      const name = (own: string, other: string) => ({ [language]: own, fi: other });
      await store.commit([
        put(groups, { ...first, name: name('Ängen', 'A') }),
        put(groups, { ...second, name: name('Zeta', 'C') }),
        put(groups, { ...first, id: 'third', version: 0, channelId: '19:third', name: name('Åland', 'B') }),
      ]);
      const { groups: shown } = await networkOverview(store, await world.actor('coordinator'), network);
      expect(shown.map(({ group }) => group.name[language])).to.deep.equal(expected);
    });
  }
});
