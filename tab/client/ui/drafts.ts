import { useSyncExternalStore } from 'react';

/** Something typed and not saved: where it was typed, and what. */
export interface Draft {
  /** What is edited, in the reader's words. */
  readonly title: string;
  /** The page it is edited on, such as `organisations/<id>`. */
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
}

const prefix = 'draft ';
const listeners = new Set<() => void>();
let known: ReadonlyMap<string, Draft> = readAll();

/** Drafts outlive going to another page and reloading, but not the window: other people may sit at the same machine. */
function readAll(): ReadonlyMap<string, Draft> {
  const keys = Object.keys(window.sessionStorage).filter((key) => key.startsWith(prefix));
  return new Map(keys.flatMap((key) => readOne(key)));
}

function readOne(key: string): [string, Draft][] {
  try {
    return [[key.slice(prefix.length), JSON.parse(window.sessionStorage.getItem(key) ?? '') as Draft]];
  } catch {
    return [];
  }
}

/** Keeps what was typed in a form. */
export function keepDraft(name: string, draft: Draft): void {
  window.sessionStorage.setItem(prefix + name, JSON.stringify(draft));
  change(new Map([...known, [name, draft]]));
}

/** Forgets what was typed: it was saved, or its reader does not want it. */
export function dropDraft(name: string): void {
  window.sessionStorage.removeItem(prefix + name);
  if (known.has(name)) change(new Map([...known].filter(([other]) => other !== name)));
}

function change(next: ReadonlyMap<string, Draft>): void {
  known = next;
  for (const listener of listeners) listener();
}

/** All that is typed and not saved, by the names of forms. */
export function useDrafts(): ReadonlyMap<string, Draft> {
  return useSyncExternalStore(subscribe, () => known);
}

/** The draft of one form at this moment. */
export function draftOf(name: string): Draft | undefined {
  return known.get(name);
}

/** What a draft holds that is more than inputs: it stands as JSON under `kept`. Undefined where that cannot be read. */
export function keptIn(name: string): unknown {
  try {
    const kept = draftOf(name)?.values['kept'];
    return kept === undefined ? undefined : (JSON.parse(kept) as unknown);
  } catch {
    return undefined;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// Going to another address or closing the window is asked about while something is not saved.
window.addEventListener('beforeunload', (event) => {
  if (known.size > 0) event.preventDefault();
});
