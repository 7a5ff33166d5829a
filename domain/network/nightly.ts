import { onceMore } from '../once-more.ts';
import { plan, type Task, taskId, tasks } from '../outbox.ts';
import { put, remove } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { addressNow } from './address.ts';
import { followChat } from './chat-members.ts';
import { groups, type Network, networks, type WorkingGroup } from './network.ts';
import type { RosterPerson } from './new-member.ts';
import { takeReading } from './reading.ts';
import { recurring } from './recurring.ts';
import { followRoster } from './roster.ts';

/** Reads the roster of a team or a group chat, all of it or not at all, when nobody from it is there. */
export type ReadTeam = (serviceUrl: string, conversationId: string) => Promise<readonly RosterPerson[]>;

const kind = 'network.sync';

/**
 * Makes a network's members those on its team's roster, and the members of groups in chats those in the chats; plans
 * the next night. What fails is tried again when `again` says, in milliseconds; undefined for what no second try mends.
 */
export async function syncAtNight(
  deps: Deps,
  task: Task,
  readTeam: ReadTeam,
  again: (error: unknown) => number | undefined,
): Promise<void> {
  const network = await deps.store.get(networks, task.subjectId);
  if (!network) return deps.store.commit([remove(tasks, task)]);
  const next = recurring[kind](network, deps.now());
  const failure = await followAll(deps, network, readTeam).then(
    () => undefined,
    (error: unknown) => ({ error, wait: again(error) }),
  );
  const dueAt = failure?.wait === undefined ? next : sooner(deps, next, failure.wait);
  await deps.store.commit([put(tasks, { ...task, dueAt })]);
  if (failure?.wait !== undefined) throw failure.error;
}

/** Follows the team and each chat, whatever becomes of the others. Throws what failed first. */
async function followAll(deps: Deps, network: Network, readTeam: ReadTeam): Promise<void> {
  const all = await deps.store.find(groups, { networkId: network.id });
  const faults: unknown[] = [];
  const reading = ({ serviceUrl }: WorkingGroup, id: string) => readTeam(addressNow(network, serviceUrl), id);
  const quietly = (act: Promise<unknown>) => act.catch((error: unknown) => faults.push(error));
  const team = all.find(({ chat }) => !chat) ?? all[0];
  if (team) {
    const read = takeReading(deps.store, network, () => reading(team, network.teamId));
    await quietly(read.then((taken) => followRoster(deps, network, taken)));
  }
  for (const group of all.filter(({ chat }) => chat)) {
    await quietly(followChat(deps, network, group, () => reading(group, group.channelId)));
  }
  if (faults.length > 0) throw faults[0];
}

function sooner(deps: Deps, next: string, waitMs: number): string {
  const soon = new Date(deps.now().getTime() + waitMs).toISOString();
  return soon < next ? soon : next;
}

/** Has the rosters of a network read in so long, if not earlier: what happened there could not be read now. */
export async function syncSoon(deps: Deps, network: Network, waitMs: number): Promise<void> {
  await onceMore(async () => {
    const planned = await deps.store.get(tasks, taskId(kind, network.id));
    const dueAt = sooner(deps, planned?.dueAt ?? recurring[kind](network, deps.now()), waitMs);
    if (planned?.dueAt === dueAt) return;
    const fresh = plan({ networkId: network.id, kind, subjectId: network.id, dueAt });
    await deps.store.commit([planned ? put(tasks, { ...planned, dueAt }) : fresh]);
  });
}
