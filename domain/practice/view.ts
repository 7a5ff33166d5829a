import { groups, organisations } from '../network/network.ts';
import { latestFirst } from '../page.ts';
import type { Actor } from '../rights.ts';
import type { Shown } from '../seen.ts';
import type { StoreReader } from '../store.ts';
import type { LocalizedText } from '../text.ts';
import { load } from '../use-case.ts';
import { comments, type Practice, practices, type Validation, validations, verdicts } from './practice.ts';
import { shownOf } from './seen.ts';
import { actionsOn, authoriseReading, type PracticeOffer } from './states.ts';
import type { Verdict } from './validate.ts';

/** What one organisation says of the current revision. */
export interface Opinion {
  readonly organisationId: string;
  readonly organisation: string;
  readonly verdict: Verdict;
  readonly reason: string | undefined;
}

/** A comment as members read it: by organisation, with the revision it is about. */
export interface Remark {
  readonly id: string;
  /** Undefined for a member without an organisation. */
  readonly organisation: string | undefined;
  readonly text: string;
  readonly revision: number;
  readonly createdAt: string;
}

/** A practice as one reader sees it, with everything that was said of it. */
export interface PracticeView {
  readonly practice: Practice;
  readonly group: LocalizedText;
  /** The author's. */
  readonly organisation: string | undefined;
  /** Of the current revision, in the order of the verdicts. */
  readonly opinions: readonly Opinion[];
  readonly tallies: Readonly<Record<Verdict, number>>;
  /** How many opinions there are of earlier revisions. */
  readonly earlierOpinions: number;
  /** The newest first. */
  readonly remarks: readonly Remark[];
  /** What this reader may do. */
  readonly offers: readonly PracticeOffer[];
  /** What a decision on it rests on. */
  readonly shown: Shown;
  /** The local day of the network on which it is looked at; default none, on which nothing is late. */
  readonly today?: string;
}

/** A practice as the actor sees it. Every member; a draft is its author's alone. */
export async function practiceView(store: StoreReader, actor: Actor, practiceId: string): Promise<PracticeView> {
  const practice = await load(store, practices, practiceId);
  authoriseReading(actor, practice);
  return {
    ...(await whatIsSaid(store, practice)),
    group: (await load(store, groups, practice.groupId)).name,
    offers: actionsOn(actor, practice),
  };
}

/** A practice and what is said of it, for whoever may read it: the caller has seen to that. */
export async function whatIsSaid(
  store: StoreReader,
  practice: Practice,
): Promise<Omit<PracticeView, 'group' | 'offers'>> {
  const practiceId = practice.id;
  const given = await all(store.stream(validations, { practiceId }));
  const said = await all(store.stream(comments, { practiceId }));
  const current = given.filter(({ revision }) => revision === practice.revision);
  const nameOf = await organisationNames(store, [practice, ...current, ...said]);
  const remarks = said.map(({ id, organisationId, text, revision, createdAt }) => {
    return { id, organisation: nameOf(organisationId), text, revision, createdAt };
  });
  return {
    practice,
    organisation: nameOf(practice.organisationId),
    opinions: opinionsOf(current, nameOf),
    tallies: talliesOf(current),
    earlierOpinions: given.length - current.length,
    remarks: remarks.sort((a, b) => latestFirst(a.createdAt, b.createdAt) || latestFirst(a.id, b.id)),
    shown: shownOf(practice, current),
  };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

type NameOf = (organisationId: string | undefined) => string | undefined;

async function organisationNames(
  store: StoreReader,
  records: readonly { organisationId?: string | undefined }[],
): Promise<NameOf> {
  const ids = new Set(records.map(({ organisationId }) => organisationId).filter((id) => id !== undefined));
  const found = await Promise.all([...ids].map((id) => store.get(organisations, id)));
  const names = new Map(found.map((organisation) => [organisation?.id, organisation?.name]));
  return (organisationId) => (organisationId === undefined ? undefined : names.get(organisationId));
}

function opinionsOf(current: readonly Validation[], nameOf: NameOf): Opinion[] {
  const opinions = current.map(({ organisationId, verdict, reason }) => {
    return { organisationId, organisation: nameOf(organisationId) ?? '', verdict, reason };
  });
  const place = ({ verdict, organisation }: Opinion) => `${verdicts.indexOf(verdict)} ${organisation}`;
  return opinions.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

function talliesOf(current: readonly Validation[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => current.filter((validation) => validation.verdict === verdict).length;
  return Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>;
}
