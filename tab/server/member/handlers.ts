import { askedText } from '../../../cards/survey/audience.ts';
import { renewCalendars } from '../../../domain/link/end.ts';
import { attendances } from '../../../domain/meeting/meeting.ts';
import { mine } from '../../../domain/member/mine.ts';
import { myData } from '../../../domain/member/my-data.ts';
import { groups } from '../../../domain/network/network.ts';
import { chooseDigest, chooseLanguage, chooseNetwork, chooseReminders } from '../../../domain/network/reach.ts';
import { writtenText } from '../../../domain/practice/draft.ts';
import { draftsOf } from '../../../domain/practice/lists.ts';
import type { memberOperations } from '../../contract/member.ts';
import type { Call, Handlers } from '../api/call.ts';
import { answeredAs } from '../survey/answered.ts';
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
    data: { ...(await myData(deps, actor)) },
  }),
  'GET /mine': waiting,
};

async function waiting({ deps, actor, visit }: Call<'GET /mine'>) {
  const { store } = deps;
  const { membership, reader, network } = await visit();
  const now = deps.now().toISOString();
  const own = await mine(store, membership, deps.now());
  const all = await store.find(groups, { networkId: network.id });
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const group = (groupId: string) => reader.pick(names.get(groupId) ?? {});
  const { memberId } = membership;
  const given = await store.find(attendances, { memberId, meetingId: own.meetings.map(({ id }) => id) });
  const replies = new Map(given.map(({ meetingId, reply }) => [meetingId, reply]));
  const drafts = await draftsOf(store, actor, network.id);
  return {
    surveys: own.surveys
      .filter(({ survey }) => survey.closesAt > now)
      .sort((a, b) => a.survey.closesAt.localeCompare(b.survey.closesAt))
      .map(({ survey, answer }) => ({
        id: survey.id,
        title: reader.pick(survey.title),
        group: askedText(reader, survey, all),
        closesAt: survey.closesAt,
        closes: reader.moment(survey.closesAt),
        answered: answeredAs[answer],
      })),
    meetings: own.meetings.map(({ id, title, groupId, startsAt, endsAt, place }) => ({
      id,
      title,
      group: group(groupId),
      startsAt,
      when: reader.span(startsAt, endsAt),
      place,
      own: replies.get(id) ?? null,
    })),
    validations: own.validations.map(({ id, title, kind, groupId }) => ({
      id,
      title: reader.pick(title),
      kind,
      group: group(groupId),
    })),
    drafts: drafts.map((practice) => ({
      id: practice.id,
      title: reader.pick(writtenText(practice).title),
      kind: practice.kind,
      state: practice.state,
    })),
  };
}
