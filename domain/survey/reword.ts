import { AppError, quotable } from '../errors.ts';
import { assertRoomFor } from '../limits.ts';
import { onceMore } from '../once-more.ts';
import { type Actor, authorise } from '../rights.ts';
import { put, type StoreReader, type Write } from '../store.ts';
import type { LocalizedText } from '../text.ts';
import { assertVersion, type Deps, load } from '../use-case.ts';
import { answeredOf, stillAnswered } from './answered-questions.ts';
import type { Question } from './kinds/kinds.ts';
import { showingOpen } from './life.ts';
import { endsIn, listsIn, withLists } from './question/parts.ts';
import { assertQuestions } from './questions.ts';
import { hasEnded, isSecret, type Survey, surveys } from './survey.ts';

/** What a posted survey says and asks. */
export type Wording = Pick<Survey, 'title' | 'purpose' | 'questions'>;

/**
 * Changes what a scheduled or open survey says. What was said before is kept under its number, which every answer
 * carries, except those of an anonymous survey after its closing. What a question means stays as it is from its first
 * answer on. Where that somebody answered is secret, all questions stay from the opening on, with none added: what may
 * be changed would tell whether anybody has answered. `SURVEY_MEANING_FIXED` names the question. Leads of the group and
 * coordinators; `seen` is the version its editor saw. Throws `STALE`, `SURVEY_QUESTIONS_INVALID`, `SURVEY_NOT_POSTED` for
 * a draft, `SURVEY_CANCELLED` and `SURVEY_CLOSED`.
 */
export async function rewordSurvey(
  deps: Deps,
  actor: Actor,
  surveyId: string,
  wording: Wording,
  seen?: number,
): Promise<Survey> {
  return reworded(deps, actor, surveyId, () => wording, seen);
}

/**
 * One text of a survey: title or purpose, a question with its help, or a text within a question.
 */
export type RewordedPart =
  | { readonly part: 'title' | 'purpose'; readonly text: LocalizedText }
  | { readonly part: 'question'; readonly code: string; readonly text: LocalizedText; readonly help?: LocalizedText }
  | RewordedLabel;

type RewordedLabel = LabelWithin & { readonly question: string; readonly text: LocalizedText };

/** Which text within a question: an option, a row or a step of a matrix, or what an end of a rating is called. */
export type LabelWithin =
  | { readonly part: 'option' | 'row' | 'step'; readonly code: string }
  | { readonly part: 'low' | 'high' };

/** Changes one text of a posted survey; throws as `rewordSurvey` does, and `NOT_FOUND` for a code it lacks. */
export async function rewordPart(
  deps: Deps,
  actor: Actor,
  surveyId: string,
  change: RewordedPart,
  seen?: number,
): Promise<Survey> {
  return reworded(deps, actor, surveyId, (survey) => withPart(survey, change), seen);
}

function withPart(survey: Survey, change: RewordedPart): Wording {
  if ('question' in change) return withQuestion(survey, change.question, (question) => withLabel(question, change));
  if (change.part === 'question') {
    const { code, text: label, help } = change;
    return withQuestion(survey, code, (question) => ({ ...question, label, help }));
  }
  const { title, purpose, questions } = survey;
  return { title, purpose, questions, [change.part]: change.text };
}

function withQuestion(survey: Survey, code: string, changed: (question: Question) => Question): Wording {
  const { title, purpose, questions } = survey;
  if (!questions.some((question) => question.code === code)) {
    throw new AppError('NOT_FOUND', `survey ${survey.id} does not ask ${quotable(code)}`);
  }
  return { title, purpose, questions: questions.map((one) => (one.code === code ? changed(one) : one)) };
}

function withLabel(question: Question, change: RewordedLabel): Question {
  const { part, text } = change;
  if (!labelsIn(question).some((label) => isSameLabel(label, change))) {
    throw new AppError('NOT_FOUND', `${question.code} has no such ${part}`);
  }
  if (!('code' in change)) return { ...question, [part]: text };
  return withLists(question, (items, list) =>
    items.map((item) => (labelParts[list] === part && item.code === change.code ? { ...item, label: text } : item)),
  );
}

