import { useEffect, useRef } from 'react';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import type { AnswerForm, FormPlace } from './form.ts';
import { useAnswerStyles } from './styles.ts';

/** What each step of answering is given. */
export interface StepProps {
  readonly form: AnswerForm;
  readonly place: FormPlace;
  /** True when its reader has come here from another step: then its heading takes the focus. */
  readonly isMoved: boolean;
  /** Shows what comes next. */
  readonly onNext: (form: AnswerForm) => void;
}

/** The heading of a step, where reading begins after going there. */
export function StepHeading({ text, isMoved }: { readonly text: string; readonly isMoved: boolean }) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isMoved) heading.current?.focus({ preventScroll: true });
  }, [isMoved]);
  return (
    <h2 ref={heading} tabIndex={-1} className={styles.h2}>
      {text}
    </h2>
  );
}

/** Says whose answer it is, when that is not its reader's alone. */
export function Whose({ form }: Pick<StepProps, 'form'>) {
  const styles = useStyles();
  const answering = useAnswerStyles();
  const { t } = useWords();
  const { enteredFor, respondent } = form;
  if (enteredFor) {
    return (
      <p className={answering.whose}>
        {t('survey:enteringFor')} <strong>{enteredFor.name}</strong>
      </p>
    );
  }
  return respondent === 'organisation' ? <p className={styles.plain}>{t('survey:organisationAnswers')}</p> : null;
}
