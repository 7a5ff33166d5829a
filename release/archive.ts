import { createWriteStream, globSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const root = join(import.meta.dirname, '..');

/** What an installation runs and reads: the rooms but for the page's sources, and the page as it was built. */
const parts = [
  'README.md',
  'LICENSE',
  'package.json',
  'package-lock.json',
  '{bot,cards,cli,config,content,demo,docs,documents,domain,http,locales,manifest,storage,words}/**',
  'tab/{contract,server}/**',
  'build/tab/**',
];

/** Files of the archive, as paths below the project's folder, in order. */
export function releasedFiles(): string[] {
  const found = globSync(parts, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  return found.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).sort();
}

/**
 * Writes the archive that is unpacked on a server, a zip with one folder, where `npm ci --omit=dev && npm start`
 * works. The page has to be built. Throws when it is not, or the file cannot be written.
 */
export async function writeRelease(file: string, folder: string): Promise<void> {
  const files = releasedFiles();
  if (!files.includes(join('build', 'tab', 'index.html'))) throw new Error('The page is not built: npm run build');
  const zip = new ZipFile();
  for (const path of files) zip.addFile(join(root, path), `${folder}/${path}`);
  zip.end();
  await mkdir(dirname(file), { recursive: true });
  await pipeline(zip.outputStream, createWriteStream(file));
}
