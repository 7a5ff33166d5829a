import type { AnswerOf } from '../ui/api.ts';

export type Organisation = AnswerOf<'GET /organisations/{organisationId}'>;

/** Names typed with commas in between, as a list. */
export function municipalitiesOf(typed: string): string[] {
  return typed
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
