import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A copy of everything that is the project's own, in which code may be broken. The packages are shared. */
export function copyTree(root: string): string {
  const tree = join(root, 'build', 'mutation', 'tree');
  rmSync(tree, { recursive: true, force: true });
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root });
  for (const file of listed.toString().split('\0').filter(Boolean)) {
    // A file that git knows and somebody has just removed is no part of it.
    if (!statSync(join(root, file), { throwIfNoEntry: false })?.isFile()) continue;
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    cpSync(join(root, file), join(tree, file), { force: true });
  }
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'dir');
  return tree;
}

/** The sources of a room, or the one file that it names, with paths from the root. */
export function sourcesOf(root: string, room: string): string[] {
  if (statSync(join(root, room)).isFile()) return [room];
  return globSync(`${room}/**/*.ts`, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

/** The folder that a source counts to. */
export function roomOf(file: string): string {
  return dirname(file);
}

/** The lines of each file that have changed since a revision, those not committed yet among them. */
export function changedSince(root: string, revision: string): ReadonlyMap<string, ReadonlySet<number>> {
  const diff = execFileSync('git', ['diff', '-U0', revision, '--', 'domain', 'storage'], { cwd: root }).toString();
  const changed = new Map<string, Set<number>>();
  let lines = new Set<number>();
  for (const line of diff.split('\n')) {
    const file = /^\+\+\+ b\/(.*)$/.exec(line)?.[1];
    if (file !== undefined) changed.set(file, (lines = new Set()));
    const [, start = '0', count = '1'] = /^@@ \S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? ['', '0', '0'];
    for (let place = 0; place < Number(count); place += 1) lines.add(Number(start) + place);
  }
  return changed;
}
