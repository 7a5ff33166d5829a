import { type Comment, comments, type Practice, type Validation, validations } from '../../domain/practice/practice.ts';
import { isOwn } from '../../domain/practice/states.ts';
import { networkId } from '../ids.ts';
import { type Entry, entry } from './entry.ts';
import type { Somebody } from './people.ts';
import type { Random } from './random.ts';
import { practiceTexts, written } from './texts.ts';

export type NewPractice = Omit<Practice, 'version'>;

/** A practice that others have read. */
interface Reviewed {
  readonly practice: NewPractice;
  /** When each of its revisions was saved, the first first. */
  readonly savedAt: readonly string[];
  readonly people: readonly Somebody[];
}

/** How many organisations validated the newest revision at least and at most, by state. */
const opinions: Readonly<Record<NewPractice['state'], readonly [number, number]>> = {
  draft: [0, 0],
  proposed: [0, 0],
  inValidation: [0, 4],
  validated: [2, 6],
  selected: [3, 7],
  returned: [0, 2],
  retired: [0, 3],
};

/** What organisations said of each revision; what is validated or selected has an approval of its newest one. */
export function* validationEntries({ practice, savedAt, people }: Reviewed, random: Random): Iterable<Entry> {
  for (const [earlier, moment] of savedAt.entries()) {
    const revision = earlier + 1;
    const [least, most] = revision === practice.revision ? opinions[practice.state] : [0, 2];
    const saying = othersThan(practice, people, random.between(least, most), random);
    for (const [nth, { id: memberId, organisationId }] of saying.entries()) {
      const verdict = nth === 0 && least > 0 ? 'correct' : random.pick(likely);
      yield entry(validations, {
        id: `${practice.id}:${revision}:${organisationId}`,
        networkId,
        practiceId: practice.id,
        revision,
        memberId,
        organisationId,
        verdict,
        ...(verdict === 'correct' ? {} : { reason: written(random, practiceTexts.reasons[verdict]) }),
        updatedAt: soonAfter(moment, random),
      });
    }
  }
}

const likely: readonly Validation['verdict'][] = [
  'correct',
  'correct',
  'correct',
  'correctWithChanges',
  'correctWithChanges',
  'notCorrect',
  'dontKnow',
];

/** A few members' remarks, each on one of the revisions. */
export function* commentEntries(reviewed: Reviewed, nextId: () => string, random: Random): Iterable<Entry> {
  const { practice, savedAt, people } = reviewed;
  const count = random.pick([0, 0, 1, 1, 2, 3, 5]);
  for (const text of random.some(practiceTexts.comments, count)) {
    const { id: memberId, organisationId } = random.pick(people);
    const revision = random.between(1, practice.revision);
    const comment: Omit<Comment, 'version'> = {
      id: nextId(),
      networkId,
      practiceId: practice.id,
      revision,
      memberId,
      ...(organisationId === undefined ? {} : { organisationId }),
      text: written(random, [text]),
      createdAt: soonAfter(savedAt[revision - 1] ?? practice.createdAt, random),
    };
    yield entry(comments, comment);
  }
}

interface Speaker extends Somebody {
  readonly organisationId: string;
}

/** Members of so many different organisations, none of them the author's; fewer when chance meets the same ones. */
function othersThan(practice: NewPractice, people: readonly Somebody[], count: number, random: Random): Speaker[] {
  const found = new Map<string, Speaker>();
  for (let tries = 0; tries < count * 8 && found.size < count; tries += 1) {
    const somebody = random.pick(people);
    const { id: memberId, organisationId } = somebody;
    if (organisationId === undefined || isOwn(practiceOwner(practice), { memberId, organisationId })) continue;
    found.set(organisationId, { ...somebody, organisationId });
  }
  return [...found.values()];
}

function practiceOwner(practice: NewPractice) {
  return { ...practice, version: 0 };
}

/** Within a day: the newest revision of any practice is two days old. */
function soonAfter(moment: string, random: Random): string {
  return new Date(Date.parse(moment) + random.between(3_600_000, 86_400_000)).toISOString();
}
