import { type AskedKind, type AskedQuestion, type Kind, newCode, type Question, type Text } from '../editor/edited.ts';
import { choice } from './choice.tsx';
import { date } from './date.tsx';
import { matrix } from './matrix.tsx';
import { number } from './number.tsx';
import type { PageKind } from './page-kind.ts';
import { ranking } from './ranking.tsx';
import { rating } from './rating.tsx';
import { scale } from './scale.tsx';
import { text } from './text.tsx';
import { yesNo } from './yes-no.tsx';

const asking: { readonly [K in AskedKind]: PageKind<K> } = {
  text,
  choice,
  rating,
  matrix,
  number,
  date,
  yesNo,
  scale,
  ranking,
};

/** What there can be in a form, in the order in which it is offered. */
export const kinds = [...(Object.keys(asking) as AskedKind[]), 'section'] as const satisfies readonly Kind[];

/** The kind of a question on the page. */
export function pageKindOf<K extends AskedKind>({ kind }: { readonly kind: K }): PageKind<K> {
  return asking[kind];
}

/** A question of a kind with nothing written yet. */
export function newQuestion(kind: Kind): Question {
  return ofKind({ kind: 'section', code: newCode(), label: {} }, kind);
}

/** The same question asked in another way: its words, its code and its condition stay. */
export function ofKind(question: Question, kind: Kind): Question {
  const { code, label, help } = question;
  const words = { code, label, ...(help && { help }) };
  if (kind === 'section') return { kind, ...words };
  const { required, showIf, nonAnswers } = question.kind === 'section' ? { required: false } : rulesOf(question);
  const kept = { ...words, required, ...(showIf && { showIf }), ...(nonAnswers && { nonAnswers }) };
  const options = 'options' in question ? question.options : 'scale' in question ? question.scale : undefined;
  return pageKindOf({ kind }).fresh(kept, options);
}

function rulesOf({
  required,
  showIf,
  nonAnswers,
}: AskedQuestion): Pick<AskedQuestion, 'required' | 'showIf' | 'nonAnswers'> {
  return { required, showIf, nonAnswers };
}

/** The codes by which a question is answered and a later one can depend on it; none when it is not chosen from. */
export function choicesOf(question: Question): { readonly code: string; readonly label?: Text }[] {
  if (question.kind === 'section') return [];
  const choices = pageKindOf<AskedKind>(question).choices(question);
  return choices ? [...choices, ...(question.nonAnswers ?? []).map((none) => ({ code: `-${none}` }))] : [];
}
