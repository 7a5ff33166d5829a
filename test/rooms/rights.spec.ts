import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const root = join(import.meta.dirname, '..', '..');

/** Says what a visitor is to see of the page; what they may do is decided with each request. */
const drawsOnly = 'tab/server/member/me.ts';

interface Found {
  readonly place: string;
  readonly asks: string;
}

/** Where rights are asked for outside the use cases; in features, what offers a command is left out. */
function askedIn(file: string): Found[] {
  const source = readFileSync(join(root, file), 'utf8');
  const rest = source.replace(/^ *offered:.*?(?=^ *(?:run|\},?$))/gms, '');
  return [...rest.matchAll(/\b(authorise\w*|can|canSomewhere)\(/g)].map(([, asks = '']) => ({ place: file, asks }));
}

describe('rights', () => {
  const files = globSync('{bot,tab/server,cards,documents,cli,http}/**/*.ts', { cwd: root });

  it('are checked in use cases, never by those who call them', () => {
    expect(files.length).to.be.above(100);
    const found = files.filter((file) => file !== drawsOnly).flatMap(askedIn);
    expect(found).to.deep.equal([]);
  });

  it('are asked for where a command is offered', () => {
    const offering = files.filter((file) =>
      /offered:[^]*?\bcan(Somewhere)?\(/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(offering).to.include('bot/package/feature.ts');
  });
});
