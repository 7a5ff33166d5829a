import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type i18n, type ResourceLanguage } from 'i18next';
import { isolated } from './isolated.ts';
import type { Texts } from './texts.ts';

/** The languages there are texts for, the default first. */
export const textLanguages = ['fi', 'sv', 'en'] as const;
export type TextLanguage = (typeof textLanguages)[number];

/** The texts of one language, by namespace: one file `locales/<language>/<namespace>.json` each. */
export function readTexts(language: TextLanguage): ResourceLanguage {
  const folder = join(import.meta.dirname, language);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, name), 'utf8'))]),
  );
}

const engine = createEngine();

function createEngine(): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    initAsync: false,
    fallbackLng: false,
    resources: Object.fromEntries(textLanguages.map((language) => [language, readTexts(language)])),
    // Cards and files escape for their own format; what people wrote is put in as it is.
    interpolation: { escapeValue: false, skipOnVariables: true },
    returnNull: false,
  });
  return instance;
}

/** The texts for readers of one language. */
export function textsFor(language: TextLanguage): Texts {
  const translate = dataTextsFor(language);
  return (key, values = {}) => translate(key, isolatedIn(values));
}

/** The same texts for files that programs read, in which what people wrote stands exactly as it was written. */
export function dataTextsFor(language: TextLanguage): Texts {
  const translate = engine.getFixedT(language);
  return (key, values = {}) => {
    if (!engine.exists(key, { lng: language, ...values })) throw new Error(`no text for ${language} ${key}`);
    return translate(key, values);
  };
}

function isolatedIn(values: Readonly<Record<string, string | number>>): Record<string, string | number> {
  const entries = Object.entries(values);
  return Object.fromEntries(entries.map(([name, one]) => [name, typeof one === 'string' ? isolated(one) : one]));
}
