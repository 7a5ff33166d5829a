import { byText } from '../../../cards/practice/last-day.ts';
import { askedText } from '../../../cards/survey/audience.ts';
import { groupNames } from '../../../cards/told-apart.ts';
import { renewCalendars } from '../../../domain/link/end.ts';
import { dayOf } from '../../../domain/local-time.ts';
import { attendances } from '../../../domain/meeting/meeting.ts';
import { mine } from '../../../domain/member/mine.ts';
import { myData } from '../../../domain/member/my-data.ts';
import { groups } from '../../../domain/network/network.ts';
import { chooseDigest, chooseLanguage, chooseNetwork, chooseReminders } from '../../../domain/network/reach.ts';
import type { MineItem, Topic } from '../../../domain/noun.ts';
import { type PageQuery, partOf } from '../../../domain/page.ts';
import { writtenText } from '../../../domain/practice/draft.ts';
import { draftsOf } from '../../../domain/practice/lists.ts';
import type { memberOperations } from '../../contract/member.ts';
import type { Call, Handlers } from '../api/call.ts';
import { beginning, pageView } from '../page.ts';
import { me } from './me.ts';

/** What a person asks about themselves. */
export const memberHandlers: Handlers<Exclude<keyof typeof memberOperations, 'POST /session'>> = {
  'GET /me': me,
  'PUT /me/language': async ({ deps, actor, body }) => {
    await chooseLanguage(deps, actor, body.language);
    return undefined;
  },
  'PUT /me/reminders': async ({ deps, actor, body }) => {
    await chooseReminders(deps, actor, body.wanted);
    return undefined;
  },
  'PUT /me/digest': async ({ deps, actor, body }) => {
    await chooseDigest(deps, actor, body.wanted);
    return undefined;
  },
  'PUT /me/network': async ({ deps, actor, body }) => {
    await chooseNetwork(deps, actor, body.networkId);
    return undefined;
  },
  'GET /me/calendar': async ({ deps, actor, visit }) => {
    const { network } = await visit();
    return { url: await deps.links.schedule(actor, network.id) };
  },
  'DELETE /me/calendar': async ({ deps, actor, visit }) => {
    const { network } = await visit();
    await renewCalendars(deps, actor, network.id);
    return undefined;
  },
  'GET /me/data': async ({ deps, actor }) => ({
    savedAt: deps.now().toISOString(),
    data: await myData(deps, actor),
  }),
  'GET /mine': begun,
  'GET /mine/surveys': async (call) => (await waiting(call)).surveys(call.query),
  'GET /mine/meetings': async (call) => (await waiting(call)).meetings(call.query),
  'GET /mine/validations': async (call) => (await waiting(call)).validations(call.query),
  'GET /mine/drafts': async (call) => (await waiting(call)).drafts(call.query),
};

async function begun(call: Call<'GET /mine'>) {
  const lists = await waiting(call);
  return {
    surveys: lists.surveys(beginning),
    meetings: await lists.meetings(beginning),
    validations: lists.validations(beginning),
    drafts: await lists.drafts(beginning),
  };
}

type Part = Pick<Call<'GET /mine/surveys'>, 'deps' | 'actor' | 'visit'>;

/** The items of which something is known. */
function knownOf<K extends 'kind' | 'span' | 'dueAt'>(items: readonly MineItem[], key: K) {
  return items.filter((item): item is MineItem & { [P in K]-?: NonNullable<MineItem[P]> } => item[key] !== undefined);
}

/** Whether a survey that waits is answered, in the interface's words. */
const answeredAs = { open: 'no', begun: 'begun', done: 'yes' } as const;

const idOf = ({ id }: { readonly id: string }) => id;

/** What waits for the visitor: each list a part at a time. */
async function waiting({ deps, actor, visit }: Part) {
  const { store } = deps;
  const { membership, reader, network } = await visit();
  const now = deps.now().toISOString();
  const today = dayOf(deps.now(), reader.timeZone);
  const items = await mine(deps, membership);
  const ofNoun = (noun: Topic) => items.filter((item) => item.noun === noun);
  const all = await store.find(groups, { networkId: network.id });
  const names = groupNames(reader, all);
  const group = (groupId = '') => names.get(groupId) ?? '';
  const weight = (query: PageQuery) => (query === beginning ? 'beginning' : 'page');
  return {
    surveys: (query: PageQuery) =>
      pageView(
        partOf(
          knownOf(ofNoun('survey'), 'dueAt').filter(({ dueAt }) => dueAt > now),
          idOf,
          query,
        ),
        (item) => ({
          id: item.id,
          title: reader.pick(item.title),
          group: askedText(reader, item, all),
          closesAt: item.dueAt,
          closes: reader.moment(item.dueAt),
          answered: answeredAs[item.state],
        }),
        weight(query),
      ),
    meetings: async (query: PageQuery) => {
      const { memberId } = membership;
      const coming = knownOf(ofNoun('meeting'), 'span');
      const given = await store.find(attendances, { memberId, meetingId: coming.map(idOf) });
      const replies = new Map(given.map(({ meetingId, reply }) => [meetingId, reply]));
      const ordered = coming.toSorted((a, b) => Number(replies.has(a.id)) - Number(replies.has(b.id)));
      return pageView(
        partOf(ordered, idOf, query),
        ({ id, title, groupId, span }) => ({
          id,
          title: reader.pick(title),
          group: group(groupId),
          startsAt: span.startsAt,
          when: reader.span(span.startsAt, span.endsAt),
          place: span.place,
          own: replies.get(id) ?? null,
        }),
        weight(query),
      );
    },
    validations: (query: PageQuery) =>
      pageView(
        partOf(knownOf(ofNoun('practice'), 'kind'), idOf, query),
        ({ id, title, kind, groupId, lastDay }) => ({
          id,
          title: reader.pick(title),
          kind,
          group: group(groupId),
          by: lastDay === undefined ? null : byText(reader, lastDay, today),
        }),
        weight(query),
      ),
    drafts: async (query: PageQuery) =>
      pageView(
        partOf(await draftsOf(store, actor, network.id), idOf, query),
        (practice) => ({
          id: practice.id,
          title: reader.pick(writtenText(practice).title),
          kind: practice.kind,
          state: practice.state,
        }),
        weight(query),
      ),
  };
}
