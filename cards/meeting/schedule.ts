import type { ScheduleLine, SchedulePage } from '../../domain/meeting/coming.ts';
import { card, choice, link, note, paragraph, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';

/**
 * A page of the network's coming meetings. `calendar` is the address of the calendar file that holds them all; a card
 * that others read along says nothing of the asker's own replies.
 */
export function scheduleCard(
  reader: Reader,
  schedule: SchedulePage,
  calendar: string,
  readBy: 'asker' | 'everyone' = 'asker',
): Card {
  const { t } = reader;
  const all = link(t('meeting:calendarAll'), calendar);
  const make = schedule.maySchedule ? [execute('meeting.new', t('meeting:schedule'), {}, untyped)] : [];
  if (schedule.total === 0) {
    const text = t('meeting:empty', { word: t('commands:meeting.word') });
    return card(reader, t('meeting:scheduleTitle'), [paragraph(text)], [...make, all]);
  }
  const position = { page: schedule.page + 1, pages: schedule.pages };
  const body: Element[] = [
    note(t('meeting:coming', { count: schedule.total })),
    ...schedule.lines.flatMap((line) => meetingLines(reader, line, readBy === 'asker')),
    ...(schedule.pages > 1 ? [note(t('meeting:page', position))] : []),
    meetingChoice(reader, schedule.lines),
  ];
  const actions = [execute('meeting.show', t('meeting:show'), {}), ...pageActions(reader, schedule), ...make, all];
  return card(reader, t('meeting:scheduleTitle'), body, actions);
}

const longestInList = 80;

/** A press that leaves the page: the chosen meeting does not go along. */
const untyped = { associatedInputs: 'none' } as const;

function meetingLines(reader: Reader, line: ScheduleLine, personal: boolean): Element[] {
  const { meeting, group, own, invited } = line;
  const { t } = reader;
  const where = [group ? reader.pick(group.name) : '', meeting.place]
    .filter(Boolean)
    .map((text) => shortened(text, longestInList));
  const reply = personal && (own || invited) ? [`${t('meeting:own')}: ${t(`meeting:ownReply.${own ?? 'none'}`)}`] : [];
  const title = written(meeting.title, { label: reader.span(meeting.startsAt, meeting.endsAt), spacing: 'medium' });
  return [title, written([...where, ...reply].join(' · '), { spacing: 'none' })];
}

function meetingChoice(reader: Reader, lines: readonly ScheduleLine[]): Element {
  const choices = lines.map(({ meeting }) => ({
    title: `${reader.day(meeting.startsAt)} – ${shortened(meeting.title, longestInList)}`,
    value: meeting.id,
  }));
  const value = choices[0]?.value ?? '';
  return choice({ id: 'meetingId', label: reader.t('meeting:chosen'), value, choices, expandedUpTo: 1 });
}

function pageActions(reader: Reader, { networkId, page, pages }: SchedulePage): Action[] {
  const to = (title: string, target: number) =>
    execute('meeting.coming', reader.t(title), { networkId, page: target }, untyped);
  return [
    ...(page > 0 ? [to('common:back', page - 1)] : []),
    ...(page < pages - 1 ? [to('common:next', page + 1)] : []),
  ];
}
