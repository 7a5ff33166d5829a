import type { MeetingView } from '../../domain/meeting/view.ts';
import { box, card, link, note, written } from '../build.ts';
import type { Card } from '../card.ts';
import { channelName } from '../channel.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { scheduleAction, timeAndPlace } from './details.ts';

/** Confirms to its maker that a meeting is scheduled. */
export function madeCard(
  reader: Reader,
  { meeting, group }: Pick<MeetingView, 'meeting' | 'group'>,
  next: { readonly calendar: string; readonly reminds: boolean },
): Card {
  const { t } = reader;
  return card(
    reader,
    t('meeting:madeTitle'),
    [
      box('good', [written(meeting.title), ...timeAndPlace(reader, meeting, group)]),
      written(t('meeting:madeText', { channel: channelName(reader, group) })),
      ...(next.reminds ? [note(t('meeting:reminderPlanned'))] : []),
    ],
    [
      link(t('meeting:calendar'), next.calendar),
      execute('meeting.show', t('meeting:open'), { meetingId: meeting.id }),
      scheduleAction(reader, meeting.networkId),
    ],
  );
}
