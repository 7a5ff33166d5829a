import { type AlikeText, alikeTexts } from './alike.ts';
import { type CodeChange, codeChangeOf, provisional, withLastingCodes } from './codes.ts';
import { type MissingText, missingTexts, type SurveyContent } from './content.ts';
import type { Question } from './kinds/kinds.ts';
import { isWritten, type QuestionFault, questionFaults } from './questions.ts';

/** What keeps a draft from being posted. */
export type DraftFault =
  | { readonly at: 'title' | 'purpose'; readonly fault: 'textMissing' }
  | { readonly at: 'questions'; readonly fault: 'nothingAsked' }
  | { readonly at: 'closes'; readonly fault: 'inPast' }
  | { readonly at: 'question'; readonly code: string; readonly fault: QuestionFault };

/** What its maker is told of a draft, saved or not. */
export interface DraftCheck {
  readonly faults: readonly DraftFault[];
  readonly missing: readonly MissingText[];
  /** What a reader cannot tell apart. */
  readonly alike: readonly AlikeText[];
  /** For each question in its order: the code it will have, and how it stands to what was asked before. */
  readonly codes: readonly { readonly code: string; readonly standing: CodeChange }[];
}

/** Looks at a draft as it would be posted at the moment `now`. */
export function checkDraft(
  draft: SurveyContent & { readonly closesAt: string },
  origins: readonly Question[],
  now: string,
): DraftCheck {
  const lasting = withLastingCodes(draft.questions, origins);
  return {
    faults: draftFaults(draft, now),
    missing: missingTexts(draft),
    alike: alikeTexts(draft),
    codes: lasting.map((question, index) => ({
      code: question.code,
      standing: draft.questions[index]?.code.startsWith(provisional) ? 'new' : codeChangeOf(question, origins),
    })),
  };
}

/** What keeps a draft from being posted at the moment `now`; empty when nothing does. */
export function draftFaults(draft: SurveyContent & { readonly closesAt: string }, now: string): DraftFault[] {
  const { title, purpose, questions, closesAt } = draft;
  return [
    ...(isWritten(title) ? [] : [{ at: 'title', fault: 'textMissing' } as const]),
    ...(isWritten(purpose) ? [] : [{ at: 'purpose', fault: 'textMissing' } as const]),
    ...(closesAt > now ? [] : [{ at: 'closes', fault: 'inPast' } as const]),
    ...(questions.some(({ kind }) => kind !== 'section') ? [] : [{ at: 'questions', fault: 'nothingAsked' } as const]),
    ...questionFaults(questions).map(({ code, fault }) => ({ at: 'question', code, fault }) as const),
  ];
}
