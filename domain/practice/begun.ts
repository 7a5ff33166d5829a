import type { Practice } from './practice.ts';
import type { PracticeOffer } from './states.ts';

/** Whether something is written of a practice that is not proposed: a draft, or a change of what is proposed. */
export function isBegun({ state, draft }: Pick<Practice, 'state' | 'draft'>): boolean {
  return state === 'draft' || draft !== undefined;
}

/** What somebody who may write on a practice can do about what is written. */
export type WritingOffer = 'edit' | 'propose' | 'discard';

/** What a reader with these offers can do about what is written of a practice; what was returned can be proposed again as it is. */
export function writingOffers(offers: readonly PracticeOffer[], practice: Practice): WritingOffer[] {
  if (!offers.includes('edit')) return [];
  const begun = isBegun(practice);
  return [
    'edit',
    ...(begun || practice.state === 'returned' ? (['propose'] as const) : []),
    ...(begun ? (['discard'] as const) : []),
  ];
}
