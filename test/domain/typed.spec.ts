import { expect } from 'chai';
import fc from 'fast-check';
import { comparable, isBlank, tidyText } from '../../domain/text.ts';
import { assertWithinReach, isTooFarAhead } from '../../domain/typed-moment.ts';
import { readNumber } from '../../domain/typed-number.ts';
import { readDay, readTimeOfDay } from '../../domain/typed-time.ts';

describe('a day as somebody types it', () => {
  const days: readonly (readonly [typed: string, read: string])[] = [
    ['2027-01-15', '2027-01-15'],
    ['15.1.2027', '2027-01-15'],
    ['15. 1. 2027', '2027-01-15'],
    ['15/1/2027', '2027-01-15'],
    ['1/15/2027', '2027-01-15'],
    ['5/5/2027', '2027-05-05'],
    ['2027/1/15', '2027-01-15'],
    ['2027-01-15T00:00:00.000Z', '2027-01-15'],
    ['15. tammikuuta 2027', '2027-01-15'],
    ['perjantai 15. marraskuuta 2027', '2027-11-15'],
    ['den 15 mars 2027', '2027-03-15'],
    ['January 15th, 2027', '2027-01-15'],
    ['١٥.١.٢٠٢٧', '2027-01-15'],
    ['２０２７－０１－１５', '2027-01-15'],
    ['\u200E15\u200E/\u200E1\u200E/\u200E2027', '2027-01-15'],
    ['29.2.2028', '2028-02-29'],
  ];
  for (const [typed, read] of days) {
    it(`is read: ${typed}`, () => expect(readDay(typed)).to.deep.equal({ value: read }));
  }

  for (const [typed, fault] of [
    ['1/2/2027', 'ambiguousDate'],
    ['01-02-2027', 'ambiguousDate'],
    ['15.1.27', 'ambiguousDate'],
    ['31.2.2027', 'notADate'],
    ['29.2.2027', 'notADate'],
    ['31.4.2027', 'notADate'],
    ['0.1.2027', 'notADate'],
    ['15.13.2027', 'notADate'],
    ['-15.1.2027', 'notADate'],
    ['15.1.-2027', 'notADate'],
    ['1.1.0', 'ambiguousDate'],
    ['1.1.0000', 'yearOutOfRange'],
    ['0000-01-01', 'yearOutOfRange'],
    ['12027-01-15', 'yearOutOfRange'],
    ['15.1.', 'notADate'],
    ['2027-01-15T22:00:00Z', 'notADate'],
    ['huomenna', 'notADate'],
    ['2569-01-15', 'yearOutOfRange'],
    ['9999-12-31', 'yearOutOfRange'],
    ['0026-01-15', 'yearOutOfRange'],
    ['1'.repeat(10_000), 'notADate'],
  ] as const) {
    it(`is asked for again: ${typed.slice(0, 30)}`, () => expect(readDay(typed)).to.deep.equal({ fault }));
  }
});

describe('a time as somebody types it', () => {
  for (const [typed, read] of [
    ['9:30', '09:30'],
    ['9.30', '09:30'],
    ['09:30:00', '09:30'],
    ['klo 9.30', '09:30'],
    ['kl. 9:30', '09:30'],
    ['9:30 AM', '09:30'],
    ['9:30\u202FPM', '21:30'],
    ['12:05 a.m.', '00:05'],
    ['12 pm', '12:00'],
    ['9.30 ip.', '21:30'],
    ['9.30 em', '21:30'],
    ['9', '09:00'],
    ['0930', '09:30'],
    ['٠٩:٣٠', '09:30'],
    ['９：３０', '09:30'],
  ] as const) {
    it(`is read: ${typed}`, () => expect(readTimeOfDay(typed)).to.deep.equal({ value: read }));
  }

  for (const typed of [
    '24:00',
    '24',
    '2400',
    '-1:00',
    '25:61',
    '9:60',
    '9:30:15',
    '13:00 PM',
    '09:30Z',
    '930',
    'aamulla',
    '9,30',
    '',
  ]) {
    it(`is asked for again: ${typed}`, () => expect(readTimeOfDay(typed)).to.deep.equal({ fault: 'notATime' }));
  }
});

