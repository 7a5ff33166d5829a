import type { AnswerOf, BodyInput } from '../../../contract/operations.ts';

/** All that is written of a practice, with the form that asks for it. */
export type WritingForm = AnswerOf<'GET /practices/{practiceId}/form'>;
export type Filing = WritingForm['filing'];
type Body = BodyInput<'PUT /practices/{practiceId}/form'>;

/** What stands in the inputs by their names: `title.fi`, `s.what.sv`, `themes`, `municipality`. */
export type Values = Readonly<Record<string, string>>;

/** What a practice is found by and is chosen from a list; the codes stand in one value, joined by commas. */
export const chosenLists = ['supportForms', 'targetGroups', 'themes'] as const;

/** The names of inputs whose value is not the stored one. */
export function changedIn(values: Values, stored: Values): string[] {
  return Object.keys(stored).filter((name) => (values[name] ?? '') !== stored[name]);
}

/** Whether what was typed is what is stored, where texts stand without the blanks around them. */
export function isStored(typed: Values, stored: Values): boolean {
  const kept = Object.entries(typed).map(([name, text]) => [name, text.trim()] as const);
  return changedIn(Object.fromEntries(kept), stored).length === 0;
}

/** What is sent to be saved: the texts that were changed; what is not named stays as it is. */
export function bodyOf(values: Values, stored: Values): Body {
  const title: Record<string, string> = {};
  const sections: Record<string, Record<string, string>> = {};
  for (const name of changedIn(values, stored)) {
    const [of = '', code = '', language = ''] = name.split('.');
    if (of === 'title') title[code] = values[name] ?? '';
    if (of === 's') sections[code] = { ...sections[code], [language]: values[name] ?? '' };
  }
  return { title, sections, filing: filingIn(values) };
}

function filingIn(values: Values): NonNullable<Body['filing']> {
  const codes = (list: (typeof chosenLists)[number]) => (values[list] ?? '').split(',').filter(Boolean);
  return {
    supportForms: codes('supportForms'),
    targetGroups: codes('targetGroups'),
    themes: codes('themes'),
    municipality: values['municipality'] ?? '',
  };
}

/** What two writers have made of one text. */
export interface Merged {
  /** What is typed here, with what the other has changed elsewhere. */
  readonly values: Values;
  /** The inputs whose value was taken over from the other. */
  readonly taken: readonly string[];
  /** The inputs that both have changed: what is typed here stays until theirs is chosen. */
  readonly clashing: readonly string[];
}

/** Brings together what two writers have made of `base`: nothing that either wrote is lost without a word. */
export function merged(base: Values, mine: Values, theirs: Values): Merged {
  const names = Object.keys(theirs);
  const differ = names.filter((name) => theirs[name] !== mine[name] && theirs[name] !== base[name]);
  const taken = differ.filter((name) => mine[name] === base[name]);
  const values = { ...mine, ...Object.fromEntries(taken.map((name) => [name, theirs[name] ?? ''])) };
  return { values, taken, clashing: differ.filter((name) => !taken.includes(name)) };
}
