import { setImmediate } from 'node:timers/promises';
import type { Sorted } from '../../order.ts';
import type { PartDeps } from '../../package-part.ts';
import type { StoreReader } from '../../store.ts';
import type { LocalizedText } from '../../text.ts';
import { audienceOf } from '../audience.ts';
import type { Question } from '../kinds/kinds.ts';
import type { Answers } from '../question/answer.ts';
import { responses } from '../response.ts';
import { type ResultsRule, resultsAreShown, resultsRule } from '../results-rule.ts';
import { type Audience, isCounted, type Survey, surveys } from '../survey.ts';
import { type Comparison, compareRounds } from './compared-results.ts';
import { withReadTexts } from './read-texts.ts';
import { type SurveyResults, surveyResults } from './survey-results.ts';

/** One member's answers to a named survey, told by organisation only. */
interface OrganisationAnswer {
  readonly organisationId?: string | undefined;
  /** True for what somebody else entered for the organisation, which is without Teams. */
  readonly entered: boolean;
  readonly answers: Answers;
}

/** Whom a survey asked, without saying who they are. */
export type PackageAudience =
  | Exclude<Audience, { kind: 'members' }>
  | { readonly kind: 'members'; readonly count: number };

function audienceIn(survey: Survey): PackageAudience {
  const audience = audienceOf(survey);
  return audience.kind === 'members' ? { kind: audience.kind, count: audience.memberIds.length } : audience;
}

/** A survey and what may be published of it. The package holds that whomever the results were shown to in Teams. */
export interface PackageSurvey extends ResultsRule {
  readonly id: string;
  /** The group whose leads looked after it; undefined for one of the coordinators' own. */
  readonly groupId: string | undefined;
  /** Whom it asked; of people chosen one by one only how many. */
  readonly audience: PackageAudience;
  /** The code of the built-in survey it was made from. */
  readonly template?: string | undefined;
  /** What it has in common with surveys of other networks that were made at once with it. */
  readonly familyId?: string | undefined;
  /** Whose answer one answer is: everybody's own, or an organisation's. */
  readonly respondent: 'person' | 'organisation';
  readonly title: LocalizedText;
  readonly purpose: LocalizedText;
  readonly anonymity: Survey['anonymity'];
  readonly state: 'open' | 'closed';
  readonly opensAt?: string | undefined;
  readonly closesAt: string;
  readonly closedAt?: string | undefined;
  /** When it was opened again after its answers could be seen. */
  readonly reopenedAt?: string | undefined;
  /** When its answers were deleted after their time; its results hold numbers only. */
  readonly answersDeletedAt?: string | undefined;
  readonly questions: readonly Question[];
  readonly results: SurveyResults;
  /** The earlier round that it is compared with, which is in the package, too. */
  readonly earlierRoundId?: string | undefined;
  /** Beside the earlier round; undefined without one, and while either shows no results. */
  readonly comparison?: Comparison | undefined;
  /**
   * Of a named survey whose results are shown, until its answers are deleted; else always empty. Texts are as they are
   * to be read.
   */
  readonly answers: readonly OrganisationAnswer[];
}

/** Without the texts that are left out. */
function withoutEmpty(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== ''));
}

/** Reads the surveys that were or are open, oldest first, with what may be published of them. */
export async function packageSurveys({
  view,
  network,
  sorted,
}: Pick<PartDeps, 'view' | 'network' | 'sorted'>): Promise<PackageSurvey[]> {
  const posted: Survey[] = [];
  for await (const survey of view.stream(surveys, { networkId: network.id, state: ['open', 'closed', 'archived'] })) {
    posted.push(survey);
  }
  const ordered = sorted(
    posted,
    ({ createdAt }) => createdAt,
    ({ id }) => id,
  );
  const read: PackageSurvey[] = [];
  for (const survey of ordered) {
    read.push(await packageSurvey(view, survey, sorted));
    // Counting keeps the process busy, and others are to be answered in between.
    await setImmediate();
  }
  const byId = new Map(read.map((survey) => [survey.id, survey]));
  return read.map((survey) => besideEarlier(survey, byId.get(survey.earlierRoundId ?? '')));
}

/** Of a round that was cancelled nothing is in the package, so it is not named either. */
function besideEarlier(survey: PackageSurvey, earlier: PackageSurvey | undefined): PackageSurvey {
  const areShown = earlier && !earlier.results.suppressed && !survey.results.suppressed;
  return { ...survey, earlierRoundId: earlier?.id, comparison: areShown ? compareRounds(survey, earlier) : undefined };
}

async function packageSurvey(view: StoreReader, survey: Survey, sorted: Sorted): Promise<PackageSurvey> {
  const { id, groupId, template, familyId, respondent = 'person', title, purpose, anonymity } = survey;
  const { opensAt, closesAt, closedAt, reopenedAt, questions, earlierRoundId } = survey;
  return {
    id,
    groupId,
    audience: audienceIn(survey),
    template,
    familyId,
    respondent,
    title,
    purpose,
    anonymity,
    state: isCounted(survey) ? 'closed' : 'open',
    opensAt,
    closesAt,
    closedAt,
    reopenedAt,
    answersDeletedAt: survey.answersDeleted?.at,
    questions,
    earlierRoundId,
    ...resultsRule(survey),
    results: await surveyResults(view, survey),
    answers: await namedAnswers(view, survey, sorted),
  };
}

async function namedAnswers(view: StoreReader, survey: Survey, sorted: Sorted): Promise<OrganisationAnswer[]> {
  if (survey.anonymity !== 'named' || survey.answersDeleted || !resultsAreShown(survey)) return [];
  const read = await withReadTexts(view, survey);
  const submitted: OrganisationAnswer[] = [];
  for await (const one of view.stream(responses, { surveyId: survey.id, state: 'submitted' })) {
    const { organisationId, enteredBy } = one;
    const answers = withoutEmpty(read(one.id, one.answers));
    submitted.push({ organisationId, entered: enteredBy !== undefined, answers });
  }
  // The store gives them in order of id, so two answers of one organisation always come in the same order.
  return sorted(submitted, ({ organisationId }) => organisationId ?? '');
}
