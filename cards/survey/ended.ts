import type { EndedSurvey } from '../../domain/survey/own.ts';
import { shownPages } from '../../domain/survey/shown.ts';
import { card, facts, heading, note, paragraph } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { answerLine } from './answer-text.ts';
import { resultsSeenText } from './results-rule.ts';

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
      paragraph(t(survey.unsettled ? 'survey:unsettledSoon' : 'survey:resultsReady')),
      ...facts([[t('survey:noticeSeen'), resultsSeenText(reader, survey)]]),
      ...ownPart(reader, ended),
    ],
    seesResults ? [execute('survey.results', t('survey:resultsShow'), { surveyId: survey.id })] : [],
  );
}

function ownPart(reader: Reader, { survey, answers }: EndedSurvey): Element[] {
  const { t } = reader;
  if (survey.anonymity === 'anonymous') return [paragraph(t('survey:ownParted'))];
  if (survey.emptied) return [paragraph(t('survey:ownDeleted'))];
  if (!answers) return [paragraph(t(`survey:ownNone.${survey.respondent ?? 'person'}`))];
  const asked = shownPages(survey.questions, answers).flatMap((page) => page.questions);
  return [
    heading(t('survey:yourAnswers')),
    ...asked.slice(0, mostShown).map((question) => answerLine(reader, question, answers)),
    ...(asked.length > mostShown ? [note(t('survey:answeredMore'))] : []),
  ];
}
