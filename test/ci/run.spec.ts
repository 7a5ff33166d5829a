import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

const script = join(import.meta.dirname, '..', '..', '.ci', 'run');

/** Settings of whoever starts it that would change what tests find. */
const hostile = {
  CHROMIUM_PATH: '/usr/bin/false',
  DATABASE_URL: 'postgresql://db.example.org/verkosto',
  FONTCONFIG_PATH: '/nowhere',
  LD_LIBRARY_PATH: '/nowhere',
  NODE_OPTIONS: '--no-warnings',
  PGHOST: 'db.example.org',
  npm_config_cache: '/nowhere',
};

describe('what CI runs', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ci-'));
    for (const name of ['.ci', 'machine', 'temporary']) await mkdir(join(folder, name));
    await cp(script, join(folder, '.ci', 'run'));
    for (const name of ['node', 'chromium', 'google-chrome', 'psql']) await program(name, 'exit 1');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Puts a program on the machine. */
  async function program(name: string, text: string): Promise<void> {
    await writeFile(join(folder, 'machine', name), `#!/bin/sh\n${text}\n`);
    await chmod(join(folder, 'machine', name), 0o755);
  }

  /** Runs it with an npm that installs and checks as given; gives its exit status and last line. */
  async function run(install: string, check: string): Promise<[status: number | undefined, last: string]> {
    await program('npm', `case "$1 $2" in "ci ") ${install} ;; "run check") ${check} ;; *) exit 9 ;; esac`);
    const env = { ...hostile, PATH: `${join(folder, 'machine')}:/usr/bin:/bin`, TMPDIR: join(folder, 'temporary') };
    return new Promise((resolve) => {
      const child = execFile('bash', [join(folder, '.ci', 'run')], { env }, (_error, out) =>
        resolve([child.exitCode ?? undefined, out.trimEnd().split('\n').at(-1) ?? '']),
      );
    });
  }

  it('installs as npm is set up, and tests with nothing of what the machine has or is told', async () => {
    const seen = 'env; echo programs "$PATH"/*; echo left "$HOME"/* "$TMPDIR"/*';
    const [status] = await run('env > installed', `(${seen}) > ${join(folder, 'seen')}; echo "  1 passing"`);
    expect(status).to.equal(0);
    const installed = await readFile(join(folder, 'installed'), 'utf8');
    for (const [name, value] of Object.entries(hostile)) expect(installed).to.include(`${name}=${value}`);
    const lines = (await readFile(join(folder, 'seen'), 'utf8')).split('\n');
    const names = lines.flatMap((line) => /^([^= ]+)=/.exec(line)?.[1] ?? []);
    expect(names).to.include.members(['PATH', 'HOME', 'TMPDIR']);
    expect(names.filter((name) => name in hostile)).to.deep.equal([]);
    const programs = lines.find((line) => line.startsWith('programs '))?.matchAll(/\/([^/ ]+)(?= |$)/g) ?? [];
    const found = [...programs].map(([, name]) => name);
    expect(found).to.include.members(['node', 'npm', 'sh']);
    expect(found.filter((name) => /chrom|psql|fc-|postgres/.test(name ?? ''))).to.deep.equal([]);
    // A pattern that found no file stands for itself.
    expect(lines.find((line) => line.startsWith('left '))).to.match(/^left \S+\/home\/\* \S+\/tmp\/\*$/);
    expect(await readdir(join(folder, 'temporary'))).to.deep.equal([]);
  });

  it('ends with the count of the tests, and as they ended', async () => {
    const passing = 'echo "  12 passing (3m)"';
    expect(await run('', passing)).to.deep.equal([0, '12 passed, 0 failed']);
    expect(await run('', `${passing}; echo "  2 failing"; exit 2`)).to.deep.equal([2, '12 passed, 2 failed']);
    expect(await run('', `${passing}; exit 1`)).to.deep.equal([1, '12 passed, 0 failed']);
  });

  it('has not passed when nothing was tested or installed', async () => {
    expect(await run('', 'true')).to.deep.equal([1, '0 passed, 0 failed']);
    expect(await run('exit 3', 'echo "  12 passing"')).to.deep.equal([3, '0 passed, 0 failed']);
  });
});
