import { isAsked, kindOf, type Question, shapeOf } from '../../domain/survey/kinds/kinds.ts';
import { type Answers, type AnswerValue, otherKey } from '../../domain/survey/question/answer.ts';
import type { Chance } from '../../domain/survey/question/kind.ts';
import { shownAnswers } from '../../domain/survey/shown.ts';
import type { Random } from './random.ts';
import { answerTexts, written } from './texts.ts';

/** How many of 100 answer a question that need not be answered: fewest those who would have to write. */
const willing = { texts: 40, other: 75 };

/** What one member answers to a survey on a day: valid answers, different from the next member's. */
export function answersTo(questions: readonly Question[], random: Random, day: Date): Answers {
  const answers: Record<string, AnswerValue> = {};
  const chance = chanceOn(day, random);
  for (const question of questions) {
    if (!isAsked(question)) continue;
    const isWritten = shapeOf(question) === 'texts';
    if (!question.required && !random.percent(isWritten ? willing.texts : willing.other)) continue;
    const { value, other } = kindOf(question).madeUp(question, chance);
    answers[question.code] = value;
    if (other !== undefined) answers[otherKey(question.code)] = other;
  }
  return shownAnswers(questions, answers);
}

/** The first pages of the answers, as a form holds them that was left half-way. */
export function halfOf(answers: Answers): Answers {
  const given = Object.entries(answers);
  return Object.fromEntries(given.slice(0, Math.ceil(given.length / 2)));
}

/** Questions that are answered by a few names or hours, however much may be written. */
const short = ['supplyMunicipalities', 'openingHours'];

function chanceOn(day: Date, random: Random): Chance {
  return {
    ...random,
    day: (after) => new Date(day.getTime() + after * 86_400_000).toISOString().slice(0, 10),
    words: (code, isLine) => {
      const stock = answerTexts[code];
      if (!stock) throw new Error(`no sentences that answer ${code}`);
      return written(random, stock, isLine || short.includes(code) ? 1 : random.pick([1, 1, 2, 2, 3]));
    },
    amount: (code) =>
      code === 'staffYears' ? random.between(1, 30) / 10 : random.between(1, 12) ** 2 + random.below(6),
  };
}
