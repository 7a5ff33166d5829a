import { type Task, tasks } from '../outbox.ts';
import { put, remove } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { groups, networks } from './network.ts';
import type { RosterPerson } from './new-member.ts';
import { recurring } from './recurring.ts';
import { followRoster } from './roster.ts';

/** Reads the roster of a team, all of it or not at all, when nobody from the team is there. */
export type ReadTeam = (serviceUrl: string, teamId: string) => Promise<readonly RosterPerson[]>;

const hour = 3_600_000;
/**
 * The most members that a night takes out: a tenth of all, or five. Of more, a coordinator is asked, when they read the
 * roster themselves: so many rarely leave in a day, and a fault of Teams looks like it.
 */
const mostLeaving = (present: number): number => Math.max(5, Math.floor(present / 10));

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
  await deps.store.commit([put(tasks, { ...task, dueAt: recurring['network.sync'](network, deps.now()) })]);
}
