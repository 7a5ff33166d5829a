import type { MeetingPlan } from '../../domain/meeting/make.ts';
import type { WorkingGroup } from '../../domain/network/network.ts';
import { box, card, dateInput, note, paragraph, timeInput, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { channelName } from '../channel.ts';
import { execute } from '../execute.ts';
import { isSearched, pickOne } from '../pick-one.ts';
import type { Reader } from '../reader.ts';
import { scheduleAction } from './details.ts';

/** What the form for a new meeting is made of. */
export interface MeetingForm {
  readonly networkId: string;
  /** The groups to choose from; the first is suggested. */
  readonly groups: readonly WorkingGroup[];
  /** The earliest day to choose, `2026-12-24`. */
  readonly today: string;
  /** What was typed so far; `meetingId` is the id the meeting will have. */
  readonly typed: MeetingPlan;
  /** What was searched among the groups. */
  readonly groupIdSearch?: string | undefined;
  /** Whether this form has made another meeting, which it tells. */
  readonly alreadyMade?: boolean;
}

/** The form for a new meeting, empty or with what was typed. */
export function meetingFormCard(reader: Reader, form: MeetingForm): Card {
  const { t } = reader;
  if (form.groups.length === 0) return noGroupsCard(reader, form.networkId);
  const { meetingId } = form.typed;
  const body: Element[] = [
    introduction(reader, form.groups),
    ...(form.alreadyMade ? [box('attention', [paragraph(t('meeting:alreadyMade'))])] : []),
    ...inputs(reader, form),
    note(t('meeting:zone', { zone: reader.timeZone })),
  ];
  return card(reader, t('meeting:newTitle'), body, [
    execute('meeting.schedule', t('meeting:schedule'), { meetingId }, { style: 'positive' }),
    ...(isSearched(form.groups) ? [execute('meeting.form', t('common:find'), { meetingId })] : []),
    scheduleAction(reader, form.networkId),
  ]);
}

/** Where the invitation goes. */
function introduction(reader: Reader, [only, other]: readonly WorkingGroup[]): Element {
  const { t } = reader;
  if (!only || other) return paragraph(t('meeting:newIntro'));
  return written(t('meeting:newIntroOne', { channel: channelName(reader, only) }));
}

function inputs(reader: Reader, { groups, typed, today, groupIdSearch: search }: MeetingForm): Element[] {
  const { t } = reader;
  // What a client requires, it requires for searching, too; what is missing in the end is told by the form itself.
  const required = isSearched(groups) ? {} : { isRequired: true, errorMessage: t('common:required') };
  const options = isSearched(groups) ? {} : { ...required, errorMessage: t('common:noGroup') };
  const choices = groups.map((group) => ({ title: reader.pick(group.name), value: group.id }));
  const input = (id: keyof typeof labels) => ({ id, label: t(labels[id]), value: typed[id] });
  return [
    ...pickOne(reader, { ...input('groupId'), choices, search, options }),
    { type: 'Input.Text', ...input('title'), maxLength: 150, ...required },
    dateInput(reader, { ...input('day'), min: today, ...required }),
    timeInput(reader, { ...input('start'), ...required }),
    timeInput(reader, { ...input('end'), ...required }),
    { type: 'Input.Text', ...input('place'), maxLength: 300 },
    { type: 'Input.Text', ...input('agenda'), isMultiline: true, maxLength: 4000 },
  ];
}

const labels = {
  groupId: 'common:group',
  title: 'meeting:name',
  day: 'meeting:day',
  start: 'meeting:start',
  end: 'meeting:end',
  place: 'meeting:place',
  agenda: 'meeting:agenda',
} as const;

function noGroupsCard(reader: Reader, networkId: string): Card {
  const { t } = reader;
  return card(reader, t('meeting:newTitle'), [paragraph(t('meeting:noGroups'))], [scheduleAction(reader, networkId)]);
}
