import { TZDate, tzOffset } from '@date-fns/tz';
import type { Locale } from 'date-fns';
import { format } from 'date-fns/format';
import { enGB } from 'date-fns/locale/en-GB';
import { fi } from 'date-fns/locale/fi';
import { sv } from 'date-fns/locale/sv';
import { type TextLanguage, textsFor } from './text.ts';

const locales: Record<TextLanguage, Locale> = { fi, sv, en: enGB };

function local(moment: string, timeZone: string): TZDate {
  return new TZDate(moment, timeZone);
}

/** The city that names an IANA zone: `Helsinki` for `Europe/Helsinki`. */
function zoneCity(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

/** A day in words: `pe 27.11.2026`. */
export function dayText(moment: string, language: TextLanguage, timeZone: string): string {
  return format(local(moment, timeZone), textsFor(language)('common:format.day'), { locale: locales[language] });
}

/**
 * Where a time is read: the zone of its reader's clock, or nowhere known, as in a file, which may be read anywhere.
 * A zone that there is not counts as the one the time is told in.
 */
export type ReadIn = string;

/** Whether a time says its zone: its reader's clock would show another time, or may. */
function isZoneTold(moment: string, timeZone: string, readIn: ReadIn): boolean {
  if (readIn === 'anywhere') return true;
  const [told, read] = [timeZone, readIn].map((zone) => tzOffset(zone, new Date(moment)));
  return read !== undefined && !Number.isNaN(read) && read !== told;
}

/** A moment: `pe 27.11.2026 klo 16.00`, with its zone where that is not the reader's: `… klo 16.00 (Helsinki)`. */
export function momentText(
  moment: string,
  language: TextLanguage,
  timeZone: string,
  readIn: ReadIn = 'anywhere',
): string {
  const texts = textsFor(language);
  const time = format(local(moment, timeZone), texts('common:format.time'), { locale: locales[language] });
  const told = { day: dayText(moment, language, timeZone), time };
  if (!isZoneTold(moment, timeZone, readIn)) return texts('common:momentHere', told);
  return texts('common:moment', { ...told, zone: zoneCity(timeZone) });
}

/** A span, with its zone as of a moment; the day is printed once when both ends fall on it. */
export function spanText(
  start: string,
  end: string,
  language: TextLanguage,
  timeZone: string,
  readIn: ReadIn = 'anywhere',
): string {
  const texts = textsFor(language);
  const time = (moment: string) =>
    format(local(moment, timeZone), texts('common:format.time'), { locale: locales[language] });
  const [from, to] = [dayText(start, language, timeZone), dayText(end, language, timeZone)];
  if (from !== to) {
    return `${momentText(start, language, timeZone, readIn)} – ${momentText(end, language, timeZone, readIn)}`;
  }
  const told = { day: from, from: time(start), to: time(end) };
  if (!isZoneTold(start, timeZone, readIn)) return texts('common:spanHere', told);
  return texts('common:span', { ...told, zone: zoneCity(timeZone) });
}
