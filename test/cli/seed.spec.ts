import { expect } from 'chai';
import { runCommand } from '../../cli/run.ts';
import { type SeedDeps, seedCommand } from '../../cli/seed.ts';
import { bulkNetwork } from '../../demo/bulk/network.ts';
import { AppError } from '../../domain/errors.ts';
import type { Entry, KeptStore } from '../../storage/kept-store.ts';

/** Midnight has passed in Finland, not yet in UTC. */
const now = new Date('2026-11-21T22:30:00.000Z');

/** A store that keeps what it is filled with. */
class Filled implements Pick<KeptStore, 'fill' | 'close'> {
  readonly entries: Entry[] = [];
  readonly #before: number;
  closed = false;

  constructor(before: number) {
    this.#before = before;
  }

  async fill(entries: AsyncIterable<Entry>): Promise<void> {
    if (this.#before > 0) throw new AppError('STORE_NOT_EMPTY', 'the store holds records');
    for await (const one of entries) this.entries.push(one);
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

async function run(args: readonly string[], given: { watched?: boolean; before?: number } & Partial<SeedDeps> = {}) {
  const { watched = false, before = 0, ...deps } = given;
  const store = new Filled(before);
  const said = { out: '', err: '' };
  const seed = seedCommand({
    open: async () => store,
    entries: bulkNetwork,
    now: () => now,
    timeZone: 'Europe/Helsinki',
    ...deps,
  });
  const code = await runCommand({ seed }, ['seed', ...args], {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    watched,
  });
  return { code, store, ...said };
}

describe('cli seed', () => {
  it('fills the store with as much as was asked for and counts it', async () => {
    const { code, out, err, store } = await run(['--members', '20', '--responses', '30', '--practices', '5']);
    expect([code, err, store.closed]).to.deep.equal([0, '', true]);
    expect(out).to.match(/^Seeded as of 2026-11-22\n {2}networks: 1\n/);
    expect(out).to.contain('  members: 20\n').and.to.contain('  practices: 5\n');
    expect(store.entries.filter(({ collection }) => collection === 'members')).to.have.length(20);
  });

  it('answers machines in JSON, with the counts of what is stored', async () => {
    const { out, store } = await run(['--members', '0', '--responses', '0', '--practices', '0', '--json']);
    const told = JSON.parse(out) as { day: string; counts: Record<string, number> };
    const total = Object.values(told.counts).reduce((sum, count) => sum + count, 0);
    expect([told.day, total]).to.deep.equal(['2026-11-22', store.entries.length]);
  });

  it('seeds 300 members, 3000 responses and 200 practices as of today unless told otherwise', async () => {
    const asked: unknown[] = [];
    const entries: SeedDeps['entries'] = (sizes, day) => {
      asked.push(sizes, day);
      return bulkNetwork({ members: 0, responses: 0, practices: 0 }, day);
    };
    await run([], { entries });
    await run(['--practices', '7', '--day', '2025-02-28'], { entries });
    expect(asked).to.deep.equal([
      { members: 300, responses: 3000, practices: 200 },
      '2026-11-22',
      { members: 300, responses: 3000, practices: 7 },
      '2025-02-28',
    ]);
  });

  it('shows progress to people only', async () => {
    const sizes = ['--members', '12', '--responses', '30000', '--practices', '0'];
    expect((await run(sizes, { watched: true })).err).to.match(
      /^25000 records …\n(?:\d+ records …\n)*\d+ records, storing/,
    );
    expect((await run(sizes)).err).to.equal('');
  });

  it('leaves a store that holds anything as it is, and says what to do', async () => {
    const { code, err, out, store } = await run(['--json'], { before: 1 });
    expect([code, store.closed]).to.deep.equal([1, true]);
    expect(err).to.match(/^The store holds data already, .*DATA_DIR.* empty one and seed again\.\n$/);
    expect(JSON.parse(out)).to.have.keys('error');
  });

  const wrong: readonly (readonly string[])[] = [
    ['--members', '-1'],
    ['--members=-1'],
    ['--members', '1.5'],
    ['--responses', 'many'],
    ['--responses', '1e3'],
    ['--responses='],
    ['--practices', '99999999999999999999'],
    ['--practices'],
    ['--day', 'today'],
    ['--day', '2026-02-30'],
    ['--day', '0001-01-01'],
    ['--people', '5'],
    ['300'],
  ];
  for (const args of wrong) {
    it(`shows how it is used when called as "seed ${args.join(' ')}", and opens no store`, async () => {
      const open: SeedDeps['open'] = () => Promise.reject(new Error('opened'));
      const { code, out, err } = await run(args, { open });
      expect([code, out]).to.deep.equal([2, '']);
      expect(err).to.contain('npm run cli -- seed [--members N]').and.not.to.contain('opened');
    });
  }
});
