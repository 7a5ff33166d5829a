import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { type ExportDeps, exportCommand } from '../../cli/export.ts';
import { runCommand } from '../../cli/run.ts';
import { verifyCommand } from '../../cli/verify.ts';
import { verifyBag } from '../../documents/package/verify.ts';
import { writePackage } from '../../documents/package/write.ts';
import { nouns } from '../../domain/nouns.ts';
import type { Store } from '../../domain/store.ts';
import { textsFor } from '../../locales/text.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { bareEnvironment } from '../bare-environment.ts';
import { aNetwork, aPractice, now, withStore } from '../domain/example-network.ts';

const writes = [aNetwork(), aNetwork({ id: 'other', teamId: 'other', name: { en: 'Other' } }), aPractice('1')];

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('the command line', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cli-'));
    file = join(folder, 'package.zip');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Runs a command line beside a running bot, which holds the store open for writing. */
  function run(args: readonly string[], given: Partial<ExportDeps> & { watched?: boolean } = {}): Promise<Run> {
    return withStore(writes, async (_writing, dataDir) => {
      const said = { out: '', err: '' };
      const deps: ExportDeps = {
        openStore: () => openLowdbStore({ dataDir, readOnly: true }),
        now: () => now,
        write: (contents, language, out) => writePackage(contents, language, textsFor(language), out),
        builtIn: {},
        nouns,
        ...given,
      };
      const code = await runCommand({ export: exportCommand(deps), verify: verifyCommand }, args, {
        out: (text) => void (said.out += text),
        err: (text) => void (said.err += text),
        watched: given.watched ?? false,
      });
      return { code, ...said };
    });
  }

  const exporting = (...more: string[]) => ['export', '--network', 'uudi', '--out', file, ...more];

  describe('export', () => {
    it('writes a whole package beside a running bot and tells where, how large and how much', async () => {
      const { code, out, err } = await run(exporting());
      expect([code, err]).to.deep.equal([0, '']);
      const { faults, payloadBytes, payloadFiles } = await verifyBag(file);
      expect(faults).to.deep.equal([]);
      expect(out).to.contain(file);
      expect(out).to.contain(`${payloadFiles} files, ${payloadBytes} bytes`).and.to.contain('practicesSelected: 1');
      expect(await readdir(folder)).to.deep.equal(['package.zip']);
    });

    it('writes the same bytes for the same data at the same moment, over an earlier file', async () => {
      await run(exporting());
      const first = await readFile(file);
      expect((await run(exporting())).code).to.equal(0);
      expect(first.equals(await readFile(file))).to.equal(true);
    });

    it('answers machines in JSON', async () => {
      const { out } = await run(exporting('--json', '--language', 'sv'));
      expect(JSON.parse(out)).to.deep.include({ path: file, network: 'uudi', language: 'sv', asOf: now.toISOString() });
    });

    it('uses the language asked for, by default the network’s own', async () => {
      await run(exporting());
      const finnish = await readFile(file);
      await run(exporting('--language', 'fi'));
      expect(finnish.equals(await readFile(file))).to.equal(true);
      await run(exporting('--language', 'en'));
      expect(finnish.equals(await readFile(file))).to.equal(false);
    });

    it('shows progress to people only', async () => {
      expect((await run(exporting(), { watched: true })).err).to.contain('Reading network uudi');
    });

    it('names the networks there are when asked for another', async () => {
      const { code, err, out } = await run(['export', '--network', 'nope', '--out', file]);
      expect([code, out]).to.deep.equal([1, '']);
      expect(err).to.equal('There is no network "nope". Known networks: other (Other), uudi (UuDi (esimerkki)).\n');
      expect(await readdir(folder)).to.deep.equal([]);
    });

    it('leaves nothing half written, and what was there before, when writing fails', async () => {
      await run(exporting());
      const before = await readFile(file);
      const write: ExportDeps['write'] = async (_contents, _language, out) => {
        out.write('half');
        throw new Error('no space left');
      };
      const { code, err, out } = await run(exporting('--json'), { write });
      expect(code).to.equal(1);
      expect(err).to.match(/^no space left\n/);
      expect(JSON.parse(out)).to.deep.equal({ error: 'no space left' });
      expect(await readdir(folder)).to.deep.equal(['package.zip']);
      expect(before.equals(await readFile(file))).to.equal(true);
    });

    it('says what is wrong when the folder to write in is not there', async () => {
      const { code, err } = await run(['export', '--network', 'uudi', '--out', join(folder, 'none', 'a.zip')]);
      expect(code).to.equal(1);
      expect(err).to.match(/^There is no file or folder .*none/);
      expect(err).not.to.contain('    at ');
    });

    it('closes the store whatever happens', async () => {
      let closed = 0;
      const openStore = async (): Promise<Store> =>
        ({
          snapshot: () => Promise.reject(new Error('broken')),
          close: async () => void (closed += 1),
        }) as Partial<Store> as Store;
      expect((await run(exporting(), { openStore })).code).to.equal(1);
      expect(closed).to.equal(1);
    });
  });

  describe('verify', () => {
    it('says that a whole package is whole', async () => {
      await run(exporting());
      const { code, out, err } = await run(['verify', file]);
      expect([code, err]).to.deep.equal([0, '']);
      expect(out).to.match(/package\.zip is whole: \d+ files, \d+ bytes \(UuDi \(esimerkki\), 2021-11-26\)\n$/);
      expect(JSON.parse((await run(['verify', file, '--json'])).out)).to.deep.include({ whole: true, faults: [] });
    });

    it('fails with each fault when it is not', async () => {
      const { code, err, out } = await run(['verify', import.meta.filename]);
      expect([code, out]).to.deep.equal([1, '']);
      expect(err).to.contain('is not whole:\n  notABag: the file is not a zip archive\n');
      const json = await run(['verify', import.meta.filename, '--json']);
      expect(json.code).to.equal(1);
      expect(JSON.parse(json.out)).to.include({ whole: false });
    });

    it('fails when there is no such file', async () => {
      const { code, err } = await run(['verify', file]);
      expect(code).to.equal(1);
      expect(err).to.equal(`There is no file or folder ${file}.\n`);
    });
  });

  const wrong: readonly (readonly string[])[] = [
    [],
    ['exprot'],
    ['constructor'],
    ['export'],
    ['export', '--network', 'uudi'],
    ['export', '--out', 'a.zip'],
    ['export', '--network', 'uudi', '--out', 'a.zip', '--language', 'de'],
    ['export', '--network', 'uudi', '--out', 'a.zip', '--speed'],
    ['export', 'uudi'],
    ['verify'],
    ['verify', 'a.zip', 'b.zip'],
  ];
  for (const args of wrong) {
    it(`shows how it is used when called as "${args.join(' ')}"`, async () => {
      const { code, err, out } = await run(args);
      expect([code, out]).to.deep.equal([2, '']);
      expect(err).to.contain('Usage:\n  npm run cli -- ');
    });
  }

  it('shows how it is used on request, as no fault', async () => {
    for (const args of [['--help'], ['help'], ['export', '--help']]) {
      const { code, err, out } = await run(args);
      expect([code, err]).to.deep.equal([0, '']);
      expect(out).to.contain('export --network ID --out FILE.zip');
    }
  });

  it('runs as a program, with the data folder as its only setting', async function () {
    this.timeout(60_000);
    await withStore(writes, async (_writing, dataDir) => {
      const main = join(import.meta.dirname, '../../cli/main.ts');
      const environment = { ...bareEnvironment(), DATA_DIR: dataDir };
      const { stdout } = await promisify(execFile)(process.execPath, [main, ...exporting('--json')], {
        env: environment,
      });
      expect(JSON.parse(stdout)).to.include({ path: file });
      const wrongUse = promisify(execFile)(process.execPath, [main, 'export'], { env: environment });
      expect(await wrongUse.catch((error: { code: number }) => error.code)).to.equal(2);
    });
  });
});
