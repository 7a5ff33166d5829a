import { groups } from '../../network/network.ts';
import { type Actor, can } from '../../rights.ts';
import type { StoreReader } from '../../store.ts';
import type { LocalizedText } from '../../text.ts';
import { load } from '../../use-case.ts';
import { assertSeesResults } from '../results-rule.ts';
import { type Survey, surveys } from '../survey.ts';
import { type SurveyResults, surveyResults } from './survey-results.ts';

/** The results of a survey as one of those sees them for whom they are. */
export interface SeenResults {
  readonly survey: Survey;
  readonly results: SurveyResults;
  /** True for those who look after the survey: they see texts before these are shared. */
  readonly manages: boolean;
  /** The names of working groups, which are classes by their ids. */
  readonly groupNames: ReadonlyMap<string, LocalizedText>;
}

/**
 * The results of a survey for those for whom they are, from when on they are. Who does not look after it reads only
 * texts that were shared. Throws `FORBIDDEN`, and `RESULTS_NOT_YET` while they are not shown.
 */
export async function seenResults(store: StoreReader, actor: Actor, surveyId: string): Promise<SeenResults> {
  const survey = await load(store, surveys, surveyId);
  await assertSeesResults(store, actor, survey);
  const manages = can(actor, 'survey.reviewTexts', survey);
  const results = await surveyResults(store, survey, { onlyShared: !manages });
  const all = await store.find(groups, { networkId: survey.networkId });
  return { survey, results, manages, groupNames: new Map(all.map(({ id, name }) => [id, name])) };
}
