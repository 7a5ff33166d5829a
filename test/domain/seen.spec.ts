import { expect } from 'chai';
import { assertSeen, changedSince, seenOf } from '../../domain/seen.ts';

describe('what was seen', () => {
  const shown = { title: { fi: 'Palaute', sv: 'Respons' }, keep: 3, questions: [{ code: 'a' }] };
  const seen = seenOf(shown);

  it('is the same for the same, in whatever order a store gives its parts, and with parts that are absent', () => {
    const same = { questions: [{ code: 'a' }], keep: 3, title: { sv: 'Respons', fi: 'Palaute' }, opens: undefined };
    expect(seenOf(same).slice(0, 32)).to.equal(seen.slice(0, 32));
    assertSeen(same, seen);
  });

  it('is another for anything else, and then refuses', () => {
    const others = [
      { ...shown, keep: 4 },
      { ...shown, title: { fi: 'Palaute' } },
      { ...shown, more: 1 },
      { ...shown, questions: [{ code: 'a' }, { code: 'b' }] },
      { title: shown.title, questions: shown.questions },
      {},
    ];
    for (const other of others)
      expect(() => assertSeen(other, seen))
        .to.throw()
        .with.property('code', 'STALE');
    for (const none of ['', 'x', seen.slice(0, 31)]) {
      expect(() => assertSeen(shown, none))
        .to.throw()
        .with.property('code', 'STALE');
    }
    assertSeen(shown, undefined);
  });

  it('tells which parts have changed or come, as long as there are not too many', () => {
    expect(changedSince({ ...shown, keep: 4, more: 1 }, seen)).to.deep.equal(['keep', 'more']);
    expect(changedSince(shown, seen)).to.deep.equal([]);
    expect(changedSince(shown, '')).to.deep.equal([]);
    const many = Object.fromEntries(Array.from({ length: 151 }, (_, index) => [`k${index}`, index]));
    expect(seenOf(many)).to.have.length(33);
    expect(changedSince({ ...many, k3: 0 }, seenOf(many))).to.deep.equal([]);
  });
});
