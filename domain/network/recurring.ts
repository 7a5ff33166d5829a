import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { startOfISOWeek } from 'date-fns/startOfISOWeek';
import { isAppError } from '../errors.ts';
import { dayOf, momentAt } from '../local-time.ts';
import { plan, taskId, tasks } from '../outbox.ts';
import { put, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { type Network, networks } from './network.ts';

/** When something comes next in a network, after a moment. */
type Next = (network: Pick<Network, 'timeZone'>, now: Date) => string;

const atNight = { sync: '03:00', cleanUp: '04:00' };

/** The local time at which people hear what waits for them, if they want to. */
export const digestTime = '09:00';

/** The tasks that come again and again in every network: each plans its own next time. */
export const recurring = {
  'network.sync': (network, now) => nextNight(network, now, atNight.sync),
  'delivery.cleanUp': (network, now) => nextNight(network, now, atNight.cleanUp),
  'member.digest': nextMonday,
} as const satisfies Record<string, Next>;

/** The writes that plan what recurs in a new network. */
export function recurringIn(network: Network, now: Date): Write[] {
  return Object.entries(recurring).map(([kind, next]) => planned(network, kind, next(network, now)));
}

/**
 * Plans what is not planned in networks that exist, as after an upgrade, and what is planned for later than its next
 * time, as by a clock that was ahead; any number of instances may do it.
 */
export async function planRecurring(deps: Deps): Promise<void> {
  for await (const network of deps.store.stream(networks, {})) {
    for (const [kind, next] of Object.entries(recurring)) {
      const found = await deps.store.get(tasks, taskId(kind, network.id));
      const dueAt = next(network, deps.now());
      if (found && found.dueAt <= dueAt) continue;
      const anew = found ? put(tasks, { ...found, dueAt, readAt: undefined }) : planned(network, kind, dueAt);
      await deps.store.commit([anew]).catch((error: unknown) => {
        if (!isAppError(error, 'CONFLICT')) throw error;
      });
    }
  }
}

function planned({ id }: Network, kind: string, dueAt: string): Write {
  return plan({ networkId: id, kind, subjectId: id, dueAt });
}

/** The local day on which the week of a moment began. */
export function mondayOf(moment: Date, timeZone: string): string {
  return dayOf(startOfISOWeek(new TZDate(moment.getTime(), timeZone)), timeZone);
}

const day = 24 * 3_600_000;

function nextNight({ timeZone }: Pick<Network, 'timeZone'>, now: Date, time: string): string {
  const at = (moment: Date) => momentAt(dayOf(moment, timeZone), time, timeZone);
  // 03:00 is skipped once a year in Finland: that night falls on the same hour of UTC as the one before.
  const fallback = new Date(now.getTime() + day).toISOString();
  const today = at(now) ?? fallback;
  return today > now.toISOString() ? today : (at(new Date(now.getTime() + day)) ?? fallback);
}

function nextMonday({ timeZone }: Pick<Network, 'timeZone'>, now: Date): string {
  const weeks = [0, 7].map((days) => addDays(new TZDate(now.getTime(), timeZone), days));
  const mondays = weeks.map((moment) => momentAt(mondayOf(moment, timeZone), digestTime, timeZone));
  return (
    mondays.find((moment) => moment !== undefined && moment > now.toISOString()) ??
    nextNight({ timeZone }, now, digestTime)
  );
}
