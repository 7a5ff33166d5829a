import { expect } from 'chai';
import fc from 'fast-check';
import { tidyText } from '../../domain/text.ts';

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
