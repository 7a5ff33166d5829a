import type { ScheduleLine, SchedulePage } from '../../domain/meeting/coming.ts';
import { inLine, isolated } from '../../locales/isolated.ts';
import { box, card, choice, link, note, paragraph, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';

/** What one reader alone sees of a schedule. */
export interface OwnSchedule {
  /** The address of the calendar file that holds all meetings, for this reader. */
  readonly calendar: string;
  /** Whether they have just changed it. */
  readonly renewed: boolean;
}

/**
 * A page of the network's coming meetings. A card that others read along, which is without `own`, says nothing of the
 * asker's replies, and each reader opens their own for the calendar file.
 */
export function scheduleCard(reader: Reader, schedule: SchedulePage, own: OwnSchedule | undefined): Card {
  const { t } = reader;
  const first = { networkId: schedule.networkId, page: 0 };
  const all = own
    ? link(t('page:me.calendar.link'), own.calendar)
    : execute('meeting.coming', t('meeting:openForCalendar'), first, untyped);
  const about = own ? aboutCalendar(reader, schedule.networkId, own) : [];
  const make = schedule.maySchedule ? [execute('meeting.new', t('meeting:schedule'), {}, untyped)] : [];
  if (schedule.total === 0) {
    const text = t('meeting:empty', { word: t('commands:meeting.word') });
    return card(reader, t('meeting:scheduleTitle'), [paragraph(text), ...about], [...make, all]);
  }
  const position = { page: schedule.page + 1, pages: schedule.pages };
  const body: Element[] = [
    note(t('meeting:coming', { count: schedule.total })),
    ...schedule.lines.flatMap((line) => meetingLines(reader, line, own !== undefined)),
    ...(schedule.pages > 1 ? [note(t('common:pageOf', position))] : []),
    meetingChoice(reader, schedule.lines),
    ...about,
  ];
  const actions = [execute('meeting.show', t('meeting:show'), {}), ...pageActions(reader, schedule), ...make, all];
  return card(reader, t('meeting:scheduleTitle'), body, actions);
}

/** That the address is the reader's own, and the way to another one: apart from the card's other actions, which are many. */
function aboutCalendar(reader: Reader, networkId: string, { renewed }: OwnSchedule): Element[] {
  const { t } = reader;
  const change = execute('meeting.askRenew', t('page:me.calendar.change'), { networkId }, untyped);
  return [
    ...(renewed ? [box('good', [paragraph(t('page:me.calendar.changed'))])] : []),
    note(t('meeting:calendarOwn')),
    { type: 'ActionSet', actions: [change] },
  ];
}

/** Asks before a calendar address ends, since calendars that read it are no longer brought up to date. */
export function askRenewCard(reader: Reader, networkId: string): Card {
  const { t } = reader;
  return card(
    reader,
    t('page:me.calendar.ask'),
    [paragraph(t('page:me.calendar.askText'))],
    [
      execute('meeting.renew', t('page:me.calendar.yes'), { networkId }, { style: 'destructive' }),
      execute('meeting.coming', t('common:back'), { networkId, page: 0 }),
    ],
  );
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
  return [title, written(inLine([...where, ...reply]), { spacing: 'none' })];
}

function meetingChoice(reader: Reader, lines: readonly ScheduleLine[]): Element {
  const choices = lines.map(({ meeting }) => ({
    title: `${reader.day(meeting.startsAt)} – ${isolated(shortened(meeting.title, longestInList))}`,
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
