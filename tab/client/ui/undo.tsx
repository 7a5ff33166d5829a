import { Button } from '@fluentui/react-components';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { asProblem } from './api.ts';
import { useRouter } from './router.tsx';
import { detailOf } from './states.tsx';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';

/** How long something is said and can be taken back, in milliseconds, while the reader is not at the bar. */
const respite = 12_000;

interface Deed {
  readonly text: string;
  /** Takes it back. */
  undo(): void | Promise<void>;
  /** Does what was only promised, when it was not taken back. */
  settle?(): Promise<void>;
}

interface Undo {
  /** Says that something is done, and how to take it back; what was said before is settled. */
  offer(deed: Deed): void;
  /** Says that something is done, on the page that the reader is on by then, and for a while: what moves on moves first. */
  say(text: string): void;
  /** What is promised to be deleted: lists leave it out. */
  readonly hidden: ReadonlySet<string>;
  /** Deletes something when the respite is over; until then it is only left out of lists. */
  deleteLater(id: string, text: string, act: () => Promise<unknown>): void;
}

const UndoContext = createContext<Undo | undefined>(undefined);

/** Ways to say what was done and to take it back; only within `UndoProvider`. */
export function useUndo(): Undo {
  const undo = useContext(UndoContext);
  if (!undo) throw new Error('no undo provided');
  return undo;
}

/** Keeps what can be taken back, and shows it in a bar. */
export function UndoProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  const [deed, setDeed] = useState<Deed>();
  const [said, setSaid] = useState('');
  const saidOn = useRef('');
  const { place } = useRouter();
  const here = [place.page, place.id, place.part, place.of].join('/');
  const say = useCallback((text: string) => {
    saidOn.current = window.location.pathname;
    setSaid(text);
  }, []);
  // What was said of another page is over with it.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    if (window.location.pathname !== saidOn.current) setSaid('');
  }, [here]);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const latest = useRef<Deed>(undefined);
  const settle = useCallback(() => {
    const before = latest.current;
    latest.current = undefined;
    setDeed(undefined);
    before?.settle?.().catch((error: unknown) => say(detailOf(asProblem(error), t)));
  }, [t, say]);
  const offer = useCallback(
    (next: Deed) => {
      settle();
      latest.current = next;
      setSaid('');
      setDeed(next);
    },
    [settle],
  );
  const show = useCallback((id: string) => setHidden((before) => new Set([...before].filter((one) => one !== id))), []);
  const deleteLater = useCallback(
    (id: string, text: string, act: () => Promise<unknown>) => {
      setHidden((before) => new Set([...before, id]));
      const finish = async () => {
        try {
          await act();
        } catch (error) {
          show(id);
          throw error;
        }
      };
      offer({ text, undo: () => show(id), settle: finish });
    },
    [offer, show],
  );
  useEffect(() => {
    window.addEventListener('pagehide', settle);
    return () => window.removeEventListener('pagehide', settle);
  }, [settle]);
  const take = () => {
    const before = latest.current;
    latest.current = undefined;
    setDeed(undefined);
    Promise.resolve(before?.undo()).then(
      () => say(t('page:undo.undone')),
      (error: unknown) => say(detailOf(asProblem(error), t)),
    );
  };
  const value = useMemo(() => ({ offer, say, hidden, deleteLater }), [offer, say, hidden, deleteLater]);
  return (
    <UndoContext value={value}>
      {children}
      <UndoBar deed={deed} said={said} onUndo={take} onOver={settle} onDismiss={() => setSaid('')} />
    </UndoContext>
  );
}

interface UndoBarProps {
  readonly deed: Deed | undefined;
  readonly said: string;
  readonly onUndo: () => void;
  readonly onOver: () => void;
  readonly onDismiss: () => void;
}

/** The time to read what is said, or to take it back, does not run while the reader points at the bar or has the focus in it. */
function UndoBar({ deed, said, onUndo, onOver, onDismiss }: UndoBarProps) {
  const styles = useStyles();
  const { t } = useWords();
  const [isHeld, setHeld] = useState(false);
  const text = deed?.text ?? said;
  const over = useRef(onDismiss);
  useEffect(() => {
    over.current = deed ? onOver : onDismiss;
  });
  useEffect(() => {
    if (text === '' || isHeld) return undefined;
    const timer = setTimeout(over.current, respite);
    return () => clearTimeout(timer);
  }, [text, deed, isHeld]);
  return (
    <div
      className={text === '' ? styles.unseen : styles.undo}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span role="status">{text}</span>
      {deed && (
        <Button size="small" onClick={onUndo}>
          {t('page:undo.button')}
        </Button>
      )}
      {text !== '' && (
        <Button size="small" appearance="subtle" onClick={deed ? onOver : onDismiss}>
          {t('page:undo.close')}
        </Button>
      )}
    </div>
  );
}
