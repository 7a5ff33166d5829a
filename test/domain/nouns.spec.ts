import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { collections } from '../../domain/collections.ts';
import { given, type None } from '../../domain/noun.ts';
import { nouns } from '../../domain/nouns.ts';
import { aWorld } from './fixture.ts';

describe('the nouns', () => {
  it('are the folders of the domain', () => {
    const folders = globSync('*/', { cwd: join(import.meta.dirname, '..', '..', 'domain') });
    expect(Object.keys(nouns).sort()).to.deep.equal(folders.map((folder) => folder.replaceAll(/[\\/]/g, '')).sort());
  });

  it('store all that is stored, and each collection is of one', () => {
    const stored = Object.values(nouns).flatMap((noun) => noun.collections.map(({ name }) => name));
    expect(stored.sort()).to.deep.equal(collections.map(({ name }) => name).sort());
  });

  it('tell what is kept about somebody under names of their own', async () => {
    const world = await aWorld();
    try {
      const self = { actor: await world.actor('member'), members: [] };
      const parts = await Promise.all(given(nouns, 'own').map((own) => own(world.deps, self)));
      const names = parts.flatMap((part) => Object.keys(part));
      expect(new Set(names).size).to.equal(names.length);
    } finally {
      await world.close();
    }
  });

  it('say why where they give nothing', () => {
    const parts = Object.values(nouns).flatMap((noun) => Object.values(noun) as (object | None)[]);
    const reasons = parts.flatMap((part) => ('none' in part ? [part.none] : []));
    expect(reasons.length).to.be.above(10);
    for (const reason of reasons) expect(reason.length, reason).to.be.above(10);
  });
});
