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

  it('leaves numbers, yes and no as they are, and nothing empty', () => {
    expect([-1.5, true, false, undefined].map(cell)).to.deep.equal(['-1.5', 'true', 'false', '']);
  });

  it('leaves a text alone that only holds such a character inside', () => {
    expect(cell('a=b-c@d')).to.equal('a=b-c@d');
  });
});
