import { createWriteStream, globSync, lstatSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { openPromise } from 'yauzl';
import type * as Bot from '../../demo/bot.ts';
import { freePort } from '../../demo/port.ts';
import { writeRelease } from '../../release/archive.ts';

const root = join(import.meta.dirname, '..', '..');

interface Locked {
  readonly dev?: boolean;
}

/** Folders of the packages that `npm ci --omit=dev` installs, below the project's. */
function productionFolders(): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  return Object.entries(packages).flatMap(([folder, { dev }]) => (folder === '' || dev ? [] : [folder]));
}

/** How much room a package takes on a disk, in bytes, without those installed inside it. */
function roomOf(folder: string): number {
  const files = globSync('**', { cwd: join(root, folder), exclude: (name) => name.includes('node_modules') });
  return files.reduce((sum, file) => sum + lstatSync(join(root, folder, file)).blocks * 512, 0);
}

async function unpack(file: string, into: string): Promise<void> {
  const zip = await openPromise(file);
  for await (const entry of zip.eachEntry()) {
    const path = join(into, entry.fileName);
    await mkdir(dirname(path), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path));
  }
}

describe('the release archive', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'release-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('starts with the packages of production alone, and has the page', async () => {
    await writeRelease(join(folder, 'release.zip'), 'verkostobotti');
    await unpack(join(folder, 'release.zip'), folder);
    const unpacked = join(folder, 'verkostobotti');
    await symlink(join(root, 'node_modules'), join(unpacked, 'node_modules'));
    const { startBot }: typeof Bot = await import(pathToFileURL(join(unpacked, 'demo', 'bot.ts')).href);
    const only = pathToFileURL(join(import.meta.dirname, 'production-only.mjs')).href;
    const environment = { NODE_OPTIONS: `--import ${only}` };
    const bot = await startBot({ dataDir: join(folder, 'data'), port: await freePort(0), environment });
    try {
      const page = await fetch(`${bot.url}/tab/`);
      expect(page.status).to.equal(200);
      const [, script = ''] = /src="([^"]+\.js)"/.exec(await page.text()) ?? [];
      expect((await fetch(new URL(script, `${bot.url}/tab/`))).status, script).to.equal(200);
    } finally {
      await bot.stop();
    }
  });

  it('takes at most 350 MB with its packages', () => {
    const rooms = productionFolders().map((path) => [path, roomOf(path)] as const);
    const all = rooms.reduce((sum, [, bytes]) => sum + bytes, 0) / 1e6;
    expect(rooms.find(([path]) => path === 'node_modules/botbuilder')?.[1]).to.be.greaterThan(1e6);
    expect(all, 'megabytes').to.be.within(100, 350);
  });
});
