import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** How many imports lead from a spec to a file. */
export type Nearness = ReadonlyMap<string, number>;

/** From a conversation through its door, a use case and what that uses. */
const farthest = 8;

/** Specs of what is not run in this process or takes long: pages in a browser, builds, texts, figures, soaks. */
const elsewhere =
  /^test\/(?:bench|browser|ci|demo|http|locales|manifest|mutation|playground|race|release|rooms|soak)\//;

/** How near each spec is to what it reaches, but for specs whose subject is elsewhere. */
export function nearnessOfSpecs(root: string): ReadonlyMap<string, Nearness> {
  const imports = new Map<string, readonly string[]>();
  const importsOf = (file: string) => {
    const known = imports.get(file) ?? importsIn(root, file);
    imports.set(file, known);
    return known;
  };
  const specs = globSync('test/**/*.spec.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  const wanted = specs.filter((spec) => !elsewhere.test(spec)).sort();
  return new Map(wanted.map((spec) => [spec, nearnessOf(spec, importsOf)]));
}

function nearnessOf(spec: string, importsOf: (file: string) => readonly string[]): Nearness {
  const nearness = new Map([[spec, 0]]);
  for (const [file, steps] of nearness) {
    if (steps === farthest) break;
    for (const imported of importsOf(file)) if (!nearness.has(imported)) nearness.set(imported, steps + 1);
  }
  return nearness;
}

/**
 * Of some sources, the specs that reach them: first those of the same side that stand beside them or import one, then
 * the others of the domain and the stores, and last those of the edges.
 */
export function specsThatReach(specs: ReadonlyMap<string, Nearness>, files: readonly string[]): string[][] {
  const folders = new Set(files.map((file) => `test/${posix.dirname(file)}`));
  const sides = new Set(files.map((file) => `test/${file.split('/')[0]}`));
  const stages: [string[], string[], string[]] = [[], [], []];
  for (const [spec, nearness] of specs) {
    const isBeside = folders.has(posix.dirname(spec));
    if (!isBeside && !files.some((file) => nearness.has(file))) continue;
    const isOfSide = sides.has(spec.split('/', 2).join('/'));
    const isNear = isBeside || (isOfSide && files.some((file) => nearness.get(file) === 1));
    const isInner = /^test\/(?:domain|storage)\//.test(spec);
    stages[isNear ? 0 : isInner ? 1 : 2].push(spec);
  }
  return stages;
}

/** The project's own files that a file loads; what it names for its types alone, it does not. */
function importsIn(root: string, file: string): string[] {
  const content = readFileSync(join(root, file), 'utf8');
  const named = content.matchAll(/(?:^|[\s;])(?:import|export)\s+(?!type\s)([^'";]*?)from\s*'(\.[^']*\.tsx?)'/g);
  const whole = content.matchAll(/\bimport\(?\s*'(\.[^']*\.tsx?)'/g);
  const paths = [
    ...[...named].flatMap(([, names = '', path = '']) => (areTypes(names) ? [] : [path])),
    ...[...whole].map(([, path = '']) => path),
  ];
  return paths.map((path) => posix.join(posix.dirname(file), path));
}

function areTypes(names: string): boolean {
  return (
    /^\{.*\}\s*$/s.test(names) &&
    names
      .slice(1)
      .split(',')
      .every((name) => /^\s*(?:type\s|\}?\s*$)/.test(name))
  );
}
