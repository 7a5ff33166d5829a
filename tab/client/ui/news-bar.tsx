import { Button } from '@fluentui/react-components';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { asideAttribute, leaveAside } from './focus-keeper.ts';
import { useStyles } from './styles.ts';
import { type Language, useWords } from './texts.ts';

/** How long something is shown that cannot be taken back, in milliseconds, while the reader is not at the bar. */
const respite = 12_000;

/** How long a region is empty before it is filled, in milliseconds: else the same words twice are read aloud once. */
const pause = 100;

interface NewsBarProps {
  readonly news: { readonly text: string; readonly language?: Language } | undefined;
  /** What is read aloud and not shown. */
  readonly heard: { readonly text: string } | undefined;
  /** Takes back what was done, where that can be. */
  readonly onUndo: (() => void) | undefined;
  readonly onDismiss: () => void;
}

/**
 * Says what was done. What can be taken back stays until something else is done, and the next press of the Tab key leads
 * to it, from wherever its reader is, and from there back again.
 */
export function NewsBar({ news, heard, onUndo, onDismiss }: NewsBarProps) {
  const styles = useStyles();
  const { t } = useWords();
  const undoable = onUndo !== undefined;
  const text = useSpoken(news && (undoable ? { text: `${news.text} ${t('page:undo.until')}` } : news), news);
  const alsoHeard = useSpoken(heard, heard);
  const bar = useRef<HTMLDivElement>(null);
  const [isHeld, setHeld] = useState(false);
  const dismiss = useRef(onDismiss);
  useEffect(() => {
    dismiss.current = onDismiss;
  });
  useEffect(() => {
    if (!news || undoable || isHeld) return undefined;
    const timer = setTimeout(() => dismiss.current(), respite);
    return () => clearTimeout(timer);
  }, [news, undoable, isHeld]);
  useEffect(() => {
    if (!news || !undoable) return undefined;
    const lead = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Tab') return;
      document.removeEventListener('keydown', lead);
      if (event.shiftKey || event.defaultPrevented || bar.current?.contains(document.activeElement)) return;
      event.preventDefault();
      bar.current?.querySelector('button')?.focus();
    };
    document.addEventListener('keydown', lead);
    return () => document.removeEventListener('keydown', lead);
  }, [news, undoable]);
  return (
    <div
      ref={bar}
      {...asideAttribute}
      className={news ? styles.undo : styles.unseen}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onKeyDown={leaveAtEdges}
    >
      <span role="status" lang={news?.language}>
        {text}
      </span>
      <span role="status" className={styles.unseen}>
        {alsoHeard}
      </span>
      {onUndo && (
        <Button size="small" onClick={onUndo}>
          {t('page:undo.button')}
        </Button>
      )}
      {news && (
        <Button size="small" appearance="subtle" onClick={onDismiss}>
          {t('page:undo.close')}
        </Button>
      )}
    </div>
  );
}

/** The words of what was said, after a moment without any. */
function useSpoken(said: { readonly text: string } | undefined, turn: unknown): string {
  const text = said?.text ?? '';
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    setSpoken('');
    const timer = setTimeout(() => setSpoken(text), turn === undefined ? 0 : pause);
    return () => clearTimeout(timer);
  }, [text, turn]);
  return spoken;
}

function leaveAtEdges(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'Tab') return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const edge = event.shiftKey ? buttons[0] : buttons.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  leaveAside();
}
