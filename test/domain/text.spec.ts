import { expect } from 'chai';
import fc from 'fast-check';
import { comparable, LocalizedText, languageOf, textFor, tidyText } from '../../domain/text.ts';

describe('a text that somebody typed', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['loses the blanks around it', ' \u00a0\ufeffJärjestö B \n', 'Järjestö B'],
    ['keeps its line breaks and tabs', 'a\r\n\tb', 'a\r\n\tb'],
    ['loses control characters', 'a\0b\u001b[31mc\u0085', 'ab[31mc'],
    ['has a sign for half a character', '\udc00a\ud83d', '\ufffda\ufffd'],
    ['is none when it is blanks', ' \u2003\n', ''],
    ['is none when nothing of it can be seen', '\u200b\u00ad\u2060 \u3164', ''],
    ['keeps what joins signs', '👩‍👩‍👧', '👩‍👩‍👧'],
    ['keeps combining characters', 'e\u0301', 'e\u0301'],
    ['keeps the direction it is written in', '\u200fשלום', '\u200fשלום'],
    ['keeps Markdown and HTML', '**a** <b>&amp;</b>', '**a** <b>&amp;</b>'],
  ];
  for (const [name, typed, kept] of cases) {
    it(name, () => {
      expect(tidyText(typed)).to.equal(kept);
    });
  }

  it('can be kept by every store, and is the same when it is tidied again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 40 }), (text, end) => {
        const kept = tidyText(text.slice(0, end));
        expect(kept.isWellFormed() && !kept.includes('\0')).to.equal(true);
        expect(tidyText(kept)).to.equal(kept);
      }),
    );
  });
});

describe('a text in several languages', () => {
  const cases: readonly (readonly [LocalizedText, string, string, string])[] = [
    [{ fi: 'suomi', sv: 'svenska', en: 'English' }, 'suomi', 'svenska', 'English'],
    [{ fi: 'suomi', sv: 'svenska' }, 'suomi', 'svenska', 'suomi'],
    [{ fi: 'suomi', en: 'English' }, 'suomi', 'suomi', 'English'],
    [{ sv: 'svenska', en: 'English' }, 'svenska', 'svenska', 'English'],
    [{ fi: 'suomi' }, 'suomi', 'suomi', 'suomi'],
    [{ sv: 'svenska' }, 'svenska', 'svenska', 'svenska'],
    [{ en: 'English' }, 'English', 'English', 'English'],
    [{}, '', '', ''],
  ];
  for (const [text, fi, sv, en] of cases) {
    it(`of ${Object.keys(text).join(', ') || 'none'} is read in one’s own, else in Finnish, Swedish, English`, () => {
      expect([textFor(text, 'fi'), textFor(text, 'sv'), textFor(text, 'en')]).to.deep.equal([fi, sv, en]);
    });
  }

  it('is written in one at least', () => {
    expect(LocalizedText.safeParse({}).success).to.equal(false);
    expect(LocalizedText.safeParse({ fi: '' }).success).to.equal(false);
    expect(LocalizedText.safeParse({ sv: 'svenska' }).success).to.equal(true);
  });
});

describe('a language', () => {
  it('is found in the tag of a client, in any case, and only when it is one of ours', () => {
    const tags = ['fi', 'fi-FI', 'SV-fi', 'en-GB', 'de-DE', 'fil', '', undefined];
    expect(tags.map(languageOf)).to.deep.equal(['fi', 'fi', 'sv', 'en', undefined, undefined, undefined, undefined]);
  });
});

describe('names', () => {
  it('are compared in any case, with any blanks, however their letters are composed', () => {
    expect(comparable('  Kirjasto\u00a0\n A\u0308 ')).to.equal('kirjasto ä');
    expect(comparable('Kirjasto A')).not.to.equal(comparable('KirjastoA'));
  });

  const alike: readonly (readonly string[])[] = [
    ['İSTANBUL', 'İstanbul', 'istanbul', 'ISTANBUL', 'ıstanbul', 'I\u0307stanbul'],
    ['STRASSE', 'Straße', 'STRAẞE', 'strasse'],
    ['ΟΔΟΣ', 'οδος', 'οδοσ'],
    ['ÅSA', 'A\u030Asa', '\u212Bsa', 'a\u030ASA'],
    ['Ǆ', 'ǆ', 'ǅ', 'dž'],
    ['ΐ', '\u03CA\u0301', 'Ϊ\u0301'],
    ['ﬁ', 'FI', 'ｆｉ'],
  ];
  for (const names of alike) {
    it(`are compared as readers of any alphabet see them: ${names[0]}`, () => {
      expect([...new Set(names.map(comparable))]).to.have.length(1);
    });
  }

  it('are compared as they were compared already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(comparable(comparable(text))).to.equal(comparable(text));
      }),
    );
  });

  it('are found by any beginning of them, in capitals too', () => {
    for (const [name, part] of [
      ['Οδυσσεύς', 'ΟΔΥΣ'],
      ['Großmutter', 'GROSS'],
      ['İzmir', 'iz'],
    ] as const) {
      expect(comparable(name), part).to.include(comparable(part));
    }
  });
});
