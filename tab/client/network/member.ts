import type { AnswerOf } from '../ground/api.ts';

export type Member = AnswerOf<'GET /members/{memberId}'>;
