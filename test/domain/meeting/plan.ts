import type { MeetingPlan } from '../../../domain/meeting/make.ts';

/** A meeting of the group `future` in the world of `aWorld`, 29 days ahead: 30 September 2026, 14.00–15.30 in Helsinki. */
export function aPlan(given: Partial<MeetingPlan> = {}): MeetingPlan {
  return {
    meetingId: 'meeting-1',
    groupId: 'future',
    title: 'Syksyn aloitus',
    day: '2026-09-30',
    start: '14:00',
    end: '15:30',
    place: 'Kirjasto A, https://kokous.example/1',
    agenda: '1. Tilanne\n2. Seuraavat askeleet',
    ...given,
  };
}
