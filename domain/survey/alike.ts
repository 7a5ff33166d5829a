import { comparable, type Language, type LocalizedText, languages, textFor } from '../text.ts';
import type { SurveyContent, TextPart } from './content.ts';
import type { Question } from './kinds/kinds.ts';
import { listsIn } from './question/parts.ts';

/** A text that stands in two places, where a reader cannot tell one from the other. */
export interface AlikeText {
  /** The question's code: the second of two questions, or the one whose options, rows or steps are alike. */
  readonly code: string;
  readonly part: Extract<TextPart, 'label' | 'option' | 'row' | 'scale'>;
  /** The text as the readers of one language see it twice. */
  readonly text: string;
}

/**
 * Questions, and options, rows and steps of one question, that say the same to the readers of any language: in any case,
 * with any blanks, and where a translation is missing. They keep nothing from being posted, and are told before it is.
 */
export function alikeTexts({ questions }: Pick<SurveyContent, 'questions'>): AlikeText[] {
  const asked = questions.filter((question) => question.kind !== 'section');
  return [
    ...repeatedIn(asked).map(({ item, text }) => ({ code: item.code, part: 'label', text }) as const),
    ...asked.flatMap((question) =>
      listsIn(question).flatMap(({ part, items }) =>
        repeatedIn(items).map(({ text }) => ({ code: question.code, part, text })),
      ),
    ),
  ];
}

type Labelled = Pick<Question, 'code'> & { readonly label: LocalizedText };

/** Those that say what an earlier one says, each once. */
function repeatedIn<T extends Labelled>(items: readonly T[]): { item: T; text: string }[] {
  const seen = new Set<string>();
  return items.flatMap((item) => {
    const keys = languages.map((language) => [language, keyOf(item, language)] as const);
    const again = keys.find(([, key]) => key !== undefined && seen.has(key));
    for (const [, key] of keys) if (key !== undefined) seen.add(key);
    return again ? [{ item, text: textFor(item.label, again[0]) }] : [];
  });
}

function keyOf({ label }: Labelled, language: Language): string | undefined {
  const text = comparable(textFor(label, language));
  return text === '' ? undefined : `${language} ${text}`;
}
