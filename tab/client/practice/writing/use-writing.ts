import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { asProblem, type Problem } from '../../ui/api.ts';
import { draftOf, dropDraft, keepDraft, keptIn } from '../../ui/drafts.ts';
import { changedIn, isStored, type Merged, merged, type Values, type WritingForm } from './changes.ts';
import { valuesOf } from './values.ts';

/** A practice being written. */
export interface Writing {
  /** What is stored, as far as this page knows. */
  readonly stored: WritingForm;
  readonly values: Values;
  readonly isChanged: boolean;
  readonly isBusy: boolean;
  /** True when what was typed earlier and not saved stands here again. */
  readonly isRestored: boolean;
  readonly problem: Problem | undefined;
  /** What is wrong with which input, as codes. */
  readonly faults: Readonly<Record<string, string>>;
  /** How often saving or proposing was refused: the summary takes the focus each time. */
  readonly refusals: number;
  /** What somebody else has changed meanwhile, until the next saving. */
  readonly others: Pick<Merged, 'taken' | 'clashing'> | undefined;
  set(name: string, value: string): void;
  /** Takes over what the other has written in an input that both have changed. */
  take(name: string): void;
  /** Back to what is stored. */
  reset(): void;
  /** Tells what is wrong before anything is sent. */
  refuse(faults: Readonly<Record<string, string>>): void;
  /** Saves what was changed, and tells what is stored then; undefined when it was refused. */
  save(): Promise<WritingForm | undefined>;
}

interface State {
  readonly stored: WritingForm;
  readonly values: Values;
  readonly others: Writing['others'];
}

/** What was typed earlier, over which version, and what stood there before. */
interface Kept {
  readonly version: number;
  readonly base: Values;
  readonly values: Values;
}

/** The name under which the window keeps what is typed of a practice. */
export function keptName(practiceId: string): string {
  return `practice ${practiceId}`;
}

/** Keeps what is typed until it is saved, also over other pages and reloads; `send` saves over a version. */
export function useWriting(
  loaded: WritingForm,
  title: string,
  send: (values: Values, stored: WritingForm) => Promise<WritingForm>,
): Writing {
  const name = keptName(loaded.id);
  const [isRestored, setRestored] = useState(() => draftOf(name) !== undefined);
  const [state, setState] = useState<State>(() => begun(loaded, keptIn(name) as Kept | undefined));
  const [outcome, setOutcome] = useState<Outcome>(nothingWrong);
  const [isBusy, setBusy] = useState(false);
  const latest = useRef(state);
  latest.current = state;
  const { stored, values } = state;
  const base = useMemo(() => valuesOf(stored), [stored]);
  const changed = useMemo(() => changedIn(values, base), [values, base]);
  useEffect(() => {
    if (changed.length === 0) return dropDraft(name);
    const only = (all: Values) => Object.fromEntries(changed.map((input) => [input, all[input] ?? '']));
    const kept: Kept = { version: stored.version, base: only(base), values: only(values) };
    keepDraft(name, { title, path: `practices/${stored.id}/edit`, values: { kept: JSON.stringify(kept) } });
  }, [name, title, changed, values, base, stored]);
  const set = useCallback(
    (input: string, value: string) =>
      setState((before) => ({ ...before, values: { ...before.values, [input]: value } })),
    [],
  );
  const take = useCallback((input: string) => setState((before) => taking(before, input)), []);
  const refuse = useCallback((faults: Outcome['faults'], problem?: Problem) => {
    setOutcome(({ refusals }) => ({ faults, problem, refusals: refusals + 1 }));
  }, []);
  const reset = useCallback(() => {
    setRestored(false);
    setOutcome(nothingWrong);
    setState((before) => ({ stored: before.stored, values: valuesOf(before.stored), others: undefined }));
  }, []);
  const accept = useCallback((sent: Values, saved: WritingForm) => {
    setState((now) => afterSaving(now, sent, saved));
    setRestored(false);
    // The count goes on: a summary that comes again at once takes the focus again.
    setOutcome(({ refusals }) => ({ ...nothingWrong, refusals }));
    return saved;
  }, []);
  const save = useCallback(async () => {
    const sent = latest.current;
    setBusy(true);
    try {
      return accept(sent.values, await send(sent.values, sent.stored));
    } catch (error) {
      const problem = asProblem(error);
      const current = problem.code === 'STALE' ? (problem.current as WritingForm) : undefined;
      // Saved before, and only the reply was lost.
      if (current && isStored(sent.values, valuesOf(current))) return accept(sent.values, current);
      if (current) setState((now) => overtaken(now, current));
      refuse(problem.fields, problem);
      return undefined;
    } finally {
      setBusy(false);
    }
  }, [send, accept, refuse]);
  const isChanged = changed.length > 0;
  return { ...state, ...outcome, isChanged, isBusy, isRestored, set, take, refuse, reset, save };
}

type Outcome = Pick<Writing, 'faults' | 'problem' | 'refusals'>;
const nothingWrong: Outcome = { faults: {}, problem: undefined, refusals: 0 };

/** What was typed over an older version meets what has become of the text since. */
function begun(stored: WritingForm, kept: Kept | undefined): State {
  const fresh = valuesOf(stored);
  if (!kept) return { stored, values: fresh, others: undefined };
  const mine = { ...fresh, ...kept.values };
  if (kept.version === stored.version) return { stored, values: mine, others: undefined };
  // Of what was not typed in, only the newest is known, and that is what holds.
  return met(stored, merged({ ...fresh, ...kept.base }, mine, fresh));
}

function overtaken({ stored, values }: State, current: WritingForm): State {
  return met(current, merged(valuesOf(stored), values, valuesOf(current)));
}

function met(stored: WritingForm, { values, taken, clashing }: Merged): State {
  const nobodyElse = taken.length === 0 && clashing.length === 0;
  return { stored, values, others: nobodyElse ? undefined : { taken, clashing } };
}

/** What was typed while it was being saved stays. */
function afterSaving(now: State, sent: Values, saved: WritingForm): State {
  return { stored: saved, values: merged(sent, now.values, valuesOf(saved)).values, others: undefined };
}

function taking({ stored, values, others }: State, input: string): State {
  const clashing = others?.clashing.filter((one) => one !== input) ?? [];
  const theirs = valuesOf(stored)[input] ?? '';
  return { stored, values: { ...values, [input]: theirs }, others: { taken: others?.taken ?? [], clashing } };
}
