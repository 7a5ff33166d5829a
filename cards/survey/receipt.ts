import type { Form } from '../../domain/survey/answer.ts';
import { otherKey } from '../../domain/survey/answers.ts';
import type { Answers, AskedQuestion } from '../../domain/survey/survey.ts';
import { box, card, heading, note, paragraph, written } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';

const mostShown = 30;
const longestShown = 300;

/** What a member sees after submitting: that it is stored, until when it can be changed, and what was said. */
export function receiptCard(reader: Reader, form: Form): Card {
  const { t } = reader;
  const { survey, response, answers } = form;
  const asked = form.pages.flatMap((page) => page.questions);
  const lines = asked.slice(0, mostShown).map((question) => {
    const text = answerText(reader, question, answers) || t('survey:notAnswered');
    return written(shortened(text), { label: reader.pick(question.label) });
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

function shortened(text: string): string {
  const letters = [...text];
  return letters.length > longestShown ? `${letters.slice(0, longestShown).join('')} …` : text;
}

/** An answer in words; empty when the question was not answered. */
function answerText(reader: Reader, question: AskedQuestion, answers: Answers): string {
  const answer = answers[question.code];
  if (answer === undefined) return '';
  switch (question.kind) {
    case 'choice': {
      const other = answers[otherKey(question.code)];
      const codes = Array.isArray(answer) ? answer : [String(answer)];
      return codes.map((code) => (code === 'other' ? otherText(reader, other) : optionText(reader, question.options, code))).join(', ');
    }
    case 'matrix':
      return Object.entries(answer)
        .map(([row, step]) => `${optionText(reader, question.rows, row)}: ${optionText(reader, question.scale, String(step))}`)
        .join(' · ');
    case 'yesNo':
      return reader.t(`common:${answer === 'yes' ? 'yes' : 'no'}`);
    case 'number':
      return question.unit ? `${answer} ${reader.pick(question.unit)}` : String(answer);
    case 'date':
      return reader.day(String(answer));
    default:
      return String(answer);
  }
}

function otherText(reader: Reader, other: Answers[string] | undefined): string {
  return typeof other === 'string' && other ? other : reader.t('survey:otherOption');
}

function optionText(reader: Reader, options: readonly { code: string; label: Parameters<Reader['pick']>[0] }[], code: string): string {
  const option = options.find((candidate) => candidate.code === code);
  return option ? reader.pick(option.label) : code;
}
