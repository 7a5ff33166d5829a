import { isAppError } from '../errors.ts';
import { dayOf, momentAt } from '../local-time.ts';
import { plan, type Task, taskId, tasks } from '../outbox.ts';
import { put, remove, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { groups, type Network, networks } from './network.ts';
import type { RosterPerson } from './new-member.ts';
import { followRoster } from './roster.ts';

/** The task that reads the roster of a network's team each night. */
export const nightlyKind = 'network.sync';

/** Reads the roster of a team, all of it or not at all, when nobody from the team is there. */
export type ReadTeam = (serviceUrl: string, teamId: string) => Promise<readonly RosterPerson[]>;

const hour = 3_600_000;
const nightTime = '03:00';
/**
 * The most members that a night takes out: a tenth of all, or five. Of more, a coordinator is asked, when they read the
 * roster themselves: so many rarely leave in a day, and a fault of Teams looks like it.
 */
const mostLeaving = (present: number): number => Math.max(5, Math.floor(present / 10));

/** The write that plans the first night of a network. */
export function planNightly(network: Network, now: Date): Write {
  return plan({ networkId: network.id, kind: nightlyKind, subjectId: network.id, dueAt: nextNight(network, now) });
}

/** Plans the nights of networks that have none planned, as after an upgrade; any number of instances may do it. */
export async function planNights(deps: Deps): Promise<void> {
  for await (const network of deps.store.stream(networks, {})) {
    if (await deps.store.get(tasks, taskId(nightlyKind, network.id))) continue;
    await deps.store.commit([planNightly(network, deps.now())]).catch((error: unknown) => {
      if (!isAppError(error, 'CONFLICT')) throw error;
    });
  }
}

/** Makes a network's members those on its team's roster, and plans the next night. What fails is tried in an hour. */
export async function syncAtNight(deps: Deps, task: Task, readTeam: ReadTeam): Promise<void> {
  const network = await deps.store.get(networks, task.subjectId);
  if (!network) return deps.store.commit([remove(tasks, task)]);
  try {
    const [group] = await deps.store.find(groups, { networkId: network.id }, { limit: 1 });
    if (group) await followRoster(deps, network, await readTeam(group.serviceUrl, network.teamId), mostLeaving);
  } catch (error) {
    const dueAt = new Date(deps.now().getTime() + hour).toISOString();
    await deps.store.commit([put(tasks, { ...task, dueAt })]);
    throw error;
  }
  await deps.store.commit([put(tasks, { ...task, dueAt: nextNight(network, deps.now()) })]);
}

function nextNight({ timeZone }: Network, now: Date): string {
  const at = (moment: Date) => momentAt(dayOf(moment, timeZone), nightTime, timeZone);
  // 03:00 is skipped once a year in Finland: that night falls on the same hour of UTC as the one before.
  const fallback = new Date(now.getTime() + 24 * hour).toISOString();
  const today = at(now) ?? fallback;
  return today > now.toISOString() ? today : (at(new Date(now.getTime() + 24 * hour)) ?? fallback);
}
