import { expect } from 'chai';
import { type Cell, csv } from '../../../documents/package/csv.ts';

const cell = (value: Cell) => csv(['x'], [[value]]).slice('\uFEFFx\r\n'.length, -'\r\n'.length);

describe('CSV', () => {
  it('starts with a byte order mark and ends every line as RFC 4180 says', () => {
    expect(csv(['a', 'b'], [['1', 2]])).to.equal('\uFEFFa,b\r\n1,2\r\n');
  });

  it('quotes commas, quotation marks, line breaks and blanks at the ends', () => {
    expect(['a,b', 'say "a"', 'a\nb', 'a\r\nb', ' a'].map(cell)).to.deep.equal([
      '"a,b"',
      '"say ""a"""',
      '"a\nb"',
      '"a\nb"',
      '" a"',
    ]);
  });

  for (const start of ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\n', ' =']) {
    it(`puts an apostrophe before a text that starts with ${JSON.stringify(start)}`, () => {
      expect(cell(`${start}cmd`).replace(/^"/, '')).to.match(/^'/);
    });
  }

  it('puts one before a formula inside a text, where a spreadsheet with other separators would begin a cell', () => {
    const unquoted = (text: string) => cell(text).replace(/^"|"$/g, '').replaceAll('""', '"');
    expect(unquoted('a;=1+1;b')).to.equal("a;'=1+1;b");
    expect(unquoted('a; "@SUM(1)')).to.equal(`a; "'@SUM(1)`);
    expect(unquoted('a\t+1+1')).to.equal("a\t'+1+1");
    expect(unquoted('a\r\n=1+1\nb')).to.equal("a\n'=1+1\nb");
    expect(unquoted('a\n-1+1')).to.equal("a\n'-1+1");
  });

  it('leaves lists with hyphens, and negative numbers that stand alone', () => {
    expect(cell('a\n- b\n- c')).to.equal('"a\n- b\n- c"');
    expect(['-5', '-0.5'].map(cell)).to.deep.equal(['-5', '-0.5']);
    expect(['-5+1', '-', '+358', '-1.5.2'].map(cell)).to.deep.equal(["'-5+1", "'-", "'+358", "'-1.5.2"]);
  });

  it('leaves numbers, yes and no as they are, and nothing empty', () => {
    expect([-1.5, true, false, undefined].map(cell)).to.deep.equal(['-1.5', 'true', 'false', '']);
  });

  it('leaves a text alone that only holds such a character inside', () => {
    expect(cell('a=b-c@d')).to.equal('a=b-c@d');
  });
});
