import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { type Entry, fromBuffer } from 'yauzl';
import { features } from '../../bot/features.ts';
import { textLanguages, textsFor } from '../../locales/text.ts';
import { writeAppPackage } from '../../manifest/app-package.ts';
import { drawIcons } from '../../manifest/icons.ts';
import { commandNames, createLanguageFiles, createManifest } from '../../manifest/manifest.ts';
import { schemaFaults } from '../../manifest/schema-faults.ts';

const root = join(import.meta.dirname, '..', '..');
const app = {
  appId: '01234567-89ab-cdef-0123-456789abcdef',
  publicUrl: 'https://botti.example.org:8443/verkosto',
  version: '1.2.3',
};

/** What the schema of language files finds wrong with one; its patterns are no regular expressions for validators. */
async function languageFaults(file: Record<string, string>): Promise<string[]> {
  const entry = createRequire(import.meta.url).resolve('@microsoft/app-manifest');
  const path = join(dirname(entry), 'json-schemas/teams/v1.25/MicrosoftTeams.Localization.schema.json');
  const schema = JSON.parse(await readFile(path, 'utf8')) as LanguageSchema;
  const ruleOf = (key: string) =>
    schema.properties[key] ?? Object.entries(schema.patternProperties).find(([one]) => new RegExp(one).test(key))?.[1];
  const missing = schema.required.filter((key) => file[key] === undefined);
  const wrong = Object.entries(file).filter(([key, text]) => {
    const rule = ruleOf(key);
    return !rule || text.length > (rule.maxLength ?? Number.POSITIVE_INFINITY);
  });
  return [...missing, ...wrong.map(([key]) => key)];
}

interface LanguageSchema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, { maxLength?: number }>>;
  readonly patternProperties: Readonly<Record<string, { maxLength?: number }>>;
}

