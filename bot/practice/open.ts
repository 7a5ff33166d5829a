import { alsoOnPage, box, saying, written } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import { channelName } from '../../cards/channel.ts';
import { sayingTooLong } from '../../cards/delivery/too-long.ts';
import { type Notice, practiceCard } from '../../cards/practice/own.ts';
import { reviewCard } from '../../cards/practice/read.ts';
import type { Reader } from '../../cards/reader.ts';
import { staleText } from '../../cards/stale.ts';
import { wasTooLong } from '../../domain/delivery/too-long.ts';
import { type AppError, type ErrorCode, isAppError } from '../../domain/errors.ts';
import { dayOf } from '../../domain/local-time.ts';
import { groups } from '../../domain/network/network.ts';
import { writtenText } from '../../domain/practice/draft.ts';
import { practices } from '../../domain/practice/practice.ts';
import { practiceView } from '../../domain/practice/view.ts';
import { load } from '../../domain/use-case.ts';
import type { Turn } from '../feature.ts';

/** A practice's own card; a draft's is its review. */
export async function openPractice(turn: Turn, practiceId: string, notice?: Notice): Promise<Card> {
  const view = await practiceView(turn.deps.store, turn.actor, practiceId);
  if (view.practice.state === 'draft') return reviewPractice(turn, practiceId, {}, notice);
  const today = dayOf(turn.deps.now(), turn.reader.timeZone);
  const made = practiceCard(turn.reader, { ...view, today }, notice);
  const tooLong = await wasTooLong(turn.deps.store, turn.actor, 'practice', view.practice);
  const told = sayingTooLong(turn.reader, made, 'practice', tooLong);
  return alsoOnPage(turn.reader, told, turn.deps.links.tab(`practices/${practiceId}`));
}

/** The own card after something was done, with the words for it under `practice:done`. */
export async function openDone(turn: Turn, practiceId: string, done: string): Promise<Card> {
  const { deps, reader } = turn;
  const { groupId } = await load(deps.store, practices, practiceId);
  const channel = channelName(reader, await load(deps.store, groups, groupId));
  return openPractice(turn, practiceId, { style: 'good', text: reader.t(`practice:done.${done}`, { channel }) });
}

/** What is written and would be proposed. */
export async function reviewPractice(
  turn: Turn,
  practiceId: string,
  { page = 0, version }: { readonly page?: number; readonly version?: number | undefined } = {},
  notice?: Notice,
): Promise<Card> {
  const view = await practiceView(turn.deps.store, turn.actor, practiceId);
  const form = turn.deps.builtIn.practiceForms[view.practice.kind];
  const made = reviewCard(turn.reader, {
    view,
    form,
    text: writtenText(view.practice),
    page,
    ...(version !== undefined && { version }),
  });
  return notice ? saying(made, box(notice.style, [written(notice.text)])) : made;
}

const explained: readonly ErrorCode[] = [
  'CONFLICT',
  'FORBIDDEN',
  'ORGANISATION_MISSING',
  'PRACTICE_OWN',
  'PRACTICE_STATE',
  'STALE',
];

/** Does something to a practice. What cannot be done is told on the practice's own card, which shows what can. */
export async function orWhyNot(turn: Turn, practiceId: string, act: () => Promise<Card>): Promise<Card> {
  try {
    return await act();
  } catch (error) {
    if (!isAppError(error) || !explained.includes(error.code)) throw error;
    // One that was never stored has no card of its own to tell it on.
    if (!(await turn.deps.store.get(practices, practiceId))) throw error;
    return openPractice(turn, practiceId, { style: 'attention', text: whyNot(turn.reader, error) });
  }
}

/** Why something could not be done, in words. */
export function whyNot({ t }: Reader, { code, hint }: AppError): string {
  if (code === 'STALE') return staleText(t, hint);
  return hint === undefined ? t(`errors:${code}`, { hint: '' }).trim() : t(`practice:hint.${hint}`);
}
