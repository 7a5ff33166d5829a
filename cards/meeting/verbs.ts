import { z } from 'zod';
import { replies } from '../../domain/meeting/meeting.ts';
import { ChosenId, DayInput, Id, NewId, PickedId, TimeInput, typed } from '../input.ts';

const meeting = z.object({ meetingId: Id });

/** What was typed into the form for a new meeting. */
const plan = z.object({
  meetingId: NewId,
  groupId: ChosenId,
  groupIdSearch: typed(100),
  title: typed(150),
  day: DayInput,
  start: TimeInput,
  end: TimeInput,
  place: typed(300),
  agenda: typed(4000),
});

/** The presses that meeting cards offer, and what each brings along. */
export const meetingVerbs = {
  /** The form for a new meeting. */
  'meeting.new': z.object({}),
  /** The form with what was typed, and other groups to choose from. */
  'meeting.form': plan,
  'meeting.schedule': plan,
  /** The meeting as its reader sees it, with their own reply. */
  'meeting.show': z.object({ meetingId: PickedId }),
  'meeting.reply': meeting.extend({ reply: z.enum(replies) }),
  'meeting.askCancel': meeting,
  'meeting.cancel': meeting,
  'meeting.askRenew': z.object({ networkId: Id }),
  /** Ends the presser's calendar addresses in a network. */
  'meeting.renew': z.object({ networkId: Id }),
  /** A page of the coming meetings, counted from 0. */
  'meeting.coming': z.object({ networkId: Id, page: z.number().int().min(0).max(1000).default(0) }),
};
