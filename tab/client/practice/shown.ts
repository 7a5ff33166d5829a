import type { AnswerOf } from '../ui/api.ts';

export type Practice = AnswerOf<'GET /practices/{practiceId}'>;
