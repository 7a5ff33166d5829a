import type { AnswerOf } from '../ground/api.ts';

export type Organisation = AnswerOf<'GET /organisations/{organisationId}'>;

/** The kinds of organisations in the order in which they are offered. */
export const organisationTypes = [
  'library',
  'association',
  'project',
  'community',
  'municipality',
  'authority',
  'servicePoint',
  'company',
  'educationalInstitution',
  'regionalCouncil',
  'wellbeingServicesCounty',
  'hospitalDistrict',
  'specialCareDistrict',
  'other',
] as const satisfies readonly Organisation['type'][];

/** Names typed with commas in between, as a list. */
export function municipalitiesOf(typed: string): string[] {
  return typed
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
