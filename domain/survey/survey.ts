import { z } from 'zod';
import { AppError } from '../errors.ts';
import { organisationTypes } from '../network/network.ts';
import { Moment, recordShape } from '../record.ts';
import { collection } from '../store.ts';
import { Question } from './kinds/kinds.ts';
import { Code, SurveyText } from './question/base.ts';

/** Who sees whose answer: everybody asked for it by name, the coordinator alone, or nobody. */
export const Anonymity = z.enum(['named', 'confidential', 'anonymous']);
export type Anonymity = z.infer<typeof Anonymity>;

/** Where the invitation to a survey goes: the group's channel, its members' own chats, or both. */
export const SentTo = z.enum(['channel', 'people', 'both']);
export type SentTo = z.infer<typeof SentTo>;

/** The most people that a survey may name one by one. */
export const mostChosen = 500;

/** Whom a survey asks: working groups, everybody, organisations of some types, or people chosen one by one. */
export const Audience = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('groups'), groupIds: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('network') }),
  z.object({ kind: z.literal('organisationTypes'), types: z.array(z.enum(organisationTypes)).min(1) }),
  z.object({ kind: z.literal('members'), memberIds: z.array(z.string()).min(1).max(mostChosen) }),
]);
export type Audience = z.infer<typeof Audience>;

/** What the results of a survey may be divided by, chosen before it is posted. */
export const Breakdown = z.enum(['group', 'organisationType', 'region']);
export type Breakdown = z.infer<typeof Breakdown>;

/** From when on the results are shown: at once, or from the closing on. */
export const ResultsFrom = z.enum(['live', 'closed']);
export type ResultsFrom = z.infer<typeof ResultsFrom>;

/** Who sees the results, each with those before: the coordinators, the leads of its group, everybody it asks. */
export const ResultsFor = z.enum(['coordinators', 'leads', 'asked']);
export type ResultsFor = z.infer<typeof ResultsFor>;

/** A built-in survey that a lead starts from. */
export const SurveyTemplate = z.object({
  code: Code,
  title: SurveyText,
  purpose: SurveyText,
  anonymity: Anonymity,
  /** Set when it asks for what organisations know of themselves: each then gives one answer together. */
  respondent: z.literal('organisation').optional(),
  questions: z.array(Question).min(1),
  /** Asked once for each practice in validation, with the practice's title in the label. */
  perPractice: z.array(Question).optional(),
});
export type SurveyTemplate = z.infer<typeof SurveyTemplate>;

/** For how many whole months after its end the answers to a survey are kept. */
export const KeepMonths = z.number().int().min(1).max(120);

/** How far a survey is: from `closed` on, no answer is taken; what was `cancelled` is kept and never counted. */
export const SurveyState = z.enum(['draft', 'scheduled', 'open', 'closed', 'cancelled', 'archived']);
export type SurveyState = z.infer<typeof SurveyState>;

