import { organisations } from '../../network/network.ts';
import { type Actor, can } from '../../rights.ts';
import type { StoreReader } from '../../store.ts';
import type { Answers } from '../question/answer.ts';
import { responses } from '../response.ts';
import { type Survey } from '../survey.ts';
import { withReadTexts } from './read-texts.ts';
import { type SeenResults, seenResults } from './seen-results.ts';

/** One answer to a named survey, by organisation and never by person. */
export interface AnswerRow {
  /** Empty for somebody of none. */
  readonly organisation: string;
  readonly answers: Answers;
}

/** What may be taken along of a survey's results: what the page shows, and no more. */
export interface ExportedResults extends SeenResults {
  /**
   * Of a named survey, for those who look after it, until its answers are deleted; undefined otherwise. Texts are as
   * they are to be read.
   */
  readonly rows: readonly AnswerRow[] | undefined;
}

/** The results of a survey to be taken along by one of those for whom they are. Throws as `seenResults` does. */
export async function exportedResults(store: StoreReader, actor: Actor, surveyId: string): Promise<ExportedResults> {
  const seen = await seenResults(store, actor, surveyId);
  const { anonymity, answersDeleted } = seen.survey;
  const hasRows = anonymity === 'named' && !answersDeleted && can(actor, 'survey.manage', seen.survey);
  return { ...seen, rows: hasRows ? await rowsOf(store, seen.survey) : undefined };
}

async function rowsOf(store: StoreReader, survey: Survey): Promise<AnswerRow[]> {
  const { id: surveyId, networkId } = survey;
  const names = new Map<string, string>();
  for await (const { id, name } of store.stream(organisations, { networkId })) names.set(id, name);
  const read = await withReadTexts(store, survey);
  const rows: AnswerRow[] = [];
  for await (const one of store.stream(responses, { surveyId, state: 'submitted' })) {
    rows.push({ organisation: names.get(one.organisationId ?? '') ?? '', answers: read(one.id, one.answers) });
  }
  return rows.sort((a, b) => a.organisation.localeCompare(b.organisation, 'fi'));
}
