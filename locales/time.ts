import { TZDate } from '@date-fns/tz';
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

/** A moment with its zone, as every card, file and page prints it: `pe 27.11.2026 klo 16.00 (Helsinki)`. */
export function momentText(moment: string, language: TextLanguage, timeZone: string): string {
  const texts = textsFor(language);
  const time = format(local(moment, timeZone), texts('common:format.time'), { locale: locales[language] });
  return texts('common:moment', { day: dayText(moment, language, timeZone), time, zone: zoneCity(timeZone) });
}

/** A span with its zone; the day is printed once when both ends fall on it. */
export function spanText(start: string, end: string, language: TextLanguage, timeZone: string): string {
  const texts = textsFor(language);
  const time = (moment: string) =>
    format(local(moment, timeZone), texts('common:format.time'), { locale: locales[language] });
  const [from, to] = [dayText(start, language, timeZone), dayText(end, language, timeZone)];
  if (from !== to) {
    return `${momentText(start, language, timeZone)} – ${momentText(end, language, timeZone)}`;
  }
  return texts('common:span', { day: from, from: time(start), to: time(end), zone: zoneCity(timeZone) });
}
