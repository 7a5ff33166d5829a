import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { errorCodes } from '../../domain/errors.ts';
import { languages } from '../../domain/text.ts';
import { readTexts, textsFor } from '../../locales/text.ts';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

const texts = Object.fromEntries(languages.map((language) => [language, flat(readTexts(language))]));
const finnish = texts['fi'] ?? new Map<string, string>();
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('the texts', () => {
  for (const language of ['sv', 'en'] as const) {
    it(`have the same keys in Finnish and in ${language}`, () => {
      expect([...(texts[language]?.keys() ?? [])].sort()).to.deep.equal([...finnish.keys()].sort());
    });

    it(`have the same placeholders in Finnish and in ${language}`, () => {
      const wrong = [...finnish].filter(
        ([key, text]) => String(placeholders(text)) !== String(placeholders(texts[language]?.get(key) ?? '')),
      );
      // One of a pair may spell its number out: «yhden organisaation».
      expect(wrong.map(([key]) => key).filter((key) => !key.endsWith('_one'))).to.deep.equal([]);
    });
  }

  it('are clean: no blanks around them, none doubled, none empty', () => {
    const faulty = languages.flatMap((language) =>
      [...(texts[language] ?? [])].filter(([, text]) => text === '' || text !== text.trim() || / {2}/.test(text)),
    );
    expect(faulty).to.deep.equal([]);
  });

  it('put every error code into words', () => {
    for (const language of languages) {
      for (const code of errorCodes) expect(textsFor(language)(`errors:${code}`, { hint: '' })).to.not.equal('');
    }
  });

  it('say the same of an input on the page as on a card', () => {
    for (const language of languages) {
      const { errors, page } = readTexts(language) as Record<string, Tree>;
      const { required: _ofQuestions, ...said } = (errors?.['field'] ?? {}) as Record<string, string>;
      expect(page?.['fault']).to.deep.include(said);
    }
  });

  it('have no words for errors that do not exist', () => {
    const named = Object.keys((readTexts('fi')['errors'] ?? {}) as Tree).filter((key) => /^[A-Z_]+$/.test(key));
    expect(named.filter((code) => !errorCodes.includes(code as (typeof errorCodes)[number]))).to.deep.equal([]);
  });

  it('throw for a key that is none', () => {
    expect(() => textsFor('fi')('survey:noSuchText')).to.throw('no text');
  });

  it('show what people wrote as it is, placeholders and nested keys too', () => {
    const text = '{{title}} $t(common:save) <b>';
    expect(textsFor('fi')('survey:invitation', { title: text })).to.equal(`Kysely: ${text}`);
  });

  it('have every key that the code names', () => {
    const root = join(import.meta.dirname, '..', '..');
    const named = globSync('{cards,bot,documents,tab/server}/**/*.ts', { cwd: root }).flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\bt\(\s*'([a-z]+):([\w.]+)'/gi)].map((match) => ({
        file,
        key: `${match[1]}.${match[2]}`,
      })),
    );
    const known = (key: string) => finnish.has(key) || finnish.has(`${key}_one`);
    expect(named.length).to.be.greaterThan(100);
    expect(named.filter(({ key }) => !known(key))).to.deep.equal([]);
  });
});
