import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { budget, firstLoad } from '../../bench/first-load.ts';

const folder = join(import.meta.dirname, '..', '..', 'build', 'tab');

describe('the first load of the home page', () => {
  it('is at most 250 KB of compressed script', () => {
    const total = firstLoad(folder).reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total).to.be.greaterThan(50_000).and.at.most(budget);
  });

  it('holds what the page itself names, and neither other pages nor teams-js', () => {
    const files = firstLoad(folder).map(({ file }) => file);
    const named = [...readFileSync(join(folder, 'index.html'), 'utf8').matchAll(/\/tab\/(assets\/[\w.-]+\.js)"/g)];
    expect(files).to.include.members(named.map(([, file]) => file));
    expect(files.filter((file) => /teams|list-page|form|confirm/.test(file))).to.deep.equal([]);
  });
});
