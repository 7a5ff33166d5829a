import { expect } from 'chai';
import { finnishHolidays } from '../../../content/holidays.ts';
import { calmFrom } from '../../../domain/delivery/quiet.ts';

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
});
