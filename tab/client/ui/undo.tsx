import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { asProblem } from './api.ts';
import { NewsBar } from './news-bar.tsx';
import { currentPath, useRouter } from './router.tsx';
import { detailOf } from './states.tsx';
import { type Language, useWords } from './texts.ts';

/**
 * What was done, in words: shown and read aloud; with the way to take it back where there is one; or only read aloud,
 * where it can be seen already. No press may be without it.
 */
export type Done = string | Told | Undoable | { readonly heard: string };

/** Said in a language other than the page's. */
interface Told {
  readonly text: string;
  readonly language: Language;
}

interface Undoable {
  readonly text: string;
  /** Takes it back. */
  undo(): void | Promise<void>;
  /** Does what was only promised, when it was not taken back. */
  settle?(): Promise<void>;
}

interface Undo {
  /** Says what is done; until the next that is done it can be taken back, where it can. What was said before is settled. */
  tell(done: Done): void;
  /** What is promised to be deleted: lists leave it out. */
  readonly hidden: ReadonlySet<string>;
  /** Deletes something as soon as it cannot be taken back any more; until then it is only left out of lists. */
  deleteLater(id: string, text: string, act: () => Promise<unknown>): void;
}

const UndoContext = createContext<Undo | undefined>(undefined);

/** Ways to say what was done and to take it back; only within `UndoProvider`. */
export function useUndo(): Undo {
  const undo = useContext(UndoContext);
  if (!undo) throw new Error('no undo provided');
  return undo;
}

/** What is in the bar, and on which page it was said. */
interface News {
  readonly text: string;
  readonly undoable?: Undoable;
  readonly language?: Language;
  readonly path: string;
}

/** Keeps what can be taken back, and shows it in a bar. */
export function UndoProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  const { path } = useRouter();
  const [news, setNews] = useState<News>();
  const [heard, setHeard] = useState<{ readonly text: string }>();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const latest = useRef<Undoable>(undefined);
  // What was said of another page is over with it, but for what can still be taken back.
  useEffect(() => setNews((before) => (before?.undoable || before?.path === path ? before : undefined)), [path]);
  const show = useCallback((said?: Omit<News, 'path'>) => {
    latest.current = said?.undoable;
    setNews(said && { ...said, path: currentPath() });
  }, []);
  const settle = useCallback(() => {
    latest.current?.settle?.().catch((error: unknown) => show({ text: detailOf(asProblem(error), t) }));
    latest.current = undefined;
  }, [show, t]);
  const tell = useCallback(
    (done: Done) => {
      settle();
      if (typeof done === 'string') return show({ text: done });
      if ('undo' in done) return show({ text: done.text, undoable: done });
      if ('text' in done) return show(done);
      show();
      setHeard({ text: done.heard });
    },
    [settle, show],
  );
  const bringBack = useCallback(
    (id: string) => setHidden((before) => new Set([...before].filter((one) => one !== id))),
    [],
  );
  const deleteLater = useCallback(
    (id: string, text: string, act: () => Promise<unknown>) => {
      setHidden((before) => new Set([...before, id]));
      const finish = async () => {
        try {
          await act();
        } catch (error) {
          bringBack(id);
          throw error;
        }
      };
      tell({ text, undo: () => bringBack(id), settle: finish });
    },
    [tell, bringBack],
  );
  useEffect(() => {
    window.addEventListener('pagehide', settle);
    return () => window.removeEventListener('pagehide', settle);
  }, [settle]);
  const takeBack = async (undoable: Undoable) => {
    show();
    try {
      await undoable.undo();
      show({ text: t('page:undo.undone') });
    } catch (error) {
      show({ text: detailOf(asProblem(error), t) });
    }
  };
  const dismiss = () => {
    settle();
    show();
  };
  const value = useMemo(() => ({ tell, hidden, deleteLater }), [tell, hidden, deleteLater]);
  return (
    <UndoContext value={value}>
      {children}
      <NewsBar
        news={news}
        heard={heard}
        onUndo={news?.undoable && (() => void takeBack(news.undoable as Undoable))}
        onDismiss={dismiss}
      />
    </UndoContext>
  );
}
