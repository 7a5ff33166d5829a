import type { AnswerOf } from '../../../contract/operations.ts';

export type Draft = AnswerOf<'GET /surveys/{surveyId}/draft'>;
export type Check = Draft['check'];
/** A survey that a draft can be compared with. */
export type Round = Draft['rounds']['items'][number];

const parts = [
  'title',
  'purpose',
  'anonymity',
  'questions',
  'audience',
  'respondent',
  'resultsFrom',
  'resultsFor',
  'breakdowns',
  'earlierRound',
  'keep',
  'opensOn',
  'opensTime',
  'closesOn',
  'closesTime',
] as const satisfies readonly (keyof Draft)[];

/** What of a draft is edited: what is sent when it is saved. */
export type Edited = Pick<Draft, (typeof parts)[number]>;

/** Whom a survey asks; while it is being chosen, maybe nobody. */
export type Audience = Edited['audience'];
export type Question = Edited['questions'][number];
export type AskedQuestion = Exclude<Question, { kind: 'section' }>;
export type Kind = Question['kind'];
export type AskedKind = AskedQuestion['kind'];
export type OneOf<K extends Kind> = Extract<Question, { kind: K }>;
export type Option = OneOf<'choice'>['options'][number];
/** A text in up to three languages; a language that is not written has no key. */
export type Text = Question['label'];

/** The part of a draft that is edited. */
export function editedOf(draft: Draft): Edited {
  return Object.fromEntries(parts.map((part) => [part, draft[part]])) as Edited;
}

/** By how many things at once the results of a survey of some mode may be divided. */
export function mostBreakdowns(anonymity: Edited['anonymity']): number {
  return anonymity === 'anonymous' ? 1 : 3;
}

/** The same in another mode, without what that mode does not allow of its results. */
export function withMode(edited: Edited, anonymity: Edited['anonymity']): Edited {
  const resultsFrom = anonymity === 'named' ? edited.resultsFrom : 'closed';
  return { ...edited, anonymity, resultsFrom, breakdowns: edited.breakdowns.slice(0, mostBreakdowns(anonymity)) };
}

/** Whether an audience names anybody yet. */
export function namesSomebody(audience: Audience): boolean {
  switch (audience.kind) {
    case 'network':
      return true;
    case 'groups':
      return audience.groupIds.length > 0;
    case 'organisationTypes':
      return audience.types.length > 0;
    case 'members':
      return audience.memberIds.length > 0;
  }
}

/** A code for something just added, until it is saved: the server then makes one from its words. */
export function newCode(): string {
  return `new:${crypto.randomUUID().slice(0, 8)}`;
}

export function newOption(): Option {
  return { code: newCode(), label: {} };
}

/** The same question to be asked once more. */
export function copyOf(question: Question): Question {
  return { ...structuredClone(question), code: newCode() };
}

/** A list with one of its items moved a step up or down, where there is room. */
export function moved<T>(items: readonly T[], index: number, step: -1 | 1): T[] {
  const to = index + step;
  const [item] = items.slice(index, index + 1);
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  const rest = items.filter((_, place) => place !== index);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}
