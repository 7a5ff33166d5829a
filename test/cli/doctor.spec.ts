import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Settings } from '../../cli/doctor/configuration.ts';
import { type DoctorDeps, doctorCommand } from '../../cli/doctor/doctor.ts';
import { folderFindings } from '../../cli/doctor/permissions.ts';
import { loadConfig } from '../../config/environment.ts';
import { AppError } from '../../domain/errors.ts';
import { createManifest } from '../../manifest/manifest.ts';
import { schemaFaults } from '../../manifest/schema-faults.ts';
import type { StoreReport } from '../../storage/kept-store.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { schemaVersion } from '../../storage/schema.ts';
import { createVault, surveysWithKey } from '../../storage/vault/vault.ts';
import { aResponse, aSurvey, withStore } from '../domain/example-network.ts';
import { sealedIn } from '../storage/sealed.ts';
import { type Run, runCli } from './run-cli.ts';

const app = { id: '01234567-89ab-cdef-0123-456789abcdef' };

describe('doctor', () => {
  let folder: string;
  let settings: Settings;
  let report: StoreReport;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'doctor-'));
    const dataDir = join(folder, 'data');
    settings = {
      dataDir,
      keyDir: join(folder, 'keys'),
      keyDirNamed: true,
      publicUrl: 'https://botti.example.org',
      app,
    };
    for (const own of [dataDir, settings.keyDir]) await mkdir(own, { mode: 0o700 });
    report = {
      kind: 'lowdb',
      place: dataDir,
      schemaVersion,
      parts: [
        { name: 'checkpoint.json', records: undefined, bytes: 950 },
        { name: 'members-1-7.jsonl', records: 12, bytes: 2_400 },
        { name: 'responses-2-7.jsonl', records: 1000, bytes: 300_000 },
        { name: 'responses-3-9.jsonl', records: 204, bytes: 10_000 },
      ],
      faults: [],
      freeBytes: 12_300_000_000,
    };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function doctor(args: readonly string[] = [], given: Partial<DoctorDeps> = {}): Promise<Run> {
    const command = doctorCommand({
      loadSettings: () => settings,
      manifestFaults: async () => [],
      examine: async () => report,
      repair: () => Promise.reject(new Error('repaired')),
      openStore: ({ dataDir }) => openLowdbStore({ dataDir, readOnly: true }),
      vault: ({ keyDir }) => createVault(keyDir),
      keyedSurveys: ({ keyDir }) => surveysWithKey(keyDir),
      ...given,
    });
    return runCli({ doctor: command }, ['doctor', ...args]);
  }

  it('finds nothing wrong where nothing is, in lines that stand under each other', async () => {
    const { code, out, err } = await doctor();
    expect([code, err]).to.deep.equal([0, '']);
    expect(out).to.equal(
      [
        `configuration  ok     app ${app.id} at https://botti.example.org`,
        'manifest       ok     follows its schema',
        `storage        ok     lowdb in ${settings.dataDir}, 313 kB`,
        `               ok     data of version ${schemaVersion}`,
        '               ok     checkpoint.json                          950 bytes',
        '               ok     members                      12 records     2.4 kB',
        '               ok     responses        2 files  1,204 records     310 kB',
        '               ok     12.3 GB free',
        `permissions    ok     DATA_DIR ${settings.dataDir} is for this user`,
        `               ok     KEY_DIR ${settings.keyDir} is for this user`,
        'keys           ok     0 keys, 0 open anonymous surveys',
        '',
      ].join('\n'),
    );
  });

  it('answers machines in JSON, and says nothing of secrets', async () => {
    const secret = { ...settings, app: { ...app, password: 'open sesame' } };
    const { out } = await doctor(['--json'], { loadSettings: () => secret });
    expect(out).not.to.contain('sesame');
    const { healthy, checks, storage } = JSON.parse(out);
    expect(healthy).to.equal(true);
    expect(checks.map(({ name }: { name: string }) => name)).to.deep.equal([
      'configuration',
      'manifest',
      'storage',
      'permissions',
      'keys',
    ]);
    expect(storage).to.deep.include({ place: settings.dataDir, freeBytes: 12_300_000_000 });
  });

  it('changes nothing', async () => {
    await rm(settings.dataDir, { recursive: true });
    const nothing = { ...report, schemaVersion: undefined, parts: [] };
    const { code, out } = await doctor([], { examine: async () => nothing });
    expect(code).to.equal(0);
    expect(out).to.contain('note   nothing is stored yet').and.to.contain('is not there yet; it is made when');
    await rm(settings.dataDir, { recursive: true }).then(
      () => expect.fail('the folder was made'),
      () => undefined,
    );
  });

  describe('on the configuration', () => {
    it('names every fault in a line of its own, and looks no further', async () => {
      const loadSettings = () => {
        loadConfig({ PORT: 'x', LOG_LEVEL: 'loud' });
        return settings;
      };
      const { code, out } = await doctor([], { loadSettings });
      expect(code).to.equal(1);
      expect(out.split('\n')).to.have.length(3);
      expect(out).to.match(/^configuration {2}FAULT {2}PORT must be .*\n {15}FAULT {2}LOG_LEVEL must be .*\n$/);
    });

    it('takes the real one', async () => {
      const loadSettings = () => ({ ...loadConfig({}), dataDir: settings.dataDir, keyDir: settings.keyDir });
      const { code, out } = await doctor([], { loadSettings });
      expect(code).to.equal(0);
      expect(out).to.contain('local mode').and.to.contain('note   not checked: local mode has no app in Teams');
    });
  });

  describe('on the manifest', () => {
    it('tells what its schema finds wrong', async () => {
      const { code, out } = await doctor([], { manifestFaults: async () => ['/name/short is too long'] });
      expect(code).to.equal(1);
      expect(out).to.contain('manifest       FAULT  /name/short is too long\n');
    });

    it('takes the one that is built', async () => {
      const manifestFaults = ({ publicUrl }: Settings) =>
        schemaFaults(createManifest({ appId: app.id, publicUrl, version: '1.2.3' }));
      expect((await doctor([], { manifestFaults })).code).to.equal(0);
      settings = { ...settings, app: { id: 'none' } };
      const wrong = () =>
        schemaFaults({ ...createManifest({ appId: 'none', publicUrl: 'https://a.example', version: 'x' }) });
      expect((await doctor([], { manifestFaults: wrong })).code).to.equal(1);
    });
  });

  describe('on the storage', () => {
    const finding = async (given: Partial<StoreReport>): Promise<Run> => {
      return doctor([], { examine: async () => ({ ...report, ...given }) });
    };

    it('names each damage with file and place, and what a repair would drop', async () => {
      const what = 'the checksum of a commit is wrong';
      const { code, out } = await finding({
        faults: [
          { file: 'journal', offset: 120, what, drops: 'the last 3 commits' },
          { file: 'segments/000001.json', offset: undefined, what: 'not JSON', drops: undefined },
        ],
      });
      expect(code).to.equal(1);
      expect(out).to.contain(`FAULT  journal, byte 120: ${what}. --repair drops the last 3 commits\n`);
      expect(out).to.contain('FAULT  segments/000001.json: not JSON. No repair helps: restore a backup\n');
      expect(out).to.contain('keys           note   not checked: the store has to be mended first\n');
    });

    it('notes data of an older version, and refuses data of a newer one', async () => {
      const older = await finding({ schemaVersion: schemaVersion - 1 });
      expect([older.code, older.out.includes(`data of version ${schemaVersion - 1}; "migrate"`)]).to.deep.equal([
        0,
        true,
      ]);
      const newer = await finding({ schemaVersion: schemaVersion + 1 });
      expect(newer.code).to.equal(1);
      expect(newer.out).to.contain('of a newer program');
      expect((await finding({ schemaVersion: undefined })).code).to.equal(1);
    });

    it('wants as much room free as the data takes', async () => {
      expect((await finding({ freeBytes: 313_350 })).code).to.equal(0);
      const { code, out } = await finding({ freeBytes: 313_349 });
      expect(code).to.equal(1);
      expect(out).to.contain('FAULT  313 kB free, less than the data itself takes');
      expect((await finding({ freeBytes: undefined })).code).to.equal(0);
    });

    it('says why it cannot be examined, and goes on', async () => {
      const examine = () => Promise.reject(new AppError('STORE_UNAVAILABLE', 'no server answers at db.example'));
      const { code, out, err } = await doctor([], { examine });
      expect([code, err]).to.deep.equal([1, '']);
      expect(out).to.contain('storage        FAULT  no server answers at db.example\n').and.to.contain('permissions');
    });
  });

  describe('on the permissions', () => {
    it('finds folders that strangers can look into', async () => {
      await chmod(settings.keyDir, 0o755);
      const { code, out } = await doctor();
      expect(code).to.equal(1);
      expect(out).to.contain(`FAULT  KEY_DIR ${settings.keyDir} is open to every user of this machine: chmod o-rwx `);
      await chmod(settings.keyDir, 0o750);
      expect((await doctor()).code).to.equal(0);
    });

    it('finds a file where a folder should be', async () => {
      await rm(settings.keyDir, { recursive: true });
      await writeFile(settings.keyDir, '');
      expect((await doctor()).out).to.contain(`FAULT  KEY_DIR ${settings.keyDir} is not a folder\n`);
    });

    it('finds folders that cannot be written, or made', async () => {
      const mayNot = async () => false;
      expect(await folderFindings('KEY_DIR', settings.keyDir, mayNot)).to.deep.equal([
        { level: 'fault', text: `KEY_DIR ${settings.keyDir} cannot be written by this user` },
      ]);
      const missing = join(folder, 'a', 'b');
      expect(await folderFindings('KEY_DIR', missing, mayNot)).to.deep.equal([
        { level: 'fault', text: `KEY_DIR ${missing} is not there, and this user cannot make it in ${folder}` },
      ]);
    });

    it('leaves the files of PostgreSQL to PostgreSQL', async () => {
      const postgres: StoreReport = { ...report, kind: 'postgres', place: 'db.example/botti' };
      const { out } = await doctor([], { examine: async () => postgres });
      expect(out).to.contain('PostgreSQL in db.example/botti').and.not.to.contain('DATA_DIR');
    });
  });

  describe('on the keys', () => {
    const survey = aSurvey('survey-1', { anonymity: 'anonymous', title: { en: 'Needs of support' } });

    /** Looks at a store whose anonymous survey has two answers, sealed with the keys in the folder. */
    async function withAnswers(change: () => Promise<void>): Promise<Run> {
      const vault = createVault(settings.keyDir);
      const sealed = await Promise.all(['a', 'b'].map((text) => sealedIn(vault, 'survey-1', text)));
      const answers = sealed.map((one, place) => aResponse('survey-1', `m${place}`, {}, { sealed: one }));
      await change();
      return withStore([survey, aSurvey('named'), ...answers], (_store, dataDir) =>
        doctor([], { openStore: () => openLowdbStore({ dataDir, readOnly: true }) }),
      );
    }

    it('counts them against the open anonymous surveys', async () => {
      const { code, out } = await withAnswers(async () => undefined);
      expect(code).to.equal(0);
      expect(out).to.contain('keys           ok     1 key, 1 open anonymous survey\n');
    });

    it('names the survey whose key is lost', async () => {
      const { code, out } = await withAnswers(() => rm(join(settings.keyDir, 'surveys', 'survey-1.key')));
      expect(code).to.equal(1);
      expect(out).to.contain('FAULT  survey survey-1 (Needs of support): 2 of 2 answers cannot be opened');
    });

    it('finds a key made anew after answers were sealed with another one', async () => {
      const { code, out } = await withAnswers(async () => {
        await rm(join(settings.keyDir, 'surveys', 'survey-1.key'));
        await createVault(settings.keyDir).make('survey-1');
      });
      expect(code).to.equal(1);
      expect(out).to.contain('1 key, 1 open').and.to.contain('2 of 2 answers cannot be opened');
    });

    it('finds a file that is no key', async () => {
      const { code } = await withAnswers(() => writeFile(join(settings.keyDir, 'surveys', 'survey-1.key'), 'short'));
      expect(code).to.equal(1);
    });

    it('finds keys where an earlier version kept them, and looks no further until they are moved', async () => {
      const former = join(settings.dataDir, 'keys');
      const { code, out } = await withAnswers(async () => {
        await rename(settings.keyDir, former);
      });
      expect(code).to.equal(1);
      expect(out).to.contain(`FAULT  keys still lie in ${former}: the next start of the bot moves them to `);
      expect(out).not.to.contain('cannot be opened');
    });

    it('finds a folder of keys inside the data folder', async () => {
      settings = { ...settings, keyDir: join(settings.dataDir, 'own') };
      const { code, out } = await doctor();
      expect(code).to.equal(1);
      expect(out).to.contain(`FAULT  KEY_DIR ${settings.keyDir} lies inside DATA_DIR`);
    });

    it('notes a key that no open survey needs', async () => {
      const { code, out } = await withAnswers(async () => void (await createVault(settings.keyDir).make('gone')));
      expect(code).to.equal(0);
      expect(out).to.contain('note   there is a key for gone, which is no open anonymous survey of this store\n');
    });
  });

  describe('told to repair', () => {
    const damaged = () => {
      const what = 'the checksum of a commit is wrong';
      return { ...report, faults: [{ file: 'journal', offset: 120, what, drops: 'the last 3 commits' }] };
    };
    const repaired = { dropped: ['3 commits from byte 120 of journal on'], aside: '/data/damaged-1' };

    /** A store that is damaged until it is repaired. */
    function repairable() {
      const calls: string[] = [];
      let current = damaged();
      const deps: Partial<DoctorDeps> = {
        examine: async () => current,
        repair: async () => {
          calls.push('repair');
          current = { ...current, faults: [] };
          return repaired;
        },
      };
      return { calls, deps };
    }

    it('shows what it drops, asks, repairs, and looks again', async () => {
      const { calls, deps } = repairable();
      const ask = async (question: string) => {
        calls.push(question);
        return true;
      };
      const { code, out, err } = await doctor(['--repair'], { ...deps, ask });
      expect([code, calls]).to.deep.equal([0, ['Repair?', 'repair']]);
      expect(err).to.contain('A repair drops for good:\n  the last 3 commits\n');
      expect(out).to.contain(
        '\nDropped:\n  3 commits from byte 120 of journal on\nThe files as they were lie in /data/damaged-1.\n',
      );
      expect(out.match(/^configuration/gm)).to.have.length(2);
    });

    it('changes nothing when the answer is no', async () => {
      const { calls, deps } = repairable();
      const { code, err } = await doctor(['--repair'], { ...deps, ask: async () => false });
      expect([code, calls]).to.deep.equal([1, []]);
      expect(err).to.match(/Nothing was changed\.\n$/);
    });

    it('does not ask when it is told yes', async () => {
      const { calls, deps } = repairable();
      const ask = () => Promise.reject(new Error('asked'));
      expect((await doctor(['--repair', '--yes'], { ...deps, ask })).code).to.equal(0);
      expect(calls).to.deep.equal(['repair']);
    });

    it('shows what it would drop and wants --yes where nobody can be asked', async () => {
      const { calls, deps } = repairable();
      const { code, err } = await doctor(['--repair'], deps);
      expect([code, calls]).to.deep.equal([2, []]);
      expect(err).to.contain('the last 3 commits').and.to.contain('needs --yes').and.to.contain('Usage:');
    });

    it('answers machines in JSON', async () => {
      const { out } = await doctor(['--repair', '--yes', '--json'], repairable().deps);
      expect(JSON.parse(out)).to.deep.include({ healthy: true, repair: repaired });
    });

    it('does nothing where a repair cannot help', async () => {
      const faults = [{ file: 'journal', offset: undefined, what: 'not readable', drops: undefined }];
      const hopeless = await doctor(['--repair', '--yes'], { examine: async () => ({ ...report, faults }) });
      expect(hopeless.code).to.equal(1);
      expect(hopeless.err).to.equal('No repair helps: restore a backup.\n');
      const mixed = [...faults, ...damaged().faults];
      const half = await doctor(['--repair', '--yes'], { examine: async () => ({ ...report, faults: mixed }) });
      expect([half.code, half.err]).to.deep.equal([1, hopeless.err]);
      const whole = await doctor(['--repair', '--yes']);
      expect([whole.code, whole.err]).to.deep.equal([0, 'There is nothing to repair.\n']);
    });

    it('fails with the reason for which it could not', async () => {
      const repair = () => Promise.reject(new AppError('STORE_LOCKED', 'another process is writing in /data'));
      const { code, err } = await doctor(['--repair', '--yes'], { examine: async () => damaged(), repair });
      expect(code).to.equal(1);
      expect(err).to.match(/another process is writing in \/data\n.*stop the other one/);
    });
  });

  for (const args of [['now'], ['--yes'], ['--fix']]) {
    it(`shows how it is used when called with "${args.join(' ')}"`, async () => {
      const { code, err } = await doctor(args);
      expect(code).to.equal(2);
      expect(err).to.contain('Usage:\n  npm run cli -- doctor');
    });
  }
});
