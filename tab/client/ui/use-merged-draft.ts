import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { asProblem, type Problem } from './api.ts';
import { draftOf, dropDraft, keepDraft, keptIn } from './drafts.ts';

/** What is edited has a version: another editor's saving makes a new one. */
interface Versioned {
  readonly version: number;
}

/** What two editors have made of the same values; `Change` is one thing that the other has changed. */
interface Merged<Values, Change> {
  /** What is typed here, with what the other has changed elsewhere. */
  readonly values: Values;
  /** What was taken over from the other. */
  readonly taken: readonly Change[];
  /** What both have changed: what is typed here stays until theirs is chosen. */
  readonly clashing: readonly Change[];
}

/** How values of one kind are read, compared and brought together. */
export interface DraftKind<Stored extends Versioned, Values extends object, Change> {
  valuesOf(stored: Stored): Values;
  isSame(one: Values, other: Values): boolean;
  /** Whether what was typed is what is stored. */
  isStored(typed: Values, stored: Values): boolean;
  /** As much of the values as the window keeps: default all. */
  keptOf?(all: Values, typed: Values, stored: Values): Partial<Values>;
  merged(base: Values, mine: Values, theirs: Values): Merged<Values, Change>;
  withTheirs(values: Values, change: Change, stored: Stored): Values;
  /** What was typed on while it was being saved, over what was saved. */
  followed(typed: Values, sent: Values, saved: Values): Values;
}

/** Which draft is edited, and where it goes. */
interface DraftOptions<Stored, Values> {
  /** Names the draft among all that the window keeps. */
  readonly name: string;
  readonly title: string;
  readonly path: string;
  readonly loaded: Stored;
  /** Saves over the version that is known here. */
  readonly send: (values: Values, stored: Stored) => Promise<Stored>;
}

/** A draft that others may be editing too. */
export interface MergedDraft<Stored, Values, Change> {
  /** What is stored, as far as this page knows. */
  readonly stored: Stored;
  readonly values: Values;
  readonly isChanged: boolean;
  readonly isBusy: boolean;
  /** True when what was typed earlier and not saved stands here again. */
  readonly isRestored: boolean;
  readonly problem: Problem | undefined;
  /** What is wrong with which input, as codes. */
  readonly faults: Readonly<Record<string, string>>;
  /** How often it was refused: the summary takes the focus each time. */
  readonly refusals: number;
  /** What somebody else has changed meanwhile, until the next saving. */
  readonly others: Omit<Merged<Values, Change>, 'values'> | undefined;
  change(next: (values: Values) => Values): void;
  /** Takes over one thing that both have changed. */
  take(change: Change): void;
  /** Back to what is stored. */
  reset(): void;
  /** Tells what is wrong before anything is sent. */
  refuse(faults: Readonly<Record<string, string>>): void;
  /** Saves what was changed, and tells what is stored then; undefined when it was refused. */
  save(): Promise<Stored | undefined>;
}

type State<Stored, Values, Change> = Pick<MergedDraft<Stored, Values, Change>, 'stored' | 'values' | 'others'>;
type Outcome = Pick<MergedDraft<never, never, never>, 'faults' | 'problem' | 'refusals'>;
const nothingWrong: Outcome = { faults: {}, problem: undefined, refusals: 0 };

/** What was typed earlier, over which version, and what stood there before. */
interface Kept<Values> {
  readonly version: number;
  readonly base: Partial<Values>;
  readonly values: Partial<Values>;
}

/**
 * Keeps what is typed until it is saved, also over other pages and reloads, and brings it together with what another
 * editor has saved meanwhile: nothing that either wrote is lost without a word. `kind` is the same at each call.
 */
