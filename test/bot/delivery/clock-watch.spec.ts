import { expect } from 'chai';
import pino from 'pino';
import { watchClock } from '../../../bot/delivery/clock-watch.ts';

const minute = 60_000;
const hour = 60 * minute;
const year = 365 * 24 * hour;

describe('a watch of the clock', () => {
  let said: { readonly bySeconds?: number }[];
  let clock: { now: number; elapsed: number };
  beforeEach(() => {
    said = [];
    clock = { now: Date.parse('2026-12-01T09:00:00.000Z'), elapsed: 500 };
  });

  const watching = () =>
    watchClock(
      { now: () => new Date(clock.now), elapsed: () => clock.elapsed },
      pino({ level: 'warn' }, { write: (line: string) => void said.push(JSON.parse(line) as { bySeconds: number }) }),
    );
  /** Time passes, and the clock with it, by more or less than it should. */
  const pass = (ms: number, jump = 0) => {
    clock.elapsed += ms;
    clock.now += ms + jump;
  };

  it('is steady while the clock goes as time does, or is set by little', () => {
    const watch = watching();
    for (const jump of [0, 900, -900, minute, -minute]) {
      pass(1000, jump);
      expect(watch.read()).to.equal('steady');
    }
    pass(48 * hour);
    expect(watch.read()).to.equal('steady');
    expect([said, watch.jumps()]).to.deep.equal([[], 0]);
  });

  it('holds what is due for ten minutes after a jump forward, and says so once', () => {
    const watch = watching();
    pass(1000, year);
    for (const ms of [0, 1000, 9 * minute]) {
      pass(ms);
      expect(watch.read()).to.equal('ahead');
    }
    pass(minute);
    expect(watch.read()).to.equal('steady');
    expect(said.map(({ bySeconds }) => bySeconds)).to.deep.equal([year / 1000]);
  });

  it('goes on at once when the clock is put right, and asks for plans to be made anew', () => {
    const watch = watching();
    pass(1000, year);
    expect(watch.read()).to.equal('ahead');
    pass(1000, -year);
    expect([watch.read(), watch.read()]).to.deep.equal(['back', 'steady']);
    expect(watch.jumps()).to.equal(2);
  });

  it('asks for plans to be made anew when the clock goes back, and never holds for that', () => {
    const watch = watching();
    pass(1000, -2 * hour);
    expect([watch.read(), watch.read()]).to.deep.equal(['back', 'steady']);
  });
});
