import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Organisation, organisations } from '../../../domain/network/network.ts';
import { put, remove, type Write } from '../../../domain/store.ts';
import type { KeptStore } from '../../../storage/kept-store.ts';
import { openLowdbStore } from '../../../storage/lowdb/open.ts';
import { anOrganisation } from '../records.ts';
import { type Stoppable, stoppable } from './power-cut.ts';

/** Names of records by id: all that a test looks at. */
type Names = ReadonlyMap<string, string>;

/** What a script has been told so far. */
interface Told {
  /** All that was acknowledged. */
  readonly kept: Names;
  /** The same with the commit on its way, or refused since the last one that was acknowledged. */
  readonly perhaps: Names;
}

/**
 * Commits, folds and openings, one after the other, in which every order of the three occurs that could matter. Each
 * commit puts or deletes two records at once.
 */
class Script {
  told: Told = { kept: new Map(), perhaps: new Map() };
  readonly #dataDir: string;
  readonly #stops: Stoppable;
  #store: KeptStore | undefined;

  constructor(dataDir: string, stops: Stoppable) {
    this.#dataDir = dataDir;
    this.#stops = stops;
  }

  async run(): Promise<void> {
    await this.#reopen();
    await this.#forget();
    await this.#name('a', 'first');
    await this.#forget();
    await this.#forget();
    await this.#name('b', 'first');
    await this.#name('a', 'second');
    await this.#reopen();
    await this.#forget();
    await this.#name('c', 'first');
    await this.#reopen();
    await this.#delete('a');
    await this.#name('b', 'second');
    await this.#forget();
    await this.#name('d', 'first');
    await this.#delete('b');
    await this.#store?.close();
  }

  async #reopen(): Promise<void> {
    await this.#store?.close();
    const open = () => openLowdbStore({ dataDir: this.#dataDir, disk: this.#stops.disk });
    // As often as calls to the disk fail in a row.
    this.#store = await open().catch(open).catch(open).catch(open);
    const found = await namesIn(this.#store);
    expectOneOf(found, this.told);
    this.told = { kept: found, perhaps: found };
  }

  async #forget(): Promise<void> {
    await this.#store?.forget(organisations).catch(() => undefined);
  }

  async #name(pair: string, name: string): Promise<void> {
    await this.#commit([`${pair}-1`, `${pair}-2`], name);
  }

  async #delete(pair: string): Promise<void> {
    await this.#commit([`${pair}-1`, `${pair}-2`], undefined);
  }

  async #commit(ids: readonly string[], name: string | undefined): Promise<void> {
    const writes: Write[] = [];
    const next = new Map(this.told.kept);
    for (const id of ids) {
      const there = await this.#store?.get(organisations, id);
      if (name === undefined && !there) continue;
      if (name === undefined) next.delete(id);
      else next.set(id, name);
      const record: Organisation = { ...anOrganisation({ id }), ...there, name: name ?? '' };
      writes.push(name === undefined ? remove(organisations, record) : put(organisations, record));
    }
    this.told = { ...this.told, perhaps: next };
    const acknowledged = await this.#store?.commit(writes).then(
      () => true,
      () => false,
    );
    if (acknowledged) this.told = { kept: next, perhaps: next };
    // What the store shows is what it has acknowledged.
    expect(Object.fromEntries(await namesIn(this.#store))).to.deep.equal(Object.fromEntries(this.told.kept));
  }
}

/** A commit whose refusal the disk kept from being carried out may be found after all, but no part of it. */
function expectOneOf(found: Names, { kept, perhaps }: Told, when = ''): void {
  expect(Object.fromEntries(found), when).to.be.deep.oneOf([kept, perhaps].map((one) => Object.fromEntries(one)));
}

async function namesIn(store: KeptStore | undefined): Promise<Names> {
  const found = (await store?.find(organisations, {})) ?? [];
  return new Map(found.map(({ id, name }) => [id, name]));
}

describe('the lowdb store, stopped at any call to its disk', () => {
  let root: string;
  let copies = 0;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'lowdb-stops-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  /** Runs the script; gives how many calls its disk had, and what it leaves in the end. */
  async function run(
    before: (call: number, script: Script, stops: Stoppable) => void | Promise<void>,
  ): Promise<number> {
    const dataDir = join(root, `data-${copies++}`);
    let calls = 0;
    const stops = await stoppable(dataDir, async (call) => {
      calls = call + 1;
      await before(call, script, stops);
    });
    const script: Script = new Script(dataDir, stops);
    try {
      await script.run();
      await expectAfterStop('in the end', script, stops);
    } finally {
      await stops.dispose();
    }
    return calls;
  }

  /** Whatever stops it: all that was acknowledged is there, nothing else, and the store goes on. */
  async function expectAfterStop(when: string, { told }: Script, stops: Stoppable): Promise<void> {
    for (const how of ['killed', 'powerless'] as const) {
      const dataDir = join(root, `copy-${copies++}`);
      await stops[how](dataDir);
      const store = await openLowdbStore({ dataDir }).catch((cause: unknown) => {
        throw new Error(`${how} ${when}: cannot be opened`, { cause });
      });
      const found = await namesIn(store);
      expectOneOf(found, told, `${how} ${when}`);
      await store.commit([put(organisations, anOrganisation({ id: 'later' }))]);
      await store.forget(organisations);
      await store.close();
      const again = await openLowdbStore({ dataDir });
      expect([...(await namesIn(again)).keys()], `${how} ${when}`).to.have.members([...found.keys(), 'later']);
      await again.close();
    }
  }

  it('has all that was acknowledged, and no half of a commit', async function () {
    this.timeout(60_000);
    const faults: unknown[] = [];
    const calls = await run(async (call, script, stops) => {
      // Thrown here, the store would take it for a fault of the disk.
      await expectAfterStop(`before call ${call}`, script, stops).catch((fault: unknown) => faults.push(fault));
    });
    expect(calls).to.be.greaterThan(50);
    expect(faults).to.deep.equal([]);
  });

  for (const failures of [1, 2])
    it(`also after ${failures === 1 ? 'one call' : `${failures} calls in a row`} failed, whichever it was`, async function () {
      this.timeout(60_000);
      const firsts = Array.from({ length: await run(() => undefined) }, (_, call) => call).values();
      // Several at a time, since each of them waits for the disk.
      await Promise.all(Array.from({ length: 8 }, () => runEach(firsts, failures)));
    });

  async function runEach(firsts: Iterable<number>, failures: number): Promise<void> {
    for (const first of firsts) {
      const failing = (call: number) => {
        if (call >= first && call < first + failures) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      };
      await run(failing).catch((cause: unknown) => {
        throw new Error(`with call ${first} failing`, { cause });
      });
    }
  }
});
