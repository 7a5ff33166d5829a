import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { roomOf } from './tree.ts';

/** One small way in which a file is broken. */
export interface Mutant {
  readonly id: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly kind: string;
  readonly before: string;
  readonly after: string;
}

/** Words and the shapes of objects are what schemas, texts and goldens pin; breaking them tells little of rules. */
const excludedMutations = ['StringLiteral', 'ObjectLiteral'];

const silent = () => undefined;
const logger = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
};

/** Puts all mutants of some files into the copy at once, each asleep until it is named, and tells what they are. */
export async function plantMutants(tree: string, files: readonly string[]): Promise<Mutant[]> {
  const contents = new Map(files.map((name) => [name, readFileSync(join(tree, name), 'utf8')]));
  const instrumenter = new Instrumenter(logger);
  const sources = [...contents].map(([name, content]) => ({ name, content, mutate: true }));
  const planted = await instrumenter.instrument(sources, { plugins: null, excludedMutations, ignorers: [] });
  for (const { name, content } of planted.files) writeFileSync(join(tree, name), content);
  const awakened = planted.mutants.filter(({ status }) => status !== 'Ignored');
  return awakened.map(({ id, fileName, location, mutatorName, replacement }) => ({
    id,
    file: fileName,
    line: location.start.line + 1,
    kind: mutatorName,
    before: textAt(contents.get(fileName) ?? '', location),
    after: replacement,
  }));
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function textAt(content: string, { start, end }: { readonly start: Place; readonly end: Place }): string {
  const lines = content.split('\n').slice(start.line, end.line + 1);
  lines[lines.length - 1] = (lines.at(-1) ?? '').slice(0, end.column);
  lines[0] = (lines[0] ?? '').slice(start.column);
  return lines.join('\n');
}

/** So many mutants of each room, the same for the same code and seed. */
export function sampled(mutants: readonly Mutant[], size: number | undefined, seed: string): Mutant[] {
  const rooms = Map.groupBy(mutants, ({ file }) => roomOf(file));
  return [...rooms.values()].flatMap((own) => shuffled(own, seed).slice(0, size));
}

function shuffled(mutants: readonly Mutant[], seed: string): Mutant[] {
  const hashed = mutants.map((mutant) => ({ mutant, hash: hashOf(mutant, seed) }));
  return hashed.sort((a, b) => (a.hash < b.hash ? -1 : 1)).map(({ mutant }) => mutant);
}

function hashOf({ file, line, kind, before, after }: Mutant, seed: string): string {
  return createHash('sha256')
    .update(JSON.stringify([file, line, kind, before, after]) + seed)
    .digest('hex');
}
