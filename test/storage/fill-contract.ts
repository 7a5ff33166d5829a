import { expect } from 'chai';
import { members, organisations } from '../../domain/network/network.ts';
import { tasks } from '../../domain/outbox.ts';
import { put, type StoredRecord } from '../../domain/store.ts';
import { responses } from '../../domain/survey/response.ts';
import type { Entry, KeptStore } from '../../storage/kept-store.ts';
import { expectCode } from './expect-code.ts';
import { aMember, anOrganisation, aResponse, aTask } from './records.ts';
import type { OpenedStore } from './store-contract.ts';

/** The facts that every implementation of `KeptStore` keeps; `open` gives each of them an empty store. */
export function fillContract(name: string, open: () => Promise<OpenedStore<KeptStore>>): void {
  describe(`${name} being filled`, () => {
    let opened: OpenedStore<KeptStore>;
    let store: KeptStore;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.dispose());

    it('holds the records as they were, versions and order of keys included', async () => {
      const member = { ...aMember({ groupIds: ['g', 'h'], leftAt: '2026-11-30T21:59:59.001Z' }), version: 7 };
      const answers = { b: ['x', 'y'], a: 'Åbo \u2028 "🙂"', c: { row2: 'no', row1: 'yes' }, d: 1.5 };
      const response = { ...aResponse({ answers, draft: {} }), version: 3 };
      await store.fill(entries([members.name, member], [responses.name, response]));
      expect(await store.get(members, member.id)).to.deep.equal(member);
      const asShaped = JSON.stringify(responses.schema.parse(response));
      expect(JSON.stringify(await store.get(responses, response.id))).to.equal(asShaped);
      expect(await store.find(members, { groupIds: 'h' })).to.deep.equal([member]);
      const again = await opened.reopen();
      expect(await again.get(members, member.id)).to.deep.equal(member);
    });

    it('takes many records of several collections in any order', async () => {
      const many = Array.from({ length: 2500 }, (_, place) => ({
        ...anOrganisation({ networkId: 'n' }),
        version: place + 1,
      }));
      const few = Array.from({ length: 50 }, () => ({ ...aTask({ networkId: 'n' }), version: 1 }));
      const mixed = many.flatMap((one, place): [string, StoredRecord][] => {
        const task = place % 50 === 0 ? few[place / 50] : undefined;
        return [[organisations.name, one], ...(task ? [[tasks.name, task] as [string, StoredRecord]] : [])];
      });
      await store.fill(entries(...mixed));
      expect(await store.count(organisations, { networkId: 'n' })).to.equal(2500);
      expect(await store.count(tasks, { networkId: 'n' })).to.equal(50);
      const last = many.at(-1);
      expect(last && (await store.get(organisations, last.id))).to.deep.equal(last);
    });

    it('goes on from the versions it was given', async () => {
      const member = { ...aMember(), version: 7 };
      await store.fill(entries([members.name, member]));
      await expectCode(store.commit([put(members, { ...member, version: 1 })]), 'CONFLICT');
      await store.commit([put(members, member)]);
      expect(await store.get(members, member.id)).to.include({ version: 8 });
      const twin = aMember({ networkId: member.networkId, personId: member.personId });
      await expectCode(store.commit([put(members, twin)]), 'DUPLICATE');
    });

    it('may be filled with nothing', async () => {
      await store.fill(entries());
      expect(await store.count(members, {})).to.equal(0);
    });

    it('is refused when the store holds anything, and leaves that alone', async () => {
      const member = aMember();
      await store.commit([put(members, member)]);
      const other = { ...anOrganisation(), version: 1 };
      await expectCode(store.fill(entries([organisations.name, other])), 'STORE_NOT_EMPTY');
      expect(await store.get(members, member.id)).to.include({ version: 1 });
      expect(await store.count(organisations, {})).to.equal(0);
    });

    const good = { ...aMember({ id: 'good' }), version: 1 };
    const faults = {
      'two records of one id': ['DUPLICATE', [members.name, { ...good, personId: 'p' }]],
      'two records of one unique key': ['DUPLICATE', [members.name, { ...good, id: 'twin' }]],
      'a record of the wrong shape': ['STORE_DAMAGED', [members.name, { ...good, id: 'bad', guest: 'yes' }]],
      'a collection that is none': ['STORE_DAMAGED', ['visits', good]],
    } as const;

    for (const [fault, [code, entry]] of Object.entries(faults))
      it(`leaves nothing behind when there is ${fault}`, async () => {
        await expectCode(store.fill(entries([members.name, good], [entry[0], entry[1]])), code);
        expect(await store.count(members, {})).to.equal(0);
        await store.fill(entries([members.name, good]));
        expect(await store.get(members, 'good')).to.deep.equal(good);
      });

    it('leaves nothing behind when the records stop coming', async () => {
      async function* broken(): AsyncGenerator<Entry> {
        for (let place = 0; place < 1500; place++)
          yield { collection: organisations.name, record: { ...anOrganisation(), version: 1 } };
        throw new Error('the file ends here');
      }
      const failed = store.fill(broken()).catch((error: Error) => error.message);
      expect(await failed).to.equal('the file ends here');
      expect(await store.count(organisations, {})).to.equal(0);
      expect(await (await opened.reopen()).count(organisations, {})).to.equal(0);
    });

    it('is refused once the store is closed', async () => {
      await store.close();
      await expectCode(store.fill(entries()), 'STORE_UNAVAILABLE');
    });
  });
}

async function* entries(
  ...all: readonly (readonly [collection: string, record: StoredRecord])[]
): AsyncGenerator<Entry> {
  for (const [collection, record] of all) yield { collection, record };
}
