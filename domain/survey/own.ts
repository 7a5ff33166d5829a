import { type Actor, membershipIn } from '../rights.ts';
import { type AnswerDeps, contentOf } from './answering.ts';
import { toBeAnswered } from './audience.ts';
import type { Answers } from './question/answer.ts';
import { respondentIdOf } from './respondent.ts';
import { type Response, responses } from './response.ts';
import { seesResults } from './results-rule.ts';
import { seenSurvey } from './rounds.ts';
import { hasEnded, type Survey } from './survey.ts';

/** A member's own response as they may read it themselves: never sealed. */
export interface OwnResponse extends Omit<Response, 'sealed' | 'answers' | 'draft'> {
  readonly answers: Answers;
  readonly draft: Answers | undefined;
  /** True when the answer is kept but cannot be read any more, since the survey's key is lost. */
  readonly unreadable: boolean;
}

/** A member's own responses, those of open anonymous surveys unsealed. Only for that member. */
export async function ownResponses(deps: AnswerDeps, memberId: string): Promise<OwnResponse[]> {
  const own: OwnResponse[] = [];
  for await (const response of deps.store.stream(responses, { memberId })) {
    const { content, unreadable } = await contentOf(deps, response);
    const { sealed: _sealed, ...rest } = response;
    own.push({ ...rest, answers: content.answers, draft: content.draft, unreadable });
  }
  return own;
}

/** A survey after its end, for somebody whom it asked or who looks after it. */
export interface EndedSurvey {
  readonly survey: Survey;
  /** What they, or their organisation, submitted. Nobody can tell of an anonymous one, nor once answers are deleted. */
  readonly answers: Answers | undefined;
  readonly seesResults: boolean;
}

/** A closed survey as somebody sees it again; undefined while it is not closed. Throws as `seenSurvey` does. */
export async function endedSurvey(deps: AnswerDeps, actor: Actor, surveyId: string): Promise<EndedSurvey | undefined> {
  const survey = await seenSurvey(deps.store, actor, surveyId);
  if (!hasEnded(survey) || survey.state === 'cancelled') return undefined;
  const { asked } = await toBeAnswered(deps.store, actor, survey);
  return {
    survey,
    answers: await ownAnswers(deps, actor, survey),
    seesResults: seesResults(actor, { ...survey, asked }),
  };
}

async function ownAnswers({ store }: AnswerDeps, actor: Actor, survey: Survey): Promise<Answers | undefined> {
  if (survey.anonymity === 'anonymous' || survey.answersDeleted) return undefined;
  const membership = membershipIn(actor, survey.networkId);
  const respondentId =
    membership && respondentIdOf(survey, { id: membership.memberId, organisationId: membership.organisationId });
  if (respondentId === undefined) return undefined;
  const [own] = await store.find(responses, { surveyId: survey.id, respondentId, state: 'submitted' }, { limit: 1 });
  return own?.answers;
}
