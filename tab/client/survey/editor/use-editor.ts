import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { asProblem, Problem } from '../../ui/api.ts';
import { draftOf, dropDraft, keepDraft, keptIn } from '../../ui/drafts.ts';
import { type Draft, type Edited, editedOf } from './edited.ts';
import { followed, type Merged, merged, savedCodes, type Theirs, withTheirs } from './merge.ts';

/** A draft being edited. */
export interface Editor {
  /** What is stored, as far as this page knows. */
  readonly stored: Draft;
  readonly edited: Edited;
  readonly isChanged: boolean;
  readonly isBusy: boolean;
  /** True when what was typed earlier and not saved stands here again. */
  readonly isRestored: boolean;
  readonly problem: Problem | undefined;
  /** How often saving was refused: the summary takes the focus each time. */
  readonly refusals: number;
  /** What somebody else has changed meanwhile, until the next saving. */
  readonly others: Pick<Merged, 'taken' | 'clashing'> | undefined;
  change(next: (edited: Edited) => Edited): void;
  /** Takes over one thing that both have changed. */
  take(change: Theirs): void;
  /** Back to what is stored. */
  reset(): void;
  /** Saves, and tells which codes have become which; undefined when it was refused. */
  save(): Promise<ReadonlyMap<string, string> | undefined>;
}

interface State {
  readonly stored: Draft;
  readonly edited: Edited;
  readonly others: Editor['others'];
}

/** What was typed earlier, with the version that it was typed over. */
interface Kept {
  readonly version: number;
  readonly base: Edited;
  readonly edited: Edited;
}

/** Keeps what is typed until it is saved, also over other pages and reloads; `send` saves over a version. */
export function useEditor(
  loaded: Draft,
  title: string,
  send: (edited: Edited, version: number) => Promise<Draft>,
): Editor {
  const name = `survey ${loaded.id}`;
  const [isRestored, setRestored] = useState(() => draftOf(name) !== undefined);
  const [state, setState] = useState<State>(() => begun(loaded, keptIn(name) as Kept | undefined));
  const [outcome, setOutcome] = useState<{ problem?: Problem; refusals: number }>({ refusals: 0 });
  const [isBusy, setBusy] = useState(false);
  const latest = useRef(state);
  latest.current = state;
  const { stored, edited } = state;
  const base = useMemo(() => editedOf(stored), [stored]);
  const isChanged = useMemo(() => edited !== base && JSON.stringify(edited) !== JSON.stringify(base), [edited, base]);
  useEffect(() => {
    if (!isChanged) return dropDraft(name);
    const kept: Kept = { version: stored.version, base, edited };
    keepDraft(name, { title, path: `surveys/${stored.id}/edit`, values: { kept: JSON.stringify(kept) } });
  }, [name, title, isChanged, edited, base, stored]);
  const change = useCallback(
    (next: (edited: Edited) => Edited) => setState((before) => ({ ...before, edited: next(before.edited) })),
    [],
  );
  const take = useCallback((theirs: Theirs) => setState((before) => taking(before, theirs)), []);
  const reset = useCallback(() => {
    setRestored(false);
    setOutcome({ refusals: 0 });
    setState(({ stored }) => ({ stored, edited: editedOf(stored), others: undefined }));
  }, []);
  const save = useCallback(async () => {
    const sent = latest.current;
    setBusy(true);
    try {
      const saved = await send(sent.edited, sent.stored.version);
      setState((now) => afterSaving(now, sent.edited, saved));
      setRestored(false);
      setOutcome({ refusals: 0 });
      return savedCodes(sent.edited, editedOf(saved));
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === 'STALE') setState((now) => overtaken(now, problem.current as Draft));
      setOutcome(({ refusals }) => ({ problem, refusals: refusals + 1 }));
      return undefined;
    } finally {
      setBusy(false);
    }
  }, [send]);
  return { ...state, isChanged, isBusy, isRestored, ...outcome, problem: outcome.problem, change, take, reset, save };
}

/** What was typed over an older version meets what has become of the draft since. */
function begun(stored: Draft, kept: Kept | undefined): State {
  if (!kept) return { stored, edited: editedOf(stored), others: undefined };
  // What was kept by an earlier page may lack what is edited now.
  const fresh = editedOf(stored);
  const mine = { ...fresh, ...kept.edited };
  if (kept.version === stored.version) return { stored, edited: mine, others: undefined };
  const { edited, ...others } = merged({ ...fresh, ...kept.base }, mine, fresh);
  return { stored, edited, others };
}

function overtaken({ stored, edited: mine }: State, current: Draft): State {
  const { edited, ...others } = merged(editedOf(stored), mine, editedOf(current));
  return { stored: current, edited, others };
}

/** What was typed while it was being saved stays. */
function afterSaving(now: State, sent: Edited, saved: Draft): State {
  const fresh = editedOf(saved);
  const edited = now.edited === sent ? fresh : followed(now.edited, sent, fresh);
  return { stored: saved, edited, others: undefined };
}

function taking({ stored, edited, others }: State, theirs: Theirs): State {
  const clashing = others?.clashing.filter((one) => one !== theirs) ?? [];
  return { stored, edited: withTheirs(edited, theirs), others: { taken: others?.taken ?? [], clashing } };
}
