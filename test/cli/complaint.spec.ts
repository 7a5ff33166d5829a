import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { complaintOf } from '../../cli/complaint.ts';
import { loadConfig } from '../../config/environment.ts';
import { placeFile } from '../../storage/durable-file.ts';
import { openStore } from '../../storage/open.ts';

describe('a complaint to an operator', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'complaint-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function complaint(task: Promise<unknown>): Promise<string> {
    return task.then(() => 'none', complaintOf);
  }

  it('says why the data folder cannot be used', async () => {
    const dataDir = join(folder, 'file');
    await writeFile(dataDir, '');
    expect(await complaint(openStore({ dataDir })))
      .to.contain(dataDir)
      .and.to.contain('EEXIST');
    expect(await complaint(openStore({ dataDir }, { readOnly: true }))).to.contain('ENOTDIR');
  });

  it('says what to do beside another writer, and about damage', async () => {
    const store = await openStore({ dataDir: folder });
    expect(await complaint(openStore({ dataDir: folder }))).to.match(/another process is writing .*\n.*stop the other/);
    await store.close();
    await writeFile(join(folder, 'checkpoint.json'), 'x');
    expect(await complaint(openStore({ dataDir: folder }))).to.match(/not as it was written.*\n.*doctor/);
  });

  it('says of a full disk that it is full', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    expect(complaintOf(full)).to.equal('The disk is full. Make room, and try again.');
  });

  it('names the folder that is missing, and not a file on the way', async () => {
    const missing = join(folder, 'missing');
    async function* content() {
      yield Buffer.from('x');
    }
    expect(await complaint(placeFile(join(missing, 'x'), content(), false))).to.contain(`${missing}: there is no such`);
  });

  it('names each fault of the environment once', () => {
    const load = () => loadConfig({ DATABASE_URL: 'mysql://user:secret@host/db' });
    const words = complaintOf(caught(load));
    expect(words.match(/DATABASE_URL/g)).to.have.length(1);
    expect(words).not.to.contain('secret');
  });
});

function caught(task: () => unknown): unknown {
  try {
    return task();
  } catch (error) {
    return error;
  }
}