describe('the app manifest', () => {
  it('follows the schema 1.25', async () => {
    expect(await schemaFaults(createManifest(app))).to.deep.equal([]);
    expect(await schemaFaults({ ...createManifest(app), accentColor: 'green' })).to.not.deep.equal([]);
  });

  it('belongs to the app and the address of the installation', () => {
    const manifest = createManifest(app);
    expect(manifest).to.deep.include({
      id: app.appId,
      version: '1.2.3',
      validDomains: ['botti.example.org:8443'],
      webApplicationInfo: { id: app.appId, resource: `api://botti.example.org:8443/${app.appId}` },
    });
    expect(manifest.bots[0]?.botId).to.equal(app.appId);
    const addresses = JSON.stringify(manifest)
      .match(/https:\/\/[^"]+/g)
      ?.filter((url) => !url.includes('microsoft'));
    expect(addresses).to.have.length(6);
    for (const url of addresses ?? []) expect(url.startsWith(`${app.publicUrl}/tab/`), url).to.equal(true);
  });

  it('works in chats, teams and all their channels, and asks for no further consent', () => {
    const manifest = createManifest(app);
    expect(manifest.supportsChannelFeatures).to.equal('tier1');
    expect(manifest.bots[0]?.scopes).to.deep.equal(['personal', 'team', 'groupChat']);
    expect(manifest).to.not.have.property('authorization');
  });

  it('lists the commands that the bot has', () => {
    const known = features.flatMap((feature) => feature.commands.map(({ name }) => name));
    expect([...commandNames()].sort()).to.deep.equal([...known].sort());
    const [list] = createManifest(app).bots[0]?.commandLists ?? [];
    expect(list?.commands.map(({ title }) => title)).to.include.members(['apua', 'kysely', 'aikataulu']);
    expect(list?.commands).to.have.length(known.length);
    expect(known.length).to.be.at.most(12);
  });

  it('keeps commands short enough for the menu in every language', () => {
    for (const language of textLanguages) {
      for (const name of commandNames()) {
        const t = textsFor(language);
        expect(t(`commands:${name}.word`).length, `${language} ${name}`).to.be.at.most(32);
        expect(t(`commands:${name}.help`).length, `${language} ${name}`).to.be.at.most(128);
      }
    }
  });
});

describe('the languages of the manifest', () => {
  it('are Finnish in the manifest, and Swedish and English in files that it names', () => {
    const { localizationInfo } = createManifest(app);
    expect(localizationInfo).to.deep.equal({
      defaultLanguageTag: 'fi',
      additionalLanguages: [
        { languageTag: 'sv', file: 'sv.json' },
        { languageTag: 'en', file: 'en.json' },
      ],
    });
    expect(Object.keys(createLanguageFiles())).to.deep.equal(['sv.json', 'en.json']);
  });

  it('follow their schema', async () => {
    for (const file of Object.values(createLanguageFiles())) {
      expect(await languageFaults(file)).to.deep.equal([]);
      const wrong = { ...file, 'name.medium': 'x', 'name.short': 'x'.repeat(31) };
      expect(await languageFaults(wrong)).to.deep.equal(['name.short', 'name.medium']);
    }
  });

  it('translate every text of the manifest, and nothing else', () => {
    const manifest = createManifest(app) as unknown as Record<string, unknown>;
    for (const { $schema, ...texts } of Object.values(createLanguageFiles())) {
      for (const path of Object.keys(texts)) expect(at(manifest, path), path).to.be.a('string');
      expect(Object.keys(texts)).to.have.length(4 + 2 * commandNames().length);
      expect($schema).to.include('/v1.25/');
    }
  });

  it('say the commands in the words of their own language', () => {
    const { 'sv.json': sv, 'en.json': en } = createLanguageFiles();
    const path = `bots[0].commandLists[0].commands[${commandNames().indexOf('schedule')}].title`;
    expect([sv?.[path], en?.[path]]).to.deep.equal(['tidtabell', 'schedule']);
  });
});

/** The value at a path such as `bots[0].name`. */
function at(value: unknown, path: string): unknown {
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  return keys.reduce((found: unknown, key) => (found as Record<string, unknown> | undefined)?.[key], value);
}

describe('the icons', () => {
  const { 'color.png': colour, 'outline.png': outline } = drawIcons();

  it('have the sizes that Teams wants', () => {
    expect([colour.width, colour.height]).to.deep.equal([192, 192]);
    expect([outline.width, outline.height]).to.deep.equal([32, 32]);
  });

  it('are solid in colour, and pure white on nothing in outline', () => {
    const pixels = (icon: typeof colour) => {
      const all = icon.pixels;
      return Array.from({ length: all.length / 4 }, (_none, place) => [...all.subarray(place * 4, place * 4 + 4)]);
    };
    expect(new Set(pixels(colour).map((pixel) => pixel[3]))).to.deep.equal(new Set([255]));
    const seen = pixels(outline).filter((pixel) => pixel[3] !== 0);
    // What is half transparent is stored multiplied by how much is seen of it.
    for (const [red, green, blue, opacity] of seen)
      expect([red, green, blue]).to.deep.equal([opacity, opacity, opacity]);
    expect(seen.length).to.be.within(200, 32 * 32 - 200);
  });
});

describe('the app package', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verkostobotti-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('holds the manifest, its languages and the icons, all at the top', async () => {
    const out = join(folder, 'new', 'app.zip');
    await writeAppPackage(app, out);
    const files = await unzip(await readFile(out));
    expect([...files.keys()].sort()).to.deep.equal(['color.png', 'en.json', 'manifest.json', 'outline.png', 'sv.json']);
    expect(JSON.parse(String(files.get('manifest.json')))).to.deep.equal(createManifest(app));
    expect(JSON.parse(String(files.get('sv.json')))).to.deep.equal(createLanguageFiles()['sv.json']);
    expect(files.get('color.png')?.equals(drawIcons()['color.png'].asPng())).to.equal(true);
  });

  it('is built from the environment', async () => {
    const out = join(folder, 'app.zip');
    const environment = {
      MicrosoftAppId: app.appId,
      MicrosoftAppTenantId: '11111111-1111-4111-8111-111111111111',
      MicrosoftAppPassword: 'secret',
      PUBLIC_URL: 'https://botti.example.org/',
    };
    expect(await build(['--out', out], environment)).to.include({ code: 0, out: `${out}\n` });
    const manifest: unknown = JSON.parse(String((await unzip(await readFile(out))).get('manifest.json')));
    expect(manifest).to.deep.include({ id: app.appId, validDomains: ['botti.example.org'] });
    expect(await schemaFaults(manifest as object)).to.deep.equal([]);
  });

  it('is refused without an app, in words, unless an example is asked for', async () => {
    const out = join(folder, 'app.zip');
    const refused = await build(['--out', out], {});
    expect(refused.code).to.equal(1);
    expect(refused.err).to.match(/^MicrosoftAppId is not set/);
    const placeholder = {
      MicrosoftAppId: '00000000-0000-0000-0000-000000000000',
      PUBLIC_URL: 'https://b.example',
    };
    const secrets = { MicrosoftAppTenantId: app.appId, MicrosoftAppPassword: 'secret' };
    expect(await build(['--out', out], { ...placeholder, ...secrets })).to.include({ code: 1 });
    expect(await build(['--out', out, '--example'], {})).to.include({ code: 0 });
    const manifest: unknown = JSON.parse(String((await unzip(await readFile(out))).get('manifest.json')));
    expect(await schemaFaults(manifest as object)).to.deep.equal([]);
  });

  it('explains itself when called wrongly', async () => {
    const wrong = await build(['--zip', 'x'], {});
    expect(wrong.code).to.equal(2);
    expect(wrong.err).to.include('npm run manifest');
  });
});

function build(args: readonly string[], env: Record<string, string>) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const main = join(root, 'manifest', 'main.ts');
    const child = execFile(process.execPath, [main, ...args], { env, cwd: tmpdir() }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

function unzip(file: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const files = new Map<string, Buffer>();
    fromBuffer(file, { lazyEntries: true }, (failure, zip) => {
      if (failure) return reject(failure);
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry: Entry) => {
        zip.openReadStream(entry, (error, stream) => {
          if (error) return reject(error);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(chunks));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}
