import type { MessageSubject } from '../noun.ts';
import { deliveries } from '../outbox.ts';
import { type Action, type Actor, can, type Subject } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { rulesOf } from './kinds.ts';

/** Teams' answer to a message that is larger than it takes (RFC 9110, 15.5.14), as the reason of a delivery. */
export const tooLongReason = '413';

/** Who can do something about it: whoever may write it. */
const writing = {
  survey: 'survey.manage',
  meeting: 'meeting.schedule',
  practice: 'practice.edit',
} as const satisfies Record<MessageSubject['noun'], Action>;

/**
 * Whether Teams took a message about this for too long, so that its texts have to become shorter. Only who may write it
 * is told; it holds until the message is sent again, or its row is deleted.
 */
export async function wasTooLong(
  store: StoreReader,
  actor: Actor,
  noun: MessageSubject['noun'],
  thing: Subject & { readonly id: string },
): Promise<boolean> {
  if (!can(actor, writing[noun], thing)) return false;
  for await (const delivery of store.stream(deliveries, { subjectId: thing.id, state: 'failed' })) {
    if (delivery.reason === tooLongReason && !rulesOf(delivery).reminder) return true;
  }
  return false;
}
