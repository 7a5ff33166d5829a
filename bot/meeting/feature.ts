import { alsoOnPage } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import { sayingTooLong } from '../../cards/delivery/too-long.ts';
import { meetingFormCard } from '../../cards/meeting/form.ts';
import { madeCard } from '../../cards/meeting/made.ts';
import { cancelledCard, invitationCard, reminderCard } from '../../cards/meeting/post.ts';
import { askRenewCard, scheduleCard } from '../../cards/meeting/schedule.ts';
import { askCancelCard, meetingCard } from '../../cards/meeting/view.ts';
import { wasTooLong } from '../../domain/delivery/too-long.ts';
import { isAppError } from '../../domain/errors.ts';
import { assertHasCalendars, renewCalendars } from '../../domain/link/end.ts';
import { dayOf } from '../../domain/local-time.ts';
import { cancelMeeting } from '../../domain/meeting/cancel.ts';
import { schedulePage } from '../../domain/meeting/coming.ts';
import { groupsToScheduleFor } from '../../domain/meeting/groups.ts';
import { reminderTime, scheduleMeeting } from '../../domain/meeting/make.ts';
import { meetings, type Reply } from '../../domain/meeting/meeting.ts';
import { remindDue } from '../../domain/meeting/remind.ts';
import { replyToMeeting } from '../../domain/meeting/reply.ts';
import { countReplies, seeMeeting } from '../../domain/meeting/view.ts';
import { groups } from '../../domain/network/network.ts';
import { can, canSomewhere } from '../../domain/rights.ts';
import { type DataOf, feature, type MessageCard, type Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

type Typed = DataOf<'meeting.schedule'>;

/** The form for a new meeting: empty, or with what was typed, which may have made another meeting already. */
async function meetingForm(turn: Turn, typed?: Typed, alreadyMade = false): Promise<Card> {
  const { deps, actor, reader, group } = turn;
  const { id: networkId, timeZone } = networkOf(turn);
  const own = await groupsToScheduleFor(deps.store, actor, networkId, group?.id);
  const empty = { title: '', day: '', start: '', end: '', place: '', agenda: '' };
  return meetingFormCard(reader, {
    networkId,
    groups: own,
    today: dayOf(deps.now(), timeZone),
    typed: typed ?? { meetingId: deps.newId(), groupId: own[0]?.id ?? '', ...empty },
    groupIdSearch: typed?.groupIdSearch,
    alreadyMade,
  });
}

async function schedule(turn: Turn, typed: Typed): Promise<Card> {
  const { deps, actor, reader } = turn;
  try {
    const { id } = await scheduleMeeting(deps, actor, typed);
    const view = await seeMeeting(deps, actor, id);
    const reminds = reminderTime(view.meeting) > deps.now();
    return madeCard(reader, view, { calendar: await deps.links.meeting(actor, view.meeting), reminds });
  } catch (error) {
    if (!isAppError(error, 'DUPLICATE')) throw error;
    // A form that has made its meeting gets a new id, so that pressing it again makes the other one.
    return meetingForm(turn, { ...typed, meetingId: deps.newId() }, true);
  }
}

async function show(turn: Turn, meetingId: string, replied?: Reply): Promise<Card> {
  const view = await seeMeeting(turn.deps, turn.actor, meetingId);
  const { links } = turn.deps;
  const made = meetingCard(turn.reader, view, await links.meeting(turn.actor, view.meeting), replied);
  const tooLong = view.mayCancel && (await wasTooLong(turn.deps.store, turn.actor, 'meeting', view.meeting));
  const told = sayingTooLong(turn.reader, made, 'meeting', tooLong);
  return alsoOnPage(turn.reader, told, links.tab(`meetings/${meetingId}`));
}

/** A page of the schedule, for its asker alone unless others read along. */
async function coming(turn: Turn, networkId: string, page: number, view: Partial<ComingView> = {}): Promise<Card> {
  const schedule = await schedulePage(turn.deps, turn.actor, networkId, page);
  const { links } = turn.deps;
  const { readBy = 'asker', renewed = false } = view;
  const own = readBy === 'asker' ? { calendar: await links.schedule(turn.actor, networkId), renewed } : undefined;
  return alsoOnPage(turn.reader, scheduleCard(turn.reader, schedule, own), links.tab('meetings'));
}

interface ComingView {
  readonly readBy: 'asker' | 'everyone';
  /** Whether the asker's calendar address has just been changed. */
  readonly renewed: boolean;
}

/** The card of a meeting that has not ended, or not even begun, when its message goes out. */
function before(moment: 'startsAt' | 'endsAt', make: typeof invitationCard): MessageCard {
  return async (deps, delivery, reader) => {
    const meeting = await deps.store.get(meetings, delivery.subjectId);
    const group = meeting && (await deps.store.get(groups, meeting.groupId));
    if (!group || meeting.state === 'cancelled' || meeting[moment] <= deps.now().toISOString()) return undefined;
    const counts = await countReplies(deps.store, meeting.id);
    const made = make(reader, { meeting, group, counts, countedAt: deps.now() });
    return alsoOnPage(reader, made, deps.links.tab(`meetings/${meeting.id}`));
  };
}

const cancelled: MessageCard = async (deps, delivery, reader) => {
  const meeting = await deps.store.get(meetings, delivery.subjectId);
  const group = meeting && (await deps.store.get(groups, meeting.groupId));
  return group && cancelledCard(reader, { meeting, group });
};

/** Meetings in Teams: scheduled and cancelled by leads, replied to by members, listed for everybody. */
export const meetingFeature = feature({
  commands: [
    {
      name: 'meeting',
      offered: ({ actor, network }) => network !== undefined && canSomewhere(actor, 'meeting.schedule', network.id),
      run: (turn) =>
        meetingForm(turn).catch((error: unknown) => {
          if (!isAppError(error, 'FORBIDDEN')) throw error;
          return coming(turn, networkOf(turn).id, 0);
        }),
    },
    {
      name: 'schedule',
      audience: 'everyone',
      offered: ({ actor, network }) => network !== undefined && can(actor, 'meeting.see', { networkId: network.id }),
      run: async (turn) =>
        coming(turn, networkOf(turn).id, 0, { readBy: turn.place.type === 'personal' ? 'asker' : 'everyone' }),
    },
  ],
  verbs: {
    'meeting.new': (turn) => meetingForm(turn),
    'meeting.form': (turn, typed) => meetingForm(turn, typed),
    'meeting.schedule': schedule,
    'meeting.show': (turn, { meetingId }) => show(turn, meetingId),
    'meeting.reply': async (turn, { meetingId, reply }) => {
      await replyToMeeting(turn.deps, turn.actor, meetingId, reply);
      return show(turn, meetingId, reply);
    },
    'meeting.askCancel': async (turn, { meetingId }) => {
      const view = await seeMeeting(turn.deps, turn.actor, meetingId);
      return view.mayCancel ? askCancelCard(turn.reader, view) : show(turn, meetingId);
    },
    'meeting.cancel': async (turn, { meetingId }) => {
      await cancelMeeting(turn.deps, turn.actor, meetingId);
      return show(turn, meetingId);
    },
    'meeting.askRenew': async ({ actor, reader }, { networkId }) => {
      assertHasCalendars(actor, networkId);
      return askRenewCard(reader, networkId);
    },
    'meeting.renew': async (turn, { networkId }) => {
      await renewCalendars(turn.deps, turn.actor, networkId);
      return coming(turn, networkId, 0, { renewed: true });
    },
    'meeting.coming': (turn, { networkId, page }) => coming(turn, networkId, page),
  },
  forms: {
    'meeting.form': (turn, typed) => meetingForm(turn, typed),
    'meeting.schedule': (turn, typed) => meetingForm(turn, typed),
    'meeting.show': (turn) => coming(turn, networkOf(turn).id, 0),
  },
  messages: {
    'meeting.invitation': before('endsAt', invitationCard),
    'meeting.reminder': before('startsAt', reminderCard),
    'meeting.cancelled': cancelled,
  },
  tasks: { 'meeting.remind': remindDue },
});
