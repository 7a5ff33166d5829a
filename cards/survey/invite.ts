import { resultsRule } from '../../domain/survey/results-rule.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import { box, card, facts, note, paragraph, written } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { resultsSeenText } from './results-rule.ts';
import { sizeOf } from './size.ts';

/** How far the reader of an invitation is with their own answer; `unknown` on the card that everybody sees. */
export type OwnAnswerState = 'unknown' | 'begun' | 'submitted';

const answerKeys = { unknown: 'answer', begun: 'continue', submitted: 'changeAnswer' } as const;

/** The invitation to answer, as it is posted to the group. */
export function invitationCard(reader: Reader, survey: Survey, standing: OwnAnswerState = 'unknown'): Card {
  const { t } = reader;
  return card(
    reader,
    t('survey:invitation', { title: reader.pick(survey.title) }),
    [
      ...(standing === 'begun' ? [box('good', [paragraph(t('survey:begunText'))])] : []),
      written(reader.pick(survey.purpose)),
      paragraph(t('survey:closesAt', { moment: reader.moment(survey.closesAt) }), { weight: 'bolder' }),
      note(t('survey:about', sizeOf(reader, survey))),
      note(t(`survey:promise.${survey.anonymity}`)),
    ],
    [execute('survey.answer', t(`survey:${answerKeys[standing]}`), { surveyId: survey.id }, { style: 'positive' })],
  );
}

/** Reminds somebody of an open survey whose answer, or their organisation's, is missing; `draft` when it is begun. */
export function reminderCard(reader: Reader, survey: Survey, answer: 'none' | 'draft'): Card {
  const { t } = reader;
  const begun = answer === 'draft';
  const text = begun ? 'draft' : survey.respondent === 'organisation' ? 'organisation' : 'none';
  return card(
    reader,
    t('survey:reminder', { title: reader.pick(survey.title) }),
    [
      paragraph(t('survey:closesAt', { moment: reader.moment(survey.closesAt) }), { weight: 'bolder' }),
      paragraph(t(`survey:reminderText.${text}`)),
      ...(survey.anonymity === 'anonymous' ? [note(t('survey:reminderSecret'))] : []),
    ],
    [
      execute(
        'survey.answer',
        t(`survey:${answerKeys[begun ? 'begun' : 'unknown']}`),
        { surveyId: survey.id },
        { style: 'positive' },
      ),
    ],
  );
}

/** What the posted cards become when the survey has come to its end: each goes on to what they answered, and to results. */
export function closedCard(reader: Reader, survey: Survey): Card {
  const { t } = reader;
  if (survey.state === 'cancelled') {
    return card(reader, t('survey:cancelled', { title: reader.pick(survey.title) }), [
      paragraph(t('survey:cancelledText')),
      written(survey.cancelReason ?? '', { label: t('survey:cancelReason') }),
    ]);
  }
  const forAsked = resultsRule(survey).resultsFor === 'asked';
  return card(
    reader,
    t('survey:closed', { title: reader.pick(survey.title) }),
    [
      paragraph(t('survey:closedText')),
      ...facts([[t('survey:noticeSeen'), resultsSeenText(reader, survey)]]),
      ...(survey.closedAt ? [note(`${t('survey:closedOn')}: ${reader.moment(survey.closedAt)}`)] : []),
    ],
    [
      execute('survey.answer', t('survey:ownAndResults'), { surveyId: survey.id }),
      ...(forAsked ? [execute('survey.results', t('survey:resultsShow'), { surveyId: survey.id })] : []),
    ],
  );
}
