import type { Form } from '../../domain/survey/answer.ts';
import { box, card, heading, note, paragraph, written } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { answerLine } from './answer-text.ts';
import { entryData, whoseAnswer } from './entry.ts';

const mostShown = 20;

/** What a member sees after submitting: that it is stored, until when it can be changed, and what was said. */
export function receiptCard(reader: Reader, form: Form): Card {
  const { t } = reader;
  const { survey, response, answers, enteredFor } = form;
  const asked = form.pages.flatMap((page) => page.questions);
  const moments = { moment: reader.moment(response?.updatedAt ?? ''), closes: reader.moment(survey.closesAt) };
  return card(
    reader,
    t(enteredFor ? 'survey:enteredTitle' : 'survey:receiptTitle'),
    [
      box('good', [
        written(reader.pick(survey.title)),
        ...(enteredFor ? [written(enteredFor.name, { label: t('page:person.organisation') })] : []),
        paragraph(t('survey:receiptText', moments)),
      ]),
      ...(enteredFor ? [] : whoseAnswer(reader, form)),
      heading(t(enteredFor ? 'survey:enteredAnswers' : 'survey:yourAnswers')),
      ...asked.slice(0, mostShown).map((question) => answerLine(reader, question, answers)),
      ...(asked.length > mostShown ? [note(t('survey:answeredMore'))] : []),
    ],
    [
      execute('survey.answer', t('survey:changeAnswer'), { surveyId: survey.id, ...entryData(form) }),
      ...(enteredFor ? [execute('survey.entries', t('survey:enterAnother'), { surveyId: survey.id })] : []),
    ],
  );
}
