import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Vault } from '../../domain/survey/vault.ts';
import { dropFormerKey, purposeKey } from '../../storage/vault/purpose-key.ts';
import { createVault } from '../../storage/vault/vault.ts';
import { expectCode } from './expect-code.ts';
import { sealedIn } from './sealed.ts';

describe('the vault', () => {
  let keyDir: string;
  let vault: Vault;
  const seal = (surveyId: string, text: string) => sealedIn(vault, surveyId, text);
  const keyFile = (surveyId: string) => join(keyDir, 'surveys', `${surveyId}.key`);

  beforeEach(async () => {
    keyDir = join(await mkdtemp(join(tmpdir(), 'vault-')), 'keys');
    vault = createVault(keyDir);
  });
  afterEach(() => rm(join(keyDir, '..'), { recursive: true }));

  it('opens what it sealed, whatever the text', async () => {
    const law = fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 1200 }), async (text) => {
      expect(await vault.open('survey', await seal('survey', text))).to.equal(text);
    });
    await fc.assert(law);
  });

  it('seals a text differently each time, and without the text in it', async () => {
    const [first, second] = [await seal('survey', 'kirjasto'), await seal('survey', 'kirjasto')];
    expect(first).not.to.equal(second);
    expect(Buffer.from(first, 'base64').toString('latin1')).not.to.contain('kirjasto');
  });

  it('makes short texts equally long and longer ones so by steps of 512 bytes', async () => {
    const lengthOf = async (characters: number) =>
      Buffer.from(await seal('survey', 'x'.repeat(characters)), 'base64').length;
    expect(await lengthOf(0)).to.equal(await lengthOf(508));
    expect((await lengthOf(509)) - (await lengthOf(508))).to.equal(512);
    expect(await lengthOf(1020)).to.equal(await lengthOf(509));
  });

  it('opens with a vault made later on the same folder', async () => {
    const sealed = await seal('survey', 'text');
    expect(await createVault(keyDir).open('survey', sealed)).to.equal('text');
  });

  it('opens what was sealed at once by several that found no key', async () => {
    const vaults = Array.from({ length: 10 }, () => createVault(keyDir));
    const sealed = await Promise.all(vaults.map((one, place) => sealedIn(one, 'survey', `text ${place}`)));
    const opened = await Promise.all(sealed.map((one) => vault.open('survey', one)));
    expect(opened).to.deep.equal(vaults.map((_, place) => `text ${place}`));
    expect(await readdir(join(keyDir, 'surveys'))).to.deep.equal(['survey.key']);
  });

  it('keeps a key of its own for each survey, for this user alone', async () => {
    await seal('one', 'text');
    await seal('two', 'text');
    expect(await readFile(keyFile('one'))).to.have.length(32);
    expect(await readFile(keyFile('one'))).not.to.deep.equal(await readFile(keyFile('two')));
    expect((await stat(keyFile('one'))).mode & 0o777).to.equal(0o600);
    expect((await stat(join(keyDir, 'surveys'))).mode & 0o777).to.equal(0o700);
  });

  it('does not open what another survey sealed, even with the same key', async () => {
    const sealed = await seal('one', 'text');
    await seal('two', 'text');
    await expectCode(vault.open('two', sealed), 'SEAL_UNREADABLE');
    await writeFile(keyFile('two'), await readFile(keyFile('one')));
    await expectCode(vault.open('two', sealed), 'SEAL_UNREADABLE');
  });

  it('does not open what was altered or cut at any place', async () => {
    const sealed = Buffer.from(await seal('survey', 'text'), 'base64');
    for (let place = 0; place < sealed.length; place += 5) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8((altered.readUInt8(place) + 1) % 256, place);
      await expectCode(vault.open('survey', altered.toString('base64')), 'SEAL_UNREADABLE');
      await expectCode(vault.open('survey', sealed.subarray(0, place).toString('base64')), 'SEAL_UNREADABLE');
    }
    await expectCode(vault.open('survey', 'not sealed'), 'SEAL_UNREADABLE');
  });

  it('knows a key by a mark that tells nothing of it, and other keys by other marks', async () => {
    const mark = await vault.make('one');
    expect(await vault.make('one')).to.equal(mark);
    expect(await vault.mark('one')).to.equal(mark);
    expect(mark).to.match(/^[0-9a-f]{32}$/);
    const key = await readFile(keyFile('one'));
    expect(key.toString('hex')).not.to.contain(mark);
    expect(await vault.make('two')).not.to.equal(mark);
    await writeFile(keyFile('two'), key);
    expect(await vault.mark('two')).not.to.equal(mark);
  });

  it('seals with the key of the mark alone, and makes none of its own', async () => {
    const mark = await vault.make('survey');
    const key = await readFile(keyFile('survey'));
    const others: readonly (() => Promise<unknown>)[] = [
      () => rm(keyFile('survey')),
      () => writeFile(keyFile('survey'), key.subarray(0, 16)),
      () => writeFile(keyFile('survey'), key.toReversed()),
      async () => writeFile(keyFile('survey'), await readFile(keyFile('other'))),
      () => rm(join(keyDir, 'surveys'), { recursive: true }),
    ];
    await vault.make('other');
    for (const other of others) {
      await other();
      await expectCode(vault.seal('survey', mark, 'text'), 'SURVEY_KEY_MISSING');
      expect(await vault.mark('survey')).not.to.equal(mark);
    }
    expect(await readdir(keyDir)).to.deep.equal([]);
    await mkdir(join(keyDir, 'surveys'));
    await writeFile(keyFile('survey'), key);
    expect(await vault.open('survey', await vault.seal('survey', mark, 'text'))).to.equal('text');
  });

  it('makes nothing where its folder was and is away', async () => {
    await vault.make('one');
    await rename(keyDir, `${keyDir}-away`);
    await expectCode(vault.make('two'), 'SURVEY_KEY_MISSING');
    expect(await readdir(join(keyDir, '..'))).to.deep.equal(['keys-away']);
    await rename(`${keyDir}-away`, keyDir);
    await vault.make('two');
  });

  it('opens nothing of a survey whose key is destroyed, also after sealing anew', async () => {
    const sealed = await seal('survey', 'text');
    expect(await vault.destroy('survey', await vault.mark('survey'))).to.equal(true);
    await vault.clear('survey');
    expect(await readdir(join(keyDir, 'surveys'))).to.deep.equal([]);
    await expectCode(vault.open('survey', sealed), 'SEAL_UNREADABLE');
    await seal('survey', 'text');
    await expectCode(vault.open('survey', sealed), 'SEAL_UNREADABLE');
  });

  it('destroys with a key the copy that a killed process left of it, and no other survey’s', async () => {
    await seal('survey', 'text');
    await seal('survey-2', 'text');
    await writeFile(`${keyFile('survey')}.0f0f.tmp`, await readFile(keyFile('survey')));
    await vault.destroy('survey', undefined);
    await vault.clear('survey');
    expect(await readdir(join(keyDir, 'surveys'))).to.deep.equal(['survey-2.key']);
  });

  it('destroys a key twice, and whatever there is where none is named', async () => {
    expect(await vault.destroy('survey', undefined)).to.equal(true);
    const mark = await vault.make('survey');
    for (const _time of [1, 2, 3]) expect(await vault.destroy('survey', mark)).to.equal(true);
    await vault.clear('survey');
    await vault.clear('survey');
    expect(await readdir(join(keyDir, 'surveys'))).to.deep.equal([]);
  });

  it('destroys a key while somebody else, who has just done so, clears up', async () => {
    const clearing = async () => {
      for (let times = 0; times < 10; times += 1) await createVault(keyDir).clear('survey');
    };
    for (let round = 0; round < 10; round += 1) {
      const mark = await vault.make('survey');
      await Promise.all([vault.destroy('survey', mark), clearing()]);
      expect(await vault.mark('survey')).to.equal(undefined);
    }
    await vault.clear('survey');
    expect(await readdir(join(keyDir, 'surveys'))).to.deep.equal([]);
  });

  it('does not take a key for destroyed that it cannot find, and leaves another one alone', async () => {
    const mark = await vault.make('survey');
    await rename(keyDir, `${keyDir}-away`);
    expect(await vault.destroy('survey', mark)).to.equal(false);
    await rename(`${keyDir}-away`, keyDir);
    const key = await readFile(keyFile('survey'));
    await writeFile(keyFile('survey'), key.toReversed());
    expect(await vault.destroy('survey', mark)).to.equal(false);
    expect(await readFile(keyFile('survey'))).to.deep.equal(key.toReversed());
    await writeFile(keyFile('survey'), key);
    expect(await vault.destroy('survey', mark)).to.equal(true);
  });

  it('refuses an id that could name another file', async () => {
    const calls = [
      (id: string) => vault.mark(id),
      (id: string) => vault.make(id),
      (id: string) => vault.seal(id, 'mark', 'text'),
      (id: string) => vault.open(id, 'sealed'),
      (id: string) => vault.destroy(id, undefined),
      (id: string) => vault.clear(id),
    ];
    for (const id of ['', '.', '..', '../link', 'a/b', 'a\\b', 'a.key', 'ä', 'a b', 'a\n', 'a\0'])
      for (const call of calls) await expectCode(call(id), 'INPUT_INVALID');
    expect(await readdir(join(keyDir, '..'))).to.deep.equal([]);
  });

  it('leaves a file that is not a key where it is, and says which', async () => {
    await mkdir(join(keyDir, 'surveys'), { recursive: true });
    await writeFile(keyFile('survey'), 'short');
    const { cause } = await expectCode(vault.make('survey'), 'SURVEY_KEY_MISSING');
    expect((cause as Error).message).to.contain(keyFile('survey'));
    expect(await readFile(keyFile('survey'), 'utf8')).to.equal('short');
  });

  describe('a key for one purpose', () => {
    it('is made once and the same ever after, also for several that ask at once', async () => {
      const keys = await Promise.all(Array.from({ length: 10 }, () => purposeKey(keyDir, 'links')));
      const later = Buffer.from(await purposeKey(keyDir, 'links'));
      expect(later).to.have.length(32);
      expect(keys.every((key) => later.equals(key))).to.equal(true);
    });

    it('serves no other, in this folder or elsewhere', async () => {
      const own = Buffer.from(await purposeKey(keyDir, 'links'));
      expect(own.equals(await purposeKey(keyDir, 'sessions'))).to.equal(false);
      expect(own.equals(await purposeKey(join(keyDir, 'other'), 'links'))).to.equal(false);
    });

    it('is for this user alone', async () => {
      await purposeKey(keyDir, 'sessions');
      expect((await stat(join(keyDir, 'sessions.key'))).mode & 0o777).to.equal(0o600);
    });

    it('that earlier versions had for two is removed', async () => {
      await mkdir(keyDir, { recursive: true });
      await writeFile(join(keyDir, 'link.key'), Buffer.alloc(32));
      await dropFormerKey(keyDir);
      await dropFormerKey(keyDir);
      expect(await readdir(keyDir)).to.deep.equal([]);
    });
  });
});
