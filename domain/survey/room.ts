import { assertRoomFor } from '../limits.ts';
import type { StoreReader } from '../store.ts';
import { surveys } from './survey.ts';

/** Throws `LIMIT_REACHED` when this member has made as many surveys, or has as many drafts, as anybody may. */
export async function assertRoomForSurvey(store: StoreReader, createdBy: string): Promise<void> {
  assertRoomFor('draftsOfMaker', await store.count(surveys, { createdBy, state: 'draft' }));
  assertRoomFor('surveysOfMaker', await store.count(surveys, { createdBy }));
}