export const Survey = z.object({
  ...recordShape,
  networkId: z.string(),
  /** The working group whose leads look after it beside the coordinators; none for one of the coordinators' own. */
  groupId: z.string().optional(),
  /** Default: the members of its group. */
  audience: Audience.optional(),
  /** Set when each organisation gives one answer together; default each person their own. */
  respondent: z.literal('organisation').optional(),
  template: Code.optional(),
  title: SurveyText,
  purpose: SurveyText,
  anonymity: Anonymity,
  questions: z.array(Question),
  state: SurveyState,
  opensAt: Moment.optional(),
  closesAt: Moment,
  createdBy: z.string(),
  createdAt: Moment,
  closedAt: Moment.optional(),
  /** Set when it ended before it was opened: nobody was invited to it. */
  neverOpened: z.literal(true).optional(),
  /**
   * Set from its closing on until its answers are put down as results count them; none are shown before. `unreadable` is
   * how many sealed answers did not open when that was tried last: they are kept and wait for their key.
   */
  unsettled: z.object({ since: Moment, unreadable: z.number().int().positive().optional() }).optional(),
  /** Why it was cancelled, in its lead's words. */
  cancelReason: z.string().optional(),
  /** When it was opened again last: what was answered before may have been seen by then. */
  reopenedAt: Moment.optional(),
  /** The number of what it says now, from 1, which is the default; what it said before is kept beside it. */
  revision: z.number().int().optional(),
  earlierWordings: z
    .array(
      z.object({
        revision: z.number().int(),
        until: Moment,
        title: SurveyText,
        purpose: SurveyText,
        questions: z.array(Question),
      }),
    )
    .optional(),
  /** When those who have not answered are to be reminded; default two days before the closing, and empty never. */
  remindAt: z.array(Moment).optional(),
  /** When those who had not answered were reminded last. */
  remindedAt: Moment.optional(),
  /** Set when it is posted; without it, the channel. */
  sentTo: SentTo.optional(),
  /** From when on its results are shown; default from the closing on. While it is posted, only ever made later. */
  resultsFrom: ResultsFrom.optional(),
  /** Who sees its results; default the leads of its group. While it is posted, only ever made fewer. */
  resultsFor: ResultsFor.optional(),
  /** What its results may be divided by; default nothing. Of an anonymous one, one thing at most. */
  breakdowns: z.array(Breakdown).optional(),
  /** When somebody who looks after it had gone through what people wrote, so that others may read it. */
  textsSharedAt: Moment.optional(),
  /** The earlier round that its results are compared with. */
  earlierRoundId: z.string().optional(),
  /** What the surveys have in common that were made at once for several networks. */
  familyId: z.string().optional(),
  /** How many answers of an anonymous survey were given up, since no key opened them any more. */
  lostAnswers: z.number().int().positive().optional(),
  /**
   * For how long its answers are kept after its closing or cancelling; default as the organisation's records plan
   * says, which is taken for the longest. While it is posted, only ever made shorter.
   */
  keepMonths: KeepMonths.optional(),
  /** Set once its answers are deleted, or about to be: from then on nobody reads any, and `publishedResults` holds what stays. */
  answersDeleted: z
    .object({
      at: Moment,
      /** How many had answered, of how many, and how many of these answers were entered for others; not of a cancelled one. */
      submitted: z.number().int().optional(),
      members: z.number().int().optional(),
      entered: z.number().int().optional(),
    })
    .optional(),
});
export type Survey = z.infer<typeof Survey>;

/** Whether that somebody answered a survey is secret, as what they said is: from leads, or where it is anonymous from all. */
export function isSecret({ anonymity }: Pick<Survey, 'anonymity'>): boolean {
  return anonymity !== 'named';
}

/**
 * Throws what keeps a survey from being open: `SURVEY_NOT_POSTED`, `SURVEY_NOT_OPEN` when it opens later,
 * `SURVEY_CLOSED` or `SURVEY_CANCELLED`.
 */
export function assertOpen({ id, state }: Pick<Survey, 'id' | 'state'>): void {
  if (state !== 'open') throw new AppError(whyNotOpen[state], `survey ${id} is ${state}`);
}

const whyNotOpen = {
  draft: 'SURVEY_NOT_POSTED',
  scheduled: 'SURVEY_NOT_OPEN',
  closed: 'SURVEY_CLOSED',
  archived: 'SURVEY_CLOSED',
  cancelled: 'SURVEY_CANCELLED',
} as const;

/** Whether a survey has come to its end, one way or another. */
export function hasEnded({ state }: Pick<Survey, 'state'>): boolean {
  return state === 'closed' || state === 'cancelled' || state === 'archived';
}

/** Whether a survey has come to its end and its answers count. */
export function isCounted({ state }: Pick<Survey, 'state'>): boolean {
  return state === 'closed' || state === 'archived';
}

export const surveys = collection('surveys', Survey, { indexes: ['networkId', 'groupId', 'state', 'createdBy'] });
