import type { Cell } from '../../../../documents/package/csv.ts';
import { surveyTables } from '../../../../documents/package/survey-tables.ts';
import { type Member, members, networks } from '../../../../domain/network/network.ts';
import { createSorted } from '../../../../domain/order.ts';
import type { Actor } from '../../../../domain/rights.ts';
import { put, type Store, type Write } from '../../../../domain/store.ts';
import type { CloseDeps } from '../../../../domain/survey/close.ts';
import type { Question } from '../../../../domain/survey/kinds/kinds.ts';
import type { Answers } from '../../../../domain/survey/question/answer.ts';
import { type Response, responses } from '../../../../domain/survey/response.ts';
import type { ClassResult, QuestionResult } from '../../../../domain/survey/results/figures.ts';
import { packageSurveys } from '../../../../domain/survey/results/package-part.ts';
import { surveyResults } from '../../../../domain/survey/results/survey-results.ts';
import { type Breakdown, type Survey, surveys } from '../../../../domain/survey/survey.ts';
import { load } from '../../../../domain/use-case.ts';
import { sealedIn } from '../../../storage/sealed.ts';

/** The most people and submissions of each that the questions below can tell apart. */
export const most = { people: 45, submissions: 3 };

/**
 * What somebody says in one of their submissions: a code that nobody else has, and they themselves never again. So the
 * counts that are published of such answers tell exactly whose they are.
 */
export function mark(person: number, submission: number): string {
  return `p${person}s${submission}`;
}

const marks = Array.from({ length: most.people }, (_, person) =>
  Array.from({ length: most.submissions }, (__, submission) => mark(person, submission)),
).flat();
const label = { fi: 'Kysymys' };
const options = marks.map((code) => ({ code, label }));
const rows = ['a', 'b'].map((code) => ({ code, label }));

/** Questions to which everybody's answer is their mark, and one of numbers, which tell no marks. */
export const marking: Question[] = [
  { kind: 'choice', code: 'all', label, required: true, multiple: false, other: false, options },
  { kind: 'choice', code: 'some', label, required: false, multiple: false, other: false, options },
  { kind: 'matrix', code: 'grid', label, required: false, nonAnswers: ['dontKnow'], rows, scale: options },
  { kind: 'text', code: 'text', label, required: false, multiline: true, maxLength: 100 },
  { kind: 'number', code: 'number', label, required: false, nonAnswers: ['dontKnow'] },
];

/** Which of `marking` somebody answers; the first always. */
export interface Says {
  readonly some: boolean;
  readonly a: boolean;
  readonly b: boolean;
}

export function markedAnswers(own: string, { some, a, b }: Says): Answers {
  // Who judges one row only says of the other, sometimes, that they do not know.
  const grid = { ...(a ? { a: own } : b ? { a: '-dontKnow' } : {}), ...(b && { b: own }) };
  return {
    all: own,
    ...(some && { some: own, text: own }),
    ...((a || b) && { grid }),
    ...(a ? { number: numberOf(own) } : { 'number.none': 'dontKnow' }),
  };
}

/** A number between 0 and 270 that follows from a mark. */
function numberOf(own: string): number {
  const [person = 0, again = 0] = own.slice(1).split('s').map(Number);
  return person * 2 * (again + 1);
}

/** One published table: of which thing, divided by what, and whose answers stand in each of its classes. */
export interface Published {
  readonly item: string;
  /** Undefined for a total. */
  readonly breakdown: Breakdown | undefined;
  /** Who is in each class; of a total, everybody. */
  readonly classes: readonly ReadonlySet<string>[];
}

/** Everything that is published of a survey at one moment. */
export interface Publication {
  readonly questions: readonly QuestionResult[];
  readonly tables: readonly Published[];
}

/**
 * Everything that is published of a survey at this moment, whose answers they are read from nothing but what is
 * published: to those who look after it, and of texts also to those who read what was shared.
 */
export async function publicationOf(store: Store, surveyId: string): Promise<Publication> {
  const survey = await load(store, surveys, surveyId);
  const [results, shared] = [
    await surveyResults(store, survey),
    await surveyResults(store, survey, { onlyShared: true }),
  ];
  if (results.suppressed || shared.suppressed) return { questions: [], tables: [] };
  const { questions } = results;
  return { questions, tables: [...questions.flatMap(tablesIn), ...shared.questions.flatMap(sharedTexts)] };
}

