import { type Content, loadContent } from '../../content/content.ts';
import { finnishHolidays } from '../../content/holidays.ts';
import { momentAt } from '../../domain/local-time.ts';
import {
  groups,
  type Member,
  members,
  Network,
  networks,
  type Organisation,
  type OrganisationType,
  organisations,
  type WorkingGroup,
} from '../../domain/network/network.ts';
import { type Comment, comments, practiceRevisions, practices, validations } from '../../domain/practice/practice.ts';
import type { StoredRecord } from '../../domain/store.ts';
import { responses } from '../../domain/survey/response.ts';
import { demoNetwork, usualServiceUrl } from '../seed.ts';
import { type Term, termAround, timeZone } from '../term.ts';
import { type Entry, entryOf } from './entry.ts';
import { meetingEntries } from './meetings.ts';
import { openLedger } from './messages.ts';
import { organisation } from './organisations.ts';
import { channelIdOf, type Newcomers, newcomer, newcomerEntries, newcomers, type Somebody } from './people.ts';
import { practiceEntries } from './practices.ts';
import { planSurveys } from './survey-plan.ts';
import { respondentsOf, surveyEntries } from './surveys.ts';

/** How many records a grown demo network holds of the kinds that make its size. */
export interface BulkSizes {
  /** Those who have left included; never fewer than the demo network's own. */
  readonly members: number;
  /** Drafts and the answers of closed anonymous surveys included. */
  readonly responses: number;
  /** In all states, the example that ships with the bot included. */
  readonly practices: number;
}

/** How many days back surveys and practices go. */
const span = 1000;

/**
 * The demo network grown to these sizes, as it stands on a day (`2026-11-22`): its own people, groups, surveys and
 * meetings, and beside them what a network of years holds. The same arguments give the same records in the same order;
 * what is referred to comes before what refers to it. Memory grows with members and surveys, never with answers.
 */
export async function* bulkNetwork(
  sizes: BulkSizes,
  day: string,
  content: Content = loadContent(),
): AsyncIterable<Entry> {
  const now = new Date(momentAt(day, '12:00', timeZone) ?? day);
  const term = termAround(now);
  const demo = demoEntries(now, term, sizes, content);
  const joining = newcomers(Math.max(0, sizes.members - recordsOf(demo, members.name).length));
  yield* demo;
  yield* newcomerEntries(term, joining, usualServiceUrl);

  const people = everybody(demo, joining, term);
  const groupIds = [...recordsOf<WorkingGroup>(demo, groups.name).map(({ id }) => id), ...joining.groupIds];
  const asked = new Map(groupIds.map((id) => [id, people.filter((one) => one.groupIds.includes(id))]));
  const ledger = openLedger(channels(demo, joining));
  const planned = planSurveys(sizes.responses - recordsOf(demo, responses.name).length, {
    templates: content.surveyTemplates,
    groupIds,
    sizeOf: (template, id) => respondentsOf(template, asked.get(id) ?? []).length,
    span,
  });
  const isHoliday = finnishHolidays();
  yield* surveyEntries(planned, { term, ledger, asked, types: typesOf(demo, joining), isHoliday });
  yield* meetingEntries(term, asked, { ledger, isHoliday });
  const more = sizes.practices - recordsOf(demo, practices.name).length;
  yield* practiceEntries(more, { term, ledger, forms: content.practiceForms, people, span });
}

/** The demo network, founded long enough ago, with no more answers and practices than are asked for. */
function demoEntries(now: Date, term: Term, sizes: BulkSizes, content: Content): readonly Entry[] {
  const all = demoNetwork(now, { content }).map(entryOf);
  const answers = recordsOf(all, responses.name).slice(0, sizes.responses);
  const kept = recordsOf(all, practices.name).slice(0, sizes.practices);
  const [answerIds, practiceIds] = [new Set(answers.map(({ id }) => id)), new Set(kept.map(({ id }) => id))];
  const about: readonly string[] = [practiceRevisions.name, validations.name, comments.name];
  return all
    .filter(({ collection, record }) => {
      if (collection === responses.name) return answerIds.has(record.id);
      if (collection === practices.name) return practiceIds.has(record.id);
      return !about.includes(collection) || practiceIds.has((record as Comment).practiceId);
    })
    .map((one) => (one.collection === networks.name ? founded(one, term.at(-span - 90, '09:00')) : one));
}

function typesOf(demo: readonly Entry[], joining: Newcomers): ReadonlyMap<string, OrganisationType> {
  const own = recordsOf<Organisation>(demo, organisations.name);
  const others = Array.from({ length: joining.organisations }, (_, index) => organisation(index));
  return new Map([...own, ...others].map(({ id, type }) => [id, type]));
}

function founded({ collection, record }: Entry, createdAt: string): Entry {
  return { collection, record: Network.parse({ ...record, createdAt }) };
}

function recordsOf<T extends StoredRecord>(entries: readonly Entry[], collection: string): T[] {
  return entries.filter((one) => one.collection === collection).map(({ record }) => record as T);
}

/** Everybody who is in some group. */
function everybody(demo: readonly Entry[], joining: Newcomers, term: Term): readonly Somebody[] {
  const own = recordsOf<Member>(demo, members.name);
  const others = Array.from({ length: joining.count }, (_, index) => newcomer(index, joining, term));
  return [...own, ...others].filter(({ groupIds }) => groupIds.length > 0);
}

function channels(demo: readonly Entry[], { groupIds }: Newcomers): ReadonlyMap<string, string> {
  const own = recordsOf<WorkingGroup>(demo, groups.name).map(({ id, channelId }) => [id, channelId] as const);
  return new Map([...own, ...groupIds.map((id, index) => [id, channelIdOf(index)] as const)]);
}
