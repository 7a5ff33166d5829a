import { expect } from 'chai';
import fc from 'fast-check';
import { AppError } from '../../domain/errors.ts';
import { earliestFirst, latestFirst, pageOf, partOf } from '../../domain/page.ts';

const byKey = { keyOf: ({ key }: Item) => key, compare: earliestFirst };

interface Item {
  readonly id: string;
  readonly key: string;
}

describe('a page of a list', () => {
  it('and those after it give every item once, in order, whatever the list and the size of its pages', () => {
    const lists = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), key: fc.string({ maxLength: 2 }) }), {
      selector: ({ id }) => id,
    });
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 5 }), (items, limit) => {
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = pageOf(items, byKey, { after, limit });
          expect(page.total).to.equal(items.length);
          expect(page.items.length).to.be.at.most(limit);
          seen.push(...page.items.map(({ id }) => id));
          after = page.next;
        } while (after !== undefined);
        const ordered = [...items].sort((a, b) => earliestFirst(a.key, b.key) || earliestFirst(a.id, b.id));
        expect(seen).to.deep.equal(ordered.map(({ id }) => id));
      }),
    );
  });

  it('goes on where it was when the record it ended with is gone', () => {
    const items = ['a', 'b', 'c', 'd'].map((id) => ({ id, key: id }));
    const { next } = pageOf(items, byKey, { limit: 2 });
    const left = items.filter(({ id }) => id !== 'b');
    for (const those of [left, left.slice(1)]) {
      expect(pageOf(those, byKey, { after: next, limit: 2 }).items.map(({ id }) => id)).to.deep.equal(['c', 'd']);
    }
  });

  it('has another after it exactly when something is left, full as it may be', () => {
    const nexts = [0, 1, 2, 3, 4, 5].map((count) => {
      const items = Array.from({ length: count }, (_, place) => ({ id: `${place}`, key: `${place}` }));
      const pages: (readonly string[])[] = [];
      let after: string | undefined;
      do {
        const page = pageOf(items, byKey, { after, limit: 2 });
        pages.push(page.items.map(({ id }) => id));
        after = page.next;
      } while (after !== undefined);
      return pages.map(({ length }) => length);
    });
    expect(nexts).to.deep.equal([[0], [1], [2], [2, 1], [2, 2], [2, 2, 1]]);
  });

  it('of a list that has its order already goes on behind what it ended with, wherever that stands now', () => {
    const idOf = (id: string) => id;
    const { items, next, total } = partOf(['c', 'a', 'd', 'b'], idOf, { limit: 2 });
    expect([items, total]).to.deep.equal([['c', 'a'], 4]);
    const after = (now: string[]) => partOf(now, idOf, { after: next, limit: 9 }).items;
    expect(after(['c', 'a', 'd', 'b'])).to.deep.equal(['d', 'b']);
    expect(after(['x', 'c', 'a', 'd', 'b']), 'one has come before it').to.deep.equal(['d', 'b']);
    expect(after(['c', 'd', 'b']), 'it is gone').to.deep.equal(['d', 'b']);
    expect(after([]), 'all are gone').to.deep.equal([]);
  });

  it('is empty after a place behind which everything is gone', () => {
    const items = ['a', 'b', 'c'].map((id) => ({ id, key: id }));
    const { next } = pageOf(items, byKey, { limit: 2 });
    expect(pageOf(items.slice(0, 2), byKey, { after: next, limit: 2 })).to.deep.include({
      items: [],
      next: undefined,
      total: 2,
    });
  });

  it('may begin with the latest', () => {
    const items = ['1', '3', '2'].map((key) => ({ id: key, key }));
    const { items: shown } = pageOf(items, { ...byKey, compare: latestFirst }, { limit: 9 });
    expect(shown.map(({ id }) => id)).to.deep.equal(['3', '2', '1']);
  });

  it('is not given after a place that no page gave', () => {
    for (const after of [
      '',
      'x',
      Buffer.from('{}').toString('base64url'),
      Buffer.from('[1,2]').toString('base64url'),
    ]) {
      expect(() => pageOf<Item>([], byKey, { after, limit: 1 }), after)
        .to.throw(AppError)
        .with.property('code', 'INPUT_INVALID');
    }
  });
});
