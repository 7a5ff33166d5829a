import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { textsFor } from '../../locales/text.ts';

const main = join(import.meta.dirname, '..', '..', 'demo', 'main.ts');

/** Runs the demo until it says a line, and gives all it said until then. */
async function saidUntil(child: ChildProcess, last: string): Promise<string> {
  const said: string[] = [];
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line === last) return said.join('\n');
  }
  throw new Error(`it ended with:\n${said.join('\n')}`);
}

describe('npm run demo', function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-main-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function run(...args: string[]) {
    const env = { ...process.env, DATA_DIR: join(folder, 'data'), PORT: '0' };
    return spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  it('says where to look and what to type, and stops both on Ctrl-C', async () => {
    const demo = run('--as', 'lead');
    const said = await saidUntil(demo, textsFor('en')('demo:stop'));
    expect(said).to.contain('Kirjasto A, digituen vastaava').and.contain('kysely, kokous, käytäntö');
    const addresses = [...said.matchAll(/http:\/\/[^\s]+[^\s.]/g)].map(([address]) => address);
    expect(new Set(addresses).size).to.equal(2);
    for (const address of addresses) expect((await fetch(address)).status, address).to.equal(200);
    demo.kill('SIGINT');
    expect(await once(demo, 'exit')).to.deep.equal([0, null]);
    for (const address of addresses) expect(await fetch(address).catch(() => 'closed'), address).to.equal('closed');
  });

  it('explains how it is called when it was called wrongly, and removes no data but its own', async () => {
    for (const args of [['--as', 'minister'], ['--port', '99999'], ['--fresh']]) {
      const demo = run(...args);
      const said = demo.stderr?.toArray() ?? [];
      expect(await once(demo, 'exit'), args.join(' ')).to.deep.equal([2, null]);
      expect(String(await said)).to.contain('npm run demo -- [--as coordinator|lead|member]');
    }
  });
});
