import { z } from 'zod';
import { Moment, recordShape } from '../record.ts';
import { collection } from '../store.ts';

/** A meeting of a working group. */
export const Meeting = z.object({
  ...recordShape,
  networkId: z.string(),
  groupId: z.string(),
  title: z.string().min(1).max(150),
  startsAt: Moment,
  endsAt: Moment,
  /** The IANA zone in which its local time was set. */
  timeZone: z.string(),
  place: z.string().max(300),
  agenda: z.string().max(4000),
  state: z.enum(['scheduled', 'cancelled']),
  /** RFC 5545 SEQUENCE: grows each time the meeting is changed, so that calendars take the newest. */
  sequence: z.number().int().nonnegative(),
  createdBy: z.string(),
  createdAt: Moment,
  updatedAt: Moment,
});
export type Meeting = z.infer<typeof Meeting>;
export const meetings = collection('meetings', Meeting, {
  indexes: ['networkId', 'groupId', 'state', 'startsAt', 'endsAt', 'createdBy'],
});

export const replies = ['yes', 'maybe', 'no'] as const;
export type Reply = (typeof replies)[number];

/** Whether a member comes. No attendance record means no answer, which is not a no. */
export const Attendance = z.object({
  ...recordShape,
  networkId: z.string(),
  meetingId: z.string(),
  memberId: z.string(),
  reply: z.enum(replies),
  updatedAt: Moment,
});
export type Attendance = z.infer<typeof Attendance>;
export const attendances = collection('attendances', Attendance, {
  indexes: ['networkId', 'meetingId', 'memberId'],
  unique: [['meetingId', 'memberId']],
});
