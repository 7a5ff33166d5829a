import { expect } from 'chai';
import fc from 'fast-check';
import { finnishHolidays } from '../../content/holidays.ts';
import { calmBefore, calmFrom } from '../../domain/calm.ts';

const isHoliday = finnishHolidays();
const calm = async (moment: string) => (await calmFrom(new Date(moment), 'Europe/Helsinki', isHoliday)).toISOString();

describe('a reminder', () => {
  it('goes out by day on a working day', async () => {
    expect(await calm('2026-12-01T09:00:00.000Z')).to.equal('2026-12-01T09:00:00.000Z');
    expect(await calm('2026-12-01T05:00:00.000Z')).to.equal('2026-12-01T05:00:00.000Z');
  });

  it('waits for seven in the morning in the evening and at night', async () => {
    expect(await calm('2026-12-01T18:00:00.000Z')).to.equal('2026-12-02T05:00:00.000Z');
    expect(await calm('2026-12-02T01:00:00.000Z')).to.equal('2026-12-02T05:00:00.000Z');
  });

  it('waits for Monday at a weekend, and over the change to summer time', async () => {
    expect(await calm('2026-12-04T19:00:00.000Z')).to.equal('2026-12-07T05:00:00.000Z');
    expect(await calm('2026-03-28T10:00:00.000Z')).to.equal('2026-03-30T04:00:00.000Z');
  });

  it('waits for the day after a holiday in Finland', async () => {
    expect(await calm('2027-01-06T10:00:00.000Z')).to.equal('2027-01-07T05:00:00.000Z');
    // Christmas Eve is a Thursday; Christmas, Boxing Day and Sunday follow.
    expect(await calm('2026-12-24T09:00:00.000Z')).to.equal('2026-12-28T05:00:00.000Z');
    expect(await calm('2026-06-18T18:00:00.000Z')).to.equal('2026-06-22T04:00:00.000Z');
  });

  it('goes out at the last calm time when what it is about ends before the next', async () => {
    const before = async (wanted: string, end: string) => {
      const moment = await calmBefore(new Date(wanted), new Date(end), 'Europe/Helsinki', isHoliday);
      return moment.toISOString();
    };
    const friday = '2026-12-11T17:00:00.000Z';
    for (const [wanted, end, then] of [
      // On a Sunday at nine in the evening, two days after Friday evening.
      ['2026-12-11T19:00:00.000Z', '2026-12-13T19:00:00.000Z', friday],
      // On Monday at 6.30, and at 7.30, when seven leaves half an hour.
      ['2026-12-12T04:30:00.000Z', '2026-12-14T04:30:00.000Z', friday],
      ['2026-12-12T05:30:00.000Z', '2026-12-14T05:30:00.000Z', friday],
      // On Monday at nine there is time.
      ['2026-12-12T07:00:00.000Z', '2026-12-14T07:00:00.000Z', '2026-12-14T05:00:00.000Z'],
      // The day after Christmas, early: Christmas Eve is a Thursday and free.
      ['2026-12-26T04:00:00.000Z', '2026-12-28T04:00:00.000Z', '2026-12-23T17:00:00.000Z'],
      // What is calm stays as it was wanted, however short before the end.
      ['2026-12-14T09:45:00.000Z', '2026-12-14T10:00:00.000Z', '2026-12-14T09:45:00.000Z'],
      // Over the change to summer time.
      ['2026-03-28T04:30:00.000Z', '2026-03-30T03:30:00.000Z', '2026-03-27T17:00:00.000Z'],
    ] as const) {
      expect(await before(wanted, end), end).to.equal(then);
    }
  });

  it('is calm and before the end, whenever it was wanted', async () => {
    const hours = fc.integer({ min: 0, max: 24 * 365 });
    await fc.assert(
      fc.asyncProperty(hours, fc.integer({ min: 1, max: 200 }), async (start, ahead) => {
        const wanted = new Date(Date.parse('2026-01-01T00:00:00.000Z') + start * 3_600_000);
        const end = new Date(wanted.getTime() + ahead * 3_600_000);
        const moment = await calmBefore(wanted, end, 'Europe/Helsinki', isHoliday);
        expect(moment.getTime()).to.be.lessThan(end.getTime());
        expect(await calm(moment.toISOString())).to.equal(moment.toISOString());
      }),
      { numRuns: 300 },
    );
  });
});
