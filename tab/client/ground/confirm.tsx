import { Button } from '@fluentui/react-components';
import { useId, useRef, useState } from 'react';
import { asProblem, type Problem } from './api.ts';
import { detailOf } from './states.tsx';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';

interface ConfirmProps {
  /** What the button that opens the question says. */
  readonly button: string;
  readonly title: string;
  readonly text: string;
  /** What the button that does it says. */
  readonly yes: string;
  readonly onYes: () => Promise<void>;
}

/**
 * A button for what cannot be taken back: it asks first, and tells a refusal where it was asked. The browser's own
 * dialog keeps the focus, closes with Escape and gives the focus back.
 */
export function Confirm({ button, title, text, yes, onYes }: ConfirmProps) {
  const styles = useStyles();
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [problem, setProblem] = useState<Problem>();
  const ask = () => {
    setProblem(undefined);
    dialog.current?.showModal();
  };
  const act = () => {
    onYes().then(
      () => dialog.current?.close(),
      (error: unknown) => setProblem(asProblem(error)),
    );
  };
  return (
    <>
      <Button onClick={ask}>{button}</Button>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby={id}>
        <h2 id={id} className={styles.h2}>
          {title}
        </h2>
        <p>{text}</p>
        {problem && <p role="alert">{detailOf(problem, t)}</p>}
        <div className={styles.actions}>
          <Button appearance="primary" onClick={act}>
            {yes}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{t('page:form.cancel')}</Button>
        </div>
      </dialog>
    </>
  );
}
