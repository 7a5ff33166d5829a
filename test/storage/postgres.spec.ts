import { inspect } from 'node:util';
import { expect } from 'chai';
import { isAppError } from '../../domain/errors.ts';
import { members, organisations } from '../../domain/network/network.ts';
import { type Task, tasks } from '../../domain/outbox.ts';
import { check, put, remove, type Write } from '../../domain/store.ts';
import { responses } from '../../domain/survey/response.ts';
import { surveys } from '../../domain/survey/survey.ts';
import type { KeptStore } from '../../storage/kept-store.ts';
import { parseAddress } from '../../storage/postgres/address.ts';
import { withSession } from '../../storage/postgres/connections.ts';
import { selectPage } from '../../storage/postgres/reader.ts';
import { openPostgresStore } from '../../storage/postgres/store.ts';
import { tableOf } from '../../storage/postgres/table.ts';
import { withUpkeep } from '../../storage/postgres/upkeep.ts';
import { emptiedDatabase, migratedDatabase, sharedServer } from '../postgres/shared-server.ts';
import { expectCode } from './expect-code.ts';
import { fillContract } from './fill-contract.ts';
import { aMember, anOrganisation, aResponse, aSurvey, aTask } from './records.ts';
import { type OpenedStore, storeContract } from './store-contract.ts';

async function openOnEmptyDatabase(): Promise<OpenedStore<KeptStore>> {
  const databaseUrl = await emptiedDatabase();
  const open: KeptStore[] = [];
  const openOne = async () => {
    const store = await openPostgresStore({ databaseUrl });
    open.push(store);
    return store;
  };
  return {
    store: await openOne(),
    async reopen() {
      await open[0]?.close();
      return openOne();
    },
    beside: openOne,
    async dispose() {
      await Promise.all(open.map((store) => store.close()));
    },
  };
}

storeContract('PostgreSQL', openOnEmptyDatabase);
fillContract('PostgreSQL', openOnEmptyDatabase);

