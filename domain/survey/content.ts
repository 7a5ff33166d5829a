import { z } from 'zod';
import { type LocalizedText, languages, tidyText } from '../text.ts';
import { Question } from './kinds/kinds.ts';
import { SurveyText } from './question/base.ts';
import { endsIn, listsIn } from './question/parts.ts';
import { Anonymity } from './survey.ts';

/** The most questions and sections that a draft may hold while it is made; `questionFaults` says how many may be asked. */
export const mostQuestions = 500;

/** What a survey says and asks, whoever is asked and when. */
export const SurveyContent = z.object({
  title: SurveyText,
  purpose: SurveyText,
  anonymity: Anonymity,
  questions: z.array(Question).max(mostQuestions),
});
export type SurveyContent = z.infer<typeof SurveyContent>;

/** The part of a survey that its content is. */
export function contentOf({ title, purpose, anonymity, questions }: SurveyContent): SurveyContent {
  return { title, purpose, anonymity, questions };
}

/** The same content with its texts as `tidyText` keeps them, and without empty ones. */
export function tidied<T extends SurveyContent>(content: T): T {
  return JSON.parse(JSON.stringify(content), (_key, part: unknown) => {
    return typeof part === 'string' ? tidyText(part) || undefined : part;
  }) as T;
}

/** Which text of a survey is meant. */
export type TextPart = 'title' | 'purpose' | 'label' | 'help' | 'unit' | 'low' | 'high' | 'option' | 'row' | 'scale';

/** A text that is written in some languages and not in all. */
export interface MissingText {
  /** The question's code; undefined for a text of the survey itself. */
  readonly code: string | undefined;
  readonly part: TextPart;
  /** The code of the option, the row or the step. */
  readonly item: string | undefined;
  readonly languages: readonly (typeof languages)[number][];
}

/** The translations that are missing. They keep nothing from being posted: readers get the nearest language. */
export function missingTexts({ title, purpose, questions }: SurveyContent): MissingText[] {
  return [
    ...lacking(undefined, 'title', title),
    ...lacking(undefined, 'purpose', purpose),
    ...questions.flatMap((question) => [
      ...lacking(question.code, 'label', question.label),
      ...lacking(question.code, 'help', question.help),
      ...lackingParts(question),
    ]),
  ];
}

function lackingParts(question: Question): MissingText[] {
  const listed = (part: TextPart, items: readonly { code: string; label: LocalizedText }[]) =>
    items.flatMap(({ code, label }) => lacking(question.code, part, label, code));
  return [
    ...listsIn(question).flatMap(({ part, items }) => listed(part, items)),
    ...endsIn(question).flatMap(({ part, text }) => lacking(question.code, part, text)),
    ...('unit' in question ? lacking(question.code, 'unit', question.unit) : []),
  ];
}

function lacking(code: string | undefined, part: TextPart, text: LocalizedText = {}, item?: string): MissingText[] {
  const missing = languages.filter((language) => !text[language]);
  return missing.length > 0 && missing.length < languages.length ? [{ code, part, item, languages: missing }] : [];
}
