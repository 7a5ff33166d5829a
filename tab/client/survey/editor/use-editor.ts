import { useCallback } from 'react';
import { type DraftKind, type MergedDraft, useMergedDraft } from '../../ui/use-merged-draft.ts';
import { type Draft, type Edited, editedOf } from './edited.ts';
import { followed, merged, savedCodes, type Theirs, withTheirs } from './merge.ts';

/** A survey being edited. */
export interface Editor extends Omit<MergedDraft<Draft, Edited, Theirs>, 'values' | 'save'> {
  readonly edited: Edited;
  /** Saves, and tells which codes have become which; undefined when it was refused. */
  save(): Promise<ReadonlyMap<string, string> | undefined>;
}

const isSame = (one: Edited, other: Edited) => JSON.stringify(one) === JSON.stringify(other);

const surveys: DraftKind<Draft, Edited, Theirs> = {
  valuesOf: editedOf,
  isSame,
  isStored: isSame,
  merged,
  withTheirs,
  followed,
};

/** Keeps what is typed of a survey until it is saved; `send` saves over a version. */
export function useEditor(
  loaded: Draft,
  title: string,
  send: (edited: Edited, stored: Draft) => Promise<Draft>,
): Editor {
  const { id } = loaded;
  const draft = useMergedDraft(surveys, { name: `survey ${id}`, title, path: `surveys/${id}/edit`, loaded, send });
  const { values: edited, save, ...rest } = draft;
  const saveAll = useCallback(async () => {
    const saved = await save();
    return saved && savedCodes(edited, editedOf(saved));
  }, [save, edited]);
  return { ...rest, edited, save: saveAll };
}
