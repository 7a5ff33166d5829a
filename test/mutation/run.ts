import { type ChildProcess, fork } from 'node:child_process';
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mutant, plantMutants, sampled } from './mutants.ts';
import type { Asked, Reach, Told } from './specs-process.ts';
import { changedSince, copyTree, roomOf, sourcesOf, specsBeside } from './tree.ts';

export interface Wish {
  readonly root: string;
  readonly rooms: readonly string[];
  readonly sample: number | undefined;
  readonly since: string | undefined;
  readonly also: readonly string[];
  out(text: string): void;
}

/** What became of a mutant: no test passes it by, all that do stay green, one fails, or they never end. */
type Outcome = 'unreached' | 'survived' | 'noticed' | 'endless';

/** The longest that the tests of one mutant are to take, in milliseconds as they take without it. */
const mostPerMutant = 15_000;

/** Tries mutants of some rooms on the specs that reach them, and says what came of it. */
export async function tryMutants(wish: Wish): Promise<void> {
  const tree = copyTree(wish.root);
  const outcomes = new Map<Mutant, Outcome>();
  const files = [...new Set(wish.rooms.flatMap((room) => sourcesOf(wish.root, room)))];
  const planted = await plantMutants(tree, files);
  const changed = wish.since === undefined ? undefined : changedSince(wish.root, wish.since);
  const wanted = changed ? planted.filter(({ file, line }) => changed.get(file)?.has(line)) : planted;
  const chosen = sampled(wanted, wish.sample);
  wish.out(`${planted.length} mutants in ${files.length} files, ${chosen.length} to try`);
  for (const specs of stages(wish)) {
    const left = chosen.filter((mutant) => !isNoticed(outcomes.get(mutant)));
    if (left.length > 0 && specs.length > 0) await tryOn(tree, specs, left, outcomes, wish.out);
  }
  report(chosen, outcomes, wish.out);
  const found = chosen.map((mutant) => ({ ...mutant, outcome: outcomes.get(mutant) ?? 'unreached' }));
  writeFileSync(join(wish.root, 'build', 'mutation', 'report.json'), JSON.stringify(found, undefined, 1));
}

/** First the specs beside the rooms; what they let pass is tried on further ones. */
function stages({ root, rooms, also }: Wish): string[][] {
  const beside = new Set(rooms.flatMap((room) => specsBeside(root, room)));
  const further = new Set(also.flatMap((pattern) => globSync(pattern, { cwd: root })).sort());
  return [[...beside], [...further].filter((spec) => !beside.has(spec))];
}

function isNoticed(outcome: Outcome | undefined): boolean {
  return outcome === 'noticed' || outcome === 'endless';
}

async function tryOn(
  tree: string,
  specs: readonly string[],
  mutants: readonly Mutant[],
  outcomes: Map<Mutant, Outcome>,
  out: (text: string) => void,
): Promise<void> {
  let specsProcess = await start(tree, specs);
  const reach = await ask(specsProcess, { ask: 'reach' }, 600_000);
  if (reach?.told !== 'reach') throw new Error('the specs did not end without any mutant');
  // In a copy without a repository or a built page, some fail with nothing broken: they can notice nothing.
  const sound = reach.tests.filter(({ title }) => !reach.failed.includes(title));
  out(
    `${specs.length} specs, ${sound.length} tests${reach.failed.length > 0 ? `, ${reach.failed.length} fail unbroken` : ''}`,
  );
  for (const mutant of mutants) {
    const atLoad = reach.onLoad.includes(mutant.id);
    const tests = testsFor(mutant, mutants, sound, atLoad);
    if (tests.length === 0) continue;
    const patience = 4000 + 4 * sum(tests);
    // What is decided while a file is loaded takes a process of its own.
    const own = atLoad ? await start(tree, specs, mutant.id).catch(() => undefined) : specsProcess;
    const titles = tests.map(({ title }) => title);
    const told = own && (await ask(own, { ask: 'try', mutant: mutant.id, titles }, patience));
    const outcome = told?.told !== 'tried' ? 'endless' : told.noticedBy === undefined ? 'survived' : 'noticed';
    outcomes.set(mutant, outcome);
    if (atLoad) own?.kill('SIGKILL');
    else if (outcome === 'endless') {
      specsProcess.kill('SIGKILL');
      specsProcess = await start(tree, specs);
    }
  }
  specsProcess.kill('SIGKILL');
}

/** The shortest tests that pass a mutant by; of one at load, those that reach anything else of its file. */
function testsFor(mutant: Mutant, all: readonly Mutant[], tests: readonly Reach[], atLoad: boolean): Reach[] {
  const ids = atLoad ? all.filter(({ file }) => file === mutant.file).map(({ id }) => id) : [mutant.id];
  const reaching = tests.filter(({ passes }) => ids.some((id) => passes.includes(id)));
  let left = mostPerMutant;
  return reaching
    .sort((a, b) => a.milliseconds - b.milliseconds)
    .filter(({ milliseconds }) => (left -= milliseconds) > 0);
}

function sum(tests: readonly Reach[]): number {
  return tests.reduce((total, { milliseconds }) => total + milliseconds, 0);
}

/** A process with the specs loaded. Throws when loading them fails, as it may with a mutant awake. */
async function start(tree: string, specs: readonly string[], awake?: string): Promise<ChildProcess> {
  const env = { ...process.env, ...(awake && { __STRYKER_ACTIVE_MUTANT__: awake }) };
  const child = fork('test/mutation/specs-process.ts', specs, { cwd: tree, env, stdio: 'ignore' });
  const told = await answerOf(child, 60_000);
  if (told?.told === 'loaded') return child;
  child.kill('SIGKILL');
  throw new Error('the specs cannot be loaded');
}

function ask(child: ChildProcess, asked: Asked, patience: number): Promise<Told | undefined> {
  const answer = answerOf(child, patience);
  child.send(asked);
  return answer;
}

/** What a process says next; undefined when it ends or takes too long. */
function answerOf(child: ChildProcess, patience: number): Promise<Told | undefined> {
  return new Promise((resolve) => {
    const done = (told?: Told) => {
      clearTimeout(timer);
      child.off('exit', ended).off('message', done);
      resolve(told);
    };
    const ended = () => done();
    const timer = setTimeout(ended, patience);
    child.once('exit', ended).once('message', done);
  });
}

function report(mutants: readonly Mutant[], outcomes: ReadonlyMap<Mutant, Outcome>, out: (text: string) => void): void {
  const of = (mutant: Mutant) => outcomes.get(mutant) ?? 'unreached';
  for (const mutant of mutants.filter((one) => !isNoticed(of(one)))) {
    const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 70);
    out(`${of(mutant).padEnd(9)} ${mutant.file}:${mutant.line} ${short(mutant.before)} → ${short(mutant.after)}`);
  }
  for (const [room, own] of Map.groupBy(mutants, ({ file }) => roomOf(file))) {
    const count = (outcome: Outcome) => own.filter((mutant) => of(mutant) === outcome).length;
    const noticed = count('noticed') + count('endless');
    const share = ((100 * noticed) / own.length).toFixed(0);
    const parts = `${noticed} noticed, ${count('survived')} survived, ${count('unreached')} unreached`;
    out(`${room.padEnd(20)} ${share.padStart(3)} % of ${own.length}: ${parts}`);
  }
}
