import type { AskedQuestion } from '../../domain/survey/kinds/kinds.ts';
import { type Answers, nonAnswerIn, noneOf, otherKey } from '../../domain/survey/question/answer.ts';
import { inLine, isolated } from '../../locales/isolated.ts';
import { written } from '../build.ts';
import type { RichTextBlock } from '../card.ts';
import type { Reader } from '../reader.ts';
import { cut } from '../shorten.ts';

/** The most bytes of a question's words where it stands among many. */
export const longestLabel = 160;

const longestAnswer = 420;

/** One question with what was answered to it, shortened so that twenty of them fit into a card in any script. */
export function answerLine(reader: Reader, question: AskedQuestion, answers: Answers): RichTextBlock {
  const text = answerText(reader, question, answers) || reader.t('survey:notAnswered');
  return written(cut(text, longestAnswer), { label: cut(reader.pick(question.label), longestLabel) });
}

/** An answer in words; empty when the question was not answered. */
export function answerText(reader: Reader, question: AskedQuestion, answers: Answers): string {
  const none = nonAnswerIn(answers, question.code);
  if (none) return reader.t(`survey:nonAnswer.${none}`);
  const answer = answers[question.code];
  if (answer === undefined) return '';
  if (Array.isArray(answer))
    return inLine(
      answer.map((code) => choiceText(reader, question, code, answers)),
      ', ',
    );
  if (typeof answer === 'object') return rowsText(reader, question, answer);
  switch (question.kind) {
    case 'choice':
      return choiceText(reader, question, String(answer), answers);
    case 'yesNo':
      return reader.t(answer === 'yes' ? 'common:yes' : 'common:no');
    case 'number':
      return `${numberText(reader, answer)} ${question.unit ? isolated(reader.pick(question.unit)) : ''}`.trim();
    case 'date':
      return reader.day(String(answer));
    case 'rating':
    case 'text':
    case 'matrix':
      return String(answer);
  }
}

/** All digits that were given, with the reader's decimal mark. */
function numberText({ language }: Reader, answer: string | number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 20 }).format(Number(answer));
}

function choiceText(reader: Reader, question: AskedQuestion, code: string, answers: Answers): string {
  if (code === 'other') return otherText(reader, answers[otherKey(question.code)]);
  return question.kind === 'choice' ? optionText(reader, question.options, code) : code;
}

function rowsText(reader: Reader, question: AskedQuestion, rows: Readonly<Record<string, string>>): string {
  if (question.kind !== 'matrix') return '';
  const lines = Object.entries(rows).map(([row, step]) => {
    // A statement may end in a full stop of its own.
    const statement = optionText(reader, question.rows, row).replace(/\.$/, '');
    const none = noneOf(step);
    const said = none ? reader.t(`survey:nonAnswer.${none}`) : optionText(reader, question.scale, step);
    return `${isolated(statement)}: ${isolated(said)}`;
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
