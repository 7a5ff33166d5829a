import { parseEarlierCode } from '../../cards/survey/make.ts';
import { practicesInValidation } from '../../domain/practice/lists.ts';
import type { DraftSource } from '../../domain/survey/draft.ts';
import { emptyTemplate } from '../../domain/survey/make.ts';
import { seenSurvey } from '../../domain/survey/rounds.ts';
import type { Audience, Survey, SurveyTemplate } from '../../domain/survey/survey.ts';
import { textFor } from '../../domain/text.ts';
import type { Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

/** What a form says that a survey is to be made from, and what follows from it unless the form says otherwise. */
export interface ChosenSource extends Pick<Survey, 'anonymity' | 'respondent'> {
  sourceFor(audience: Audience): Promise<DraftSource>;
}

/** Looks up what a form names; undefined for what is not there. Throws as `seenSurvey` does. */
export async function chosenSource(turn: Turn, code: string): Promise<ChosenSource | undefined> {
  const surveyId = parseEarlierCode(code);
  if (surveyId !== undefined) {
    const { anonymity, respondent } = await seenSurvey(turn.deps.store, turn.actor, surveyId);
    return { anonymity, respondent, sourceFor: async () => ({ kind: 'earlier', surveyId }) };
  }
  const { anonymity } = emptyTemplate;
  if (code === emptyTemplate.code) return { anonymity, sourceFor: async () => ({ kind: 'empty' }) };
  const template = turn.deps.builtIn.surveyTemplates.find((one) => one.code === code);
  if (!template) return undefined;
  const { anonymity: usual, respondent } = template;
  return { anonymity: usual, respondent, sourceFor: (audience) => fromTemplate(turn, template, audience) };
}

async function fromTemplate(turn: Turn, template: SurveyTemplate, audience: Audience): Promise<DraftSource> {
  if (!template.perPractice) return { kind: 'template', template, practices: [] };
  const networkId = networkOf(turn).id;
  const ofGroups = audience.kind === 'groups' ? { groupId: audience.groupIds } : {};
  const waiting = await practicesInValidation(turn.deps.store, { networkId, ...ofGroups });
  const practices = waiting.map(({ id, title }) => ({ id, title: textFor(title, turn.reader.language) }));
  return { kind: 'template', template, practices };
}
