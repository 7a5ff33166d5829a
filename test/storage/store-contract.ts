import { expect } from 'chai';
import { isAppError } from '../../domain/errors.ts';
import { type Member, members, type Organisation, organisations } from '../../domain/network/network.ts';
import { deliveries, type Task, tasks } from '../../domain/outbox.ts';
import { check, type Named, pageLimit, put, remove, type Store, type StoredRecord } from '../../domain/store.ts';
import { expectCode } from './expect-code.ts';
import { aDelivery, aMember, anOrganisation, aTask } from './records.ts';
import { expectAgreementWithModel } from './store-model.ts';

/** A store on data of its own, for one test. */
export interface OpenedStore<S extends Store = Store> {
  readonly store: S;
  /** Closes the store and opens another one on the same data. */
  reopen(): Promise<S>;
  /** Opens another one on the same data beside it, where the store allows several. */
  beside?(): Promise<S>;
  /** Closes whatever is open and removes the data. */
  dispose(): Promise<void>;
}

/** The facts that every implementation of `Store` keeps; `open` gives each of them an empty store. */
export function storeContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} as a store`, () => {
    let opened: OpenedStore;
    let store: Store;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.dispose());

    describe('committing', () => {
      it('stores new records at version 1', async () => {
        const member = aMember();
        await store.commit([put(members, member)]);
        expect(await store.get(members, member.id)).to.deep.equal({ ...member, version: 1 });
      });

      it('counts the version up with each commit', async () => {
        const member = await stored(store, members, aMember());
        await store.commit([put(members, { ...member, name: 'Kunta C (esimerkki)' })]);
        expect(await store.get(members, member.id)).to.deep.equal({
          ...member,
          name: 'Kunta C (esimerkki)',
          version: 2,
        });
      });

      it('drops fields that are undefined', async () => {
        const member = aMember({ organisationId: undefined });
        await store.commit([put(members, member)]);
        expect(await store.get(members, member.id)).not.to.have.property('organisationId');
      });

      it('commits only while a checked record is at its version, and leaves that record as it is', async () => {
        const seen = await stored(store, members, aMember());
        const added = aMember();
        await store.commit([put(members, added), check(members, seen)]);
        expect(await store.get(members, seen.id)).to.deep.equal(seen);
        await store.commit([put(members, { ...seen, name: 'changed' })]);
        const late = aMember();
        await expectCode(store.commit([put(members, late), check(members, seen)]), 'CONFLICT');
        await expectCode(store.commit([check(members, aMember())]), 'CONFLICT');
        expect(await store.get(members, late.id)).to.equal(undefined);
        expect(await store.get(members, added.id)).to.include({ version: 1 });
      });

      it('makes all changes of a commit or none', async () => {
        const [kept, stale] = [await stored(store, members, aMember()), await stored(store, members, aMember())];
        const added = aMember();
        const writes = [
          put(members, added),
          put(members, { ...kept, name: 'changed' }),
          put(members, { ...stale, version: 7 }),
        ];
        await expectCode(store.commit(writes), 'CONFLICT');
        expect(await store.get(members, added.id)).to.equal(undefined);
        expect(await store.get(members, kept.id)).to.deep.equal(kept);
        expect(await store.count(members, { networkId: added.networkId })).to.equal(0);
      });

      it('makes changes to several collections together', async () => {
        const [member, task] = [aMember(), aTask()];
        await store.commit([put(members, member), put(tasks, task)]);
        expect(await store.get(members, member.id)).to.include({ version: 1 });
        expect(await store.get(tasks, task.id)).to.include({ version: 1 });
      });

      it('accepts a commit without changes', async () => {
        await store.commit([]);
      });

      it('refuses a record that exists already as new', async () => {
        const member = await stored(store, members, aMember());
        await expectCode(store.commit([put(members, { ...member, version: 0 })]), 'CONFLICT');
      });

      it('refuses a changed record that does not exist', async () => {
        await expectCode(store.commit([put(members, aMember({ version: 1 }))]), 'CONFLICT');
      });

      it('refuses a record that is not at the version it was read at', async () => {
        const member = await stored(store, members, aMember());
        await store.commit([put(members, member)]);
        await expectCode(store.commit([put(members, member)]), 'CONFLICT');
      });

      it('lets exactly one of concurrent commits to a record win', async () => {
        const member = await stored(store, members, aMember());
        const attempts = Array.from({ length: 10 }, (_, place) => {
          return store.commit([put(members, { ...member, name: `attempt ${place}` })]);
        });
        const results = await Promise.allSettled(attempts);
        const winner = results.findIndex(({ status }) => status === 'fulfilled');
        const losers = results.filter((result) => result.status === 'rejected');
        expect(losers).to.have.length(9);
        expect(losers.every(({ reason }) => isAppError(reason, 'CONFLICT'))).to.equal(true);
        expect(await store.get(members, member.id)).to.include({ name: `attempt ${winner}`, version: 2 });
      });

      it('refuses a record that does not have the shape of its collection', async () => {
        const misshapen = { ...aMember(), guest: 'yes' } as unknown as Member;
        await expectCode(store.commit([put(members, misshapen)]), 'INTERNAL');
        expect(await store.get(members, misshapen.id)).to.equal(undefined);
      });
    });

    describe('deleting', () => {
      it('removes the record from every answer', async () => {
        const member = await stored(store, members, aMember({ groupIds: ['g'] }));
        await store.commit([remove(members, member)]);
        expect(await store.get(members, member.id)).to.equal(undefined);
        expect(await store.find(members, { networkId: member.networkId })).to.deep.equal([]);
        expect(await store.count(members, { groupIds: 'g', networkId: member.networkId })).to.equal(0);
      });

      it('refuses a record that is not at the version it was read at', async () => {
        const member = await stored(store, members, aMember());
        await store.commit([put(members, member)]);
        await expectCode(store.commit([remove(members, member)]), 'CONFLICT');
        expect(await store.get(members, member.id)).to.include({ version: 2 });
      });

      it('refuses a record that does not exist', async () => {
        await expectCode(store.commit([remove(members, aMember({ version: 1 }))]), 'CONFLICT');
        await expectCode(store.commit([remove(members, aMember())]), 'CONFLICT');
      });

      it('lets the same id be stored anew', async () => {
        const member = await stored(store, members, aMember());
        await store.commit([remove(members, member)]);
        await store.commit([put(members, { ...member, version: 0 })]);
        expect(await store.get(members, member.id)).to.include({ version: 1 });
      });
    });

    describe('text that not every store can keep', () => {
      const unkeepable = { NUL: 'a\0b', 'a high surrogate alone': 'a\ud83db', 'a low surrogate alone': '\ude00' };

      for (const [what, text] of Object.entries(unkeepable))
        it(`is refused: ${what}`, async () => {
          const task = aTask();
          await expectCode(store.commit([put(tasks, task), put(members, aMember({ name: text }))]), 'INPUT_INVALID');
          await expectCode(store.commit([put(members, aMember({ groupIds: [text] }))]), 'INPUT_INVALID');
          const delivery = aDelivery({ to: { type: 'person', personId: text } });
          await expectCode(store.commit([put(deliveries, delivery)]), 'INPUT_INVALID');
          expect(await store.get(tasks, task.id)).to.equal(undefined);
        });

      it('is found nowhere, whoever asks for it', async () => {
        const member = await stored(store, members, aMember({ id: 'a', networkId: 'n\ufffd', groupIds: ['g'] }));
        for (const text of Object.values(unkeepable)) {
          expect(await store.get(members, text)).to.equal(undefined);
          expect(await store.count(members, { networkId: text })).to.equal(0);
          expect(await store.find(members, { networkId: [text, 'n\ufffd'] })).to.deep.equal([member]);
          expect(await store.find(members, { groupIds: text })).to.deep.equal([]);
          await expectCode(store.commit([remove(members, { ...member, id: text })]), 'CONFLICT');
          await expectCode(store.commit([check(members, { ...member, id: text })]), 'CONFLICT');
        }
        expect(await store.find(members, {}, { after: 'a\0' })).to.deep.equal([]);
        expect(await store.count(members, { networkId: { upTo: 'o\0' } })).to.equal(1);
        expect(await store.count(members, { networkId: { from: 'o\0' } })).to.equal(0);
      });

      it('is not what only looks like its escape, nor any other', async () => {
        const name = '\\u0000 \\\\ud83d \u0001\u007f\uffff "\\" 🙂 \u2028';
        const member = aMember({ name, groupIds: ['{', '}', ',', '"', '\\', 'NULL', ''] });
        await store.commit([put(members, member)]);
        expect(await store.get(members, member.id)).to.deep.equal({ ...member, version: 1 });
        for (const groupIds of member.groupIds) expect(await store.count(members, { groupIds })).to.equal(1);
      });
    });

    describe('unique keys', () => {
      it('belong to one record at a time', async () => {
        const first = await stored(store, members, aMember());
        const second = aMember({ networkId: first.networkId, personId: first.personId });
        await expectCode(store.commit([put(members, second)]), 'DUPLICATE');
        expect(await store.get(members, second.id)).to.equal(undefined);
      });

      it('are compared as a whole', async () => {
        const first = await stored(store, members, aMember());
        await store.commit([put(members, aMember({ networkId: first.networkId }))]);
        await store.commit([put(members, aMember({ personId: first.personId }))]);
      });

      it('stay with a record that is changed', async () => {
        const first = await stored(store, members, aMember());
        await store.commit([put(members, { ...first, name: 'changed' })]);
        const second = aMember({ networkId: first.networkId, personId: first.personId });
        await expectCode(store.commit([put(members, second)]), 'DUPLICATE');
      });

      it('are refused to a changed record when another one has them', async () => {
        const first = await stored(store, members, aMember());
        const second = await stored(store, members, aMember({ networkId: first.networkId }));
        await expectCode(store.commit([put(members, { ...second, personId: first.personId })]), 'DUPLICATE');
      });

      it('are free again when their record is deleted or takes another key', async () => {
        const [deleted, changed] = [await stored(store, members, aMember()), await stored(store, members, aMember())];
        await store.commit([remove(members, deleted), put(members, { ...changed, personId: 'another' })]);
        await store.commit([put(members, aMember({ networkId: deleted.networkId, personId: deleted.personId }))]);
        await store.commit([put(members, aMember({ networkId: changed.networkId, personId: changed.personId }))]);
      });

      it('pass to another record within one commit', async () => {
        const first = await stored(store, members, aMember());
        const second = aMember({ networkId: first.networkId, personId: first.personId });
        await store.commit([remove(members, first), put(members, second)]);
        const third = aMember({ networkId: first.networkId, personId: first.personId });
        await expectCode(store.commit([put(members, third)]), 'DUPLICATE');
      });

      it('are refused to the second of two new records of one commit', async () => {
        const first = aMember();
        const second = aMember({ networkId: first.networkId, personId: first.personId });
        await expectCode(store.commit([put(members, first), put(members, second)]), 'DUPLICATE');
        expect(await store.count(members, { networkId: first.networkId })).to.equal(0);
      });

      it('go to exactly one of concurrent commits', async () => {
        const key = 'invitation|survey|group';
        const attempts = Array.from({ length: 10 }, () => store.commit([put(deliveries, aDelivery({ key }))]));
        const refused = (await Promise.allSettled(attempts)).filter((result) => result.status === 'rejected');
        expect(refused).to.have.length(9);
        expect(refused.every(({ reason }) => isAppError(reason, 'DUPLICATE'))).to.equal(true);
      });
    });

    describe('finding', () => {
      it('gives nothing for what is not there', async () => {
        expect(await store.get(members, 'nobody')).to.equal(undefined);
        expect(await store.find(members, { networkId: 'nowhere' })).to.deep.equal([]);
        expect(await store.count(members, { networkId: 'nowhere' })).to.equal(0);
      });

      it('finds by one value, all conditions together', async () => {
        const wanted = await stored(store, members, aMember({ networkId: 'n', personId: 'p' }));
        await stored(store, members, aMember({ networkId: 'n' }));
        await stored(store, members, aMember({ personId: 'p' }));
        expect(await store.find(members, { networkId: 'n', personId: 'p' })).to.deep.equal([wanted]);
        expect(await store.count(members, { networkId: 'n' })).to.equal(2);
      });

      it('finds by any of several values, each record once', async () => {
        const ids = ['a', 'b', 'c'];
        for (const id of ids)
          await stored(store, members, aMember({ id, networkId: `in ${id}`, groupIds: ['g', 'h'] }));
        expect(idsOf(await store.find(members, { networkId: ['in a', 'in c', 'in d'] }))).to.deep.equal(['a', 'c']);
        expect(idsOf(await store.find(members, { groupIds: ['g', 'h'] }))).to.deep.equal(ids);
        expect(await store.count(members, { groupIds: ['g', 'h'] })).to.equal(3);
      });

      it('finds nothing by any of no values', async () => {
        await stored(store, members, aMember());
        expect(await store.find(members, { networkId: [] })).to.deep.equal([]);
      });

      it('finds by an element of a list', async () => {
        const both = await stored(store, members, aMember({ id: 'both', groupIds: ['g', 'h'] }));
        const one = await stored(store, members, aMember({ id: 'one', groupIds: ['h'] }));
        expect(await store.find(members, { groupIds: 'g' })).to.deep.equal([both]);
        expect(await store.find(members, { groupIds: 'h' })).to.deep.equal([both, one]);
        await store.commit([put(members, { ...both, groupIds: ['g'] })]);
        expect(await store.find(members, { groupIds: 'h' })).to.deep.equal([one]);
      });

      it('finds by everything up to and including a value', async () => {
        for (const hour of ['08', '09', '10']) await stored(store, tasks, aTask({ id: hour, dueAt: at(hour) }));
        expect(idsOf(await store.find(tasks, { dueAt: { upTo: at('09') } }))).to.deep.equal(['08', '09']);
        expect(await store.count(tasks, { dueAt: { upTo: at('07') } })).to.equal(0);
      });

      it('finds by everything from a value on, the value included', async () => {
        for (const hour of ['08', '09', '10']) await stored(store, tasks, aTask({ id: hour, dueAt: at(hour) }));
        expect(idsOf(await store.find(tasks, { dueAt: { from: at('09') } }))).to.deep.equal(['09', '10']);
        expect(await store.count(tasks, { dueAt: { from: at('11') } })).to.equal(0);
      });

      it('gives the earliest of what is due, within a limit', async () => {
        const hours = { d: '07', c: '08', a: '09', b: '09' };
        for (const [id, hour] of Object.entries(hours))
          await stored(store, tasks, aTask({ id, networkId: 'n', dueAt: at(hour) }));
        await stored(store, tasks, aTask({ id: 'other', networkId: 'm', dueAt: at('01') }));
        const due = { networkId: 'n', dueAt: { upTo: at('09') } };
        expect(idsOf(await store.find(tasks, due, { orderBy: 'dueAt' }))).to.deep.equal(['d', 'c', 'a', 'b']);
        expect(idsOf(await store.find(tasks, due, { orderBy: 'dueAt', limit: 2 }))).to.deep.equal(['d', 'c']);
      });

      it('compares lists by their elements', async () => {
        const lists = { a: ['g', 'x'], b: ['h'], c: [], d: ['x', 'f'] };
        for (const [id, groupIds] of Object.entries(lists)) await stored(store, members, aMember({ id, groupIds }));
        expect(idsOf(await store.find(members, { groupIds: { upTo: 'g' } }))).to.deep.equal(['a', 'd']);
        expect(await store.count(members, { groupIds: { upTo: 'e' } })).to.equal(0);
        expect(idsOf(await store.find(members, { groupIds: { from: 'h' } }))).to.deep.equal(['a', 'b', 'd']);
        expect(idsOf(await store.find(members, {}, { orderBy: 'groupIds' }))).to.deep.equal(['c', 'a', 'b', 'd']);
      });

      it('finds everything when nothing is asked', async () => {
        for (const id of ['b', 'a']) await stored(store, members, aMember({ id }));
        expect(idsOf(await store.find(members, {}))).to.deep.equal(['a', 'b']);
        expect(await store.count(members, {})).to.equal(2);
      });

      it('orders ids by their characters, capitals first', async () => {
        for (const id of ['b', 'a-1', 'B', 'a', '1', 'a1']) await stored(store, members, aMember({ id }));
        expect(idsOf(await store.find(members, {}))).to.deep.equal(['1', 'B', 'a', 'a-1', 'a1', 'b']);
      });

      it('pages by the id of the last record seen, even when it is gone', async () => {
        for (const id of ['a', 'b', 'c', 'd', 'e']) await stored(store, members, aMember({ id, networkId: 'n' }));
        const page = async (after?: string) =>
          idsOf(await store.find(members, { networkId: 'n' }, { limit: 2, after }));
        expect(await page()).to.deep.equal(['a', 'b']);
        await store.commit([remove(members, { ...aMember(), id: 'b', version: 1 })]);
        expect(await page('b')).to.deep.equal(['c', 'd']);
        expect(await page('d')).to.deep.equal(['e']);
        expect(await page('e')).to.deep.equal([]);
      });

      it('refuses paging in another order than that of ids', async () => {
        await expectCode(store.find(tasks, {}, { after: 'a', orderBy: 'dueAt' }), 'INTERNAL');
      });

      it('refuses a field that is not indexed', async () => {
        await expectCode(store.find(members, { name: 'x' } as object), 'INTERNAL');
      });
    });

    describe('taking', () => {
      const due = { dueAt: { upTo: at('12') } };
      const later = (task: Task): Task => ({ ...task, dueAt: at('20') });

      it('changes the first that match and gives them as they then are', async () => {
        for (const [id, hour] of Object.entries({ a: '09', b: '08', c: '10', d: '13' }))
          await stored(store, tasks, aTask({ id, dueAt: at(hour), networkId: 'n' }));
        const taken = await store.take(tasks, due, { limit: 2, orderBy: 'dueAt' }, later);
        expect(idsOf(taken).sort()).to.deep.equal(['a', 'b']);
        for (const task of taken) {
          expect(task).to.include({ version: 2, dueAt: at('20') });
          expect(await store.get(tasks, task.id)).to.deep.equal(task);
        }
        expect(await store.get(tasks, 'c')).to.include({ version: 1, dueAt: at('10') });
      });

      it('gives nothing when nothing matches', async () => {
        await stored(store, tasks, aTask({ dueAt: at('13') }));
        expect(await store.take(tasks, due, {}, later)).to.deep.equal([]);
      });

      it('keeps no earlier version valid', async () => {
        const task = await stored(store, tasks, aTask({ dueAt: at('09') }));
        await store.take(tasks, due, {}, later);
        await expectCode(store.commit([put(tasks, task)]), 'CONFLICT');
      });

      it('changes nothing when the change cannot be made', async () => {
        const task = await stored(store, tasks, aTask({ dueAt: at('09') }));
        const failing = store.take(tasks, due, {}, () => {
          throw new Error('cannot');
        });
        expect(await failing.catch((error: Error) => error.message)).to.equal('cannot');
        await expectCode(
          store.take(tasks, due, {}, () => ({ ...task, dueAt: 'soon' })),
          'INTERNAL',
        );
        expect(await store.get(tasks, task.id)).to.deep.equal(task);
      });

      it('gives each record to one of many who take at once, in several stores where they are allowed', async () => {
        const count = 60;
        await store.commit(Array.from({ length: count }, () => put(tasks, aTask({ dueAt: at('09') }))));
        const stores = [store, (await opened.beside?.()) ?? store];
        const takers = Array.from({ length: 12 }, async (_, place) => {
          const own: Task[] = [];
          for (let round = 0; round < 3; round++)
            own.push(...((await stores[place % 2]?.take(tasks, due, { limit: 4, orderBy: 'dueAt' }, later)) ?? []));
          return own;
        });
        const taken = idsOf((await Promise.all(takers)).flat());
        expect(new Set(taken).size).to.equal(taken.length);
        expect(taken.length).to.be.greaterThan(0);
        expect(await store.count(tasks, due)).to.equal(count - taken.length);
      });
    });

    describe('more records than a page holds', () => {
      const total = pageLimit + 50;
      const idAt = (place: number) => `id-${String(place).padStart(5, '0')}`;

      beforeEach(async () => {
        const many = Array.from({ length: total }, (_, place) => anOrganisation({ id: idAt(place), networkId: 'n' }));
        await store.commit([anOrganisation(), ...many.reverse()].map((one) => put(organisations, one)));
      });

      it('are given a page at a time', async () => {
        const found = await store.find(organisations, { networkId: 'n' });
        expect(found).to.have.length(pageLimit);
        expect(found[pageLimit - 1]?.id).to.equal(idAt(pageLimit - 1));
        expect(await store.find(organisations, { networkId: 'n' }, { limit: total })).to.have.length(pageLimit);
      });

      it('are all counted', async () => {
        expect(await store.count(organisations, { networkId: 'n' })).to.equal(total);
      });

      it('are all streamed, in order of id', async () => {
        const seen: string[] = [];
        for await (const organisation of store.stream(organisations, { networkId: 'n' })) seen.push(organisation.id);
        expect(seen).to.deep.equal(Array.from({ length: total }, (_, place) => idAt(place)));
      });
    });

    describe('a snapshot', () => {
      it('shows one moment while commits go on', async () => {
        const changed = await stored(store, members, aMember({ id: 'changed', networkId: 'n', groupIds: ['g'] }));
        const deleted = await stored(store, members, aMember({ id: 'deleted', networkId: 'n', groupIds: ['g'] }));
        await store.snapshot(async (view) => {
          expect(await view.count(members, { networkId: 'n' })).to.equal(2);
          await store.commit([
            put(members, { ...changed, groupIds: ['h'] }),
            remove(members, deleted),
            put(members, aMember({ networkId: 'n' })),
          ]);
          expect(await view.get(members, 'changed')).to.deep.equal(changed);
          expect(await view.find(members, { groupIds: 'g' })).to.deep.equal([changed, deleted]);
          expect(await view.count(members, { networkId: 'n' })).to.equal(2);
          expect(await fromStream(view.stream(members, { networkId: 'n' }))).to.deep.equal([changed, deleted]);
          expect(await store.get(members, 'deleted')).to.equal(undefined);
        });
        expect(await store.count(members, { groupIds: 'g' })).to.equal(0);
        expect(await store.count(members, { networkId: 'n' })).to.equal(2);
      });

      it('shows the moment at which it began, whatever is read first', async () => {
        await store.snapshot(async (view) => {
          await store.commit([put(members, aMember())]);
          expect(await view.count(members, {})).to.equal(0);
        });
        expect(await store.count(members, {})).to.equal(1);
      });

      it('may overlap another one, each at its own moment', async () => {
        const first = await stored(store, members, aMember());
        await store.snapshot(async (before) => {
          await before.get(members, first.id);
          await store.commit([put(members, first)]);
          await store.snapshot(async (between) => {
            await between.get(members, first.id);
            await store.commit([put(members, { ...first, version: 2 })]);
            expect(await before.get(members, first.id)).to.include({ version: 1 });
            expect(await between.get(members, first.id)).to.include({ version: 2 });
          });
          await store.commit([put(members, { ...first, version: 3 })]);
          expect(await before.get(members, first.id)).to.include({ version: 1 });
        });
        expect(await store.get(members, first.id)).to.include({ version: 4 });
      });

      it('outlasts another one of the same moment', async () => {
        const first = await stored(store, members, aMember());
        const [shortBegun, longBegun] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
        const changed = Promise.withResolvers<void>();
        const short = store.snapshot(async (view) => {
          await view.get(members, first.id);
          shortBegun.resolve();
          await longBegun.promise;
        });
        const long = store.snapshot(async (view) => {
          await view.get(members, first.id);
          longBegun.resolve();
          await changed.promise;
          return view.get(members, first.id);
        });
        await Promise.all([shortBegun.promise, longBegun.promise, short]);
        await store.commit([put(members, first)]);
        changed.resolve();
        expect(await long).to.include({ version: 1 });
      });

      it('gives back what its reader makes of it, also an error', async () => {
        expect(await store.snapshot((view) => view.count(members, {}))).to.equal(0);
        const failing = store.snapshot(() => Promise.reject(new Error('unreadable')));
        expect(await failing.catch((error: Error) => error.message)).to.equal('unreadable');
      });
    });

    describe('records handed in and out', () => {
      it('are not the stored ones when the caller changes what it put', async () => {
        const member = aMember({ groupIds: ['g'] });
        const committed = store.commit([put(members, member)]);
        member.name = 'changed';
        member.groupIds.push('h');
        await committed;
        expect(await store.get(members, member.id)).to.deep.include({
          name: 'Kirjasto A (esimerkki)',
          groupIds: ['g'],
        });
        expect(await store.count(members, { groupIds: 'h' })).to.equal(0);
      });

      it('cannot change the store when the caller changes what it got', async () => {
        const { id } = await stored(store, members, aMember({ groupIds: ['g'] }));
        const ways = [() => store.get(members, id), async () => (await store.find(members, { groupIds: 'g' }))[0]];
        for (const way of ways) {
          const got = await way();
          attempt(() => got?.groupIds.push('h'));
          attempt(() => Object.assign(got ?? {}, { name: 'changed' }));
        }
        expect(await store.get(members, id)).to.deep.include({ name: 'Kirjasto A (esimerkki)', groupIds: ['g'] });
      });
    });

    describe('over time', () => {
      it('keeps everything when it is closed and opened again', async () => {
        const kept = await stored(store, members, aMember({ networkId: 'n', groupIds: ['g'] }));
        const deleted = await stored(store, members, aMember({ networkId: 'n' }));
        const organisation: Organisation = anOrganisation({ networkId: 'n', name: 'Åbo & "Öja" \u2028 🙂\n' });
        await store.commit([remove(members, deleted), put(organisations, organisation)]);
        const again = await opened.reopen();
        expect(await again.find(members, { networkId: 'n' })).to.deep.equal([kept]);
        expect(await again.find(members, { groupIds: 'g' })).to.deep.equal([kept]);
        expect(await again.get(organisations, organisation.id)).to.deep.equal({ ...organisation, version: 1 });
        await expectCode(again.commit([put(members, { ...kept, id: 'copy', version: 0 })]), 'DUPLICATE');
        await again.commit([put(members, kept)]);
      });

      it('keeps commits that were on their way when it was closed', async () => {
        const organisation = anOrganisation();
        const commits = [aMember(), aMember()].map((member) => store.commit([put(members, member)]));
        commits.push(store.commit([put(organisations, organisation)]));
        const again = await opened.reopen();
        await Promise.all(commits);
        expect(await again.count(members, {})).to.equal(2);
        expect(await again.get(organisations, organisation.id)).to.include({ version: 1 });
      });

      it('is ready until it is closed, and then refuses commits', async () => {
        await store.ready();
        await store.close();
        await store.close();
        await expectCode(store.ready(), 'STORE_UNAVAILABLE');
        await expectCode(store.commit([put(members, aMember())]), 'STORE_UNAVAILABLE');
      });
    });

    it('agrees with a plain list of records over any course of commits', async function () {
      this.timeout(60_000);
      await expectAgreementWithModel(store);
    });
  });
}

function at(hour: string): string {
  return `2026-12-01T${hour}:00:00.000Z`;
}

function idsOf(records: readonly StoredRecord[]): string[] {
  return records.map(({ id }) => id);
}

async function fromStream<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of stream) all.push(one);
  return all;
}

/** Tries a change that the store may prevent by throwing. */
function attempt(change: () => void): void {
  try {
    change();
  } catch (error) {
    expect(error).to.be.instanceOf(TypeError);
  }
}

/** Stores a new record and gives it back as it now is. */
async function stored<T extends StoredRecord>(store: Store, into: Named<T>, record: T): Promise<T> {
  await store.commit([put(into, record)]);
  return { ...record, version: record.version + 1 };
}
