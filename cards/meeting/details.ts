import type { Meeting } from '../../domain/meeting/meeting.ts';
import type { ReplyCounts } from '../../domain/meeting/view.ts';
import type { WorkingGroup } from '../../domain/network/network.ts';
import { facts, heading, note, written } from '../build.ts';
import type { Action, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';

/** When and where a meeting is, and whose it is. A link to it is shown as text, as its maker typed it. */
export function timeAndPlace(reader: Reader, meeting: Meeting, group: WorkingGroup): Element[] {
  const { t } = reader;
  return facts([
    [t('meeting:when'), reader.span(meeting.startsAt, meeting.endsAt)],
    [t('common:group'), reader.pick(group.name)],
    [t('meeting:place'), meeting.place],
  ]);
}

/** The agenda under its heading; nothing when there is none. */
export function agenda(reader: Reader, meeting: Meeting): Element[] {
  return meeting.agenda ? [heading(reader.t('meeting:agenda')), written(meeting.agenda)] : [];
}

/** How many have replied what. */
export function counts(reader: Reader, replies: ReplyCounts): Element {
  return written(reader.t('meeting:counts', { ...replies }), { label: reader.t('meeting:countsLabel') });
}

/** The moment at which the counts of a posted card were true: it is not updated with each reply. */
export function countedAt(reader: Reader, moment: Date): Element {
  return note(reader.t('meeting:countsPosted', { moment: reader.moment(moment.toISOString()) }));
}

/** The three buttons to reply with. */
export function replyActions(reader: Reader, meetingId: string): Action[] {
  return (['yes', 'maybe', 'no'] as const).map((reply) =>
    execute('meeting.reply', reader.t(`meeting:reply.${reply}`), { meetingId, reply }),
  );
}

/** The button to the first page of the network's schedule; sends nothing of what a form holds. */
export function scheduleAction(reader: Reader, networkId: string): Action {
  const data = { networkId, page: 0 };
  return execute('meeting.coming', reader.t('meeting:toSchedule'), data, { associatedInputs: 'none' });
}
