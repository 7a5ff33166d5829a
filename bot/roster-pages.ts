import type { TeamsPagedMembersResult } from 'botbuilder';
import { entraId } from '../domain/entra-id.ts';
import { AppError } from '../domain/errors.ts';
import type { RosterPerson } from '../domain/network/new-member.ts';
import { tidyText } from '../domain/text.ts';

/** How many accounts are asked for at a time: the most that Teams gives. */
export const rosterPage = 500;

/** A team has at most 25,000 people, and Teams gives at least 50 of them in a page: twice as many pages have no end. */
const mostPages = 1000;

type Page = Pick<TeamsPagedMembersResult, 'continuationToken'> & { readonly members?: readonly Account[] };
interface Account {
  readonly id?: string;
  readonly name?: string;
  readonly aadObjectId?: string;
  readonly objectId?: string;
  readonly userRole?: string;
}

/**
 * Reads a roster to its end, people only. Rejects when any page cannot be had: part of a roster is none. Throws
 * `TEAMS_UNAVAILABLE` for one without an end: when a page is offered again, brings nobody new, or comes after too many.
 */
export async function readPages(
  read: (continuationToken: string | undefined) => Promise<Page>,
): Promise<RosterPerson[]> {
  const people: RosterPerson[] = [];
  const known = new Set<string | undefined>();
  const asked = new Set<string | undefined>();
  let next: string | undefined;
  do {
    if (asked.has(next) || asked.size === mostPages) throw withoutEnd('a page is offered again, or there are too many');
    asked.add(next);
    const page = await read(next);
    const accounts = page.members ?? [];
    next = page.continuationToken || undefined;
    if (next !== undefined && accounts.every(({ id }) => known.has(id))) throw withoutEnd('a page brings nobody new');
    for (const account of accounts) {
      known.add(account.id);
      const person = personOf(account);
      if (person) people.push(person);
    }
  } while (next !== undefined);
  return people;
}

function personOf({ name = '', aadObjectId, objectId, userRole }: Account): RosterPerson | undefined {
  const id = aadObjectId ?? objectId;
  return id ? { aadObjectId: entraId(id), name: tidyText(name), guest: userRole === 'guest' } : undefined;
}

function withoutEnd(why: string): AppError {
  return new AppError('TEAMS_UNAVAILABLE', `a roster without an end: ${why}`);
}
