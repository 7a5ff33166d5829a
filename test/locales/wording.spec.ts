import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Language, languages } from '../../domain/text.ts';
import { readTexts } from '../../locales/text.ts';

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : flat(value, `${prefix}${key}.`),
  );
}

const texts = Object.fromEntries(languages.map((language) => [language, new Map(flat(readTexts(language)))]));

function textOf(language: Language, key: string): string {
  return texts[language]?.get(key) ?? '';
}

/** What ships with the bot and people read, by language: texts in three languages stand side by side. */
const folder = join(import.meta.dirname, '../../content');
const built = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => flat(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Tree, `${name}.`));

/** All that people read in a language, with where it stands. */
function allIn(language: Language): (readonly [key: string, text: string])[] {
  return [...(texts[language] ?? []), ...built.filter(([key]) => key.endsWith(`.${language}`))];
}

/** One Finnish text that is rightly two in another language, and why. */
const apart: Readonly<Record<string, string>> = {
  kokous: 'the name of a file has no letters beyond a to z',
  tietopaketti: 'the name of a file has no blanks',
  verkosto: 'a command, and a table that holds the network',
  Botti: 'a name before an address, and who did something',
  'Älä peru': 'of what is cancelled, and of messages that are taken back',
  Lähetetty: 'Swedish agrees with one message or with many',
  Peruttu: 'messages are taken back, meetings called off, surveys withdrawn',
  Muu: 'Swedish agrees with an option or with an organisation',
  Vastaukset: 'replies to a meeting, and answers to a survey',
  'Oma vastauksesi': 'a reply to a meeting, and an answer to a survey',
  kesken: 'Swedish agrees with an answer or with a practice',
  Kesken: 'Swedish agrees with an answer, with one survey or with many',
  Kaikki: 'things, and people',
};

describe('one Finnish text', () => {
  it('has one Swedish and one English, on cards and on the page', () => {
    const keys = Map.groupBy(texts['fi']?.keys() ?? [], (key) => {
      // One and many may be one text in Finnish.
      const number = /_(one|other)$/.exec(key)?.[1] ?? '';
      return `${number} ${textOf('fi', key)}`.trim();
    });
    const varying = [...keys].flatMap(([, alike]) => {
      const versions = new Set(alike.map((key) => `${textOf('sv', key)} | ${textOf('en', key)}`));
      return versions.size > 1 ? [textOf('fi', alike[0] ?? '')] : [];
    });
    expect(varying.filter((text) => !(text in apart))).to.deep.equal([]);
    // No reason outlives what it was for.
    expect(Object.keys(apart).filter((text) => !varying.includes(text))).to.deep.equal([]);
  });
});

/** Words that another stands for, by language: one thing has one name. */
const words: Readonly<Record<Language, readonly (readonly [wrong: RegExp, right: string])[]>> = {
  fi: [
    [/yhteyspiste/i, 'yhteystieto'],
    [/voimavar/i, 'resurssit'],
    [/asialist/i, 'esityslista'],
    [/nimelli(nen|s)/i, 'organisaation nimellä'],
    [/\b(kysymy|vaihtoeh|rivi)\S* (pysyvä )?tunnu(s|kse)/i, 'koodi'],
    [/(?<!salasana|valtuu)\btukihenkilö|\bopastaja/i, 'auttaja'],
  ],
  sv: [
    [/kontaktpunkt/i, 'kontaktuppgift'],
    [/\b(den|de) svarande\b|\bsvarandena/i, 'de som svarar'],
    [/\buppdelning/i, 'indelning'],
    [/\bkasta(r|s)?\b(?! om)/i, 'förkasta'],
    [/projektet (slutar|upphör)/i, 'projektet avslutas'],
    [/\buppdragning|dagordning/i, 'föredragningslista'],
    [/\bstödperson|\brådgivare\b/i, 'handledare'],
    [/\binga praxis\b/i, 'ingen praxis'],
    [/enkäten (ställs|har ställts|ställdes) in|inställd enkät|enkäten är inställd/i, 'dra tillbaka'],
    [/\bkan inte säga\b/i, 'vet inte'],
  ],
  en: [
    [/\brevision\b(?!\}\})/i, 'version'],
    [/\bwait(s|ed|ing)? for\b(?! (it|them|a moment))/i, 'pending, still to come'],
    [/\b(go|goes|going|went) on\b(?! (in the network|the list))/i, 'continue'],
    [/\bthr(ow|ows|own|ew)( \w+){0,3} away\b/i, 'discard'],
    [/\bwhom (it|the survey|they) asks?\b/i, 'who is asked'],
    [/\b(the )?coming (meeting|schedule|day|week|term|event|time)/i, 'upcoming'],
    [/\byou have no right\b/i, 'you do not have permission'],
    [/\bcontact (address|info)\b/i, 'contact point'],
  ],
};

describe('one thing', () => {
  for (const language of languages) {
    it(`has one name in ${language}`, () => {
      const found = allIn(language).flatMap(([key, text]) =>
        words[language].flatMap(([wrong, right]) => (wrong.test(text) ? [`${key}: ${text} → ${right}`] : [])),
      );
      expect(found).to.deep.equal([]);
    });
  }
});

describe('every text', () => {
  for (const language of languages) {
    it(`in ${language} has typographic apostrophes and quotation marks`, () => {
      const straight = allIn(language).filter(([, text]) => /['"`´]|(?<=\p{L})‘/u.test(text));
      expect(straight).to.deep.equal([]);
    });
  }
});
