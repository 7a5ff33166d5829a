import type { AnswerOf } from './api.ts';

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
] as const satisfies readonly AnswerOf<'GET /organisations/{organisationId}'>['type'][];
