import { tooLongText } from '../../../cards/delivery/too-long.ts';
import type { Reader } from '../../../cards/reader.ts';
import { groupNames } from '../../../cards/told-apart.ts';
import { wasTooLong } from '../../../domain/delivery/too-long.ts';
import { cancelMeeting } from '../../../domain/meeting/cancel.ts';
import { meetingsPage } from '../../../domain/meeting/list.ts';
import type { Meeting, Reply } from '../../../domain/meeting/meeting.ts';
import { replyToMeeting } from '../../../domain/meeting/reply.ts';
import { seeMeeting } from '../../../domain/meeting/view.ts';
import { groups } from '../../../domain/network/network.ts';
import type { meetingOperations } from '../../contract/meeting.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { Call, Handlers } from '../api/call.ts';
import { pageView } from '../page.ts';

/** Meetings, for every member of the network. */
export const meetingHandlers: Handlers<keyof typeof meetingOperations> = {
  'GET /meetings': listed,
  'GET /meetings/{meetingId}': (call) => details(call),
  'PUT /meetings/{meetingId}/reply': async (call) => {
    await replyToMeeting(call.deps, call.actor, call.path.meetingId, call.body.reply);
    return details(call);
  },
  'POST /meetings/{meetingId}/cancel': async (call) => {
    await cancelMeeting(call.deps, call.actor, call.path.meetingId);
    return details(call);
  },
};

async function listed({ deps, actor, query, visit }: Call<'GET /meetings'>) {
  const { network, reader } = await visit();
  const { group: groupId, ...rest } = query;
  const page = await meetingsPage(deps, actor, { ...rest, networkId: network.id, groupId });
  const all = await deps.store.find(groups, { networkId: network.id });
  const names = groupNames(reader, all);
  return pageView(page, ({ meeting, own }) => summaryOf(meeting, names.get(meeting.groupId) ?? '', own, reader));
}

function summaryOf(meeting: Meeting, group: string, own: Reply | undefined, reader: Reader) {
  const { id, title, startsAt, endsAt, place, state } = meeting;
  return { id, title, group, startsAt, when: reader.span(startsAt, endsAt), place, state, own: own ?? null };
}

type One = Pick<Call<'GET /meetings/{meetingId}'>, 'deps' | 'actor' | 'path' | 'readerIn'>;

async function details({ deps, actor, path, readerIn }: One): Promise<AnswerOf<'GET /meetings/{meetingId}'>> {
  const view = await seeMeeting(deps, actor, path.meetingId);
  const { meeting, group, own, counts, ended, mayReply, mayCancel } = view;
  const reader = await readerIn(meeting.networkId);
  const isTooLong = mayCancel && (await wasTooLong(deps.store, actor, 'meeting', meeting));
  const names = groupNames(reader, await deps.store.find(groups, { networkId: meeting.networkId }));
  return {
    ...summaryOf(meeting, names.get(group.id) ?? '', own, reader),
    agenda: meeting.agenda,
    counts: { ...counts },
    ended,
    mayReply,
    mayCancel,
    tooLong: isTooLong ? tooLongText(reader, 'meeting') : null,
    calendar: await deps.links.meeting(actor, meeting),
  };
}
