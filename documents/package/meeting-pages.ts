import type { PackageMeeting } from '../../domain/meeting/package-part.ts';
import { type Html, html } from './html.ts';
import { facts, paragraph } from './markup.ts';
import { prose } from './prose.ts';
import type { PackageReader } from './reader.ts';

/** The meetings that were held, oldest first. */
export function heldChapter(reader: PackageReader): Html {
  const { t, contents } = reader;
  return html`${paragraph(t('package:heldNote'))}${contents.meetings.held.map((meeting) => article(reader, meeting))}`;
}

/** The meetings to come, nearest first, and the calendar file that holds the same. */
export function scheduleChapter(reader: PackageReader): Html {
  const { t, contents } = reader;
  return html`${paragraph([t('package:scheduleNote'), ' ', html`<a href="schedule.ics">schedule.ics</a>`])}${contents.meetings.ahead.map((meeting) => article(reader, meeting))}`;
}

function article(reader: PackageReader, meeting: PackageMeeting): Html {
  const { t } = reader;
  const replies = (['yes', 'maybe', 'no'] as const).map(
    (reply) => `${t(`terms:reply.${reply}`)}: ${meeting.replies[reply]}`,
  );
  return html`<article aria-labelledby="meeting-${meeting.id}">
<h3 id="meeting-${meeting.id}">${reader.written(meeting.title)}</h3>
${facts([
  [t('package:column.time'), reader.span(meeting.startsAt, meeting.endsAt)],
  [t('package:column.place'), meeting.place && reader.written(meeting.place)],
  [t('package:column.group'), reader.groupName(meeting.groupId)],
  [t('package:column.replies'), replies.join(', ')],
])}${meeting.agenda ? html`<h4>${t('meeting:agenda')}</h4>\n${prose(meeting.agenda)}` : undefined}</article>
`;
}
