import { rulesOf } from '../../domain/delivery/kinds.ts';
import type { Delivery } from '../../domain/outbox.ts';

/** How the log names a delivery: by id and kind, and one that leaves no trace by its kind alone. */
export function namedInLog(delivery: Delivery): { readonly kind: string; readonly delivery?: string } {
  const { id, kind } = delivery;
  return rulesOf(delivery).traceless ? { kind } : { delivery: id, kind };
}
