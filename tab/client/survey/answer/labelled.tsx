import type { ReactNode } from 'react';
import { LabelText } from '../../ui/label-text.tsx';
import { useStyles } from '../../ui/styles.ts';
import type { FormState } from '../../ui/use-form.ts';
import type { Question } from './form.ts';
import type { KindProps } from './props.ts';
import { useAnswerStyles } from './styles.ts';

/** What every input of its own tells screen readers. */
export function nativeOf({ question, describedBy, isFaulty }: KindProps, also?: string) {
  return {
    id: question.code,
    'aria-required': question.required,
    'aria-invalid': isFaulty,
    'aria-describedby': [describedBy, also].filter(Boolean).join(' ') || undefined,
  } as const;
}

interface LabelledProps {
  readonly question: Question;
  readonly state: FormState;
  readonly explained: ReactNode;
  readonly unit?: string | null;
  readonly children: ReactNode;
}

/** An input with its label, and what explains it between them. */
export function Labelled({ question, explained, unit = null, children }: LabelledProps) {
  const styles = useStyles();
  const answering = useAnswerStyles();
  return (
    <div className={answering.group}>
      <label htmlFor={question.code} className={answering.label}>
        <LabelText {...question} />
        {unit !== null && <span className={styles.unseen}> ({unit})</span>}
      </label>
      {explained}
      {children}
    </div>
  );
}
