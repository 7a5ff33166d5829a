import { type ChildProcess, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mutant, plantMutants, sampled } from './mutants.ts';
import { type Nearness, nearnessOfSpecs, specsThatReach } from './nearness.ts';
import type { Asked, Reach, Told } from './specs-process.ts';
import { changedSince, copyTree, roomOf, sourcesOf } from './tree.ts';

export interface Wish {
  readonly root: string;
  readonly rooms: readonly string[];
  readonly sample: number | undefined;
  readonly seed: string;
  readonly since: string | undefined;
  readonly near: boolean;
  out(text: string): void;
}

/** What became of a mutant: no test passes it by, all that do stay green, one fails, or they never end. */
type Outcome = 'unreached' | 'survived' | 'noticed' | 'endless';

/** How long the tests of one mutant may take, in milliseconds as they take without it: the nearest, then the others. */
const patience = { nearest: 1_500, all: 15_000 };

/** Tries mutants of some rooms on the specs that reach them, and says what came of it. */
export async function tryMutants(wish: Wish): Promise<void> {
  const tree = copyTree(wish.root);
  const outcomes = new Map<Mutant, Outcome>();
  const files = [...new Set(wish.rooms.flatMap((room) => sourcesOf(wish.root, room)))];
  const planted = await plantMutants(tree, files);
  const changed = wish.since === undefined ? undefined : changedSince(wish.root, wish.since);
  const wanted = changed ? planted.filter(({ file, line }) => changed.get(file)?.has(line)) : planted;
  const chosen = sampled(wanted, wish.sample, wish.seed);
  wish.out(`${planted.length} mutants in ${files.length} files, ${chosen.length} to try`);
  const nearness = nearnessOfSpecs(wish.root);
  for (const specs of specsThatReach(nearness, files).slice(0, wish.near ? 1 : undefined)) {
    const left = chosen.filter((mutant) => !isNoticed(outcomes.get(mutant)));
    if (left.length > 0 && specs.length > 0) await tryOn({ tree, specs, nearness, outcomes, out: wish.out }, left);
  }
  report(chosen, outcomes, wish.out);
  const found = chosen.map((mutant) => ({ ...mutant, outcome: outcomes.get(mutant) ?? 'unreached' }));
  writeFileSync(join(wish.root, 'build', 'mutation', 'report.json'), JSON.stringify(found, undefined, 1));
}

function isNoticed(outcome: Outcome | undefined): boolean {
  return outcome === 'noticed' || outcome === 'endless';
}

interface Stage {
  readonly tree: string;
  readonly specs: readonly string[];
  readonly nearness: ReadonlyMap<string, Nearness>;
  readonly outcomes: Map<Mutant, Outcome>;
  out(text: string): void;
}

async function tryOn(stage: Stage, mutants: readonly Mutant[]): Promise<void> {
  const { tree, specs, outcomes, out } = stage;
  let specsProcess = await start(tree, specs);
  const reach = await ask(specsProcess, { ask: 'reach' }, 1_200_000);
  if (reach?.told !== 'reach') throw new Error('the specs did not end without any mutant');
  // In a copy without a repository or a built page, some fail with nothing broken: they can notice nothing.
  const sound = reach.tests.filter(({ title }) => !reach.failed.includes(title));
  out(
    `${specs.length} specs, ${sound.length} tests${reach.failed.length > 0 ? `, ${reach.failed.length} fail unbroken` : ''}`,
  );
  for (const mutant of mutants) {
    const atLoad = reach.onLoad.includes(mutant.id);
    const tests = nearestFirst(reachingTests(mutant, mutants, sound, atLoad), mutant, stage.nearness);
    if (tests.length === 0) continue;
    // What is decided while a file is loaded takes a process of its own.
    const nearby = [...new Set(within(patience.all, tests).map(({ spec }) => spec))];
    const own = atLoad ? await start(tree, nearby, mutant.id).catch(() => undefined) : specsProcess;
    const outcome = own ? await tryOne(own, mutant, tests) : 'endless';
    outcomes.set(mutant, outcome);
    if (outcome === 'survived') out(`  so far ${described(mutant)}`);
    if (atLoad) own?.kill('SIGKILL');
    else if (outcome === 'endless') {
      specsProcess.kill('SIGKILL');
      specsProcess = await start(tree, specs);
    }
  }
  specsProcess.kill('SIGKILL');
}

