import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

describe('the goldens', () => {
  it('are all compared by some test', () => {
    const specs = globSync('**/*.spec.ts', { cwd: import.meta.dirname });
    const sources = specs.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n');
    const names = globSync('**/*.json', { cwd: join(import.meta.dirname, 'golden') }).map((file) =>
      file.slice(0, -'.json'.length),
    );
    expect(names.length).to.be.greaterThan(40);
    // A name is written out, or ends in the language of a loop over all of them.
    const isNamed = (name: string) =>
      sources.includes(`'${name}'`) || sources.includes(`\`${name.replace(/-(fi|sv|en)$/, '-')}\${`);
    expect(names.filter((name) => !isNamed(name))).to.deep.equal([]);
  });
});
