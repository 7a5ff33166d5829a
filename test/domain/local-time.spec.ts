import { expect } from 'chai';
import { dayOf, momentAt, timeOf } from '../../domain/local-time.ts';

describe('a local time', () => {
  it('is a moment in its zone, in winter and in summer', () => {
    expect(momentAt('2026-12-24', '09:30', 'Europe/Helsinki')).to.equal('2026-12-24T07:30:00.000Z');
    expect(momentAt('2026-06-24', '09:30', 'Europe/Helsinki')).to.equal('2026-06-24T06:30:00.000Z');
  });

  it('is none in the hour that is skipped in spring', () => {
    expect(momentAt('2026-03-29', '03:30', 'Europe/Helsinki')).to.equal(undefined);
    expect(momentAt('2026-03-29', '04:00', 'Europe/Helsinki')).to.equal('2026-03-29T01:00:00.000Z');
  });

  it('is the earlier one in the hour that comes twice in autumn', () => {
    expect(momentAt('2026-10-25', '03:30', 'Europe/Helsinki')).to.equal('2026-10-25T00:30:00.000Z');
  });

  it('is none for what is no day or time', () => {
    expect(momentAt('2026-02-31', '09:30', 'Europe/Helsinki')).to.equal(undefined);
    expect(momentAt('', '', 'Europe/Helsinki')).to.equal(undefined);
  });

  it('is found again from the moment', () => {
    const moment = '2026-10-24T22:15:00.000Z';
    expect(dayOf(new Date(moment), 'Europe/Helsinki')).to.equal('2026-10-25');
    expect(timeOf(moment, 'Europe/Helsinki')).to.equal('01:15');
  });
});
