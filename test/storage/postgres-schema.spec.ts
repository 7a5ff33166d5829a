import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { members, networks } from '../../domain/network/network.ts';
import { put } from '../../domain/store.ts';
import { responses } from '../../domain/survey/response.ts';
import { publishedResults } from '../../domain/survey/results/published-results.ts';
import { sealKeys } from '../../domain/survey/seal-key.ts';
import type { StoreNotice } from '../../storage/kept-store.ts';
import { parseAddress } from '../../storage/postgres/address.ts';
import { migrate, migrationsFolder } from '../../storage/postgres/migrate.ts';
import { openPostgresStore } from '../../storage/postgres/store.ts';
import { type Column, snakeCase, tables } from '../../storage/postgres/table.ts';
import { withUpkeep } from '../../storage/postgres/upkeep.ts';
import { schemaVersion } from '../../storage/schema.ts';
import { migratedDatabase, sharedServer } from '../postgres/shared-server.ts';
import { expectCode } from './expect-code.ts';
import { kill, startWriter } from './postgres-process.ts';
import { aMember } from './records.ts';

/** What each released migration is, for ever: a change of shapes is a new one. */
const released: Readonly<Record<string, string>> = {
  '0002-tables.sql': '57e571b1e440ed98d1e26031f82f5192248aec5f493cb17e5db917c34c4c073b',
  '0003-respondents.sql': '43aa92b76f2b93629a726617b5a9a1375454a97323124c5282e9a1b8cf327f59',
  '0004-retention.sql': '64c30defebe838729a5dd535c20529eebd450fc306877857ac281aff175c1caf',
  '0005-lasting-steps.sql': 'abb0400a4ef1b02b3f7867f75351e4c3aac4afc1fd94a0905c90ef1cffe14e35',
  '0006-plain-names.sql': 'a0e2e2a6b98d42041b81a6be71a6b843c45e54b9dd48eb98bcecc31aae7ce896',
};

