import type { CountDeps, Counted } from '../counts.ts';
import type { Member } from '../network/network.ts';
import type { StoreReader } from '../store.ts';
import type { Waiting } from '../waiting.ts';
import { type Practice, practiceStates, practices, validations } from './practice.ts';

/** How many practices are in which state. */
export type StateCounts = Readonly<Record<(typeof practiceStates)[number], number>>;

export interface PracticeCounts {
  readonly practices: StateCounts;
}

/** Counts the practices of a network; the example that ships with the bot is left out. */
export async function practiceCounts({ view, networkId, members }: CountDeps): Promise<Counted<PracticeCounts>> {
  const all = await Array.fromAsync(view.stream(practices, { networkId }));
  const written = all.filter(({ example }) => !example);
  return {
    inGroup: (groupId) => ({ practices: countByState(written.filter((practice) => practice.groupId === groupId)) }),
    waiting: await waitingPractices(view, written, members),
  };
}

/** All of them together. */
export function sumOfCounts(counts: readonly StateCounts[]): StateCounts {
  const sum = { ...countByState([]) };
  for (const state of practiceStates) sum[state] = counts.reduce((total, count) => total + count[state], 0);
  return sum;
}

function countByState(written: readonly Practice[]): StateCounts {
  const counts = { draft: 0, proposed: 0, inValidation: 0, validated: 0, selected: 0, returned: 0, retired: 0 };
  for (const practice of written) counts[practice.state] += 1;
  return counts;
}

const turns = {
  proposed: { kind: 'practiceProposed', who: 'lead' },
  inValidation: { kind: 'practiceInValidation', who: 'members' },
  validated: { kind: 'practiceValidated', who: 'coordinator' },
  returned: { kind: 'practiceReturned', who: 'author' },
} as const;

/** What each practice waits for: whoever is next in its course, and when it is in validation, the organisations. */
async function waitingPractices(
  view: StoreReader,
  written: readonly Practice[],
  members: readonly Member[],
): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  for (const practice of written) {
    const turn = Object.hasOwn(turns, practice.state) ? turns[practice.state as keyof typeof turns] : undefined;
    if (!turn) continue;
    const { id: subjectId, title, groupId } = practice;
    const count = practice.state === 'inValidation' ? await missingVerdicts(view, practice, members) : 1;
    if (count > 0) waiting.push({ ...turn, subjectId, title, groupId, count });
  }
  return waiting;
}

/** How many organisations of the practice's group, other than the author's, have not yet judged this revision. */
async function missingVerdicts(view: StoreReader, practice: Practice, members: readonly Member[]): Promise<number> {
  const asked = new Set(
    members.filter(({ groupIds }) => groupIds.includes(practice.groupId)).map(({ organisationId }) => organisationId),
  );
  asked.delete(undefined);
  asked.delete(practice.organisationId);
  for await (const given of view.stream(validations, { practiceId: practice.id })) {
    if (given.revision === practice.revision) asked.delete(given.organisationId);
  }
  return asked.size;
}
