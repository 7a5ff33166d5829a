import type { TurnContext } from 'botbuilder';
import type { Card } from '../cards/card.ts';
import { waitMs } from '../domain/delivery/settle.ts';
import { cardActivity } from './connector.ts';
import type { Timing } from './delivery/pacer.ts';
import { refusalOf } from './delivery/refusal.ts';

/** Answers an activity in its conversation. Throws when Teams does not take the answer. */
export type Reply = (context: TurnContext, card: Card) => Promise<void>;

/** Statuses with which Teams says that it takes the same a little later, and has not taken it. */
const passing: ReadonlySet<number> = new Set([412, 429, 503]);

/** For so long an answer is tried again; whoever waits for longer writes once more, and so does Teams. */
const patienceMs = 4000;

/** Answers that Teams is too busy for are tried again for a few seconds, and nothing that may have arrived. */
export function createReply({ now, sleep }: Timing): Reply {
  return async (context, card) => {
    const until = now() + patienceMs;
    for (let attempts = 1; ; attempts += 1) {
      try {
        await context.sendActivity(cardActivity(card));
        return;
      } catch (error) {
        const { status, retryAfterMs } = refusalOf(error, new Date(now()));
        const wait = waitMs(attempts, retryAfterMs, 0);
        if (status === undefined || !passing.has(status) || now() + wait > until) throw error;
        await sleep(wait);
      }
    }
  };
}
