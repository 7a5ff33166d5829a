import type { AnswerOf } from '../../ui/api.ts';
import { draftOf } from '../../ui/drafts.ts';
import type { Values } from '../../ui/use-form.ts';

export type AnswerForm = AnswerOf<'GET /surveys/{surveyId}/answer'>;
export type FormPage = AnswerForm['pages'][number];
export type Question = FormPage['questions'][number];
export type FormQuestionOf<K extends Question['kind']> = Extract<Question, { kind: K }>;

/** Which form it is: of which survey, and in the place of which organisation, if of any. */
export interface FormPlace {
  readonly surveyId: string;
  readonly organisation: string | undefined;
}

/** The address of a form below the root of the page. */
export function pathOf({ surveyId, organisation }: FormPlace): string {
  return organisation === undefined ? `surveys/${surveyId}/answer` : `surveys/${surveyId}/entries/${organisation}`;
}

/** The name under which the window keeps what is typed on one page and not saved. */
export function draftName(place: FormPlace, page: number): string {
  return `${pathOf(place)} ${page}`;
}

/** The most pages that a form has. */
const mostPages = 200;

/** The page on which something was typed and not saved. */
export function pageLeft(place: FormPlace): number | undefined {
  for (let page = 0; page <= mostPages; page += 1) if (draftOf(draftName(place, page))) return page;
  return undefined;
}

/** The inputs of a question, by their keys. */
function keysOf(question: Question): string[] {
  const { code, instead } = question;
  const own = 'rows' in question ? question.rows.map(({ key }) => key) : [code];
  const other = 'otherKey' in question && question.otherKey !== null ? [question.otherKey] : [];
  return [...own, ...other, ...(instead ? [instead.key] : [])];
}

/** What is stored of one page, by its inputs. */
export function storedOn({ questions }: FormPage, { typed }: AnswerForm): Values {
  return Object.fromEntries(questions.flatMap(keysOf).map((key) => [key, typed[key] ?? '']));
}
