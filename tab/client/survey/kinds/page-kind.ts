import type { ReactNode } from 'react';
import type { FormQuestionOf } from '../answer/form.ts';
import type { KindProps } from '../answer/props.ts';
import type { AskedKind, AskedQuestion, OneOf, Option, Question, Text } from '../editor/edited.ts';

/** What the editor of a question's kind is given. */
export interface EditingProps<Q extends Question> {
  readonly id: string;
  readonly question: Q;
  readonly onChange: (question: Q) => void;
  /** What keeps the survey from being posted, in words, by the ids of the inputs it is about. */
  readonly faults: Readonly<Record<string, string>>;
}

/** What stays of a question when its kind is changed. */
export type Kept = Pick<AskedQuestion, 'code' | 'label' | 'help' | 'required' | 'showIf' | 'nonAnswers'>;

/** A kind of question on the page. */
export interface PageKind<K extends AskedKind> {
  /** Its inputs in a form, with what explains it between its label and them. */
  Inputs(props: KindProps<FormQuestionOf<K>>): ReactNode;
  /** What there is to choose from and what an answer has to be like, in the editor. */
  Editing(props: EditingProps<OneOf<K>>): ReactNode;
  /** Whether the editor has inputs for the least and the most, `<id>-min` and `<id>-max`. */
  readonly hasLimits: boolean;
  /** A question of this kind with nothing written yet, or with the options of the kind it had before. */
  fresh(kept: Kept, options: readonly Option[] | undefined): OneOf<K>;
  /** The codes by which a later question can depend on it; undefined when it is not chosen from. */
  choices(question: OneOf<K>): { readonly code: string; readonly label?: Text }[] | undefined;
}
