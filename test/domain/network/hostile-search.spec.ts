import { expect } from 'chai';
import { membersPage } from '../../../domain/network/directory.ts';
import { hostileTexts } from '../../hostile-texts.ts';
import { aMember, aNetwork, withStore } from '../example-network.ts';
import { coordinatorOf } from '../survey/results/publications.ts';

describe('people of any name', () => {
  it('are each found by their own name, and stand in one order whatever order they came in', async () => {
    const writes = hostileTexts.map((name, at) => aMember(`m-${at}`, { name }));
    const namesIn = async (search: string, made = writes) =>
      withStore([aNetwork(), ...made], async (store) => {
        const query = { networkId: 'uudi', search, limit: 200 };
        return (await membersPage(store, coordinatorOf('uudi'), query)).items.map(({ name }) => name);
      });
    expect(await namesIn('', writes.toReversed())).to.deep.equal(await namesIn(''));
    await withStore([aNetwork(), ...writes], async (store) => {
      for (const search of hostileTexts) {
        const found = await membersPage(store, coordinatorOf('uudi'), { networkId: 'uudi', search, limit: 200 });
        expect(
          found.items.map(({ name }) => name),
          search,
        ).to.include(search);
      }
    });
  });
});
