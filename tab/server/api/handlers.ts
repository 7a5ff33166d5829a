import { deliveryHandlers } from '../delivery/handlers.ts';
import { meetingHandlers } from '../meeting/handlers.ts';
import { memberHandlers } from '../member/handlers.ts';
import { networkHandlers } from '../network/handlers.ts';
import { practiceHandlers } from '../practice/handlers.ts';
import { practiceWritingHandlers } from '../practice/writing.ts';
import { summaryHandlers } from '../summary/handlers.ts';
import { surveyAnswerHandlers } from '../survey/answer.ts';
import { surveyDraftHandlers } from '../survey/draft.ts';
import { surveyHandlers } from '../survey/handlers.ts';
import { surveyResultHandlers } from '../survey/result-handlers.ts';
import type { Handlers, VisitorsOperation } from './call.ts';

/** The handler of every operation. One that lacks here does not compile. */
export const handlers: Handlers<VisitorsOperation> = {
  ...memberHandlers,
  ...networkHandlers,
  ...surveyHandlers,
  ...surveyAnswerHandlers,
  ...surveyResultHandlers,
  ...surveyDraftHandlers,
  ...meetingHandlers,
  ...practiceHandlers,
  ...practiceWritingHandlers,
  ...summaryHandlers,
  ...deliveryHandlers,
};
