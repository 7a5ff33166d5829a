import type { AnswerOf } from '../ui/api.ts';

/** The kinds of practices in the order in which they are offered. */
export const kinds = [
  'operatingModel',
  'serviceDescription',
  'goodPractice',
  'success',
  'developmentTarget',
  'wayOfWorking',
] as const satisfies readonly AnswerOf<'GET /practices'>['items'][number]['kind'][];
