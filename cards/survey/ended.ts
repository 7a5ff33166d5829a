import type { EndedSurvey } from '../../domain/survey/own.ts';
import { shownPages } from '../../domain/survey/shown.ts';
import { card, facts, heading, note, paragraph } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { answerLine } from './answer-text.ts';
import { resultsFacts } from './results-rule.ts';

const mostShown = 20;

/** A closed survey for one reader: what they answered, who sees the results, and the way to them. */
export function endedCard(reader: Reader, ended: EndedSurvey): Card {
  const { t } = reader;
  const { survey, seesResults } = ended;
  return card(
    reader,
    t('survey:closed', { title: reader.pick(survey.title) }),
    [
      ...(survey.closedAt ? [note(`${t('survey:closedOn')}: ${reader.moment(survey.closedAt)}`)] : []),
      ...facts(resultsFacts(reader, survey)),
      ...ownPart(reader, ended),
    ],
    seesResults ? [execute('survey.results', t('survey:resultsShow'), { surveyId: survey.id })] : [],
  );
}

/** Why there is no answer to be shown, in words; undefined when there is one. */
export function ownLackingText({ t }: Reader, { survey, answers }: EndedSurvey): string | undefined {
  if (survey.anonymity === 'anonymous') return t('survey:ownParted');
  if (survey.answersDeleted) return t('survey:ownDeleted');
  return answers ? undefined : t(`survey:ownNone.${survey.respondent ?? 'person'}`);
}

function ownPart(reader: Reader, ended: EndedSurvey): Element[] {
  const { t } = reader;
  const { survey, answers = {} } = ended;
  const lacking = ownLackingText(reader, ended);
  if (lacking !== undefined) return [paragraph(lacking)];
  const asked = shownPages(survey.questions, answers).flatMap((page) => page.questions);
  return [
    heading(t('survey:yourAnswers')),
    ...asked.slice(0, mostShown).map((question) => answerLine(reader, question, answers)),
    ...(asked.length > mostShown ? [note(t('survey:answeredMore'))] : []),
  ];
}
