import { forgetAnswered } from '../network/answer-once.ts';
import type { NounReader } from '../noun.ts';
import { deliveries, deliveryHolds, deliveryTallies, seenActivities, tasks } from '../outbox.ts';
import { rateBudgets } from './budget.ts';

/** What messages give to those who gather from every noun. Each is about a subject that another noun shows. */
export const deliveryReader = {
  collections: [deliveries, deliveryTallies, deliveryHolds, rateBudgets, seenActivities, tasks],
  mine: { none: 'a message says itself what waits' },
  own: { none: 'a row says to whom, when and how, never what; it becomes a number after its time' },
  subjects: { none: 'it gathers what messages are about' },
  counts: { none: 'how messages fare stands in their ledger' },
  part: { none: 'who was written to when is nobody’s knowledge' },
  cleanUp: (deps, _networkId, moment) => forgetAnswered(deps, moment),
} satisfies NounReader<'delivery'>;
