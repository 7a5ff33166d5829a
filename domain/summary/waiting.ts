import type { Member } from '../network/network.ts';
import { type Practice, validations } from '../practice/practice.ts';
import type { StoreReader } from '../store.ts';
import type { SurveyProgress } from '../survey/progress.ts';
import type { LocalizedText } from '../text.ts';

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

interface OpenSurvey {
  readonly surveyId: string;
  readonly title: LocalizedText;
  readonly closesAt: string;
  readonly progress: SurveyProgress;
}

/** What an open survey waits for: an empty list when everybody has answered, and nobody is to be kept from knowing. */
export function waitingAnswers(groupId: string | undefined, survey: OpenSurvey): Waiting[] {
  const { surveyId: subjectId, title, closesAt: dueAt, progress } = survey;
  const count = progress.told === 'counts' ? (progress.members ?? 0) - progress.submitted : undefined;
  return count !== 0 ? [{ kind: 'surveyAnswers', subjectId, title, groupId, who: 'members', count, dueAt }] : [];
}

const turns = {
  proposed: { kind: 'practiceProposed', who: 'lead' },
  inValidation: { kind: 'practiceInValidation', who: 'members' },
  validated: { kind: 'practiceValidated', who: 'coordinator' },
  returned: { kind: 'practiceReturned', who: 'author' },
} as const;

/** What each practice waits for: whoever is next in its course, and when it is in validation, the organisations. */
export async function waitingPractices(
  reader: StoreReader,
  written: readonly Practice[],
  people: readonly Member[],
): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  for (const practice of written) {
    const turn = Object.hasOwn(turns, practice.state) ? turns[practice.state as keyof typeof turns] : undefined;
    if (!turn) continue;
    const { id: subjectId, title, groupId } = practice;
    const count = practice.state === 'inValidation' ? await missingVerdicts(reader, practice, people) : 1;
    if (count > 0) waiting.push({ ...turn, subjectId, title, groupId, count });
  }
  return waiting;
}

/** How many organisations of the practice's group, other than the author's, have not yet judged this revision. */
async function missingVerdicts(reader: StoreReader, practice: Practice, people: readonly Member[]): Promise<number> {
  const asked = new Set(
    people.filter((member) => member.groupIds.includes(practice.groupId)).map((member) => member.organisationId),
  );
  asked.delete(undefined);
  asked.delete(practice.organisationId);
  for await (const given of reader.stream(validations, { practiceId: practice.id })) {
    if (given.revision === practice.revision) asked.delete(given.organisationId);
  }
  return asked.size;
}
