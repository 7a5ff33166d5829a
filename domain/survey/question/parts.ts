import type { LocalizedText } from '../../text.ts';

/** What each list within a question is called, in the order of the form. A question of any kind may have any of them. */
const lists = { options: 'option', rows: 'row', scale: 'scale' } as const;
/** The texts within a question that stand alone. */
const ends = ['low', 'high'] as const;

export type ListPart = (typeof lists)[keyof typeof lists];

/** Something with a code and words of its own within a question. */
export interface Part {
  readonly code: string;
  readonly label: LocalizedText;
  /** Chosen alone. */
  readonly exclusive?: boolean | undefined;
  /** Says the opposite of the others. */
  readonly reversed?: boolean | undefined;
}

type Listed = { readonly code: string } & { readonly [L in keyof typeof lists]?: readonly Part[] };
type Ended = { readonly code: string } & { readonly [E in (typeof ends)[number]]?: LocalizedText };

const fields = Object.keys(lists) as (keyof typeof lists)[];

/** The lists within a question, whichever it has. */
export function listsIn(question: Listed): { readonly part: ListPart; readonly items: readonly Part[] }[] {
  return fields.flatMap((field) => {
    const items = question[field];
    return items ? [{ part: lists[field], items }] : [];
  });
}

/** What its ends are called, of a question that has some. */
export function endsIn(question: Ended): { readonly part: (typeof ends)[number]; readonly text: LocalizedText }[] {
  return ends.flatMap((part) => {
    const text = question[part];
    return text ? [{ part, text }] : [];
  });
}

/** The same question with each of its lists changed. */
export function withLists<Q extends object>(
  question: Q,
  change: <T extends Part>(items: readonly T[], part: ListPart) => readonly T[],
): Q {
  const changed = fields.flatMap((field) => {
    const items = (question as Listed)[field];
    return items ? [[field, change(items, lists[field])] as const] : [];
  });
  return { ...question, ...Object.fromEntries(changed) };
}

/** Whether a question has statements both ways, so that its steps mean good in one row and bad in another. */
export function hasReversed(question: Listed): boolean {
  return question.rows?.some(({ reversed }) => reversed) ?? false;
}
