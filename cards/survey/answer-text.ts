import type { AskedQuestion } from '../../domain/survey/kinds/kinds.ts';
import type { Answers } from '../../domain/survey/question/answer.ts';
import { answerText } from '../../words/survey/answer-text.ts';
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
