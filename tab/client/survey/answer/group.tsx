import { Button, mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { LabelText } from '../../ui/label-text.tsx';
import { useWords } from '../../ui/texts.ts';
import type { FormState } from '../../ui/use-form.ts';
import type { Question } from './form.ts';
import type { KindProps } from './props.ts';
import { useAnswerStyles } from './styles.ts';

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
    document.getElementById(code)?.querySelector<HTMLElement>('input, button')?.focus();
  };
  return (
    <div>
      <Button size="small" appearance="subtle" aria-label={t('page:answer.clearOf', { label })} onClick={clear}>
        {t('page:answer.clear')}
      </Button>
    </div>
  );
}
