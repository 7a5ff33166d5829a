import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { members, organisations } from '../../domain/network/network.ts';
import { tasks } from '../../domain/outbox.ts';
import { put, type Store } from '../../domain/store.ts';
import type { KeptStore } from '../../storage/kept-store.ts';
import { parseAddress } from '../../storage/postgres/address.ts';
import { createConnections, withSession } from '../../storage/postgres/connections.ts';
import { openPostgresStore } from '../../storage/postgres/store.ts';
import { type Line, openLine } from '../postgres/line.ts';
import { type Server, startServer } from '../postgres/server.ts';
import { migratedDatabase, sharedServer } from '../postgres/shared-server.ts';
import { rounds } from '../soak/rounds.ts';
import { expectCode } from './expect-code.ts';
import { kill, startWriter } from './postgres-process.ts';
import { aMember, anOrganisation } from './records.ts';

describe('PostgreSQL that is killed and started again under load', () => {
  let server: Server;
  let databaseUrl: string;
  let writer: ChildProcess | undefined;

  before(async function () {
    this.timeout(60_000);
    server = await startServer();
    databaseUrl = await server.createDatabase();
  });
  after(async () => {
    if (writer) await kill(writer);
    await server.stop();
  });

  it('loses no acknowledged commit, halves none, and is found again by those who write', async function () {
    const count = rounds(30);
    this.timeout(30_000 * (count + 1));
    writer = startWriter(databaseUrl, 'lane');
    const acknowledged: string[] = [];
    const more = linesInto(acknowledged, writer);
    for (let round = 0; round < count; round++) {
      await more(500);
      await server.kill();
      await server.restart();
      await more(500);
    }
    await kill(writer);
    await more(Number.POSITIVE_INFINITY);
    await expectKept(acknowledged);
  });

  async function expectKept(acknowledged: readonly string[]): Promise<void> {
    const store = await openPostgresStore({ databaseUrl });
    try {
      const [kept, partners] = [await idsIn(store, organisations), await idsIn(store, tasks)];
      expect(acknowledged.filter((name) => !kept.has(name))).to.deep.equal([]);
      const pairs = [...kept].filter((name) => Number(name.split('-')[2]) % 2 === 0);
      expect(pairs.filter((name) => !partners.has(name))).to.deep.equal([]);
      expect(partners.size).to.equal(pairs.length);
      expect(new Set(acknowledged).size).to.equal(acknowledged.length);
    } finally {
      await store.close();
    }
  }
});