describe('PostgreSQL', () => {
  let databaseUrl: string;
  let store: KeptStore;
  let other: KeptStore;

  beforeEach(async () => {
    databaseUrl = await migratedDatabase();
    store = await openPostgresStore({ databaseUrl });
    other = await openPostgresStore({ databaseUrl });
  });
  afterEach(() => Promise.all([store.close(), other.close()]));

  const onDatabase = async (sql: string) => (await sharedServer()).query(sql, databaseUrl);

  describe('with several stores at once', () => {
    it('lets exactly one of their commits to a record win', async () => {
      const task = aTask();
      await store.commit([put(tasks, task)]);
      const commits = Array.from({ length: 20 }, (_, place) =>
        (place % 2 ? store : other).commit([put(tasks, { ...task, version: 1, kind: `attempt ${place}` })]),
      );
      expect(await outcomesOf(commits)).to.deep.equal({ made: 1, CONFLICT: 19 });
      expect(await other.get(tasks, task.id)).to.include({ version: 2 });
    });

    it('shows in each of them what another one has committed', async () => {
      const task = aTask();
      await store.commit([put(tasks, task)]);
      expect(await other.get(tasks, task.id)).to.include({ version: 1 });
      await other.commit([remove(tasks, { ...task, version: 1 })]);
      expect(await store.get(tasks, task.id)).to.equal(undefined);
    });

    it('commits nothing upon a record that another one has changed meanwhile', async () => {
      const gate = aTask({ id: 'gate' });
      await store.commit([put(tasks, gate)]);
      const open = { ...gate, version: 1 };
      const entering = Array.from({ length: 60 }, (_, place) =>
        (place % 2 ? store : other).commit([
          check(tasks, open),
          put(organisations, anOrganisation({ networkId: 'n' })),
        ]),
      );
      const closing = other.commit([put(tasks, { ...open, kind: 'closed' })]);
      // Whoever was told that they came in is there before the gate is seen closed.
      const seen = closing.then(() => store.count(organisations, { networkId: 'n' }));
      const { made = 0 } = await outcomesOf(entering);
      expect(await seen).to.equal(made);
      expect(await store.count(organisations, { networkId: 'n' })).to.equal(made);
      await expectCode(store.commit([check(tasks, open)]), 'CONFLICT');
    });

    it('makes only one of two commits that each change what the other one looked at', async function () {
      this.timeout(30_000);
      for (const [one, two] of [
        [store, store],
        [store, other],
      ] as const) {
        const [a, b] = [aTask(), aTask()].map((task) => ({ ...task, version: 1 })) as [Task, Task];
        await store.commit([a, b].map((task) => put(tasks, { ...task, version: 0 })));
        const busy = Array.from({ length: 5 }, () => one.commit([put(organisations, anOrganisation())]));
        const commits = [one.commit([check(tasks, a), put(tasks, b)]), two.commit([check(tasks, b), put(tasks, a)])];
        expect(await outcomesOf(commits)).to.deep.equal({ made: 1, CONFLICT: 1 });
        await Promise.all(busy);
      }
    });
  });

  describe('commits in flight together', () => {
    it('share transactions, unless that is turned off', async () => {
      const transactionsOf = async (writer: KeptStore) => {
        const before = await nextTransaction();
        await Promise.all(Array.from({ length: 100 }, () => writer.commit([put(members, aMember())])));
        return (await nextTransaction()) - before;
      };
      expect(await transactionsOf(store)).to.be.lessThan(20);
      const single = await openPostgresStore({ databaseUrl, grouped: false });
      expect(await transactionsOf(single)).to.be.greaterThan(99);
      await single.close();
    });

    it('get each its own outcome, whatever becomes of the others', async () => {
      const [stale, taken, gone] = [aMember(), aMember(), aMember()];
      await store.commit([stale, taken, gone].map((member) => put(members, member)));
      await store.commit([put(members, { ...stale, version: 1 })]);
      const twinOf = () => aMember({ networkId: taken.networkId, personId: taken.personId });
      const kinds: readonly [string, () => Write[]][] = [
        ['made', () => [put(members, aMember())]],
        ['made', () => [put(organisations, anOrganisation()), put(tasks, aTask())]],
        ['made', () => [check(members, { ...taken, version: 1 }), put(tasks, aTask())]],
        ['CONFLICT', () => [put(members, { ...stale, version: 1 })]],
        ['CONFLICT', () => [put(tasks, aTask()), remove(members, { ...stale, version: 1 })]],
        ['CONFLICT', () => [check(members, { ...gone, version: 2 }), put(organisations, anOrganisation())]],
        ['CONFLICT', () => [put(members, { ...gone, version: 0 })]],
        ['DUPLICATE', () => [put(members, twinOf())]],
        ['DUPLICATE', () => [put(members, twinOf()), put(tasks, aTask())]],
        [
          'DUPLICATE',
          () => [put(members, { ...gone, version: 1, networkId: taken.networkId, personId: taken.personId })],
        ],
      ];
      const asked = Array.from({ length: 120 }, (_, place) => kinds[(place * 7) % kinds.length] ?? kinds[0]);
      const commits = asked.map((kind) => store.commit(kind?.[1]() ?? []));
      const outcomes = await Promise.all(commits.map(outcomeOf));
      expect(outcomes).to.deep.equal(asked.map((kind) => kind?.[0]));
      expect(await store.count(organisations, {})).to.equal(
        outcomes.filter((_, place) => asked[place] === kinds[1]).length,
      );
    });

    it('let a person press twice, and make one record of it', async () => {
      const response = aResponse();
      const presses = Array.from({ length: 12 }, () => store.commit([put(responses, response)]));
      const meanwhile = Array.from({ length: 30 }, () => store.commit([put(responses, aResponse())]));
      expect(await outcomesOf(presses)).to.deep.equal({ made: 1, CONFLICT: 11 });
      expect(await outcomesOf(meanwhile)).to.deep.equal({ made: 30 });
    });
  });

  it('makes one commit of thousands of records', async function () {
    this.timeout(30_000);
    const many = Array.from({ length: 6000 }, () => aResponse({ surveyId: 's' }));
    await store.commit(many.map((one) => put(responses, one)));
    expect(await store.count(responses, { surveyId: 's' })).to.equal(6000);
    const closing = [...many.map((one) => remove(responses, { ...one, version: 1 })), put(tasks, aTask())];
    await store.commit(closing);
    expect(await store.count(responses, {})).to.equal(0);
  });

  it('makes a commit that collided with another transaction once that is through', async () => {
    const [a, b] = [aTask({ id: 'a' }), aTask({ id: 'b' })];
    await store.commit([put(tasks, a), put(tasks, b)]);
    const other = await (await sharedServer()).connect(databaseUrl);
    try {
      await other.query(`begin; update tasks set kind = 'other' where id = 'b'`);
      const commit = store.commit([
        put(tasks, { ...a, version: 1 }),
        put(organisations, anOrganisation()),
        put(tasks, { ...b, version: 1 }),
      ]);
      await untilSomebodyWaits();
      await other.query(`update tasks set kind = 'other' where id = 'a'; commit`);
      await commit;
    } finally {
      await other.end();
    }
    expect(await store.get(tasks, 'b')).to.include({ version: 2, kind: b.kind });
  });

  it('takes nothing when a record comes back as another one', async () => {
    await store.commit([put(tasks, aTask({ id: 'a' })), put(tasks, aTask({ id: 'b' }))]);
    const taking = store.take(tasks, {}, {}, (task) => ({ ...task, kind: 'taken', version: task.id === 'b' ? 7 : 1 }));
    await expectCode(taking, 'INTERNAL');
    expect(await store.get(tasks, 'a')).to.include({ version: 1, kind: 'survey.close' });
  });

  it('keeps the order of keys in what a record holds', async () => {
    const response = aResponse({ answers: { z: 'last', a: 'first', m: { y: '1', b: '2' } } });
    await store.commit([put(responses, response)]);
    const answers = (await store.get(responses, response.id))?.answers;
    expect(JSON.stringify(answers)).to.equal(JSON.stringify(response.answers));
  });

  it('puts first, as lowdb does, what lacks the field that it orders by', async () => {
    const opened = { a: '2026-12-02T09:00:00.000Z', b: undefined, c: '2026-12-01T09:00:00.000Z', d: undefined };
    const all = Object.entries(opened).map(([id, opensAt]) => aSurvey({ id, opensAt }));
    await store.commit(all.map((one) => put(surveys, one)));
    const table = { ...tableOf(surveys), collection: { ...surveys, indexes: ['opensAt'] } };
    const statement = selectPage(table, {}, { orderBy: 'opensAt' });
    const rows = await withUpkeep(parseAddress(databaseUrl), (upkeep) =>
      withSession(upkeep, (session) => session.run(statement)),
    );
    expect(rows.map(([id]) => id)).to.deep.equal(['b', 'd', 'c', 'a']);
  });

  it('refuses to look for a moment by what is none', async () => {
    await expectCode(store.find(tasks, { dueAt: 'tomorrow' }), 'INTERNAL');
    await expectCode(store.count(tasks, { dueAt: { upTo: '2026-12-01' } }), 'INTERNAL');
  });

  it('commits while long reads take all the connections they may have', async () => {
    const done = Promise.withResolvers<void>();
    const reads = Array.from({ length: 4 }, () =>
      store.snapshot(async (view) => {
        await view.count(members, {});
        await done.promise;
      }),
    );
    await store.commit(Array.from({ length: 3 }, () => put(members, aMember())));
    expect(await store.count(members, {})).to.equal(3);
    done.resolve();
    await Promise.all(reads);
  });

  it('puts nothing of what people wrote into its errors', async () => {
    await onDatabase('alter table members add column surprise integer not null');
    const error = await expectCode(store.commit([put(members, aMember({ name: 'kirjoitettu' }))]), 'INTERNAL');
    expect(inspect(error, { depth: 9 }))
      .to.contain('23502')
      .and.not.to.contain('kirjoitettu');
  });

  async function nextTransaction(): Promise<number> {
    const [row] = (await onDatabase('select pg_snapshot_xmax(pg_current_snapshot())::text as next')) as {
      next: string;
    }[];
    return Number(row?.next);
  }

  async function untilSomebodyWaits(): Promise<void> {
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await onDatabase(waiting)).length === 0);
  }
});

async function outcomeOf(commit: Promise<void>): Promise<string> {
  try {
    await commit;
    return 'made';
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
}

async function outcomesOf(commits: readonly Promise<void>[]): Promise<Record<string, number>> {
  const outcomes = await Promise.all(commits.map(outcomeOf));
  return Object.fromEntries([...new Set(outcomes)].map((one) => [one, outcomes.filter((each) => each === one).length]));
}
