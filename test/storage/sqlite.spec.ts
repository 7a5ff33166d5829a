import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { withoutWarning } from '../../storage/sqlite.ts';

const root = join(import.meta.dirname, '..', '..');

describe('Node’s SQLite', () => {
  it('is loaded in one place, where its warning is switched off', () => {
    const sources = globSync('{bot,cards,cli,config,content,demo,documents,domain,storage,tab}/**/*.ts', { cwd: root });
    const loading = sources.filter((file) => readFileSync(join(root, file), 'utf8').includes("'node:sqlite')"));
    const importing = sources.filter((file) => readFileSync(join(root, file), 'utf8').includes("from 'node:sqlite'"));
    expect([...loading, ...importing]).to.deep.equal([join('storage', 'sqlite.ts')]);
  });

  it('has its warning kept back while it is loaded, and no other warning, and none later', () => {
    const given: unknown[][] = [];
    const { emitWarning } = process;
    const record = (...warning: unknown[]) => void given.push(warning);
    process.emitWarning = record;
    try {
      const loaded = withoutWarning('SQLite is', () => {
        process.emitWarning('SQLite is an experimental feature', 'ExperimentalWarning');
        process.emitWarning('WASI is an experimental feature', 'ExperimentalWarning');
        return 'loaded';
      });
      expect(loaded).to.equal('loaded');
      expect(() =>
        withoutWarning('', () => {
          throw new Error('not there');
        }),
      ).to.throw('not there');
      expect(process.emitWarning).to.equal(record);
      expect(given).to.deep.equal([['WASI is an experimental feature', 'ExperimentalWarning']]);
    } finally {
      process.emitWarning = emitWarning;
    }
  });
});
