import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { asProblem, type Problem } from './api.ts';
import { Ask } from './ask.tsx';
import { detailOf } from './states.tsx';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';
import { type Done, useUndo } from './undo.tsx';

interface ConfirmProps {
  /** What the button that opens the question says. */
  readonly button: string;
  readonly title: string;
  /** True for the first thing to do on its page. Default false. */
  readonly isFirst?: boolean;
  readonly text: string;
  /** What the button that does it says. */
  readonly yes: string;
  /** What the button that leaves it says; default «cancel». */
  readonly no?: string;
  /** Does it, and gives what is then said of it. */
  readonly onYes: () => Promise<Done>;
}

/** A button for what cannot be taken back: it asks first, and tells a refusal where it was asked. */
export function Confirm({ button, title, isFirst = false, ...question }: ConfirmProps) {
  return (
    <Ask button={button} title={title} isFirst={isFirst}>
      {(close) => <Question {...question} close={close} />}
    </Ask>
  );
}

type QuestionProps = Omit<ConfirmProps, 'button' | 'title' | 'isFirst'> & { readonly close: () => void };

function Question({ text, yes, no, onYes, close }: QuestionProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { tell } = useUndo();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const done = await onYes();
      // What is said behind an open dialog is not read aloud.
      close();
      tell(done);
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <>
      <p className={styles.plain}>{text}</p>
      {problem && (
        <p role="alert" className={styles.plain}>
          {detailOf(problem, t)}
        </p>
      )}
      <div className={styles.actions}>
        <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void act()}>
          {yes}
        </Button>
        <Button disabledFocusable={isBusy} onClick={close}>
          {no ?? t('common:cancel')}
        </Button>
      </div>
    </>
  );
}