describe('PostgreSQL’s migrations', () => {
  it('are as they were released', async () => {
    const hashes = (await readdir(migrationsFolder)).map(async (file) => {
      const text = (await readFile(join(migrationsFolder, file), 'utf8')).replaceAll('\r\n', '\n');
      return [file, createHash('sha256').update(text).digest('hex')];
    });
    expect(Object.fromEntries(await Promise.all(hashes))).to.deep.equal(released);
  });

  it('carry the numbers of schema versions, up to the one of now', () => {
    const numbers = Object.keys(released).map((file) => Number(file.slice(0, 4)));
    expect(numbers).to.deep.equal(Array.from({ length: schemaVersion - 1 }, (_, place) => place + 2));
  });

  describe('make tables', () => {
    const types: Readonly<Record<Column['kind'], string>> = {
      text: 'text C',
      texts: 'text[] C',
      integer: 'integer',
      boolean: 'boolean',
      moment: 'timestamp(3) with time zone',
      day: 'date',
      json: 'json',
    };
    let databaseUrl: string;

    before(async () => {
      databaseUrl = await migratedDatabase();
    });

    const rowsOf = async (sql: string) => (await (await sharedServer()).query(sql, databaseUrl)) as { text: string }[];
    const textsOf = async (sql: string) => (await rowsOf(sql)).map(({ text }) => text).sort();

    it('with a column for each field of each collection’s shape, and no other', async () => {
      const columns = await textsOf(`
        select concat_ws(' ', c.relname, a.attname, format_type(atttypid, atttypmod), l.collname,
          case when attnotnull then 'required' end) as text
        from pg_attribute a join pg_class c on c.oid = attrelid left join pg_collation l on l.oid = attcollation
        where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
          and relname not like 'schema_migrations%'`);
      const expected = tables.flatMap((table) =>
        table.columns.map(({ name, kind, optional }) =>
          [table.name, name, types[kind], ...(optional ? [] : ['required'])].join(' '),
        ),
      );
      expect(columns).to.deep.equal(expected.sort());
    });

    it('with an index that begins with each field that may be asked for', async () => {
      const leading = await textsOf(`
        select concat_ws(' ', c.relname, a.attname, m.amname) as text
        from pg_index i join pg_class c on c.oid = indrelid join pg_class ic on ic.oid = indexrelid
          join pg_am m on m.oid = ic.relam join pg_attribute a on a.attrelid = indrelid and a.attnum = indkey[0]`);
      const expected = tables.flatMap(({ collection, name, columns }) =>
        columns
          .filter(({ field }) => collection.indexes.includes(field))
          .map((column) => `${name} ${column.name} ${column.kind === 'texts' ? 'gin' : 'btree'}`),
      );
      expect(leading).to.include.members(expected);
    });

    it('with the unique keys of the collections', async () => {
      const keys = await textsOf(`
        select c.relname || ' ' || string_agg(a.attname, ' ' order by place) as text
        from pg_constraint k join pg_class c on c.oid = conrelid, unnest(conkey) with ordinality as u (attnum, place)
          join pg_attribute a on true
        where contype = 'u' and a.attrelid = conrelid and a.attnum = u.attnum
          and relnamespace = 'public'::regnamespace
        group by c.relname, conname`);
      const expected = tables.flatMap(({ collection, name }) =>
        collection.unique.map((fields) => [name, ...fields.map(snakeCase)].join(' ')),
      );
      expect(keys).to.deep.equal(expected.sort());
    });

    it('whose indexed fields can be asked for by a text', () => {
      const kinds = tables.flatMap(({ collection, columns }) =>
        columns.filter(({ field }) => collection.indexes.includes(field)).map(({ kind }) => kind),
      );
      expect(kinds.filter((kind) => !['text', 'texts', 'moment', 'day'].includes(kind))).to.deep.equal([]);
    });
  });

  describe('on a database', () => {
    let databaseUrl: string;

    beforeEach(async () => {
      databaseUrl = await (await sharedServer()).createDatabase();
    });

    const applied = async () => {
      const rows = await (await sharedServer()).query('select name from schema_migrations order by name', databaseUrl);
      return (rows as { name: string }[]).map(({ name }) => `${name}.sql`);
    };

    it('run once, however many stores open at the same time', async function () {
      this.timeout(30_000);
      const opening = Array.from({ length: 8 }, () => openPostgresStore({ databaseUrl }));
      const stores = await Promise.all(opening);
      expect(await applied()).to.deep.equal(Object.keys(released));
      await stores[0]?.commit([put(members, aMember())]);
      for (const store of stores) expect(await store.count(members, {})).to.equal(1);
      await Promise.all(stores.map((store) => store.close()));
    });

    it('run once, however many processes start at the same time', async function () {
      this.timeout(30_000);
      const writers = ['one', 'two', 'three'].map((prefix) => startWriter(databaseUrl, prefix));
      try {
        await Promise.all(writers.map(({ stdout }) => once(stdout ?? process.stdin, 'data')));
        expect(await applied()).to.deep.equal(Object.keys(released));
      } finally {
        await Promise.all(writers.map(kill));
      }
    });

    it('are not heard of when there was nothing before', async () => {
      const notices: StoreNotice[] = [];
      for (let time = 0; time < 2; time++)
        await (await openPostgresStore({ databaseUrl, notice: (one) => notices.push(one) })).close();
      expect(notices).to.deep.equal([]);
    });

    it('are refused when a newer program has run more of them', async () => {
      const running = await openPostgresStore({ databaseUrl });
      await running.ready();
      const next = `${String(schemaVersion + 1).padStart(4, '0')}-of-tomorrow`;
      await (await sharedServer()).query(
        `insert into schema_migrations (name, timestamp) values ('${next}', '2026')`,
        databaseUrl,
      );
      await expectCode(running.ready(), 'STORE_NEWER');
      await running.close();
      for (const readOnly of [true, false]) {
        const error = await expectCode(openPostgresStore({ databaseUrl, readOnly }), 'STORE_NEWER');
        expect(error.message)
          .to.contain(`schema ${schemaVersion + 1}`)
          .and.not.to.contain('secret');
      }
      expect(await applied()).to.deep.equal([...Object.keys(released), `${next}.sql`]);
    });

    it('tell which right the role lacks', async () => {
      const server = await sharedServer();
      await server.query(`create role visitor login password 'visit'`);
      const address = Object.assign(new URL(databaseUrl), { username: 'visitor', password: 'visit' }).href;
      const error = await expectCode(openPostgresStore({ databaseUrl: address }), 'STORE_UNAVAILABLE');
      expect(error.message).to.contain('permission denied').and.to.contain('public');
    });

    it('have to have been run for those who only read', async () => {
      await (await openPostgresStore({ databaseUrl })).close();
      await (await sharedServer()).query(
        `delete from schema_migrations; insert into schema_migrations (name, timestamp) values ('0001-first', '2026')`,
        databaseUrl,
      );
      const error = await expectCode(openPostgresStore({ databaseUrl, readOnly: true }), 'STORE_UNAVAILABLE');
      expect(error.message).to.contain(`has schema 1; `).and.to.contain(`schema ${schemaVersion} when it starts`);
    });

    it('are left to those who write', async () => {
      const error = await expectCode(openPostgresStore({ databaseUrl, readOnly: true }), 'STORE_UNAVAILABLE');
      expect(error.message).to.contain('no data of this program');
      const rows = await (await sharedServer()).query(`select to_regclass('schema_migrations') as name`, databaseUrl);
      expect(rows).to.deep.equal([{ name: null }]);
    });
  });

  describe('from an older schema', () => {
    let databaseUrl: string;
    let folder: string;

    beforeEach(async () => {
      databaseUrl = await migratedDatabase();
      folder = await mkdtemp(join(tmpdir(), 'migrations-'));
      for (const file of Object.keys(released)) await copyFile(join(migrationsFolder, file), join(folder, file));
    });
    afterEach(() => rm(folder, { recursive: true }));

    const migrateTo = (sql: string) => {
      const file = join(folder, `${String(schemaVersion + 1).padStart(4, '0')}-next.sql`);
      const address = parseAddress(databaseUrl);
      return writeFile(file, sql).then(() => withUpkeep(address, (upkeep) => migrate(upkeep, address.place, folder)));
    };
    const query = async (sql: string) => (await sharedServer()).query(sql, databaseUrl);

    it('say of answers from before version 3 whose they are', async () => {
      databaseUrl = await (await sharedServer()).createDatabase();
      for (const file of Object.keys(released).slice(1)) await rm(join(folder, file));
      const address = parseAddress(databaseUrl);
      await withUpkeep(address, (upkeep) => migrate(upkeep, address.place, folder));
      await query(`insert into responses (id, version, network_id, survey_id, member_id, state, answers, updated_at)
        values ('r', 1, 'n', 's', 'm', 'draft', '{}', '2026-11-22T10:00:00Z')`);
      const store = await openPostgresStore({ databaseUrl });
      const [found] = await store.find(responses, { surveyId: 's', respondentId: 'm' });
      expect(found).to.include({ id: 'r', version: 1, respondentId: 'm', memberId: 'm' });
      await store.close();
    });

    it('give what was stored before version 6 its plainer names', async () => {
      databaseUrl = await (await sharedServer()).createDatabase();
      for (const file of Object.keys(released).slice(4)) await rm(join(folder, file));
      const address = parseAddress(databaseUrl);
      await withUpkeep(address, (upkeep) => migrate(upkeep, address.place, folder));
      await query(`insert into networks (id, version, tenant_id, team_id, name, region, time_zone, language, created_at, served)
        values ('n', 1, 't', 't', '{"fi":"Verkosto"}', 'Uusimaa', 'Europe/Helsinki', 'fi', '2026-11-22T10:00:00Z',
          '{"at":"b","formerly":["a"]}')`);
      await query(`insert into seal_keys (id, version, network_id, state, parted) values
        ('ending', 1, 'n', 'parted', 5), ('open', 1, 'n', 'inUse', null)`);
      await query(`insert into kept_figures (id, version, network_id, submitted) values ('s', 1, 'n', 5)`);
      const store = await openPostgresStore({ databaseUrl });
      expect((await store.get(networks, 'n'))?.serviceUrls).to.deep.equal({ current: 'b', former: ['a'] });
      const keys = await store.find(sealKeys, { networkId: 'n' });
      expect(keys.map(({ state, anonymised }) => [state, anonymised])).to.deep.equal([
        ['toDestroy', 5],
        ['inUse', undefined],
      ]);
      expect(await store.get(publishedResults, 's')).to.include({ submitted: 5 });
      await store.close();
    });

    it('keep what is there, and tell what it was', async () => {
      const store = await openPostgresStore({ databaseUrl });
      const member = aMember();
      await store.commit([put(members, member)]);
      await store.close();
      expect(await migrateTo('alter table members add column nickname text;')).to.equal(schemaVersion);
      expect(await query('select id, nickname from members')).to.deep.equal([{ id: member.id, nickname: null }]);
    });

    it('leave everything as it was when one of them fails', async () => {
      const failing = migrateTo('alter table members add column nickname text; select 1 / 0;');
      await expectCode(failing, 'INTERNAL');
      const columns = `select from information_schema.columns where column_name = 'nickname'`;
      expect(await query(columns)).to.deep.equal([]);
      await (await openPostgresStore({ databaseUrl })).close();
    });
  });
});
