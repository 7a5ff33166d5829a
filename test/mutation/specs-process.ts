import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';

/** What the process that runs specs is asked: to say what each test reaches, or to try a mutant on some tests. */
export type Asked =
  | { readonly ask: 'reach' }
  | { readonly ask: 'try'; readonly mutant: string; readonly titles: readonly string[] };

/** A test by its full title, its spec, how long it took, and the mutants that it passes by. */
export interface Reach {
  readonly spec: string;
  readonly title: string;
  readonly milliseconds: number;
  readonly passes: readonly string[];
}

export type Told =
  | { readonly told: 'loaded' }
  | {
      readonly told: 'reach';
      readonly tests: readonly Reach[];
      readonly onLoad: readonly string[];
      readonly failed: string[];
    }
  | { readonly told: 'tried'; readonly noticedBy: string | undefined };

interface Instrumented {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
}

const seen: Instrumented = ((globalThis as { __stryker__?: Instrumented }).__stryker__ ??= {});
const asleep = process.env.__STRYKER_ACTIVE_MUTANT__ === undefined;

/** Writes nothing. */
function Quiet(): void {}

const mocha = new Mocha({ timeout: 20_000, reporter: Quiet as unknown as Mocha.ReporterConstructor });
mocha.cleanReferencesAfterRun(false);
// Known to mocha and not to its types: the files are loaded once, below.
(mocha as unknown as { lazyLoadFiles(lazy: boolean): void }).lazyLoadFiles(true);
const { mochaHooks } = (await import(pathToFileURL('test/hooks.ts').href)) as { mochaHooks: Mocha.RootHookObject };
mocha.rootHooks({ afterAll: [mochaHooks.afterAll as Mocha.AsyncFunc] });
for (const file of process.argv.slice(2)) mocha.addFile(file);
await mocha.loadFilesAsync();

process.on('message', (asked: Asked) => void answer(asked).then((told) => process.send?.(told)));
process.send?.({ told: 'loaded' } satisfies Told);

async function answer(asked: Asked): Promise<Told> {
  if (asked.ask === 'reach') return reach();
  seen.activeMutant = asked.mutant;
  process.env.__STRYKER_ACTIVE_MUTANT__ = asked.mutant;
  mocha.grep(new RegExp(`^(?:${asked.titles.map(literally).join('|')})$`)).bail(true);
  const noticed: string[] = [];
  await run((runner) => runner.on('fail', (test) => noticed.push(test.fullTitle())));
  return { told: 'tried', noticedBy: noticed[0] };
}

async function reach(): Promise<Told> {
  const tests: Reach[] = [];
  const failed: string[] = [];
  const onLoad = Object.keys(seen.mutantCoverage?.static ?? {});
  const suites = new Map<string, Mocha.Suite>();
  await run((runner) => {
    runner.on('suite', (suite) => {
      seen.currentTestId = suite.fullTitle();
      suites.set(suite.fullTitle(), suite);
    });
    runner.on('test', (test) => {
      seen.currentTestId = test.fullTitle();
    });
    runner.on('fail', (test) => failed.push(test.fullTitle()));
    runner.on('pass', (test) => {
      const spec = relative(process.cwd(), test.file ?? '').replaceAll('\\', '/');
      tests.push({ spec, title: test.fullTitle(), milliseconds: test.duration ?? 0, passes: [] });
    });
  });
  const passed = seen.mutantCoverage?.perTest ?? {};
  // What a suite's own hooks reach, each of its tests may notice.
  const above = (title: string) =>
    [...suites.keys()].filter((suite) => title === suite || title.startsWith(`${suite} `));
  const reached = tests.map((test) => {
    const from = [test.title, ...above(test.title)].flatMap((id) => Object.keys(passed[id] ?? {}));
    return { ...test, passes: [...new Set(from)] };
  });
  return { told: 'reach', tests: reached, onLoad: asleep ? onLoad : [], failed };
}

function run(listen: (runner: Mocha.Runner) => void): Promise<void> {
  return new Promise((resolve) => {
    listen(mocha.run(() => resolve()));
  });
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
