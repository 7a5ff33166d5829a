import { claimed, settled } from '../../domain/delivery/settle.ts';
import { type Delivery, send } from '../../domain/outbox.ts';
import { networkId } from '../ids.ts';
import { type Entry, entryOf } from './entry.ts';
import { idsOf } from './ids.ts';

/** What was posted in a working group's channel. */
interface Posted {
  readonly kind: string;
  readonly subjectId: string;
  readonly groupId: string;
  /** When it was sent, which is when it was asked for. */
  readonly sentAt: string;
  readonly replacesId?: string;
  /** Sets apart repeated messages of one kind about one subject. */
  readonly occasion?: string;
}

/** The ledger of messages that reached their channels, each with an id of its own. */
export interface Ledger {
  /** A message as it stands in the ledger once Teams has taken it. */
  sent(posted: Posted): Entry;
}

/** Opens the ledger for the channels of these groups. */
export function openLedger(channelOf: ReadonlyMap<string, string>): Ledger {
  const newId = idsOf('delivery');
  return {
    sent({ groupId, sentAt, ...message }) {
      const now = new Date(sentAt);
      const to = { type: 'channel', groupId } as const;
      const asked = send({ now: () => now, newId }, { networkId, ...message, to });
      if (asked.op !== 'put') throw new Error('a new message is put');
      // Teams names a message by the millisecond it came at.
      const posted = {
        was: 'sent',
        activityId: String(now.getTime()),
        conversationId: channelOf.get(groupId) ?? '',
      } as const;
      const taken = claimed(asked.record as Delivery, 'demo', now);
      const { reason: _none, sender: _nobody, ...record } = settled(taken, posted, { now, chance: 0 });
      return entryOf({ ...asked, record });
    },
  };
}