export function useMergedDraft<Stored extends Versioned, Values extends object, Change>(
  kind: DraftKind<Stored, Values, Change>,
  { name, title, path, loaded, send }: DraftOptions<Stored, Values>,
): MergedDraft<Stored, Values, Change> {
  const [isRestored, setRestored] = useState(() => draftOf(name) !== undefined);
  const [state, setState] = useState(() => begun(kind, loaded, keptIn(name) as Kept<Values> | undefined));
  const [outcome, setOutcome] = useState(nothingWrong);
  const [isBusy, setBusy] = useState(false);
  const latest = useRef(state);
  latest.current = state;
  const { stored, values } = state;
  const base = useMemo(() => kind.valuesOf(stored), [kind, stored]);
  const isChanged = useMemo(() => values !== base && !kind.isSame(values, base), [kind, values, base]);
  useEffect(() => {
    if (!isChanged) return dropDraft(name);
    const only = (all: Values) => kind.keptOf?.(all, values, base) ?? all;
    const kept: Kept<Values> = { version: stored.version, base: only(base), values: only(values) };
    keepDraft(name, { title, path, values: { kept: JSON.stringify(kept) } });
  }, [kind, name, title, path, isChanged, values, base, stored]);
  const change = useCallback(
    (next: (values: Values) => Values) => setState((before) => ({ ...before, values: next(before.values) })),
    [],
  );
  const take = useCallback((theirs: Change) => setState((before) => taking(kind, before, theirs)), [kind]);
  const refuse = useCallback((faults: Outcome['faults'], problem?: Problem) => {
    setOutcome(({ refusals }) => ({ faults, problem, refusals: refusals + 1 }));
  }, []);
  const reset = useCallback(() => {
    setRestored(false);
    setOutcome(nothingWrong);
    setState(({ stored }) => ({ stored, values: kind.valuesOf(stored), others: undefined }));
  }, [kind]);
  const accept = useCallback(
    (sent: Values, saved: Stored) => {
      const fresh = kind.valuesOf(saved);
      // What was typed while it was being saved stays.
      const followed = (now: Values) => (now === sent ? fresh : kind.followed(now, sent, fresh));
      setState((now) => ({ stored: saved, values: followed(now.values), others: undefined }));
      setRestored(false);
      // The count goes on: a summary that comes again at once takes the focus again.
      setOutcome(({ refusals }) => ({ ...nothingWrong, refusals }));
      return saved;
    },
    [kind],
  );
  const save = useCallback(async () => {
    const sent = latest.current;
    setBusy(true);
    try {
      return accept(sent.values, await send(sent.values, sent.stored));
    } catch (error) {
      const problem = asProblem(error);
      const current = problem.code === 'STALE' ? (problem.current as Stored) : undefined;
      // Saved before, and only the reply was lost.
      if (current && kind.isStored(sent.values, kind.valuesOf(current))) return accept(sent.values, current);
      if (current) setState((now) => overtaken(kind, now, current));
      refuse(problem.fields, problem);
      return undefined;
    } finally {
      setBusy(false);
    }
  }, [kind, send, accept, refuse]);
  return { ...state, ...outcome, isChanged, isBusy, isRestored, change, take, refuse, reset, save };
}

/** What was typed over an older version meets what has become of the draft since. */
function begun<Stored extends Versioned, Values extends object, Change>(
  kind: DraftKind<Stored, Values, Change>,
  stored: Stored,
  kept: Kept<Values> | undefined,
): State<Stored, Values, Change> {
  const fresh = kind.valuesOf(stored);
  if (!kept) return { stored, values: fresh, others: undefined };
  // Of what was not kept, only the newest is known, and that is what holds.
  const mine = { ...fresh, ...kept.values };
  if (kept.version === stored.version) return { stored, values: mine, others: undefined };
  return met(stored, kind.merged({ ...fresh, ...kept.base }, mine, fresh));
}

function overtaken<Stored extends Versioned, Values extends object, Change>(
  kind: DraftKind<Stored, Values, Change>,
  { stored, values }: State<Stored, Values, Change>,
  current: Stored,
): State<Stored, Values, Change> {
  return met(current, kind.merged(kind.valuesOf(stored), values, kind.valuesOf(current)));
}

function met<Stored, Values, Change>(
  stored: Stored,
  { values, taken, clashing }: Merged<Values, Change>,
): State<Stored, Values, Change> {
  const nobodyElse = taken.length === 0 && clashing.length === 0;
  return { stored, values, others: nobodyElse ? undefined : { taken, clashing } };
}

function taking<Stored extends Versioned, Values extends object, Change>(
  kind: DraftKind<Stored, Values, Change>,
  { stored, values, others }: State<Stored, Values, Change>,
  theirs: Change,
): State<Stored, Values, Change> {
  const clashing = others?.clashing.filter((one) => one !== theirs) ?? [];
  return {
    stored,
    values: kind.withTheirs(values, theirs, stored),
    others: { taken: others?.taken ?? [], clashing },
  };
}
