import { z } from 'zod';
import { onceMore } from '../once-more.ts';
import { send } from '../outbox.ts';
import { Moment, recordShape } from '../record.ts';
import { collection, put, remove, type StoreReader } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { isPresent } from './actor.ts';
import { type Member, members, type Network, type WorkingGroup } from './network.ts';

/**
 * Members whom Teams does not show any more in the team of a network, or in the chat of a working group, and who are
 * too many to leave without anybody's word. Its id is the network's or the group's; deleted when nobody is absent.
 */
export const Absence = z.object({
  ...recordShape,
  networkId: z.string(),
  memberIds: z.array(z.string()),
  /** When it was last asked about. */
  askedAt: Moment,
});
export type Absence = z.infer<typeof Absence>;
export const absences = collection('absences', Absence, { indexes: [] });

/** The message that asks whether those who are absent have left. */
export const absenceMessage = 'network.absent';

/** It is asked about others at most so often, whomever a fault of Teams leaves out: about once a day. */
const askAboutOthersMs = 20 * 3_600_000;
/** About the same members it is asked again after so long. */
const askAgainMs = 7 * 24 * 3_600_000;

/**
 * Keeps who is absent from a network's team, or from a group's chat, and asks in their own chats whether they have left:
 * each coordinator, and of a chat the leads of its group. Nobody absent is no question.
 */
export async function askAboutAbsent(
  deps: Deps,
  of: Pick<Network, 'id'> | Pick<WorkingGroup, 'id' | 'networkId'>,
  absent: readonly Member[],
): Promise<void> {
  const networkId = 'networkId' in of ? of.networkId : of.id;
  await onceMore(async () => {
    const known = await deps.store.get(absences, of.id);
    if (absent.length === 0) return known && deps.store.commit([remove(absences, known)]);
    const now = deps.now();
    const memberIds = absent.map(({ id }) => id).sort();
    const isSame = known?.memberIds.join() === memberIds.join();
    const again = !known || Date.parse(known.askedAt) <= now.getTime() - (isSame ? askAgainMs : askAboutOthersMs);
    if (isSame && !again) return undefined;
    const askedAt = again ? now.toISOString() : known.askedAt;
    const about = { networkId, kind: absenceMessage, subjectId: of.id, occasion: askedAt };
    const answerers = again ? await answerersOf(deps.store, networkId, of.id) : [];
    return deps.store.commit([
      put(absences, { id: of.id, version: known?.version ?? 0, networkId, memberIds, askedAt }),
      ...answerers.map(({ personId }) => send(deps, { ...about, to: { type: 'person', personId } })),
    ]);
  });
}

async function answerersOf(store: StoreReader, networkId: string, groupId: string): Promise<Member[]> {
  const found: Member[] = [];
  for await (const member of store.stream(members, { networkId })) {
    const answers = member.roles.includes('coordinator') || member.leads.includes(groupId);
    if (isPresent(member) && answers) found.push(member);
  }
  return found;
}

/** Those about whom it is asked, of a network or of a group's chat, who are still there, by name. */
export async function absentFrom(store: StoreReader, id: string): Promise<Member[]> {
  const { memberIds = [], networkId } = (await store.get(absences, id)) ?? {};
  const found: Member[] = [];
  for (const memberId of memberIds) {
    const member = await store.get(members, memberId);
    const isThere = member && (id === networkId ? isPresent(member) : member.groupIds.includes(id));
    if (isThere) found.push(member);
  }
  return byName(found);
}

/** Members by name, in Finnish order. */
export function byName(all: readonly Member[]): Member[] {
  const { compare } = new Intl.Collator('fi');
  return [...all].sort((a, b) => compare(a.name, b.name));
}
