import type { AnswerOf } from '../ground/api.ts';

export type Practice = AnswerOf<'GET /practices/{practiceId}'>;
