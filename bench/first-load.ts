import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

/** The part of vite's manifest that says what loads what. */
const Manifest = z.record(z.string(), z.object({ file: z.string(), imports: z.array(z.string()).default([]) }));

/** A script, and how many bytes of it are sent, compressed with gzip. */
export interface Script {
  readonly file: string;
  readonly bytes: number;
}

/** The most that the home page may load before it is shown, in compressed bytes of script. */
export const budget = 250 * 1024;

/** The texts of one language belong to the first load; those of the others are never fetched. */
const texts = /^\.\.\/\.\.\/locales\/fi\//;

/**
 * The scripts of the home page's first load outside Teams, the largest first, from the manifest of a build. In Teams,
 * teams-js comes beside them.
 */
export function firstLoad(folder: string): Script[] {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')));
  const files = new Set<string>();
  const follow = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const other of chunk.imports) follow(other);
  };
  for (const name of ['index.html', ...Object.keys(manifest).filter((one) => texts.test(one))]) follow(name);
  const measured = [...files].map((file) => ({ file, bytes: gzipSync(readFileSync(join(folder, file))).length }));
  return measured.sort((a, b) => b.bytes - a.bytes);
}

/** Bytes as people read them. */
export function inKilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

if (import.meta.main) {
  const scripts = firstLoad(join(import.meta.dirname, '..', 'build', 'tab'));
  const total = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { file, bytes } of scripts) process.stdout.write(`${inKilobytes(bytes).padStart(10)}  ${file}\n`);
  process.stdout.write(`${inKilobytes(total).padStart(10)}  in all; at most ${inKilobytes(budget)}\n`);
  process.exitCode = total <= budget ? 0 : 1;
}