describe('a day on which something is planned', () => {
  it('is at most ten years ahead', () => {
    const now = new Date('2026-09-01T09:00:00.000Z');
    expect(isTooFarAhead('2036-09-01', now)).to.equal(false);
    expect(isTooFarAhead('2036-09-02T00:00:00.000Z', now)).to.equal(true);
    assertWithinReach('2036-09-01', now, 'day', 'MEETING_TIME_INVALID');
    assertWithinReach(undefined, now, 'day', 'MEETING_TIME_INVALID');
    expect(() => assertWithinReach('2036-09-02', now, 'day', 'MEETING_TIME_INVALID'))
      .to.throw()
      .with.deep.include({ code: 'MEETING_TIME_INVALID', fields: { day: 'tooFarAhead' } });
  });
});

describe('a number as somebody types it', () => {
  for (const [typed, read] of [
    ['1 000', 1000],
    ['1\u00A0000', 1000],
    ['1\u202F000,5', 1000.5],
    ['1,234,567', 1_234_567],
    ['1.234,5', 1234.5],
    ["1'000", 1000],
    ['1,5', 1.5],
    ['1.5', 1.5],
    ['0,125', 0.125],
    ['1e3', 1000],
    ['007', 7],
    ['\u22125', -5],
    ['–5', -5],
    ['-0', 0],
    ['١٢٣', 123],
    ['１２', 12],
    ['9007199254740992', 9_007_199_254_740_992],
  ] as const) {
    it(`is read: ${typed}`, () => expect(readNumber(typed)).to.deep.equal({ number: read }));
  }

  for (const [typed, fault] of [
    ['1,000', 'ambiguousNumber'],
    ['1.000', 'ambiguousNumber'],
    ['-12,345', 'ambiguousNumber'],
    ['9007199254740993', 'notExact'],
    ['0.1234567890123456789', 'notExact'],
    ['1e-400', 'notExact'],
    ['1e400', 'notANumber'],
    ['12 34', 'notANumber'],
    ['1234 567', 'notANumber'],
    ["1234'567", 'notANumber'],
    ['1234.567.890', 'notANumber'],
    ['1234,567,890', 'notANumber'],
    ["1'234'56", 'notANumber'],
    ['1²', 'notANumber'],
    ['0x10', 'notANumber'],
    ['kolme', 'notANumber'],
  ] as const) {
    it(`is asked for again: ${typed}`, () => expect(readNumber(typed)).to.deep.equal({ fault }));
  }

  it('is kept exactly, or asked for again', () => {
    const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    fc.assert(
      fc.property(whole, (number) => {
        const read = readNumber(String(number));
        return 'fault' in read ? read.fault === 'notExact' : BigInt(read.number) === number;
      }),
    );
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 99 }), (whole, hundredths) => {
        const read = readNumber(`${whole},${String(hundredths).padStart(2, '0')}`);
        return (
          'number' in read &&
          read.number.toFixed(2) ===
            (whole || hundredths
              ? `${whole < 0 ? '-' : ''}${Math.abs(whole)}.${String(hundredths).padStart(2, '0')}`
              : '0.00')
        );
      }),
    );
  });
});

describe('a text of which nothing can be seen', () => {
  const unseen = ['', ' \n\t', '\u2800', '\u3164', '\u115F\u1160', '\u200B\u200D', '\u00AD', '\uFE0F', '\u{E0061}'];
  for (const text of [...unseen, '\u202E\u2066', '\u0301', '\u{13441}', '\uFFFC', '\u180E', '\u2060', '\u{1D173}']) {
    it(`is empty: ${JSON.stringify(text)}`, () => {
      expect(isBlank(text)).to.equal(true);
      expect(tidyText(`${text}${text}`)).to.equal('');
    });
  }

  it('is none with a single sign that can be seen', () => {
    for (const text of ['a', '.', '😀', '漢', '\u0600', 'é', '👩‍👩‍👧', 'ـ']) {
      if (text !== '\u0600') expect(isBlank(`\u200B${text}\u2800`), text).to.equal(false);
    }
  });
});

describe('two texts', () => {
  it('are the same when a reader sees no difference', () => {
    for (const other of ['KIRJASTO A', 'Kirjasto\u00A0 a ', 'Kirjasto\u200B a', 'Ｋirjasto a', 'Kirjasto\u00AD a']) {
      expect(comparable(other), other).to.equal(comparable('kirjasto a'));
    }
    expect(comparable('e\u0301')).to.equal(comparable('é')).and.not.equal(comparable('e'));
  });
});