describe('A connection to PostgreSQL', () => {
  let databaseUrl: string;

  beforeEach(async () => {
    databaseUrl = await migratedDatabase();
  });

  const query = async (sql: string) => (await sharedServer()).query(sql, databaseUrl);
  const endOthers =
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';

  it('that the server ends is replaced by another one', async () => {
    const store = await openPostgresStore({ databaseUrl });
    for (let round = 0; round < 3; round++) {
      await Promise.all(Array.from({ length: 5 }, () => store.commit([put(members, aMember())])));
      await query(endOthers);
      await store.ready();
    }
    expect(await store.count(members, {})).to.equal(15);
    await store.close();
  });

  it('that the server ends within a snapshot ends that, and nothing else', async () => {
    const store = await openPostgresStore({ databaseUrl });
    const reading = store.snapshot(async (view) => {
      await query(endOthers);
      return view.count(members, {});
    });
    await expectCode(reading, 'STORE_UNAVAILABLE');
    expect(await store.count(members, {})).to.equal(0);
    await store.close();
  });

  it('that cannot be made is told of while people still wait, without the password', async () => {
    const url = new URL(databaseUrl);
    const wrong = { port: '1', password: 'guessed', pathname: '/nowhere' };
    for (const [part, value] of Object.entries(wrong)) {
      const address = Object.assign(new URL(url), { [part]: value }).href;
      const begun = performance.now();
      const error = await expectCode(openPostgresStore({ databaseUrl: address }), 'STORE_UNAVAILABLE');
      expect(performance.now() - begun).to.be.lessThan(3000);
      expect(inspect(error, { depth: 9, showHidden: true })).not.to.match(/guessed|not.a.secret|not%20a/);
    }
  });

  it('is refused for what is no address of a database, which is not quoted', async () => {
    for (const address of ['', 'secret', 'mysql://user:secret@host/name', 'postgresql://user:secret@host:port/name']) {
      const error = await expectCode(openPostgresStore({ databaseUrl: address }), 'CONFIG_INVALID');
      expect(inspect(error, { depth: 9, showHidden: true })).not.to.contain('secret');
    }
  });

  describe('on a line that breaks', () => {
    let line: Line;
    let store: Store | undefined;

    beforeEach(async () => {
      line = await openLine(Number(new URL(databaseUrl).port));
    });
    afterEach(async () => {
      await store?.close();
      await line.close();
    });

    const urlOfLine = () => Object.assign(new URL(databaseUrl), { port: String(line.port) }).href;

    it('before the commit is sent, is replaced, and the commit made', async () => {
      store = await openPostgresStore({ databaseUrl: urlOfLine() });
      const [member, organisation] = [aMember(), anOrganisation()];
      const broken = line.breakAt('begin');
      await store.commit([put(members, member), put(organisations, organisation)]);
      await broken;
      expect(await store.get(members, member.id)).to.include({ version: 1 });
      expect(await store.count(organisations, {})).to.equal(1);
    });

    it('while something is read, is replaced, and the answer given', async () => {
      store = await openPostgresStore({ databaseUrl: urlOfLine() });
      await store.commit([put(members, aMember())]);
      const broken = line.breakAt('select');
      expect(await store.count(members, {})).to.equal(1);
      await broken;
    });

    for (const [what, at] of Object.entries({ 'one record': 'insert into', 'several records': 'commit' }))
      it(`before the answer to a commit of ${what}, tells that nobody knows, and makes it no second time`, async () => {
        store = await openPostgresStore({ databaseUrl: urlOfLine() });
        const member = aMember();
        const writes = [put(members, member), ...(at === 'commit' ? [put(organisations, anOrganisation())] : [])];
        const broken = line.breakAt(at);
        await expectCode(store.commit(writes), 'STORE_UNAVAILABLE');
        await broken;
        expect(await store.get(members, member.id)).to.include({ version: 1 });
        await expectCode(store.commit(writes), 'CONFLICT');
      });

    it('that falls silent is given up', async () => {
      const connections = createConnections(parseAddress(urlOfLine()), unlimited);
      const ask = () => withSession(connections, (session) => session.run({ text: 'select 1' }), performance.now());
      expect(await ask()).to.deep.equal([[1]]);
      line.fallSilent();
      await expectCode(ask(), 'STORE_UNAVAILABLE');
      await connections.pool.end();
    });

    it('that falls silent while the server is there, is replaced, and nobody notices', async () => {
      const open = await openPostgresStore({ databaseUrl: urlOfLine() });
      store = open;
      // Several connections, which are all silent then.
      await Promise.all(Array.from({ length: 5 }, () => open.count(members, {})));
      line.fallSilent();
      const begun = performance.now();
      expect(await open.count(members, {})).to.equal(0);
      for (let round = 0; round < 10; round++) await open.commit([put(members, aMember())]);
      expect(performance.now() - begun).to.be.lessThan(5000);
    });

    it('is not given up while the server is at work, however long that takes', async () => {
      const connections = createConnections(parseAddress(urlOfLine()), unlimited);
      const slow = withSession(connections, (session) => session.run({ text: 'select 1 from pg_sleep(3)' }));
      expect(await slow).to.deep.equal([[1]]);
      await connections.pool.end();
    });

    it('is given up however it is used, and at whatever moment it is cut', async function () {
      this.timeout(30_000);
      const [member, organisation] = [aMember(), anOrganisation()];
      const never = new Promise<never>(() => undefined);
      const entries = async function* () {
        yield { collection: members.name, record: { ...member, version: 1 } };
      };
      // What is sent when the line is cut, and what then has to end.
      const uses: Readonly<Record<string, [at: string, use: (of: KeptStore, ofLine: Line) => Promise<unknown>]>> = {
        get: ['select', (of) => of.get(members, member.id)],
        'a commit of one': ['insert into', (of) => of.commit([put(members, member)])],
        'a commit, at its beginning': [
          'begin',
          (of) => of.commit([put(members, member), put(organisations, organisation)]),
        ],
        'a commit, at its end': ['commit', (of) => of.commit([put(members, member), put(organisations, organisation)])],
        take: ['for update', (of) => of.take(tasks, {}, { limit: 1 }, (task) => task)],
        stream: ['select', (of) => firstOf(of.stream(members, {}))],
        snapshot: ['repeatable read', (of) => of.snapshot((view) => view.count(members, {}))],
        'a snapshot, while it is read': ['count(*)', (of) => of.snapshot((view) => view.count(members, {}))],
        forget: ['vacuum', (of) => of.forget(members)],
        'forget, at its beginning': ['pg_current_xact_id', (of) => of.forget(members)],
        fill: ['json_populate_record', (of) => of.fill(entries())],
        'fill, at its beginning': ['lock table', (of) => of.fill(entries())],
        ready: ['to_regclass', (of) => of.ready()],
      };
      const databases: string[] = [];
      for (const _use of Object.keys(uses)) databases.push(await migratedDatabase());
      await Promise.all(
        Object.entries(uses).map(async ([name, [at, use]]) => {
          const ofLine = await openLine(Number(new URL(databaseUrl).port));
          const own = databases.shift();
          const of = await openPostgresStore({
            databaseUrl: Object.assign(new URL(own ?? ''), { port: String(ofLine.port) }).href,
          });
          const cut = ofLine.cutAt(at).then(() => performance.now());
          const ended = expectCode(use(of, ofLine), 'STORE_UNAVAILABLE');
          const begun = await Promise.race([cut, ended.then(() => never)]);
          await ended;
          expect(performance.now() - begun, name).to.be.lessThan(6000);
          await of.close();
          await ofLine.close();
        }),
      );
    });

    it('is given up while tables are made, too', async function () {
      this.timeout(30_000);
      const empty = await (await sharedServer()).createDatabase();
      const cut = line.cutAt('create table');
      const opening = openPostgresStore({
        databaseUrl: Object.assign(new URL(empty), { port: String(line.port) }).href,
      });
      await expectCode(opening, 'STORE_UNAVAILABLE');
      await cut;
    });
  });
});

const unlimited = { connections: 1, statement: 0, lock: 0, idle: 0, readOnly: false };

async function firstOf<T>(all: AsyncIterable<T>): Promise<T | undefined> {
  for await (const one of all) return one;
  return undefined;
}

async function idsIn(store: Store, from: typeof organisations | typeof tasks): Promise<Set<string>> {
  const ids = new Set<string>();
  const all = from === tasks ? store.stream(tasks, {}) : store.stream(organisations, {});
  for await (const { id } of all) ids.add(id);
  return ids;
}

/** Collects the lines that a process prints; the function given waits for so many more, or for the end of all. */
function linesInto(lines: string[], { stdout }: ChildProcess): (count: number) => Promise<void> {
  if (!stdout) throw new Error('the process has no output');
  const output = createInterface(stdout).on('line', (line) => lines.push(line));
  const closed = once(output, 'close').then(() => 'closed');
  return async (count) => {
    const enough = lines.length + count;
    while (lines.length < enough) {
      if ((await Promise.race([once(output, 'line'), closed])) !== 'closed') continue;
      if (count < Number.POSITIVE_INFINITY) throw new Error('the process has ended');
      return;
    }
  };
}
