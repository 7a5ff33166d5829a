import { dayOf } from '../../../domain/local-time.ts';

/** The longest part of a file's name that people wrote. */
const longestTitle = 60;

/**
 * The name of a file that is about something: what it is, of what, and of which day. Of what people wrote, letters and
 * digits of every script stay, so that no sign of it means anything to a folder, and none turns the ending about.
 */
export function fileName(
  what: string,
  title: string,
  { now, timeZone, ending }: { readonly now: Date; readonly timeZone: string; readonly ending: string },
): string {
  const plain = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-/, '');
  const short = [...plain].slice(0, longestTitle).join('').replace(/-$/, '');
  return `${[what, short, dayOf(now, timeZone)].filter(Boolean).join('-')}.${ending}`;
}
