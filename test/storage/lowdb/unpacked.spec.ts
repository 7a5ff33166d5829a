import { expect } from 'chai';
import { type Organisation, organisations } from '../../../domain/network/network.ts';
import { put } from '../../../domain/store.ts';
import { anOrganisation } from '../records.ts';
import { newDataFolder } from './folder.ts';

describe('lowdb records that were loaded', () => {
  it('are given as they are stored however many are asked for, and as they were changed since', async () => {
    const folder = await newDataFolder();
    try {
      const written = await folder.open();
      const all = Array.from({ length: 2100 }, (_, place) => anOrganisation({ id: `o-${place}` }));
      await written.commit(all.map((one) => put(organisations, one)));
      await written.forget();
      await written.close();
      const store = await folder.open();
      const read = async () => Promise.all(all.map(async ({ id }) => store.get(organisations, id)));
      const stored: Organisation[] = all.map((one) => ({ ...one, version: 1 }));
      for (let turn = 0; turn < 2; turn += 1) expect(await read()).to.deep.equal(stored);
      const [first] = stored as [Organisation];
      await store.commit([put(organisations, { ...first, name: 'changed' })]);
      expect(await store.get(organisations, first.id)).to.deep.equal({ ...first, name: 'changed', version: 2 });
      const [, second] = stored as [Organisation, Organisation];
      await store.commit([{ op: 'delete', collection: organisations.name, id: second.id, version: 1 }]);
      expect(await store.get(organisations, second.id)).to.equal(undefined);
    } finally {
      await folder.dispose();
    }
  });
});
