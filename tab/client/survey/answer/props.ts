import type { ReactNode } from 'react';
import type { FormState } from '../../ui/use-form.ts';
import type { Question } from './form.ts';

/** What the inputs of a question are given. */
export interface InputsProps<Q extends Question = Question> {
  readonly question: Q;
  readonly state: FormState;
  /** The ids of what explains the question, for screen readers; undefined when nothing does. */
  readonly describedBy: string | undefined;
  readonly isFaulty: boolean;
}

/** The inputs of a question, with what explains it between its label and them. */
export type KindProps<Q extends Question = Question> = InputsProps<Q> & { readonly explained: ReactNode };
