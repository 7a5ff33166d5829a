import { practiceMessages } from '../../domain/practice/announce.ts';
import type { PracticeForms } from '../../domain/practice/form.ts';
import {
  type Practice,
  type PracticeText,
  practiceKinds,
  practiceRevisions,
  practiceStates,
  practices,
  supportForms,
  targetGroups,
  themes,
} from '../../domain/practice/practice.ts';
import { networkId } from '../ids.ts';
import type { Term } from '../term.ts';
import { type Entry, entry } from './entry.ts';
import { bulkId, idsOf } from './ids.ts';
import type { Ledger } from './messages.ts';
import type { Somebody } from './people.ts';
import { places } from './places.ts';
import { type Random, randomFor } from './random.ts';
import { commentEntries, type NewPractice, validationEntries } from './reviews.ts';
import { practiceTexts, written } from './texts.ts';

/** What practices are made from. */
export interface PracticeMaking {
  readonly term: Term;
  readonly ledger: Ledger;
  readonly forms: PracticeForms;
  /** Everybody who is in some group: who writes, comments and validates. */
  readonly people: readonly Somebody[];
  /** How far back practices go, in days. */
  readonly span: number;
}

/** So many practices more, the oldest first, of all kinds and in all states, with what was said of them. */
export function* practiceEntries(count: number, making: PracticeMaking): Iterable<Entry> {
  const commentId = idsOf('comment');
  for (let index = 0; index < count; index += 1) {
    const random = randomFor('practice', index);
    const daysAgo = 4 + Math.floor(((count - index) / count) * making.span);
    const practice = practiceOf(index, daysAgo, making, random);
    const revisions = revisionsOf(practice, Date.parse(making.term.at(-2, '12:00')));
    const { text, savedAt: updatedAt } = revisions.at(-1) as Revision;
    yield entry(practices, { ...practice, ...text, updatedAt });
    if (practice.state === 'draft') continue;
    for (const revision of revisions) yield* revisionEntries(practice, revision, making.ledger);
    const reviewed = { practice, savedAt: revisions.map(({ savedAt }) => savedAt), people: making.people };
    yield* validationEntries(reviewed, random);
    yield* commentEntries(reviewed, commentId, random);
  }
}

/** How likely each state is, in the order of the course. */
const shares: Readonly<Record<Practice['state'], number>> = {
  draft: 8,
  proposed: 15,
  inValidation: 20,
  validated: 25,
  selected: 18,
  returned: 7,
  retired: 7,
};
/** A hundred states, in those shares. */
const states = practiceStates.flatMap((state) => Array.from({ length: shares[state] }, () => state));

function practiceOf(index: number, daysAgo: number, making: PracticeMaking, random: Random): NewPractice {
  // One of each state comes first, so that a small network has them all.
  const state = practiceStates[index] ?? random.pick(states);
  const kind = practiceKinds[index % practiceKinds.length] ?? 'goodPractice';
  const author = random.pick(making.people);
  const createdAt = making.term.at(-daysAgo, '10:00');
  const text = textOf(kind, making.forms, random);
  const rest = {
    id: bulkId('practice', index),
    networkId,
    groupId: random.pick(author.groupIds),
    kind,
    ...text,
    revision: state === 'draft' ? 1 : random.pick([1, 1, 1, 2, 2, 3]),
    state,
    authorMemberId: author.id,
    ...(author.organisationId === undefined ? {} : { organisationId: author.organisationId }),
    example: false,
    createdAt,
    updatedAt: createdAt,
  };
  if (state === 'returned') return { ...rest, returnReason: written(random, practiceTexts.returnReasons) };
  if (state === 'validated' && random.percent(10)) return { ...rest, draft: changed(text, 0) };
  return rest;
}

function textOf(kind: Practice['kind'], forms: PracticeForms, random: Random): PracticeText {
  const place = random.pick(places).name;
  const sections = forms[kind].sections
    .filter(({ required }) => required || random.percent(55))
    .map(({ code }) => [code, { fi: written(random, sentencesOf(code), random.pick(sentenceCounts[code] ?? [1, 2])) }]);
  return {
    title: { fi: `${random.pick(practiceTexts.titles[kind])}: ${place} (esimerkki)` },
    sections: Object.fromEntries(sections),
    filing: {
      supportForms: inOrder(supportForms, random.some(supportForms.slice(0, 3), random.between(1, 2))),
      targetGroups: random.percent(40) ? ['everyone'] : inOrder(targetGroups, random.some(targetGroups.slice(1), 2)),
      themes: inOrder(themes, random.some(themes, random.between(1, 3))),
      region: 'Uusimaa',
      ...(random.percent(50) ? { municipality: place } : {}),
    },
  };
}

/** Numbered steps are one way to do it: two of them in a row would count from 1 twice. */
const sentenceCounts: Readonly<Record<string, readonly number[]>> = { steps: [1] };

function sentencesOf(section: string): readonly string[] {
  const stock = practiceTexts.sections[section];
  if (!stock) throw new Error(`no sentences for the section ${section}`);
  return stock;
}

function inOrder<T>(order: readonly T[], chosen: readonly T[]): T[] {
  return order.filter((one) => chosen.includes(one));
}

interface Revision {
  readonly revision: number;
  readonly text: PracticeText;
  readonly savedAt: string;
}

/** Every revision up to the newest: each adds a sentence, and they lie evenly between the first day and `latest`. */
function revisionsOf(practice: NewPractice, latest: number): readonly Revision[] {
  const { title, sections, filing, revision: newest, createdAt } = practice;
  const first = Date.parse(createdAt);
  const step = Math.min((latest - first) / newest, 20 * 86_400_000);
  let text: PracticeText = { title, sections, filing };
  return Array.from({ length: newest }, (_, earlier) => {
    if (earlier > 0) text = changed(text, earlier);
    const savedAt = new Date(first + Math.floor(earlier * step)).toISOString();
    return { revision: earlier + 1, text, savedAt };
  });
}

function changed(text: PracticeText, nth: number): PracticeText {
  const { changes } = practiceTexts;
  const [code = '', section] = Object.entries(text.sections).at(-1) ?? [];
  const addition = changes[nth % changes.length];
  return { ...text, sections: { ...text.sections, [code]: { ...section, fi: `${section?.fi} ${addition}` } } };
}

function* revisionEntries(practice: NewPractice, { revision, text, savedAt }: Revision, ledger: Ledger) {
  const { id: practiceId, kind, authorMemberId: savedBy } = practice;
  yield entry(practiceRevisions, {
    id: `${practiceId}:${revision}`,
    networkId,
    practiceId,
    kind,
    ...text,
    revision,
    savedBy,
    savedAt,
  });
  const message = { kind: practiceMessages.proposed, subjectId: practiceId, groupId: practice.groupId };
  yield ledger.sent({ ...message, sentAt: savedAt, occasion: `v${revision - 1}` });
}