/** The same as the network's knowledge package tells it, read from its open data alone. */
export async function packagedTables(store: Store, networkId: string): Promise<Pick<Published, 'item' | 'classes'>[]> {
  const network = await load(store, networks, networkId);
  const tables = surveyTables({
    network,
    surveys: await packageSurveys({ view: store, network, sorted: createSorted('fi') }),
  });
  const chosen = (name: string) => {
    const { fields, rows: lines } = tables.find((table) => table.name === name) ?? { fields: [], rows: [] };
    return lines.map((cells) => new Map(fields.map((field, index) => [field.name, cells[index]])));
  };
  // What was said instead of an answer tells no marks.
  const marked = chosen('survey-counts').filter(
    (line) => line.get('question') !== 'number' && !String(line.get('option')).startsWith('-'),
  );
  const totals = Map.groupBy(marked, itemIn);
  const divided = Map.groupBy(chosen('survey-counts-by-class'), (line) => `${itemIn(line)} ${line.get('breakdown')}`);
  return [
    ...[...totals].map(([item, lines]) => ({ item, classes: [whoseIn(lines)] })),
    ...[...divided.values()].map((lines) => ({
      item: itemIn(lines[0] ?? new Map()),
      classes: [...Map.groupBy(lines, (line) => line.get('class')).values()].map(whoseIn),
    })),
  ];
}

type Line = ReadonlyMap<string, Cell>;

function itemIn(line: Line): string {
  return [line.get('question'), line.get('row')].filter(Boolean).join('.');
}

function whoseIn(lines: readonly Line[]): Set<string> {
  return new Set(lines.filter((line) => line.get('count') !== 0).map((line) => String(line.get('option'))));
}

function tablesIn(result: QuestionResult): Published[] {
  if (result.suppressed) return [];
  const totals = itemsIn(result, result.code).map(({ item, whose }) => {
    return { item, breakdown: undefined, classes: [whose] };
  });
  const divided = (result.byClass ?? []).flatMap(({ breakdown, classes }) => {
    const cells = classes.flatMap((one) => itemsIn(one, result.code));
    return [...Map.groupBy(cells, ({ item }) => item)].map(([item, own]) => ({
      item,
      breakdown,
      classes: own.map(({ whose }) => whose),
    }));
  });
  return [...totals, ...divided];
}

function sharedTexts({ code, texts }: QuestionResult): Published[] {
  return texts && texts.length > 0 ? [{ item: code, breakdown: undefined, classes: [new Set(texts)] }] : [];
}

function itemsIn(result: QuestionResult | ClassResult, code: string) {
  const { counts, rows: inRows = [] } = result;
  const named = (given: readonly { code: string; count: number }[]) =>
    new Set(given.filter(({ count }) => count > 0).map((one) => one.code));
  // Brackets are nobody's marks; `assertSuppressed` looks at them.
  if ('kind' in result && result.kind === 'number') return [];
  if (counts) return [{ item: code, whose: named(counts) }];
  if ('texts' in result && result.texts) return [{ item: code, whose: new Set(result.texts) }];
  return inRows
    .filter(({ suppressed }) => !suppressed)
    .map((row) => ({ item: `${code}.${row.code}`, whose: named(row.counts) }));
}

/** Somebody who looks after everything in a network. */
export function coordinatorOf(networkId: string): Actor {
  const membership = { memberId: 'nobody', networkId, groupIds: [], leads: [], roles: ['coordinator' as const] };
  return { personId: 'tenant:nobody', tenantId: 'tenant', memberships: [membership], founder: false };
}

/** A submission in the place of whatever its giver had submitted, as the form writes it. */
export async function submission(deps: CloseDeps, survey: Survey, member: Member, answers: Answers): Promise<Write> {
  const { id: surveyId, networkId, anonymity } = survey;
  const [found] = await deps.store.find(responses, { surveyId, respondentId: member.id });
  const sealed =
    anonymity === 'anonymous' ? await sealedIn(deps.vault, surveyId, JSON.stringify({ answers })) : undefined;
  const now = deps.now().toISOString();
  const response: Response = {
    id: found?.id ?? deps.newId(),
    version: found?.version ?? 0,
    networkId,
    surveyId,
    respondentId: member.id,
    memberId: member.id,
    organisationId: member.organisationId,
    state: 'submitted',
    ...(sealed === undefined ? { answers } : { answers: {}, sealed }),
    ...(found?.counted && { counted: found.counted }),
    updatedAt: now,
    submittedAt: now,
  };
  return put(responses, response);
}

/** Moves a member to other groups, as may happen after a closing. */
export async function moving(store: Store, memberId: string, groupIds: string[]): Promise<Write> {
  return put(members, { ...(await load(store, members, memberId)), groupIds });
}
