import { expect } from 'chai';
import { inLine, isolated } from '../../locales/isolated.ts';
import { dataTextsFor, textsFor } from '../../locales/text.ts';

const [hebrew, arabic, fsi, pdi] = ['רשת', 'مكتبة', '\u2068', '\u2069'];

/** What stands outside of every isolate, paragraph by paragraph, and whether each isolate ends in its own. */
function outside(text: string): { readonly seen: string; readonly isBalanced: boolean } {
  let [seen, isBalanced] = ['', true];
  for (const paragraph of text.split(/[\n\r\u001C-\u001E\u0085\u2029]/)) {
    let depth = 0;
    for (const sign of paragraph) {
      if (/[\u2066-\u2068]/.test(sign)) depth += 1;
      else if (sign === pdi) depth -= 1;
      else if (depth === 0) seen += sign;
      isBalanced &&= depth >= 0;
    }
    isBalanced &&= depth === 0;
  }
  return { seen, isBalanced };
}

describe('what people wrote beside other text', () => {
  it('stays as it is when it turns nothing', () => {
    for (const text of ['', 'Koti & ”kirjasto”', '漢字', '5 + 5', 'a\nb', '👩‍💻'])
      expect(isolated(text)).to.equal(text);
  });

  it('is isolated when it is written from right to left, once', () => {
    for (const text of [hebrew, arabic, `a ${arabic}`, '\u{1E900}', '\u07CA']) {
      expect(isolated(text)).to.equal(`${fsi}${text}${pdi}`);
      expect(isolated(isolated(text))).to.equal(isolated(text));
    }
  });

  it('lets none of its own signs out, whatever they open or close, and loses none', () => {
    const signs = ['\u202A', '\u202E', '\u2066', '\u2067', fsi, pdi, '\u202C', '\u200F', '\n', '\u2029', 'a', hebrew];
    // Every text of four of them.
    for (let number = 0; number < signs.length ** 4; number += 1) {
      const text = [0, 1, 2, 3]
        .map((place) => signs[Math.floor(number / signs.length ** place) % signs.length])
        .join('');
      const kept = isolated(text);
      const { seen, isBalanced } = outside(kept);
      if (!isBalanced || /[^a]/.test(seen)) expect.fail(JSON.stringify([text, kept]));
      const isKept = kept.includes(text) || text.split(/[\n\u2029]/).every((part) => kept.includes(part));
      if (!isKept) expect.fail(`lost: ${JSON.stringify([text, kept])}`);
    }
  });

  it('is isolated in every text of ours, and in lines of several', () => {
    expect(textsFor('fi')('page:answer.title', { title: hebrew })).to.equal(`Vastaa: ${fsi}${hebrew}${pdi}`);
    expect(inLine(['A', undefined, hebrew, '', 'B'])).to.equal(`A · ${fsi}${hebrew}${pdi} · B`);
  });

  it('is as it was written in files that programs read', () => {
    expect(dataTextsFor('fi')('page:answer.title', { title: `${hebrew}${pdi}` })).to.equal(`Vastaa: ${hebrew}${pdi}`);
  });
});
