import type { AnswerOf } from '../../ui/api.ts';

export type Wording = AnswerOf<'GET /surveys/{surveyId}/wording'>;
export type SurveyText = Wording['texts'][number];