/** What a text within a question is called here, by the list it stands in. */
const labelParts = { option: 'option', row: 'row', scale: 'step' } as const;

function isSameLabel(one: LabelWithin, other: LabelWithin): boolean {
  return one.part === other.part && ('code' in one ? one.code : '') === ('code' in other ? other.code : '');
}

/** The texts within a question, in the order of the form: its options, its rows and its scale, or the ends of a rating. */
export function labelsIn(question: Question): (LabelWithin & { readonly text: LocalizedText })[] {
  return [
    ...listsIn(question).flatMap(({ part, items }) =>
      items.map(({ code, label: text }) => ({ part: labelParts[part], code, text })),
    ),
    ...endsIn(question),
  ];
}

async function reworded(
  deps: Deps,
  actor: Actor,
  surveyId: string,
  wordingFor: (survey: Survey) => Wording,
  seen: number | undefined,
): Promise<Survey> {
  return onceMore(async () => {
    const survey = await load(deps.store, surveys, surveyId);
    authorise(actor, 'survey.manage', survey);
    if (survey.state === 'draft') throw new AppError('SURVEY_NOT_POSTED', `survey ${surveyId} is a draft`);
    if (survey.state === 'cancelled') throw new AppError('SURVEY_CANCELLED', `survey ${surveyId} is cancelled`);
    if (hasEnded(survey)) throw new AppError('SURVEY_CLOSED', `survey ${surveyId} is closed`);
    const wording = wordingFor(survey);
    if (isSame(survey, wording)) return survey;
    assertVersion(survey, seen);
    const ground = await meaningKept(deps.store, survey, wording.questions);
    assertQuestions(wording.questions);
    assertRoomFor('wordings', survey.earlierWordings?.length ?? 0);
    const changed = withWording(survey, wording, deps.now().toISOString());
    await deps.store.commit([put(surveys, changed), ...ground, ...(await cardsOf(deps, changed))]);
    return changed;
  });
}

async function cardsOf(deps: Deps, survey: Survey): Promise<Write[]> {
  return survey.state === 'open' ? [await showingOpen(deps, survey)] : [];
}

function isSame({ title, purpose, questions }: Survey, wording: Wording): boolean {
  return canonical({ title, purpose, questions }) === canonical(wording);
}

function withWording(survey: Survey, { title, purpose, questions }: Wording, until: string): Survey {
  const revision = survey.revision ?? 1;
  const before = { revision, until, title: survey.title, purpose: survey.purpose, questions: survey.questions };
  const earlierWordings = [...(survey.earlierWordings ?? []), before];
  return { ...survey, title, purpose, questions, revision: revision + 1, earlierWordings };
}

/** What a change of questions rests on: nobody has answered meanwhile what it changes. Throws `SURVEY_MEANING_FIXED`. */
async function meaningKept(store: StoreReader, survey: Survey, questions: readonly Question[]): Promise<Write[]> {
  const asked = survey.questions.filter(({ kind }) => kind !== 'section');
  const after = new Map(questions.map((question) => [question.code, meaningOf(question)]));
  const changed = asked.filter((question) => after.get(question.code) !== meaningOf(question));
  const added = questions.filter(({ kind, code }) => kind !== 'section' && !asked.some((one) => one.code === code));
  if (isSecret(survey)) {
    if (survey.state === 'open') assertNone([...changed, ...added]);
    return [];
  }
  if (changed.length === 0) return [];
  const answered = await answeredOf(store, survey);
  assertNone(changed.filter(({ code }) => answered.codes.includes(code)));
  return [stillAnswered(answered)];
}

function assertNone([fixed]: readonly Question[]): void {
  if (fixed) throw new AppError('SURVEY_MEANING_FIXED', `${fixed.code} is fixed`, { hint: fixed.code });
}

/** All of a question but its words: two questions of one meaning can be counted together. */
function meaningOf(question: Question): string {
  const wordless = withLists(question, (items) =>
    items.map((item) => ({
      ...item,
      label: {},
      exclusive: item.exclusive || undefined,
      reversed: item.reversed || undefined,
    })),
  );
  return canonical({ ...wordless, label: undefined, help: undefined, low: undefined, high: undefined });
}

/** The same text for values that hold the same, in whatever order their keys stand. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
