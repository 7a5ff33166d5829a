import type { Edited, Question } from './edited.ts';

type Field = Exclude<keyof Edited, 'questions'>;
const fields = [
  'title',
  'purpose',
  'anonymity',
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
] as const satisfies readonly Field[];

/** One thing that another editor has changed meanwhile. */
export type Theirs =
  | { readonly [F in Field]: { readonly of: F; readonly value: Edited[F] } }[Field]
  | { readonly of: 'question'; readonly code: string; readonly question: Question | undefined };

/** What two editors have made of one draft. */
export interface Merged {
  /** What is typed here, with what the other has changed elsewhere. */
  readonly values: Edited;
  /** What was taken over from the other. */
  readonly taken: readonly Theirs[];
  /** What both have changed: what is typed here stays until theirs is chosen. */
  readonly clashing: readonly Theirs[];
}

/** Brings together what two editors have made of `base`. Nothing that either wrote is lost without a word. */
export function merged(base: Edited, mine: Edited, theirs: Edited): Merged {
  const taken: Theirs[] = [];
  const clashing: Theirs[] = [];
  const edited = { ...mine };
  for (const of of fields) {
    const outcome = compared(base[of], mine[of], theirs[of]);
    if (outcome === 'mine') continue;
    const change = { of, value: theirs[of] } as Theirs;
    if (outcome === 'theirs') Object.assign(edited, { [of]: theirs[of] });
    (outcome === 'theirs' ? taken : clashing).push(change);
  }
  const [was, own, other] = [byCode(base), byCode(mine), byCode(theirs)];
  const kept = new Map(own);
  for (const code of new Set([...was.keys(), ...other.keys()])) {
    const [before, here, there] = [was.get(code), own.get(code), other.get(code)];
    const outcome = compared(before, here, there);
    if (outcome === 'mine') continue;
    // What was deleted here and changed there comes back: somebody has worked on it.
    const isTaken = outcome === 'theirs' || here === undefined;
    if (isTaken && there) kept.set(code, there);
    if (isTaken && !there) kept.delete(code);
    (isTaken ? taken : clashing).push({ of: 'question', code, question: there });
  }
  return { values: { ...edited, questions: inOrder(base, mine, theirs, kept) }, taken, clashing };
}

/** What is typed with one thing of the other editor's in its place. */
export function withTheirs(edited: Edited, change: Theirs): Edited {
  if (change.of !== 'question') return { ...edited, [change.of]: change.value };
  const { code, question } = change;
  const questions = edited.questions.flatMap((one) => (one.code === code ? (question ? [question] : []) : [one]));
  return { ...edited, questions };
}

/** Whose value holds: `theirs` when only they have changed it. */
function compared(base: unknown, mine: unknown, theirs: unknown): 'mine' | 'theirs' | 'both' {
  const [before, here, there] = [base, mine, theirs].map((value) => JSON.stringify(value));
  if (there === before || there === here) return 'mine';
  return here === before ? 'theirs' : 'both';
}

function byCode({ questions }: Edited): Map<string, Question> {
  return new Map(questions.map((question) => [question.code, question]));
}

/** The order of whoever has changed it, mine if both have; what is only in the other's stands where it stood there. */
function inOrder(base: Edited, mine: Edited, theirs: Edited, kept: ReadonlyMap<string, Question>): Question[] {
  const orderOf = ({ questions }: Edited) => questions.map(({ code }) => code);
  const [before, here, there] = [orderOf(base), orderOf(mine), orderOf(theirs)];
  const among = (codes: readonly string[], others: readonly string[]) => codes.filter((code) => others.includes(code));
  const hasMoved = among(here, before).join(' ') !== among(before, here).join(' ');
  const [first, second] = hasMoved ? [here, there] : [there, here];
  const order = first.filter((code) => kept.has(code));
  second.forEach((code, index) => {
    if (!kept.has(code) || order.includes(code)) return;
    const previous = second.slice(0, index).findLast((one) => order.includes(one));
    order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, code);
  });
  return order.flatMap((code) => kept.get(code) ?? []);
}

/** What was typed on while it was being saved, with the codes that saving has given. */
export function followed(typed: Edited, sent: Edited, saved: Edited): Edited {
  const codes = savedCodes(sent, saved);
  const code = (own: string) => codes.get(own) ?? own;
  const coded = <T extends { code: string }>(items: readonly T[]) =>
    items.map((one) => ({ ...one, code: code(one.code) }));
  const questions = typed.questions.map((question): Question => {
    const own = { ...question, code: code(question.code) };
    if (own.kind === 'section') return own;
    const { showIf } = own;
    const condition = showIf && { showIf: { code: code(showIf.code), values: showIf.values.map(code) } };
    return {
      ...own,
      ...condition,
      ...('options' in own && { options: coded(own.options) }),
      ...('rows' in own && { rows: coded(own.rows) }),
      ...('scale' in own && { scale: coded(own.scale) }),
    };
  });
  return { ...typed, questions };
}

/** Which code has become which by saving: questions and their parts stay in their order. */
export function savedCodes(sent: Edited, saved: Edited): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  sent.questions.forEach((before, index) => {
    const after = saved.questions[index];
    if (!after) return;
    codes.set(before.code, after.code);
    const [old, fresh] = [partsOf(before), partsOf(after)];
    old.forEach((one, place) => {
      if (one.code.startsWith('new:')) codes.set(one.code, fresh[place]?.code ?? one.code);
    });
  });
  return codes;
}

function partsOf(question: Question): readonly { code: string }[] {
  return [
    ...('options' in question ? question.options : []),
    ...('rows' in question ? question.rows : []),
    ...('scale' in question ? question.scale : []),
  ];
}
