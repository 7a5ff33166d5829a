import { type Language, languages } from '../../ui/texts.ts';
import type { Edited, Question } from './edited.ts';

/** Why something was not saved, and where that is put right. */
export interface Refusal {
  /** The id of its input. */
  readonly input: string;
  /** The code of the question it stands in; undefined for what is said of the survey itself. */
  readonly code: string | undefined;
  /** The field of the survey that it is or stands in, such as `title`. */
  readonly field: string;
  /** What is wrong with it, as a code. */
  readonly fault: string;
}

/** Parts of a question by the ends of their inputs' ids. */
const ends: Readonly<Record<string, string>> = { minLength: 'min', maxLength: 'max', showIf: 'condition' };

/** What the server refused, by its place in what was sent: `questions.3.options.1.label.sv`. */
export function refusalsOf(fields: Readonly<Record<string, string>>, { questions }: Edited): Refusal[] {
  return Object.entries(fields).map(([path, fault]) => {
    const [field = '', place, ...within] = path.split('.');
    const question = field === 'questions' && place !== undefined ? questions[Number(place)] : undefined;
    if (question) return { input: inputWithin(question, within), code: question.code, field, fault };
    return { input: inLanguage(field, place), code: undefined, field, fault };
  });
}

function inputWithin(question: Question, [part = 'label', ...more]: readonly string[]): string {
  const own = `${question.code}-${ends[part] ?? part}`;
  if (part !== 'options' && part !== 'rows' && part !== 'scale') return inLanguage(own, more[0]);
  const items = (question as { readonly [list: string]: unknown })[part] as readonly { readonly code: string }[];
  const item = items[Number(more[0])];
  return item ? inLanguage(`${own}-${item.code}`, more[2]) : `${own}-add`;
}

/** The input of a text in its first language has the id of the whole. */
function inLanguage(id: string, language: string | undefined): string {
  return language !== languages[0] && languages.includes(language as Language) ? `${id}-${language}` : id;
}
