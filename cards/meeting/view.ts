import type { Reply } from '../../domain/meeting/meeting.ts';
import type { MeetingView } from '../../domain/meeting/view.ts';
import { box, card, link, note, paragraph, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { channelName } from '../channel.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { agenda, counts, replyActions, scheduleAction, timeAndPlace } from './details.ts';
import { cancelledCard } from './post.ts';

/**
 * A meeting as one member sees it: how it stands, their own reply and what they can do. `replied` is the reply they
 * have just given. `calendar` is the address of its calendar file.
 */
export function meetingCard(reader: Reader, view: MeetingView, calendar: string, replied?: Reply): Card {
  const { t } = reader;
  const { meeting, group } = view;
  if (meeting.state === 'cancelled') return cancelledCard(reader, { meeting, group }, calendar);
  const body: Element[] = [
    ...(replied ? [box('good', [paragraph(t(`meeting:replied.${replied}`)), note(t('meeting:changeHint'))])] : []),
    ...(view.ended ? [paragraph(t('meeting:endedText'))] : []),
    ...timeAndPlace(reader, meeting, group),
    ...agenda(reader, meeting),
    ...(view.own || view.mayReply ? [ownReply(reader, view.own)] : []),
    counts(reader, view.counts),
    // Apart from the card's other actions: clients show five of one set.
    ...(view.mayReply ? [{ type: 'ActionSet' as const, actions: replyActions(reader, meeting.id) }] : []),
  ];
  return card(reader, t('meeting:invitation', { title: meeting.title }), body, [
    ...(view.ended ? [] : [link(t('meeting:calendar'), calendar)]),
    scheduleAction(reader, meeting.networkId),
    ...(view.mayCancel ? [execute('meeting.askCancel', t('meeting:cancel'), { meetingId: meeting.id })] : []),
  ]);
}

/** What the reader has replied; no reply is told as such, never as a no. */
function ownReply(reader: Reader, own: Reply | undefined): Element {
  return written(reader.t(`meeting:ownReply.${own ?? 'none'}`), { label: reader.t('meeting:own') });
}

/** Asks before cancelling, since the group is told at once. */
export function askCancelCard(reader: Reader, { meeting, group }: MeetingView): Card {
  const { t } = reader;
  const data = { meetingId: meeting.id };
  return card(
    reader,
    t('meeting:askCancelTitle'),
    [
      written(meeting.title),
      ...timeAndPlace(reader, meeting, group),
      written(t('meeting:askCancelText', { channel: channelName(reader, group) })),
    ],
    [
      execute('meeting.cancel', t('meeting:cancelYes'), data, { style: 'destructive' }),
      execute('meeting.show', t('common:back'), data),
    ],
  );
}
