import { noneCode, otherKey } from '../../domain/survey/answers.ts';
import type { Answers, AnswerValue } from '../../domain/survey/response.ts';
import { shownAnswers } from '../../domain/survey/shown.ts';
import type { AskedQuestion, Question } from '../../domain/survey/survey.ts';
import type { Random } from './random.ts';
import { answerTexts, written } from './texts.ts';

/** How many of 100 answer a question that need not be answered: fewest those who would have to write. */
const willing = { text: 40, other: 75 };

/** What one member answers to a survey on a day: valid answers, different from the next member's. */
export function answersTo(questions: readonly Question[], random: Random, day: Date): Answers {
  const answers: Record<string, AnswerValue> = {};
  for (const question of questions) {
    if (question.kind === 'section') continue;
    if (!question.required && !random.percent(question.kind === 'text' ? willing.text : willing.other)) continue;
    const value = answerTo(question, random, day);
    answers[question.code] = value;
    if (value === 'other' || (Array.isArray(value) && value.includes('other'))) {
      answers[otherKey(question.code)] = written(random, answerTexts['other'] ?? []);
    }
  }
  return shownAnswers(questions, answers);
}

/** The first pages of the answers, as a form holds them that was left half-way. */
export function halfOf(answers: Answers): Answers {
  const given = Object.entries(answers);
  return Object.fromEntries(given.slice(0, Math.ceil(given.length / 2)));
}

function answerTo(question: AskedQuestion, random: Random, day: Date): AnswerValue {
  switch (question.kind) {
    case 'text':
      return textTo(question, random);
    case 'choice':
      return choiceOf(question, random);
    case 'rating':
      return random.pick(['1', '2', '3', '3', '4', '4', '4', '5']);
    case 'yesNo':
      return random.pick(['yes', 'yes', 'no']);
    case 'number':
      return numberFor(question, random);
    case 'date':
      return new Date(day.getTime() + random.between(30, 700) * 86_400_000).toISOString().slice(0, 10);
    case 'matrix':
      return Object.fromEntries(question.rows.map(({ code }) => [code, stepOf(question, random)]));
  }
}

/** The longest answer that is still a line: such questions get one sentence of theirs. */
const line = 200;

function textTo({ code, maxLength }: Extract<AskedQuestion, { kind: 'text' }>, random: Random): string {
  const stock = answerTexts[code];
  if (!stock) throw new Error(`no sentences that answer ${code}`);
  const short = maxLength <= line || code === 'supplyMunicipalities' || code === 'openingHours';
  return written(random, stock, short ? 1 : random.pick([1, 1, 2, 2, 3]));
}

function choiceOf({ options, multiple, other, max }: Extract<AskedQuestion, { kind: 'choice' }>, random: Random) {
  const codes = options.map(({ code }) => code);
  const alone = options.flatMap(({ code, exclusive }) => (exclusive ? code : []));
  const single = other && random.percent(5) ? 'other' : random.pick(codes);
  if (!multiple) return single;
  if (alone.includes(single)) return [single];
  const shared = [...codes, ...(single === 'other' ? ['other'] : [])].filter((code) => !alone.includes(code));
  const more = random.some(shared, random.between(0, 3)).filter((code) => code !== single);
  const chosen = new Set([single, ...more.slice(0, (max ?? more.length + 1) - 1)]);
  // In the order of the form, as cards send them.
  return shared.filter((code) => chosen.has(code));
}

/** The middle of a scale more often than its ends, and seldom that it cannot be said. */
function stepOf({ scale, nonAnswers = [] }: Extract<AskedQuestion, { kind: 'matrix' }>, random: Random): string {
  const steps = scale.map(({ code }) => code);
  const [none] = nonAnswers;
  if (none && random.percent(6)) return noneCode(none);
  return steps[Math.floor((random.below(steps.length) + random.below(steps.length) + 1) / 2)] ?? '';
}

function numberFor({ code, min = 0, max }: Extract<AskedQuestion, { kind: 'number' }>, random: Random): number {
  const number = code === 'staffYears' ? random.between(1, 30) / 10 : random.between(1, 12) ** 2 + random.below(6);
  return Math.min(Math.max(number, min), max ?? number);
}
