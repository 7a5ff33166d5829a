import { z } from 'zod';
import { recordShape } from '../record.ts';
import { collection, put, type StoreReader, type Write } from '../store.ts';
import { askedMembers } from './audience.ts';
import { respondentIdOf } from './respondent.ts';
import { isSecret, type Survey } from './survey.ts';

/**
 * Whose answers a secret survey asked for when it opened, under the survey's id. What is told of how many have answered
 * is counted against these for as long as there are answers: against those asked now, whoever moves one person in or out
 * would read from two counts whether they have answered.
 */
export const Population = z.object({
  ...recordShape,
  networkId: z.string(),
  count: z.number().int().nonnegative(),
  /** Ids of members, or where these answer as one, of organisations; none once an anonymous survey has ended. */
  respondentIds: z.array(z.string()),
});
export type Population = z.infer<typeof Population>;
export const populations = collection('populations', Population, { indexes: ['networkId'] });

/** What puts down, as a survey opens, whose answers it asks for: nothing where everybody may know who answered. */
export async function populationWrites(store: StoreReader, survey: Survey): Promise<Write[]> {
  if (!isSecret(survey)) return [];
  const asked = new Set<string>();
  for await (const member of askedMembers(store, survey)) {
    const own = respondentIdOf(survey, member);
    if (own !== undefined) asked.add(own);
  }
  const { id, networkId } = survey;
  return [put(populations, { id, version: 0, networkId, count: asked.size, respondentIds: [...asked] })];
}

/** What takes away, as an anonymous survey ends, whom it asked: from then on only their number is used. */
export async function numberOnly(store: StoreReader, { id, anonymity }: Survey): Promise<Write[]> {
  const population = anonymity === 'anonymous' ? await store.get(populations, id) : undefined;
  return population ? [put(populations, { ...population, respondentIds: [] })] : [];
}
