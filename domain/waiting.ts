import type { LocalizedText } from './text.ts';

/** Something that does not go on before somebody acts. */
export interface Waiting {
  readonly kind:
    | 'surveyAnswers'
    | 'practiceProposed'
    | 'practiceInValidation'
    | 'practiceValidated'
    | 'practiceReturned';
  readonly subjectId: string;
  readonly title: LocalizedText;
  /** Undefined for a survey that no group looks after. */
  readonly groupId?: string | undefined;
  /** Whose turn it is; never who by name. */
  readonly who: 'members' | 'lead' | 'coordinator' | 'author';
  /**
   * How many answers, verdicts or decisions are missing; undefined of answers to a secret survey. Verdicts are counted
   * by organisation.
   */
  readonly count: number | undefined;
  readonly dueAt?: string;
}
