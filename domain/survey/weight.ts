import { type LocalizedText, languages } from '../text.ts';
import { longestAnswer, type SurveyPage } from './pages.ts';
import type { AskedQuestion } from './survey.ts';

/**
 * The most that a page may weigh, in bytes: its card then stays below 25 KB, also with the longest answers it is allowed
 * in Latin letters, and with faults told of all of them. Teams refuses cards of more than 28 KB.
 */
export const heaviestPage = 15_000;

/** What an input and a choice in it take on a card beside their words. */
const input = 200;
const choice = 40;

const encoder = new TextEncoder();

/** About how many bytes a page's questions and answers take on a card, in the language in which they are longest. */
export function weightOf({ section, questions }: SurveyPage): number {
  const head = section ? bytesOf(section.label) + bytesOf(section.help) : 0;
  return questions.reduce((sum, question) => sum + weighed(question), head);
}

function weighed(question: AskedQuestion): number {
  const words = bytesOf(question.label) + bytesOf(question.help) + longestAnswer(question);
  const own = input + words + (question.nonAnswers ? input : 0);
  switch (question.kind) {
    case 'choice':
      return own + listed(question.options) + (question.other ? 2 * input : 0);
    case 'matrix': {
      const scale = listed(question.scale) + (question.nonAnswers ?? []).length * 2 * choice;
      return own + question.rows.reduce((sum, { label }) => sum + input + bytesOf(label) + scale, 0);
    }
    case 'rating':
      return own + 5 * choice + bytesOf(question.low) + bytesOf(question.high);
    case 'number':
      return own + bytesOf(question.unit);
    case 'text':
    case 'date':
    case 'yesNo':
      return own;
  }
}

function listed(options: readonly { code: string; label: LocalizedText }[]): number {
  return options.reduce((sum, { code, label }) => sum + choice + code.length + bytesOf(label), 0);
}

/** As it stands in JSON, in which a quotation mark takes two. */
function bytesOf(text: LocalizedText = {}): number {
  const lengths = languages.map((language) => encoder.encode(JSON.stringify(text[language] ?? '')).length - 2);
  return Math.max(...lengths);
}
