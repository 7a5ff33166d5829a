import { expect } from 'chai';
import { systemClock } from '../../config/clock.ts';
import { newId } from '../../config/ids.ts';

describe('ids', () => {
  it('are UUIDs of version 7 that carry the time', () => {
    const before = Date.now();
    const id = newId();
    expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).to.be.within(before, Date.now());
  });

  it('differ and grow, also within a millisecond', () => {
    const ids = Array.from({ length: 20_000 }, newId);
    expect(new Set(ids)).to.have.property('size', ids.length);
    expect([...ids].sort()).to.deep.equal(ids);
  });
});

describe('the clock', () => {
  it('tells the present moment', () => {
    const before = Date.now();
    expect(systemClock().getTime()).to.be.within(before, Date.now());
  });
});
