import type { TeamsPagedMembersResult } from 'botbuilder';
import { entraId } from '../domain/entra-id.ts';
import type { RosterPerson } from '../domain/network/new-member.ts';
import { tidyText } from '../domain/text.ts';

/** How many accounts are asked for at a time: the most that Teams gives. */
export const rosterPage = 500;

type Page = Pick<TeamsPagedMembersResult, 'continuationToken'> & { readonly members?: readonly Account[] };
interface Account {
  readonly name?: string;
  readonly aadObjectId?: string;
  readonly objectId?: string;
  readonly userRole?: string;
}

/** Reads a roster to its end, people only. Rejects when any page cannot be had: part of a roster is none. */
export async function readPages(
  read: (continuationToken: string | undefined) => Promise<Page>,
): Promise<RosterPerson[]> {
  const people: RosterPerson[] = [];
  let next: string | undefined;
  do {
    const page = await read(next);
    for (const { name = '', aadObjectId, objectId, userRole } of page.members ?? []) {
      const id = aadObjectId ?? objectId;
      if (id) people.push({ aadObjectId: entraId(id), name: tidyText(name), guest: userRole === 'guest' });
    }
    next = page.continuationToken || undefined;
  } while (next !== undefined);
  return people;
}
