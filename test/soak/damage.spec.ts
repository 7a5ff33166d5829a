import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Random, randomFor } from '../../demo/bulk/random.ts';
import { isAppError } from '../../domain/errors.ts';
import { repairLowdb } from '../../storage/lowdb/examine.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { type Contents, contentsOf, makeHistory } from './history.ts';
import { rounds } from './rounds.ts';
import { soakSeed } from './seed.ts';

/** What was done to one file. */
interface Damage {
  readonly kind: 'cut' | 'flip';
  readonly file: string;
  /** Where it is cut off, or which byte changed. */
  readonly offset: number;
  /** The file as it was. */
  readonly whole: Buffer;
}

describe('lowdb with its files damaged at random places', () => {
  const seed = soakSeed();
  const count = rounds(1000);
  let folder: string;
  let history: readonly Contents[];

  before(async function () {
    this.timeout(60_000);
    folder = await mkdtemp(join(tmpdir(), 'verkostobotti-damage-'));
    history = await makeHistory(join(folder, 'whole'), seed);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it(`refuses them by name, or loses what a torn write loses, ${count} times (SOAK_SEED=${seed})`, async function () {
    this.timeout(count * 1000);
    const outcomes = { repaired: 0, cut: 0, harmless: 0 };
    for (let turn = 0; turn < count; turn += 1) {
      const dataDir = join(folder, String(turn));
      await cp(join(folder, 'whole'), dataDir, { recursive: true });
      const damage = await damageIn(dataDir, randomFor('practice', Math.imul(seed, 1013) + turn));
      const { kind, file, offset } = damage;
      const where = `damage ${turn} of seed ${seed}: ${kind} ${file.slice(dataDir.length)} at ${offset}`;
      outcomes[await judge(dataDir, damage, history, where)] += 1;
      await rm(dataDir, { recursive: true });
    }
    const { repaired, cut, harmless } = outcomes;
    console.log(
      `      ${count} damages: ${repaired} refused and repaired, ${cut} unfinished writes, ${harmless} harmless`,
    );
  });
});

async function damageIn(dataDir: string, random: Random): Promise<Damage> {
  const names = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => /\.jsonl?$/.test(one.name)).map((one) => join(one.parentPath, one.name));
  const file = random.pick(files.sort());
  const whole = await readFile(file);
  // Often near the end, where writes are torn.
  const offset = random.percent(25) ? whole.length - random.between(1, 300) : random.below(whole.length);
  if (random.percent(50)) {
    await truncate(file, Math.max(offset, 0));
    return { kind: 'cut', file, offset: Math.max(offset, 0), whole };
  }
  const damaged = Buffer.from(whole);
  const place = Math.max(offset, 0);
  damaged.writeUInt8(damaged.readUInt8(place) ^ (1 << random.below(8)), place);
  await writeFile(file, damaged);
  return { kind: 'flip', file, offset: place, whole };
}

/** Throws when the damage did more than it may. */
async function judge(dataDir: string, damage: Damage, history: readonly Contents[], where: string) {
  const last = history.at(-1) ?? new Map();
  try {
    const found = await opened(dataDir);
    if (same(found, last)) return 'harmless';
    // A file cut short cannot be told from a write that was; nothing else may go by without a word.
    const before = history.findLastIndex((contents) => same(found, contents));
    expect(damage.kind, where).to.equal('cut');
    expect(before, where).to.equal(await lastCommitBefore(damage));
    return 'cut';
  } catch (error) {
    if (!isAppError(error, 'STORE_DAMAGED')) throw new Error(where, { cause: error });
    expect(error.hint, where).to.satisfy((hint: string) => hint.startsWith(damage.file) || isFolderOf(hint, damage));
    await expectRepaired(dataDir, damage, last, where);
    return 'repaired';
  }
}

const isFolderOf = (hint: string, { file }: Damage) => file.startsWith(hint);

async function opened(dataDir: string): Promise<Contents> {
  const store = await openLowdbStore({ dataDir });
  try {
    return await contentsOf(store);
  } finally {
    await store.close();
  }
}

function same(one: Contents, other: Contents): boolean {
  return one.size === other.size && [...one].every(([place, json]) => other.get(place) === json);
}

/** The commits of a journal file by the offsets of their lines. */
function linesIn(whole: Buffer): { start: number; end: number; commit: number | undefined; touched: string[] }[] {
  let start = 0;
  return whole
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const { commit, changes = [] } = JSON.parse(line.slice(9)) as { commit?: number; changes?: Change[] };
      const touched = changes.map(([name, change]) => `${name} ${typeof change === 'string' ? change : change.id}`);
      const found = { start, end: start + Buffer.byteLength(line) + 1, commit, touched };
      start = found.end;
      return found;
    });
}

type Change = [collection: string, change: string | { id: string }];

async function lastCommitBefore({ whole, offset }: Damage): Promise<number> {
  const lines = linesIn(whole);
  const kept = lines.filter(({ end }) => end <= offset).flatMap(({ commit }) => commit ?? []);
  const first = lines.flatMap(({ commit }) => commit ?? [])[0] ?? 1;
  return kept.at(-1) ?? first - 1;
}

/** A repaired store opens and lacks nothing but what the repair said that it would drop. */
async function expectRepaired(dataDir: string, damage: Damage, last: Contents, where: string): Promise<void> {
  const repair = await repairLowdb(dataDir);
  const found = await opened(dataDir);
  const differing = [...new Set([...last.keys(), ...found.keys()])].filter((key) => last.get(key) !== found.get(key));
  const said = repair?.dropped ?? [];
  if (damage.file.includes('journal')) {
    const { kind, offset, whole } = damage;
    const hit = linesIn(whole).filter(({ start, end }) => end >= offset && (kind === 'cut' || start <= offset + 1));
    const touched = hit.flatMap((line) => line.touched);
    expect(
      differing.filter((key) => !touched.includes(key)),
      where,
    ).to.deep.equal([]);
    if (differing.length > 0) expect(said.join(), where).to.match(/commit/);
    return;
  }
  const [, count = '0', collection = ''] = /^(\d+) of \d+ records of (\w+)$/.exec(said.join()) ?? [];
  expect(differing.length, `${where}; dropped: ${said.join()}`).to.be.at.most(Number(count));
  expect(
    differing.filter((key) => !key.startsWith(`${collection} `) || found.has(key)),
    where,
  ).to.deep.equal([]);
}
