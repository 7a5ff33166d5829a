import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(import.meta.dirname, '..');
const built = join(root, 'build', 'tab', 'index.html');
const sources = ['tab/client', 'locales', 'vite.config.ts'].map((path) => join(root, path));

/** Builds the tab's page when it was never built, or before its sources changed. Gives whether it did. */
export async function buildPageIfOld(): Promise<boolean> {
  const times = await Promise.all(sources.map(newestChange));
  if ((await newestChange(built)) > Math.max(...times)) return false;
  await build();
  return true;
}

async function newestChange(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  const below = await readdir(path);
  return Math.max(0, ...(await Promise.all(below.map((name) => newestChange(join(path, name))))));
}

async function build(): Promise<void> {
  const vite = fileURLToPath(new URL('bin/vite.js', import.meta.resolve('vite/package.json')));
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: root, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`vite build ended with ${code}`);
}
