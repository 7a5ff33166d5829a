import { expect } from 'chai';
import { pickedAmong, pickMany } from '../../cards/pick-many.ts';
import type { Picking } from '../../cards/picking.ts';
import { createReader } from '../../cards/reader.ts';
import { bytesOf } from '../../cards/shorten.ts';
import { inputsOf } from './read.ts';

const fi = createReader('fi', 'Europe/Helsinki');

/** A repeatable chance from 0 up to 1. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

describe('a list to choose several from', () => {
  for (const size of [0, 1, 40, 41, 51, 400, 1000]) {
    it(`of ${size} keeps every choice over any walk through its pages and searches`, () => {
      const items = Array.from({ length: size }, (_none, place) => ({ id: `id-${place}`, title: `Kanava ${place}` }));
      const ids = items.map(({ id }) => id);
      const chance = chanceFrom(size + 1);
      const wanted = new Set<string>();
      let picked = pickedAmong(ids, [], { pickSearch: '' });
      for (let step = 0; step < 60; step += 1) {
        const list = pickMany(fi, { id: 'channels', label: 'Kanavat', items, picked });
        expect(bytesOf(list.here ?? {}), 'bytes of a button').to.be.below(3300);
        const inputs = inputsOf({ body: [...list.elements] });
        const shown = inputs.find(({ id }) => id === 'channels');
        const choices = shown?.type === 'Input.ChoiceSet' ? shown.choices.map(({ value }) => value) : [];
        const checked = shown?.type === 'Input.ChoiceSet' ? (shown.value ?? '').split(',').filter(Boolean) : [];
        expect(checked).to.deep.equal(choices.filter((id) => wanted.has(id)));
        const now = choices.filter(() => chance() < 0.7);
        for (const id of choices) wanted[now.includes(id) ? 'add' : 'delete'](id);
        let picking: Picking | undefined = [list.here, list.next ?? list.here][Math.floor(chance() * 2)];
        if (chance() < 0.1) {
          picking = list.every(chance() < 0.5 ? 'all' : 'none');
          if (picking.every === 'all') for (const id of ids) wanted.add(id);
          else wanted.clear();
        }
        const pickSearch = list.here && chance() < 0.3 ? String(Math.floor(chance() * 30)) : '';
        picked = pickedAmong(ids, now, { pickSearch, picking });
        expect([...picked.chosen].sort()).to.deep.equal([...wanted].sort());
      }
    });
  }

  it('keeps what is chosen when things come and go meanwhile', () => {
    const items = (from: number) =>
      Array.from({ length: 100 }, (_none, place) => ({ id: `id-${place + from}`, title: `Kanava ${place + from}` }));
    const ids = (from: number) => items(from).map(({ id }) => id);
    const picked = { chosen: new Set(['id-3', 'id-60', 'id-70']), search: '', page: 0 };
    const { here } = pickMany(fi, { id: 'channels', label: 'Kanavat', items: items(0), picked });
    const later = pickedAmong(ids(50), ['id-3'], { pickSearch: '', picking: here });
    expect([...later.chosen]).to.deep.equal(['id-60', 'id-70']);
  });
});
