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

/** The kinds of questions in the order in which they are offered. */
export const kinds = [
  'text',
  'choice',
  'rating',
  'matrix',
  'number',
  'date',
  'yesNo',
  'section',
] as const satisfies readonly Kind[];

/** A code for something just added, until it is saved: the server then makes one from its words. */
export function newCode(): string {
  return `new:${crypto.randomUUID().slice(0, 8)}`;
}

export function newOption(): Option {
  return { code: newCode(), label: {} };
}

/** A question of a kind with nothing written yet. */
export function newQuestion(kind: Kind): Question {
  const code = newCode();
  return ofKind({ kind: 'section', code, label: {} }, kind);
}

/** The same question asked in another way: its words, its code and its condition stay. */
export function ofKind(question: Question, kind: Kind): Question {
  const { code, label, help } = question;
  const words = { code, label, ...(help && { help }) };
  if (kind === 'section') return { kind, ...words };
  const { required, showIf, nonAnswers } = question.kind === 'section' ? { required: false } : withoutWords(question);
  const asked = { ...words, required, ...(showIf && { showIf }), ...(nonAnswers && { nonAnswers }) };
  const options =
    question.kind === 'choice' ? question.options : question.kind === 'matrix' ? question.scale : undefined;
  switch (kind) {
    case 'text':
      return { kind, ...asked, multiline: true, maxLength: 1000 };
    case 'choice':
      return { kind, ...asked, multiple: false, options: options ?? [newOption(), newOption()], other: false };
    case 'rating':
      return { kind, ...asked, low: {}, high: {} };
    case 'matrix':
      return { kind, ...asked, rows: [newOption()], scale: options ?? [newOption(), newOption()] };
    case 'number':
    case 'date':
    case 'yesNo':
      return { kind, ...asked };
  }
}

function withoutWords({
  required,
  showIf,
  nonAnswers,
}: AskedQuestion): Pick<AskedQuestion, 'required' | 'showIf' | 'nonAnswers'> {
  return { required, showIf, nonAnswers };
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

/** The codes by which a question is answered and a later one can depend on it; none when it is not chosen from. */
export function choicesOf(question: Question): { code: string; label?: Text }[] {
  if (question.kind === 'section') return [];
  const reasons = (question.nonAnswers ?? []).map((none) => ({ code: `-${none}` }));
  switch (question.kind) {
    case 'choice':
      return [...question.options, ...(question.other ? [{ code: 'other' }] : []), ...reasons];
    case 'rating':
      return [...['1', '2', '3', '4', '5'].map((code) => ({ code })), ...reasons];
    case 'yesNo':
      return [{ code: 'yes' }, { code: 'no' }, ...reasons];
    case 'text':
    case 'matrix':
    case 'number':
    case 'date':
      return [];
  }
}
