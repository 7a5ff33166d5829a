import { useCallback } from 'react';
import { type DraftKind, type MergedDraft, useMergedDraft } from '../../ui/use-merged-draft.ts';
import { changedIn, isStored, merged, type Values, type WritingForm } from './changes.ts';
import { valuesOf } from './values.ts';

/** A practice being written. */
export interface Writing extends Omit<MergedDraft<WritingForm, Values, string>, 'change'> {
  set(name: string, value: string): void;
}

const practices: DraftKind<WritingForm, Values, string> = {
  valuesOf,
  isSame: (one, other) => changedIn(one, other).length === 0,
  isStored,
  keptOf: (all, typed, stored) =>
    Object.fromEntries(changedIn(typed, stored).map((input) => [input, all[input] ?? ''])),
  merged,
  withTheirs: (values, input, stored) => ({ ...values, [input]: valuesOf(stored)[input] ?? '' }),
  followed: (typed, sent, saved) => merged(sent, typed, saved).values,
};

/** The name under which the window keeps what is typed of a practice. */
export function keptName(practiceId: string): string {
  return `practice ${practiceId}`;
}

/** Keeps what is typed of a practice until it is saved; `send` saves over a version. */
export function useWriting(
  loaded: WritingForm,
  title: string,
  send: (values: Values, stored: WritingForm) => Promise<WritingForm>,
): Writing {
  const { id } = loaded;
  const path = `practices/${id}/edit`;
  const { change, ...draft } = useMergedDraft(practices, { name: keptName(id), title, path, loaded, send });
  const set = useCallback(
    (input: string, value: string) => change((before) => ({ ...before, [input]: value })),
    [change],
  );
  return { ...draft, set };
}
