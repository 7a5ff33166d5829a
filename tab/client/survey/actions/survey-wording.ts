import type { AnswerOf } from '../../ground/api.ts';

export type Wording = AnswerOf<'GET /surveys/{surveyId}/wording'>;
export type SurveyText = Wording['texts'][number];
