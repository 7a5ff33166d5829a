import { type MessageSubject, type MineItem, type NounReader, notYet, type Rest, type Self } from '../noun.ts';
import type { PartDeps } from '../package-part.ts';
import type { Membership } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { practiceCounts } from './counts.ts';
import { packagePractices } from './package-part.ts';
import { comments, type Practice, practiceRevisions, practiceStates, practices, validations } from './practice.ts';
import { isOwn } from './states.ts';

/** What practices give to those who gather from every noun. */
export const practiceReader = {
  collections: [practices, practiceRevisions, comments, validations],
  mine,
  own,
  subjects: { get, list, rest, quietTasks: [] },
  counts: practiceCounts,
  part: async (deps: PartDeps) => ({ practices: await packagePractices(deps) }),
  cleanUp: { none: 'what was written stays for the package' },
} satisfies NounReader<'practice'>;

/** Practices in validation that the member's organisation has not judged in their present revision, by their last day. */
async function mine(view: StoreReader, who: Membership): Promise<MineItem[]> {
  const { networkId, groupIds: groupId } = who;
  const open = await view.find(practices, { networkId, groupId, state: 'inValidation' });
  const judged = await Promise.all(open.map((practice) => isJudged(view, practice, who)));
  return open
    .filter((_practice, place) => !judged[place])
    .sort(soonestFirst)
    .map(({ id, title, groupId: group, kind, updatedAt, validateBy: lastDay }) => {
      return {
        noun: 'practice',
        id,
        title,
        groupId: group,
        state: 'open',
        kind,
        updatedAt,
        ...(lastDay && { lastDay }),
      };
    });
}

/** What has no last day comes last. */
function soonestFirst({ validateBy: a = '~' }: Practice, { validateBy: b = '~' }: Practice): number {
  return a < b ? -1 : Number(a > b);
}

async function isJudged(view: StoreReader, practice: Practice, who: Membership) {
  const { organisationId } = who;
  if (!organisationId || isOwn(practice, who)) return true;
  const given = await view.find(validations, { practiceId: practice.id, organisationId });
  return given.some((validation) => validation.revision === practice.revision);
}

async function own({ store }: Deps, { members }: Self) {
  const each = await Promise.all(members.map(({ id, networkId }) => writtenBy(store, id, networkId)));
  return {
    practices: each.flatMap((one) => one.practices),
    comments: each.flatMap((one) => one.comments),
    validations: each.flatMap((one) => one.validations),
  };
}

async function writtenBy(view: StoreReader, memberId: string, networkId: string) {
  const isTheirs = (said: { readonly memberId: string }) => said.memberId === memberId;
  return {
    practices: await Array.fromAsync(view.stream(practices, { networkId, authorMemberId: memberId })),
    comments: (await Array.fromAsync(view.stream(comments, { networkId }))).filter(isTheirs),
    validations: (await Array.fromAsync(view.stream(validations, { networkId }))).filter(isTheirs),
  };
}

async function get(view: StoreReader, id: string): Promise<MessageSubject | undefined> {
  const practice = await view.get(practices, id);
  return practice && subjectOf(practice);
}

async function* list(view: StoreReader, where: { networkId: string; groupId?: readonly string[] }) {
  // Whatever became of it since, also finished: messages of all of them are counted.
  const written = { ...where, state: practiceStates.filter((state) => state !== 'draft') };
  for await (const practice of view.stream(practices, written)) yield subjectOf(practice);
}

function subjectOf({ id, networkId, groupId, title, createdAt }: Practice): MessageSubject {
  return { noun: 'practice', id, networkId, groupId, title, createdAt };
}

/** A practice moves on as long as there is one, and the newest card in the channel follows. */
async function rest(view: StoreReader, id: string): Promise<Rest | undefined> {
  const practice = await view.get(practices, id);
  if (!practice) return undefined;
  const { state, updatedAt } = practice;
  const asks = state === 'proposed' || state === 'inValidation' || state === 'returned';
  return { since: asks ? notYet : updatedAt, cards: 'mayChange' };
}
