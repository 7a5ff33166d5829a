import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect as connectTo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { members, organisations } from '../../domain/network/network.ts';
import { tasks } from '../../domain/outbox.ts';
import { put, type Store } from '../../domain/store.ts';
import { parseAddress } from '../../storage/postgres/address.ts';
import { createConnections, withSession } from '../../storage/postgres/connections.ts';
import { openPostgresStore } from '../../storage/postgres/store.ts';
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
      const limits = { connections: 1, statement: 0, lock: 0, idle: 0, silence: 200, readOnly: false };
      const connections = createConnections(parseAddress(urlOfLine()), limits);
      const ask = () => withSession(connections, (session) => session.run({ text: 'select 1' }), performance.now());
      expect(await ask()).to.deep.equal([[1]]);
      line.fallSilent();
      await expectCode(ask(), 'STORE_UNAVAILABLE');
      await connections.pool.end();
    });
  });
});

interface Line {
  readonly port: number;
  /** Breaks the connection on which the text is next sent, once the server has begun to answer that. */
  breakAt(text: string): Promise<void>;
  /** Carries nothing any more and tells nobody, as a network does that drops packets. */
  fallSilent(): void;
  close(): Promise<void>;
}

/** A line to a local port, to be put between a store and its server. */
async function openLine(target: number): Promise<Line> {
  const sockets: Socket[] = [];
  let fault: { readonly at: string; readonly broken: () => void } | undefined;
  const server = createServer((near) => {
    const far = connectTo(target, '127.0.0.1');
    sockets.push(near, far);
    near.on('data', (chunk) => {
      if (!fault || !chunk.includes(fault.at)) return;
      const { broken } = fault;
      fault = undefined;
      far.unpipe(near);
      far.resume().once('data', () => {
        near.destroy();
        far.destroy();
        broken();
      });
    });
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    breakAt(at) {
      return new Promise((resolve) => {
        fault = { at, broken: resolve };
      });
    },
    fallSilent() {
      for (const socket of sockets) socket.unpipe().removeAllListeners('data').pause();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
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
