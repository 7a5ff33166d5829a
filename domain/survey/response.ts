import { z } from 'zod';
import { Moment, recordShape } from '../record.ts';
import { collection } from '../store.ts';
import { Answers } from './question/answer.ts';
import { Breakdown } from './survey.ts';

/** What one member, or one organisation, has answered, from the first page on. */
export const Response = z.object({
  ...recordShape,
  networkId: z.string(),
  surveyId: z.string(),
  /** Whose answer it is: the member's id, or the organisation's. */
  respondentId: z.string(),
  /** Who answered, or filled in their organisation's answer last; none when a lead entered it for an organisation. */
  memberId: z.string().optional(),
  /** The lead who entered it for an organisation without Teams. */
  enteredBy: z.string().optional(),
  organisationId: z.string().optional(),
  state: z.enum(['draft', 'submitted']),
  /** What was submitted; empty until then, and in an anonymous survey always. */
  answers: Answers,
  /** What is being filled in and not yet submitted: the form is opened with it. */
  draft: Answers.optional(),
  /** In an anonymous survey: `answers` and `draft`, sealed with the survey's key. */
  sealed: z.string().optional(),
  /** The number of the wording that was answered; default 1. */
  revision: z.number().int().optional(),
  /** Of a closed confidential survey: what its results hold of it, so that two publications never tell on one person. */
  counted: z
    .object({
      /** What counts, where it may be other than what was submitted: the survey was opened again. */
      answers: Answers.optional(),
      /** What its giver was, by breakdown, at the first closing. */
      classes: z.partialRecord(Breakdown, z.string()).optional(),
      /** True while the number of answers that is told leaves it out: it came after that could be seen, with too few others. */
      held: z.literal(true).optional(),
      /** True when it came to count, or to count otherwise, at a later closing. */
      late: z.literal(true).optional(),
      /** The questions, and rows of matrices, of which the results were changed after they were shown; of all responses the same. */
      renewed: z.array(z.string()).optional(),
    })
    .optional(),
  updatedAt: Moment,
  submittedAt: Moment.optional(),
});
export type Response = z.infer<typeof Response>;
export const responses = collection('responses', Response, {
  indexes: ['networkId', 'surveyId', 'respondentId', 'memberId', 'state'],
  unique: [['surveyId', 'respondentId']],
});

/** An answer of a closed anonymous survey: what was said, without person, time or language. */
export const AnonymousAnswer = z.object({
  ...recordShape,
  networkId: z.string(),
  surveyId: z.string(),
  answers: Answers,
  /** The one class that its survey's results are divided by, wide enough for at least five; else none. */
  class: z.string().optional(),
});
export type AnonymousAnswer = z.infer<typeof AnonymousAnswer>;
export const anonymousAnswers = collection('anonymousAnswers', AnonymousAnswer, { indexes: ['networkId', 'surveyId'] });

/** What is read in the place of something that somebody wrote in answer; the answer itself stays as it is. */
export const Redaction = z.object({
  ...recordShape,
  networkId: z.string(),
  surveyId: z.string(),
  /** The id of the response, or of the anonymous answer. */
  answerId: z.string(),
  /** The key of the text within the answer. */
  code: z.string(),
  /** Of the text that was read when it was redacted; another one is not covered by it. SHA-256 in hexadecimal. */
  originalHash: z.string(),
  /** Empty when nothing is to be read. */
  text: z.string(),
  byMemberId: z.string(),
  at: Moment,
});
export type Redaction = z.infer<typeof Redaction>;
export const redactions = collection('redactions', Redaction, {
  indexes: ['networkId', 'surveyId'],
  unique: [['answerId', 'code']],
});

/**
 * The texts of a survey, under its id, that somebody who looks after it had gone through when they shared them: each by
 * what it says and where, so that none is read by others that nobody saw. In a collection of its own, since surveys are
 * read by every list.
 */
export const SharedTexts = z.object({
  ...recordShape,
  networkId: z.string(),
  /** What `markOf` in `domain/survey/results/sharing.ts` gives of each. */
  texts: z.array(z.string()),
});
export type SharedTexts = z.infer<typeof SharedTexts>;
export const sharedTexts = collection('sharedTexts', SharedTexts, { indexes: ['networkId'] });
