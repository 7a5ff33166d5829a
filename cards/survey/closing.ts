import { dayOf, timeOf } from '../../domain/local-time.ts';
import { isCounted, type Survey } from '../../domain/survey/survey.ts';

const week = 7 * 24 * 60 * 60 * 1000;

/**
 * What asking for another closing time begins with, local to the zone: one week later than it is now, or for a survey
 * to be opened again, a week from today. Weeks are of calendar days: one may be an hour longer or shorter.
 */
export function suggestedClosing(survey: Survey, now: Date, timeZone: string) {
  const from = isCounted(survey) ? now.getTime() : Date.parse(survey.closesAt);
  const day = Date.parse(dayOf(new Date(from), timeZone));
  return { closesOn: new Date(day + week).toISOString().slice(0, 10), closesTime: timeOf(survey.closesAt, timeZone) };
}
