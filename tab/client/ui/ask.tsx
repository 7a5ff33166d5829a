import { Button } from '@fluentui/react-components';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useStyles } from './styles.ts';

interface AskProps {
  /** What the button that opens the dialog says. */
  readonly button: string;
  /** What a screen reader says instead, where several buttons read alike; begins with `button`. */
  readonly label?: string;
  readonly title: string;
  /** True for the first thing to do on its page. Default false. */
  readonly isFirst?: boolean;
  /** True when it is to be open from the start, as when something typed in it was left. Default false. */
  readonly isOpenAtFirst?: boolean;
  /** What the dialog holds while it is open; `close` closes it. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button that asks for something in the browser's own dialog, which keeps the focus, closes with Escape and gives the focus back. */
export function Ask({ button, label, title, isFirst = false, isOpenAtFirst = false, children }: AskProps) {
  const styles = useStyles();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const id = useId();
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  // Closing it here, and not by leaving it out, is what gives the focus back.
  const close = () => dialog.current?.close();
  return (
    <>
      <Button aria-label={label} appearance={isFirst ? 'primary' : 'secondary'} onClick={() => setOpen(true)}>
        {button}
      </Button>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onClose={() => setOpen(false)}>
        {isOpen && (
          <>
            <h2 id={id} className={styles.h2}>
              {title}
            </h2>
            <div className={styles.body}>{children(close)}</div>
          </>
        )}
      </dialog>
    </>
  );
}
