import { groups } from '../../../domain/network/network.ts';
import { surveysPage } from '../../../domain/survey/list.ts';
import type { surveyOperations } from '../../contract/survey.ts';
import type { Call, Handlers } from '../api/call.ts';
import { pageView } from '../page.ts';
import { details, summaryOf } from './details.ts';
import { lifeHandlers } from './life.ts';
import { missingView } from './missing.ts';
import { resultsView, resultTexts } from './results.ts';
import { reword, wordingView } from './wording.ts';

/** Surveys, for those whom they ask and those who look after them. */
export const surveyHandlers: Handlers<keyof typeof surveyOperations> = {
  'GET /surveys': listed,
  'GET /surveys/{surveyId}': (call) => details(call),
  'GET /surveys/{surveyId}/results': resultsView,
  'GET /surveys/{surveyId}/results/texts': resultTexts,
  'GET /surveys/{surveyId}/missing': missingView,
  'GET /surveys/{surveyId}/wording': (call) => wordingView(call),
  'PUT /surveys/{surveyId}/wording': reword,
  ...lifeHandlers,
};

async function listed({ deps, actor, query, visit }: Call<'GET /surveys'>) {
  const { network, reader } = await visit();
  const { group: groupId, ...rest } = query;
  const pageQuery = { ...rest, networkId: network.id, groupId, language: reader.language };
  const page = await surveysPage(deps.store, actor, pageQuery);
  const all = await deps.store.find(groups, { networkId: network.id });
  return pageView(page, (survey) => summaryOf(survey, all, reader));
}
