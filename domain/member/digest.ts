import { calmFrom, workingDayFrom } from '../calm.ts';
import { dayOf, momentAt } from '../local-time.ts';
import { isPresent, membershipOf } from '../network/actor.ts';
import { type Member, members, type Network, networks, people } from '../network/network.ts';
import { digestTime, mondayOf, recurring } from '../network/recurring.ts';
import type { Gathering, MineItem } from '../noun.ts';
import { type Delivery, send, type Task, tasks } from '../outbox.ts';
import { stepThrough } from '../stepwise.ts';
import { put, remove, type StoreReader, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { isNothing, mine } from './mine.ts';

/** The kind of the weekly message that says what waits for somebody. */
export const digestKind = 'member.digest';

/**
 * Sends those of a network who want it what waits for them, step by step, and plans the next week: on Monday at nine,
 * or on the first working day after it. Late, it still goes out on that day until the evening; after that not until the
 * next week. Whom nothing waits for gets nothing.
 */
export async function digestDue(deps: Deps, task: Task): Promise<void> {
  const network = await deps.store.get(networks, task.networkId);
  if (!network) return deps.store.commit([remove(tasks, task)]);
  const now = deps.now();
  const day = await workingDayFrom(mondayOf(now, network.timeZone), deps.isHoliday);
  const at = momentAt(day, digestTime, network.timeZone) ?? now.toISOString();
  const rest = { ...task, after: undefined };
  if (now.toISOString() < at) return deps.store.commit([put(tasks, { ...rest, dueAt: at })]);
  const next = put(tasks, { ...rest, dueAt: recurring[digestKind](network, now) });
  const isOver = dayOf(now, network.timeZone) > day || (await calmFrom(now, network.timeZone, deps.isHoliday)) > now;
  if (isOver) return deps.store.commit([next]);
  const where = { networkId: network.id };
  return stepThrough(deps, task, members, where, (found) => digestsFor(deps, network, found, day), next);
}

/** A row for everybody who wants it: `digestOf` finds out as it leaves whether anything waits for them. */
async function digestsFor(deps: Deps, { id }: Network, found: readonly Member[], day: string): Promise<Write[]> {
  const wanted = await Promise.all(found.map((member) => wantsDigest(deps.store, member)));
  return found
    .filter((_member, place) => wanted[place])
    .map(({ personId }) => {
      const to = { type: 'person', personId } as const;
      return send(deps, { networkId: id, kind: digestKind, subjectId: id, to, occasion: day });
    });
}

/** What a digest says as it leaves; undefined when its day is over, it is wanted no more, or nothing waits any more. */
export async function digestOf(
  deps: Pick<Deps, 'store' | 'now'> & Gathering,
  { networkId, targetId: personId, createdAt }: Pick<Delivery, 'networkId' | 'targetId' | 'createdAt'>,
): Promise<{ readonly network: Network; readonly waiting: readonly MineItem[] } | undefined> {
  const { store, now } = deps;
  const network = await store.get(networks, networkId);
  const [member] = await store.find(members, { networkId, personId }, { limit: 1 });
  if (!network || !member) return undefined;
  const day = (moment: Date) => dayOf(moment, network.timeZone);
  if (day(new Date(createdAt)) !== day(now())) return undefined;
  const waiting = await waitingFor(deps, member);
  return waiting && { network, waiting };
}

/** What waits for a member who wants to be told; undefined for everybody else. */
async function waitingFor(
  deps: Pick<Deps, 'store' | 'now'> & Gathering,
  member: Member,
): Promise<readonly MineItem[] | undefined> {
  if (!(await wantsDigest(deps.store, member))) return undefined;
  const waiting = await mine(deps, membershipOf(member));
  return isNothing(waiting) ? undefined : waiting;
}

async function wantsDigest(store: StoreReader, member: Member): Promise<boolean> {
  return isPresent(member) && (await store.get(people, member.personId))?.digestOn === true;
}
