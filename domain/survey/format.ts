import { z } from 'zod';
import { AppError, type FieldFault } from '../errors.ts';
import { contentOf, SurveyContent } from './content.ts';
import { Retention, retentionOf } from './retention.ts';
import type { Survey } from './survey.ts';

/** The version of the format that is written, and the only one that is read. */
export const formatVersion = 1;

/** The most characters of a file that is read. */
export const longestFile = 1_000_000;

/**
 * A survey as a file: what it says and asks, and for how long it keeps what is answered. Nothing of whom it asked, when,
 * or what was answered.
 */
export const SurveyFile = SurveyContent.extend({
  formatVersion: z.literal(formatVersion),
  /** Default as for any new survey. */
  keep: Retention.optional(),
});
export type SurveyFile = z.infer<typeof SurveyFile>;

/** The format as JSON Schema (draft 2020-12), made from what the file is read by. */
export function surveyFileSchema() {
  const schema = z.toJSONSchema(SurveyFile, { io: 'input' });
  return { ...schema, title: 'Verkostobotti survey', description: `A survey as a file, version ${formatVersion}.` };
}

/** A survey as it goes into a file. */
export function surveyFileOf(survey: Survey): SurveyFile {
  return { formatVersion, ...contentOf(survey), keep: retentionOf(survey) };
}

const mostFaults = 20;

/**
 * Reads a file that somebody made anywhere. Throws `SURVEY_FILE_INVALID`: `fields` names the faulty places, the
 * questions by their codes, and the hint the first of them; and `SURVEY_FILE_VERSION` for a version this program does
 * not know.
 */
export function parseSurveyFile(text: string): SurveyFile {
  const value = parsed(text);
  const version = z.object({ formatVersion: z.unknown() }).safeParse(value).data?.formatVersion;
  if (typeof version === 'number' && version !== formatVersion) {
    throw new AppError('SURVEY_FILE_VERSION', `format version ${version}`, { hint: String(version) });
  }
  const read = SurveyFile.safeParse(value, { reportInput: true });
  if (read.success) return read.data;
  const places = read.error.issues.slice(0, mostFaults).map((issue) => [pathInFile(issue.path, value), faultOf(issue)]);
  const fields = Object.fromEntries(places) as Record<string, FieldFault>;
  const hint = Object.keys(fields)[0] ?? '';
  throw new AppError('SURVEY_FILE_INVALID', `faulty at ${hint}`, { hint, fields, cause: read.error });
}

function parsed(text: string): unknown {
  if (text.length > longestFile) throw new AppError('INPUT_TOO_LARGE', `a file of ${text.length} characters`);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new AppError('SURVEY_FILE_INVALID', 'not JSON', { hint: 'JSON', cause });
  }
}

const Asking = z.object({ questions: z.array(z.unknown()) });
const Coded = z.object({ code: z.string() });
/** The most characters of a faulty code that are told: it may be anything. */
const longestPlace = 60;

/** `needWith.options.2.label`: the code of a question in place of where it stands, numbers from 1. */
function pathInFile(path: readonly PropertyKey[], value: unknown): string {
  const [first, index, ...rest] = path;
  const place = (part: PropertyKey) => (typeof part === 'number' ? String(part + 1) : String(part));
  if (first !== 'questions' || typeof index !== 'number') return path.map(place).join('.');
  const question = Asking.safeParse(value).data?.questions[index];
  const code = Coded.safeParse(question).data?.code;
  return [code?.slice(0, longestPlace) ?? `questions.${index + 1}`, ...rest.map(place)].join('.');
}

const faults: Readonly<Partial<Record<z.core.$ZodIssue['code'], FieldFault>>> = {
  too_big: 'tooLong',
  too_small: 'tooShort',
  invalid_value: 'notAnOption',
  invalid_union: 'notAnOption',
};

function faultOf(issue: z.core.$ZodIssue): FieldFault {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'required';
  return faults[issue.code] ?? 'wrongForm';
}
