import { Button, mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useStyles } from '../../ground/styles.ts';
import { useWords } from '../../ground/texts.ts';
import type { FormState } from '../../ground/use-form.ts';
import type { Question } from './form.ts';
import type { KindProps } from './question.tsx';
import { useAnswerStyles } from './styles.ts';

/** The label of a question, marked when an answer is needed. */
export function LabelText({ label, required }: Pick<Question, 'label' | 'required'>) {
  const styles = useStyles();
  const answering = useAnswerStyles();
  const { t } = useWords();
  return (
    <>
      {label}
      {required && (
        <>
          <span aria-hidden="true" className={answering.star}>
            {' *'}
          </span>
          <span className={styles.unseen}> ({t('page:survey.required')})</span>
        </>
      )}
    </>
  );
}

interface GroupProps extends Omit<KindProps, 'state'> {
  /** True when one of its inputs alone can be chosen. */
  readonly isOneOf: boolean;
  readonly children: ReactNode;
}

/** Several inputs that answer one question. */
export function Group({ question, describedBy, isFaulty, explained, isOneOf, children }: GroupProps) {
  const answering = useAnswerStyles();
  const { code, required } = question;
  const oneOf = isOneOf && ({ role: 'radiogroup', 'aria-required': required, 'aria-invalid': isFaulty } as const);
  return (
    <fieldset id={code} className={answering.group} aria-describedby={describedBy} {...oneOf}>
      <legend className={mergeClasses(answering.label, answering.legend)}>
        <LabelText {...question} />
      </legend>
      {explained}
      {children}
    </fieldset>
  );
}

interface ClearProps {
  readonly question: Question;
  readonly state: FormState;
  /** The inputs to be emptied. */
  readonly keys: readonly string[];
}

/** Takes back what was chosen, which no press on a radio button does. Not for what needs an answer. */
export function Clear({ question, state, keys }: ClearProps) {
  const { t } = useWords();
  const { code, label, required } = question;
  if (required || keys.every((key) => !state.values[key])) return null;
  const clear = () => {
    for (const key of keys) state.set(key, '');
    // The button goes, so that the focus would be nowhere.
    document.getElementById(code)?.querySelector('input')?.focus();
  };
  return (
    <div>
      <Button size="small" appearance="subtle" aria-label={t('page:answer.clearOf', { label })} onClick={clear}>
        {t('page:answer.clear')}
      </Button>
    </div>
  );
}
