import type { Logger } from 'pino';
import { box, card, largestCard, paragraph } from '../cards/build.ts';
import type { Card, ExecuteAction } from '../cards/card.ts';
import { execute } from '../cards/execute.ts';
import type { Reader } from '../cards/reader.ts';
import { bytesOf } from '../cards/shorten.ts';
import { staleText } from '../cards/stale.ts';
import { type AppError, asAppError, type ErrorCode } from '../domain/errors.ts';

/** What was pressed, with what was typed: as the button that does it again. */
export type Pressed = Pick<ExecuteAction, 'type' | 'verb' | 'data'>;

/** What goes by itself: the same press may succeed later. */
const passing: ReadonlySet<ErrorCode> = new Set([
  'STORE_UNAVAILABLE',
  'SURVEY_KEY_MISSING',
  'TEAMS_UNAVAILABLE',
  'TOO_FAST',
]);

/** The card that tells a reader what went wrong with an activity, by its id, and what to do; and its line in the log. */
export function refusedCard(
  log: Logger,
  error: unknown,
  reader: Reader,
  { activity, pressed }: { readonly activity?: string | undefined; readonly pressed?: Pressed | undefined },
): Card {
  const known = asAppError(error);
  if (known.code === 'INTERNAL') log.error({ err: known, activity }, 'a turn failed');
  else log.info({ code: known.code, reason: known.message, activity }, 'refused');
  return errorCard(known, reader, pressed);
}

/**
 * The card that tells a reader what went wrong and what to do. The Playground and Teams show nothing of an error. It
 * stands where the pressed card was, so `pressed` is offered again when it may succeed later: what was typed
 * is nowhere else by then.
 */
function errorCard(error: AppError, reader: Reader, pressed?: Pressed): Card {
  const { code, hint } = error;
  const text = code === 'STALE' ? staleText(reader.t, hint) : reader.t(`errors:${code}`, { hint: hint ?? '' });
  // A person is never left without a way on: in a channel the card stands where the form was.
  const onward = [
    execute('command.open', reader.t('page:home.waiting'), { name: 'mine' }),
    execute('command.open', reader.t('help:title'), { name: 'help' }),
  ];
  const made = (again: ExecuteAction[]) =>
    card(reader, reader.t('errors:title'), [box('warning', [paragraph(text)])], [...again, ...onward]);
  if (!pressed || !passing.has(error.code)) return made([]);
  const offered = made([{ ...pressed, title: reader.t('tab:retry'), style: 'positive' }]);
  return bytesOf(offered) <= largestCard ? offered : made([]);
}