/** Tries a mutant on the nearest of its tests, and when these let it pass, on all for which there is time. */
async function tryOne(specsProcess: ChildProcess, mutant: Mutant, tests: readonly Reach[]): Promise<Outcome> {
  const nearest = within(patience.nearest, tests);
  const further = within(patience.all, tests).filter((test) => !nearest.includes(test));
  for (const part of [nearest, further]) {
    if (part.length === 0) continue;
    const titles = part.map(({ title }) => title);
    const told = await ask(specsProcess, { ask: 'try', mutant: mutant.id, titles }, 10_000 + 5 * sum(part));
    if (told?.told !== 'tried') return 'endless';
    if (told.noticedBy !== undefined) return 'noticed';
  }
  return 'survived';
}

/** The tests that pass a mutant by; of one at load, those that reach anything else of its file. */
function reachingTests(mutant: Mutant, all: readonly Mutant[], tests: readonly Reach[], atLoad: boolean): Reach[] {
  const ids = atLoad ? all.filter(({ file }) => file === mutant.file).map(({ id }) => id) : [mutant.id];
  return tests.filter(({ passes }) => ids.some((id) => passes.includes(id)));
}

/** The specs that import a mutant's file most directly know most about it; of equally near tests, the shortest. */
function nearestFirst(tests: readonly Reach[], { file }: Mutant, nearness: Stage['nearness']): Reach[] {
  const farness = ({ spec }: Reach) => nearness.get(spec)?.get(file) ?? Number.MAX_SAFE_INTEGER;
  return tests.toSorted((a, b) => farness(a) - farness(b) || a.milliseconds - b.milliseconds);
}

/** As many of the first tests as fit into a time, passing over those too long for it; the shortest when none fits. */
function within(time: number, tests: readonly Reach[]): Reach[] {
  let left = time;
  const fitting = tests.filter(({ milliseconds }) => {
    if (milliseconds > left) return false;
    left -= milliseconds;
    return true;
  });
  return fitting.length > 0 ? fitting : tests.toSorted((a, b) => a.milliseconds - b.milliseconds).slice(0, 1);
}

function sum(tests: readonly Reach[]): number {
  return tests.reduce((total, { milliseconds }) => total + milliseconds, 0);
}

/** A process with the specs loaded. Throws when loading them fails, as it may with a mutant awake. */
async function start(tree: string, specs: readonly string[], awake?: string): Promise<ChildProcess> {
  const env = { ...process.env, ...(awake && { __STRYKER_ACTIVE_MUTANT__: awake }) };
  const child = fork('test/mutation/specs-process.ts', specs, { cwd: tree, env, stdio: 'ignore' });
  const told = await answerOf(child, 180_000);
  if (told?.told === 'loaded') return child;
  child.kill('SIGKILL');
  throw new Error('the specs cannot be loaded');
}

function ask(child: ChildProcess, asked: Asked, longest: number): Promise<Told | undefined> {
  const answer = answerOf(child, longest);
  child.send(asked);
  return answer;
}

/** What a process says next; undefined when it ends or takes too long. */
function answerOf(child: ChildProcess, longest: number): Promise<Told | undefined> {
  return new Promise((resolve) => {
    const done = (told?: Told) => {
      clearTimeout(timer);
      child.off('exit', ended).off('message', done);
      resolve(told);
    };
    const ended = () => done();
    const timer = setTimeout(ended, longest);
    child.once('exit', ended).once('message', done);
  });
}

function described({ file, line, before, after }: Mutant): string {
  const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 70);
  return `${file}:${line} ${short(before)} → ${short(after)}`;
}

function report(mutants: readonly Mutant[], outcomes: ReadonlyMap<Mutant, Outcome>, out: (text: string) => void): void {
  const of = (mutant: Mutant) => outcomes.get(mutant) ?? 'unreached';
  for (const mutant of mutants.filter((one) => !isNoticed(of(one)))) {
    out(`${of(mutant).padEnd(9)} ${described(mutant)}`);
  }
  for (const [room, own] of Map.groupBy(mutants, ({ file }) => roomOf(file))) {
    const count = (outcome: Outcome) => own.filter((mutant) => of(mutant) === outcome).length;
    const noticed = count('noticed') + count('endless');
    const share = ((100 * noticed) / own.length).toFixed(0);
    const parts = `${noticed} noticed, ${count('survived')} survived, ${count('unreached')} unreached`;
    out(`${room.padEnd(20)} ${share.padStart(3)} % of ${own.length}: ${parts}`);
  }
}
