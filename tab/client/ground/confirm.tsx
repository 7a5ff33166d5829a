import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import { useState } from 'react';
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

/** A button for what cannot be taken back: it asks first, and tells a refusal where it was asked. */
export function Confirm({ button, title, text, yes, onYes }: ConfirmProps) {
  const styles = useStyles();
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const act = () => {
    onYes().then(
      () => setOpen(false),
      (error: unknown) => setProblem(asProblem(error)),
    );
  };
  return (
    <Dialog open={isOpen} onOpenChange={(_event, { open }) => setOpen(open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button>{button}</Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            <p className={styles.plain}>{text}</p>
            {problem && <p role="alert">{detailOf(problem, t)}</p>}
          </DialogContent>
          <DialogActions fluid>
            <Button appearance="primary" onClick={act}>
              {yes}
            </Button>
            <DialogTrigger disableButtonEnhancement>
              <Button>{t('page:form.cancel')}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
