import { expect } from 'chai';
import { type Member, members, organisations } from '../../domain/network/network.ts';
import { tasks } from '../../domain/outbox.ts';
import { put, remove } from '../../domain/store.ts';
import type { KeptStore } from '../../storage/kept-store.ts';
import { parseAddress } from '../../storage/postgres/address.ts';
import { withSession } from '../../storage/postgres/connections.ts';
import { examinePostgres } from '../../storage/postgres/examine.ts';
import { rewriteTables } from '../../storage/postgres/forget.ts';
import { openPostgresStore } from '../../storage/postgres/store.ts';
import { tableOf, tables } from '../../storage/postgres/table.ts';
import { withUpkeep } from '../../storage/postgres/upkeep.ts';
import { schemaVersion } from '../../storage/schema.ts';
import { migratedDatabase, sharedServer } from '../postgres/shared-server.ts';
import { expectCode } from './expect-code.ts';
import { aMember, anOrganisation, aTask } from './records.ts';

describe('The upkeep of PostgreSQL', () => {
  let databaseUrl: string;
  let store: KeptStore;

  beforeEach(async () => {
    databaseUrl = await migratedDatabase();
    store = await openPostgresStore({ databaseUrl });
  });
  afterEach(() => store.close());

  const query = async (sql: string) => (await sharedServer()).query(sql, databaseUrl);

  describe('forgetting', () => {
    const secret = 'sanottu luottamuksella';

    /** Whether the files of a table or its indexes hold a text. */
    async function isInFiles(text: string): Promise<boolean> {
      await query('checkpoint');
      const rows = await query(`
        select from pg_class where (relname = 'members' or oid in (select indexrelid from pg_index where indrelid = 'members'::regclass))
          and position('${text}'::bytea in pg_read_binary_file(pg_relation_filepath(oid::regclass))) > 0`);
      return rows.length > 0;
    }

    async function storedMember(given: Partial<Member> = {}): Promise<Member> {
      const member = aMember(given);
      await store.commit([put(members, member)]);
      return { ...member, version: 1 };
    }

    it('leaves nothing of what was deleted or replaced in the tables’ files', async () => {
      const kept = await storedMember({ name: 'kept' });
      const deleted = await storedMember({ name: `${secret} 1` });
      const replaced = await storedMember({ groupIds: [`${secret} 2`] });
      await store.commit([remove(members, deleted)]);
      await store.commit([put(members, { ...replaced, groupIds: [] })]);
      expect(await isInFiles(secret)).to.equal(true);
      await store.forget(members);
      expect(await isInFiles(secret)).to.equal(false);
      expect(await store.get(members, kept.id)).to.deep.equal(kept);
      expect(await store.get(members, replaced.id)).to.include({ version: 2 });
    });

    it('waits for those who still see it', async () => {
      const member = await storedMember({ name: secret });
      const [begun, enough] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const reading = store.snapshot(async (view) => {
        begun.resolve();
        await enough.promise;
        return view.get(members, member.id);
      });
      await begun.promise;
      await store.commit([remove(members, member)]);
      const steps: string[] = [];
      const forgetting = store.forget(members).then(() => steps.push('forgotten'));
      await store.commit([put(members, aMember())]);
      enough.resolve();
      expect(await reading.finally(() => steps.push('read'))).to.deep.equal(member);
      await forgetting;
      expect(steps).to.deep.equal(['read', 'forgotten']);
      expect(await isInFiles(secret)).to.equal(false);
    });

    it('gives up when somebody reads on and on, to be tried again', async () => {
      const member = await storedMember();
      await store.snapshot(async () => {
        await store.commit([remove(members, member)]);
        const address = parseAddress(databaseUrl);
        const rewriting = withUpkeep(address, (connections) =>
          withSession(connections, (session) => rewriteTables(session, [tableOf(members)], 100)),
        );
        await expectCode(rewriting, 'STORE_UNAVAILABLE');
      });
      await store.forget(members, tasks);
    });

    it('goes on beside commits and reads', async function () {
      this.timeout(30_000);
      const done = new AbortController();
      const busy = Array.from({ length: 4 }, async () => {
        let count = 0;
        while (!done.signal.aborted) {
          await store.commit([put(members, aMember({ networkId: 'n' }))]);
          count++;
        }
        return count;
      });
      for (let time = 0; time < 5; time++) await store.forget(members);
      done.abort();
      const made = (await Promise.all(busy)).reduce((sum, count) => sum + count, 0);
      expect(await store.count(members, { networkId: 'n' })).to.equal(made);
    });
  });

  describe('open for reading only', () => {
    let reader: KeptStore;

    beforeEach(async () => {
      reader = await openPostgresStore({ databaseUrl, readOnly: true });
    });
    afterEach(() => reader.close());

    it('shows what others write meanwhile', async () => {
      const task = aTask();
      await store.commit([put(tasks, task)]);
      expect(await reader.get(tasks, task.id)).to.include({ version: 1 });
      expect(await reader.snapshot((view) => view.count(tasks, {}))).to.equal(1);
      await reader.ready();
    });

    it('changes nothing', async () => {
      await store.commit([put(tasks, aTask())]);
      const attempts = [
        reader.commit([put(members, aMember())]),
        reader.take(tasks, {}, {}, (task) => task),
        reader.forget(tasks),
        reader.fill((async function* () {})()),
      ];
      for (const attempt of attempts) await expectCode(attempt, 'STORE_READ_ONLY');
      expect(await store.count(tasks, {})).to.equal(1);
    });
  });

  describe('examining', () => {
    const place = () => `postgresql://${new URL(databaseUrl).host}${new URL(databaseUrl).pathname}`;

    it('tells version, records and sizes, and where, without user and password', async () => {
      await store.commit([put(tasks, aTask()), put(tasks, aTask()), put(organisations, anOrganisation())]);
      const report = await examinePostgres(databaseUrl);
      expect(report).to.deep.include({
        kind: 'postgres',
        place: place(),
        schemaVersion,
        faults: [],
        freeBytes: undefined,
      });
      expect(report.parts.map(({ name }) => name)).to.deep.equal(tables.map(({ name }) => name));
      const records = Object.fromEntries(report.parts.map((part) => [part.name, part.records]));
      expect(records).to.include({ tasks: 2, organisations: 1, members: 0 });
      expect(report.parts.every(({ bytes }) => bytes > 0)).to.equal(true);
    });

    it('takes an empty database as it is', async () => {
      const empty = await (await sharedServer()).createDatabase();
      const report = await examinePostgres(empty);
      expect(report).to.deep.include({ schemaVersion: undefined, parts: [], faults: [] });
      const made = `select from pg_class where relnamespace = 'public'::regnamespace`;
      expect(await (await sharedServer()).query(made, empty)).to.deep.equal([]);
    });

    it('names a table that is missing, and an index that holds nothing together', async () => {
      await query('drop table tasks');
      await query(`update pg_index set indisvalid = false where indexrelid = 'members_person_id'::regclass`);
      const { faults } = await examinePostgres(databaseUrl);
      expect(faults.map(({ file }) => file)).to.deep.equal(['tasks', 'members_person_id']);
    });

    it('names a newer schema', async () => {
      await query(`insert into schema_migrations (name, timestamp) values ('0099-later', '2026')`);
      const report = await examinePostgres(databaseUrl);
      expect(report.schemaVersion).to.equal(99);
      expect(report.faults.map(({ what }) => what)).to.deep.equal(['has schema 99, of a newer program']);
    });

    it('tells that a database does not answer', async () => {
      const away = Object.assign(new URL(databaseUrl), { port: '1' }).href;
      const { faults, schemaVersion: version } = await examinePostgres(away);
      expect(version).to.equal(undefined);
      expect(faults).to.have.length(1);
      expect(faults[0]?.what).to.contain('ECONNREFUSED').and.not.to.contain('secret');
    });
  });
});
