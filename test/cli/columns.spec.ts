import { expect } from 'chai';
import { aligned, countText, sizeText } from '../../cli/columns.ts';

describe('what operators read', () => {
  it('gives sizes in units of a thousand', () => {
    const texts = [0, 1, 999, 1000, 12_345, 99_949, 999_499, 1_000_000, 12_300_000_000, 5e15].map(sizeText);
    expect(texts).to.deep.equal([
      '0 bytes',
      '1 byte',
      '999 bytes',
      '1.0 kB',
      '12.3 kB',
      '99.9 kB',
      '999 kB',
      '1.0 MB',
      '12.3 GB',
      '5000 TB',
    ]);
  });

  it('sets thousands apart and knows one from several', () => {
    expect([countText(1, 'record'), countText(0, 'record'), countText(12_345, 'record')]).to.deep.equal([
      '1 record',
      '0 records',
      '12,345 records',
    ]);
  });

  it('stands under each other, words left and numbers right', () => {
    const rows = [
      ['members', '1,204'],
      ['tasks', '3'],
    ];
    expect(aligned(rows)).to.deep.equal(['members  1,204', 'tasks        3']);
    expect(aligned([])).to.deep.equal([]);
  });
});
