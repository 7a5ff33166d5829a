import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { responses } from '../../domain/survey/response.ts';
import { openStore } from '../../storage/open.ts';
import { bareEnvironment } from '../bare-environment.ts';
import { sharedServer } from '../postgres/shared-server.ts';

const main = join(import.meta.dirname, '../../cli/main.ts');

describe('moving a network between stores', function () {
  this.timeout(120_000);
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'moving-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function cli(environment: Record<string, string>, ...args: string[]): Promise<{ contentHash: string }> {
    const env = { ...bareEnvironment(), ...environment };
    const { stdout } = await promisify(execFile)(process.execPath, [main, ...args, '--json'], { env });
    return JSON.parse(stdout) as { contentHash: string };
  }

  it('from lowdb to PostgreSQL and back changes nothing', async () => {
    const databaseUrl = await (await sharedServer()).createDatabase();
    const [here, there] = [{ DATA_DIR: join(folder, 'here') }, { DATA_DIR: join(folder, 'there') }];
    const database = { DATA_DIR: join(folder, 'keys only'), DATABASE_URL: databaseUrl };
    const [out, back] = [join(folder, 'out.backup'), join(folder, 'back.backup')];
    await cli(here, 'seed', '--members', '60', '--responses', '600', '--practices', '40');
    const { contentHash } = await cli(here, 'backup', out);
    expect(contentHash).to.match(/^[0-9a-f]{64}$/);
    expect(await cli(database, 'restore', out)).to.include({ contentHash });
    expect(await cli(database, 'backup', back)).to.include({ contentHash });
    expect(await cli(there, 'restore', back)).to.include({ contentHash });
    const store = await openStore({ dataDir: folder, databaseUrl }, { readOnly: true });
    expect(await store.count(responses, {})).to.be.greaterThan(400);
    await store.close();
    expect(await cli(database, 'doctor')).to.include({ healthy: true });
  });
});
