import type { Form } from '../../domain/survey/answer.ts';
import { otherKey } from '../../domain/survey/answers.ts';
import type { Answers, AskedQuestion } from '../../domain/survey/survey.ts';
import { box, card, heading, note, paragraph, written } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';

const mostShown = 30;
const longestShown = 300;

/** What a member sees after submitting: that it is stored, until when it can be changed, and what was said. */
export function receiptCard(reader: Reader, form: Form): Card {
  const { t } = reader;
  const { survey, response, answers } = form;
  const asked = form.pages.flatMap((page) => page.questions);
  const lines = asked.slice(0, mostShown).map((question) => {
    const text = answerText(reader, question, answers) || t('survey:notAnswered');
    return written(shortened(text, longestShown), { label: reader.pick(question.label) });
  });
  const moments = { moment: reader.moment(response?.updatedAt ?? ''), closes: reader.moment(survey.closesAt) };
  return card(
    reader,
    t('survey:receiptTitle'),
    [
      box('good', [written(reader.pick(survey.title)), paragraph(t('survey:receiptText', moments))]),
      heading(t('survey:yourAnswers')),
      ...lines,
      ...(asked.length > mostShown ? [note(t('survey:answeredMore'))] : []),
    ],
    [execute('survey.answer', t('survey:changeAnswer'), { surveyId: survey.id })],
  );
}

/** An answer in words; empty when the question was not answered. */
function answerText(reader: Reader, question: AskedQuestion, answers: Answers): string {
  const answer = answers[question.code];
  if (answer === undefined) return '';
  if (Array.isArray(answer)) return answer.map((code) => choiceText(reader, question, code, answers)).join(', ');
  if (typeof answer === 'object') return rowsText(reader, question, answer);
  switch (question.kind) {
    case 'choice':
      return choiceText(reader, question, String(answer), answers);
    case 'yesNo':
      return reader.t(answer === 'yes' ? 'common:yes' : 'common:no');
    case 'number':
      return question.unit ? `${answer} ${reader.pick(question.unit)}` : String(answer);
    case 'date':
      return reader.day(String(answer));
    case 'rating':
    case 'text':
    case 'matrix':
      return String(answer);
  }
}

function choiceText(reader: Reader, question: AskedQuestion, code: string, answers: Answers): string {
  if (code === 'other') return otherText(reader, answers[otherKey(question.code)]);
  return question.kind === 'choice' ? optionText(reader, question.options, code) : code;
}

function rowsText(reader: Reader, question: AskedQuestion, rows: Readonly<Record<string, string>>): string {
  if (question.kind !== 'matrix') return '';
  const lines = Object.entries(rows).map(([row, step]) => {
    return `${optionText(reader, question.rows, row)}: ${optionText(reader, question.scale, step)}`;
  });
  return lines.join(' · ');
}

function otherText(reader: Reader, other: Answers[string] | undefined): string {
  return typeof other === 'string' && other ? other : reader.t('survey:otherOption');
}

function optionText(
  reader: Reader,
  options: readonly { code: string; label: Parameters<Reader['pick']>[0] }[],
  code: string,
): string {
  const option = options.find((candidate) => candidate.code === code);
  return option ? reader.pick(option.label) : code;
}
