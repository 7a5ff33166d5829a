import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadContent } from '../../content/content.ts';

interface Text {
  readonly file: string;
  readonly path: string;
  readonly key: string;
  readonly byLanguage: Readonly<Record<string, string>>;
}

const folder = join(import.meta.dirname, '../../content');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  // Holidays are days, and no words.
  (name) => name.endsWith('.json') && name !== 'holidays.json',
);
const raw = new Map(files.map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown]));

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textsIn(file: string, value: unknown, path: string, key: string): Text[] {
  if (!isObject(value)) return [];
  if ('fi' in value || 'sv' in value || 'en' in value) {
    return [{ file, path, key, byLanguage: value as Record<string, string> }];
  }
  return Object.entries(value).flatMap(([child, inner]) => textsIn(file, inner, `${path}.${child}`, child));
}

const texts = [...raw].flatMap(([file, value]) => textsIn(file, value, file, ''));

function faulty(isFaulty: (written: string, text: Text) => boolean): string[] {
  return texts.flatMap((text) =>
    Object.entries(text.byLanguage)
      .filter(([, written]) => isFaulty(written, text))
      .map(([language, written]) => `${text.path}.${language}: ${written}`),
  );
}

describe('texts of the built-in content', () => {
  it('stand in every file', () => {
    expect([...new Set(texts.map((text) => text.file))]).to.have.members(files);
  });

  it('are written in Finnish, Swedish and English, in this order', () => {
    const others = texts.filter((text) => Object.keys(text.byLanguage).join() !== 'fi,sv,en');
    expect(others.map((text) => text.path)).to.deep.equal([]);
  });

  it('have no blank at either end and no double space', () => {
    expect(
      faulty((written) => written.trim() !== written || written === '' || /[ \u00a0]{2}/.test(written)),
    ).to.deep.equal([]);
  });

  it('hold no placeholder but that of the practice', () => {
    expect(faulty((written) => /[{}]/.test(written.replaceAll('{{practice}}', '')))).to.deep.equal([]);
  });

  it('hold that placeholder only in labels of the per-practice block, where it is filled in', () => {
    const misplaced = faulty(
      (written, { path, key }) =>
        written.includes('{{practice}}') && !(path.includes('validationRound.json.perPractice.') && key === 'label'),
    );
    expect(misplaced).to.deep.equal([]);
  });

  it('use typographic quotation marks and apostrophes', () => {
    expect(faulty((written) => /["'`]/.test(written))).to.deep.equal([]);
  });

  it('are not left untranslated', () => {
    const same = texts.filter(
      ({ file, byLanguage: { fi, sv, en } }) =>
        file !== 'regions.json' && fi !== '{{practice}}' && (fi === sv || fi === en),
    );
    expect(same.map((text) => text.path)).to.deep.equal([]);
  });
});

function unknownKeys(written: unknown, parsed: unknown, path: string): string[] {
  if (!isObject(written)) return [];
  return Object.entries(written).flatMap(([key, value]) =>
    isObject(parsed) && key in parsed ? unknownKeys(value, parsed[key], `${path}.${key}`) : [`${path}.${key}`],
  );
}

describe('files of the built-in content', () => {
  const { surveyTemplates, practiceForms, practiceExample, regions } = loadContent();
  const parsed = new Map<string, unknown>([
    ...surveyTemplates.map((template) => [`surveys/${template.code}.json`, template] as const),
    ...Object.values(practiceForms).map((form) => [`forms/${form.kind}.json`, form] as const),
    ['examples/home-support.json', practiceExample],
    ['regions.json', regions],
  ]);

  it('are all loaded', () => {
    expect([...parsed.keys()]).to.have.members(files);
  });

  it('hold no key that their schema does not know', () => {
    expect([...raw].flatMap(([file, value]) => unknownKeys(value, parsed.get(file), file))).to.deep.equal([]);
  });
});
