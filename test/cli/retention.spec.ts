import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { members } from '../../domain/network/network.ts';
import { put } from '../../domain/store.ts';
import { contentHash } from '../../storage/backup/contents.ts';
import { openStore } from '../../storage/open.ts';
import { schemaVersion } from '../../storage/schema.ts';
import { bareEnvironment } from '../bare-environment.ts';
import { aMember } from '../storage/records.ts';
import type { Run } from './run-cli.ts';

const main = join(import.meta.dirname, '../../cli/main.ts');

describe('keeping the data, with real processes', function () {
  this.timeout(60_000);
  let folder: string;
  let dataDir: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keeping-'));
    dataDir = join(folder, 'data');
    file = join(folder, 'monday.backup');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function cli(args: readonly string[], DATA_DIR = dataDir, more: NodeJS.ProcessEnv = {}): Promise<Run> {
    const env = { ...bareEnvironment(), DATA_DIR, ...more };
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [main, ...args], { env }, (_error, out, err) =>
        resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });
  }

  async function hashOf(place: string): Promise<string> {
    const store = await openStore({ dataDir: place }, { readOnly: true });
    try {
      return await store.snapshot(contentHash);
    } finally {
      await store.close();
    }
  }

  it('backs up beside a process that writes, and restores the same into an empty store', async () => {
    const writing = await openStore({ dataDir });
    const other = join(folder, 'other');
    try {
      await writing.commit([put(members, aMember()), put(members, aMember({ name: 'Åbo 🌲' }))]);
      const { code, out } = await cli(['backup', file, '--json']);
      expect([code, JSON.parse(out).records]).to.deep.equal([0, 2]);
      await writing.commit([put(members, aMember())]);
      expect((await cli(['restore', file])).err).to.contain('another process is writing');
      expect((await cli(['restore', file, '--json'], other)).code).to.equal(0);
      expect(await hashOf(other)).to.equal(JSON.parse(out).contentHash);
    } finally {
      await writing.close();
    }
    expect(await hashOf(dataDir)).not.to.equal(await hashOf(other));
    const again = await cli(['restore', file]);
    expect([again.code, again.err.split('.')[0]]).to.deep.equal([
      1,
      'The store holds data already, and a backup is restored into an empty one only',
    ]);
  });

  it('brings data of version 1 forward, and keeps it as it was', async () => {
    const member = { ...aMember(), version: 3 };
    const old = JSON.stringify({ schemaVersion: 1, collections: { members: [member] } });
    await openStore({ dataDir }).then((store) => store.close());
    for (const name of await readdir(dataDir)) await rm(join(dataDir, name), { recursive: true });
    await writeFile(join(dataDir, 'network.json'), old);
    expect((await cli(['doctor'])).out).to.contain('data of version 1; "migrate"');
    const { code, out } = await cli(['migrate', '--json']);
    const { backup, ...told } = JSON.parse(out) as { backup: string };
    expect([code, told]).to.deep.equal([0, { migrated: true, schemaVersion, from: 1, to: schemaVersion }]);
    expect(await readFile(join(backup, 'network.json'), 'utf8')).to.equal(old);
    expect((await cli(['migrate'])).out).to.equal(`Nothing to do: the data is of version ${schemaVersion}.\n`);
    const store = await openStore({ dataDir }, { readOnly: true });
    expect(await store.get(members, member.id)).to.deep.equal(member);
    await store.close();
  });

  it('repairs a damaged store when told to, and says what it dropped', async () => {
    const store = await openStore({ dataDir });
    for (const name of ['first', 'second', 'third']) await store.commit([put(members, aMember({ id: name, name }))]);
    await store.close();
    expect((await cli(['doctor'])).code).to.equal(0);
    const journal = join(dataDir, 'journal');
    const [name = ''] = await readdir(journal);
    const text = await readFile(join(journal, name), 'utf8');
    await cp(dataDir, join(folder, 'whole'), { recursive: true });
    await writeFile(join(journal, name), text.replace('second', 'sEcond'));
    const sick = await cli(['doctor']);
    expect(sick.code).to.equal(1);
    expect(sick.out).to.match(/FAULT {2}.*byte \d+: .*--repair drops/);
    expect((await cli(['doctor', '--repair'])).code).to.equal(2);
    // What is free on the disk changes by itself.
    const told = (out: string) => out.split('\n').filter((line) => !line.endsWith(' free'));
    expect(told((await cli(['doctor'])).out)).to.deep.equal(told(sick.out));
    const { code, out } = await cli(['doctor', '--repair', '--yes', '--json']);
    const { healthy, repair } = JSON.parse(out) as { healthy: boolean; repair: { dropped: string[]; aside: string } };
    expect([code, healthy]).to.deep.equal([0, true]);
    expect(repair.dropped).to.have.length.greaterThan(0);
    expect(await readFile(join(repair.aside, 'journal', name), 'utf8')).to.contain('sEcond');
    const kept = await openStore({ dataDir }, { readOnly: true });
    expect(await kept.get(members, 'first')).to.include({ name: 'first' });
    await kept.close();
  });

  it('looks at an installation in Teams without telling its secret', async () => {
    const { code, out } = await cli(['doctor', '--json'], dataDir, {
      MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
      MicrosoftAppTenantId: '66666666-7777-4888-8999-000000000000',
      MicrosoftAppPassword: 'open sesame',
      PUBLIC_URL: 'https://bot.example.org',
    });
    expect([code, out.includes('sesame')]).to.deep.equal([0, false]);
    expect(out).to.contain('https://bot.example.org').and.to.contain('follows its schema');
  });

  it('restores nothing from a backup that is cut off', async () => {
    const store = await openStore({ dataDir });
    await store.commit([put(members, aMember())]);
    await store.close();
    await cli(['backup', file]);
    await truncate(file, 60);
    const other = join(folder, 'other');
    const { code, err } = await cli(['restore', file], other);
    expect([code, err.includes('monday.backup: line ')]).to.deep.equal([1, true]);
    expect(await readdir(folder)).not.to.include('other');
  });
});
