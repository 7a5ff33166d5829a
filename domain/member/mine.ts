import { comingMeetings } from '../meeting/coming.ts';
import type { Meeting } from '../meeting/meeting.ts';
import { type Practice, practices, validations } from '../practice/practice.ts';
import { isOwn } from '../practice/states.ts';
import type { Membership } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { whatAsks } from '../survey/audience.ts';
import { respondentIdOf } from '../survey/respondent.ts';
import { responses } from '../survey/response.ts';
import { type Survey, surveys } from '../survey/survey.ts';

/** What waits for one member: what is to be done first comes first. */
export interface Mine {
  readonly surveys: readonly { readonly survey: Survey; readonly answer: 'none' | 'draft' | 'submitted' }[];
  readonly meetings: readonly Meeting[];
  /** Practices in validation that the member's organisation has not judged in their present revision. */
  readonly validations: readonly Practice[];
}

/** Open surveys that ask the member, coming meetings of their groups, and practices their organisation has yet to validate. */
export async function mine(store: StoreReader, membership: Membership, now: Date): Promise<Mine> {
  const groupId = membership.groupIds;
  const { networkId } = membership;
  const asksThem = await whatAsks(store, membership);
  const [posted, coming, waiting] = await Promise.all([
    store.find(surveys, { networkId, state: 'open' }),
    comingMeetings(store, networkId, now, groupId),
    store.find(practices, { networkId, groupId, state: 'inValidation' }),
  ]);
  const open = posted.filter(asksThem);
  const answers = await Promise.all(open.map((survey) => answerOf(store, survey, membership)));
  const judged = await Promise.all(waiting.map((practice) => isJudged(store, practice, membership)));
  return {
    surveys: open
      .map((survey, index) => ({ survey, answer: answers[index] ?? 'none' }))
      .sort((a, b) => rank(a.answer) - rank(b.answer) || a.survey.closesAt.localeCompare(b.survey.closesAt)),
    meetings: coming,
    validations: waiting.filter((_practice, index) => !judged[index]),
  };
}

/** Whether nothing waits for somebody: what they have answered and may still change does not. */
export function isNothing({ surveys: open, meetings: coming, validations: unjudged }: Mine): boolean {
  return open.every(({ answer }) => answer === 'submitted') && coming.length === 0 && unjudged.length === 0;
}

function rank(answer: 'none' | 'draft' | 'submitted'): number {
  return answer === 'submitted' ? 1 : 0;
}

async function answerOf(store: StoreReader, survey: Survey, { memberId, organisationId }: Membership) {
  const respondentId = respondentIdOf(survey, { id: memberId, organisationId });
  if (respondentId === undefined) return 'none';
  const [own] = await store.find(responses, { surveyId: survey.id, respondentId }, { limit: 1 });
  return own?.state ?? 'none';
}

async function isJudged(store: StoreReader, practice: Practice, membership: Membership) {
  const { organisationId } = membership;
  if (!organisationId || isOwn(practice, membership)) return true;
  const given = await store.find(validations, { practiceId: practice.id, organisationId });
  return given.some((validation) => validation.revision === practice.revision);
}
