import type { AnswerOf } from '../ui/api.ts';

export type Member = AnswerOf<'GET /members/{memberId}'>;
