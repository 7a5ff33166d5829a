import type { Meeting } from '../../domain/meeting/meeting.ts';
import type { ReplyCounts } from '../../domain/meeting/view.ts';
import type { WorkingGroup } from '../../domain/network/network.ts';
import { card, link, paragraph } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { agenda, countedAt, counts, replyActions, scheduleAction, timeAndPlace } from './details.ts';

/** A meeting as a channel is told of it. */
export interface MeetingPost {
  readonly meeting: Meeting;
  readonly group: WorkingGroup;
  readonly counts: ReplyCounts;
  /** When the counts were taken. */
  readonly countedAt: Date;
}

/** The invitation, as it is posted to the group. */
export function invitationCard(reader: Reader, post: MeetingPost): Card {
  return askingCard(reader, reader.t('meeting:invitation', { title: post.meeting.title }), post);
}

/** Reminds the group of a meeting; who has not replied can do it there. */
export function reminderCard(reader: Reader, post: MeetingPost): Card {
  return askingCard(reader, reader.t('meeting:reminder', { title: post.meeting.title }), post);
}

function askingCard(reader: Reader, title: string, post: MeetingPost): Card {
  const { meeting, group } = post;
  const body = [
    ...timeAndPlace(reader, meeting, group),
    ...agenda(reader, meeting),
    counts(reader, post.counts),
    countedAt(reader, post.countedAt),
  ];
  return card(reader, title, body, [
    ...replyActions(reader, meeting.id),
    execute('meeting.show', reader.t('meeting:openForCalendar'), { meetingId: meeting.id }),
  ]);
}

/**
 * Says that a meeting is cancelled: in place of its posted cards, and to whoever cancelled it. `calendar` is the address
 * of its calendar file for one reader; where others read along, each opens their own.
 */
export function cancelledCard(reader: Reader, post: Pick<MeetingPost, 'meeting' | 'group'>, calendar?: string): Card {
  const { t } = reader;
  const { meeting, group } = post;
  const open = () => execute('meeting.show', t('meeting:openForUpdate'), { meetingId: meeting.id });
  return card(
    reader,
    t('meeting:cancelledTitle', { title: meeting.title }),
    [paragraph(t('meeting:cancelledText')), ...timeAndPlace(reader, meeting, group)],
    [
      calendar === undefined ? open() : link(t('meeting:calendarUpdate'), calendar),
      scheduleAction(reader, meeting.networkId),
    ],
  );
}
