import { z } from 'zod';
import { entraId } from '../domain/entra-id.ts';
import { AppError } from '../domain/errors.ts';
import type { RosterPerson } from '../domain/network/new-member.ts';
import { tidyText } from '../domain/text.ts';

/** How many accounts are asked for at a time: the most that Teams gives. */
export const rosterPage = 500;

/** A team has at most 25,000 people, and Teams gives at least 50 of them in a page: twice as many pages have no end. */
const mostPages = 1000;

/** A page of a roster as Teams gives it. */
interface Page {
  readonly continuationToken?: string | null;
  readonly members?: readonly unknown[] | null;
}

/** A text that may be absent, null, empty or none at all, which are the same. */
const Text = z
  .string()
  .optional()
  .catch(undefined)
  .transform((text) => text?.trim() || undefined);

/** An account on a roster. Every field may be missing. */
const Account = z
  .object({ id: Text, name: Text, aadObjectId: Text, objectId: Text, tenantId: Text, userRole: Text, role: Text })
  .partial()
  .catch({});
type Account = z.infer<typeof Account>;

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
    const accounts = (page.members ?? []).map((account) => Account.parse(account));
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

/** Roles of accounts that are nobody in Entra, or no people. */
const nobody: ReadonlySet<string | undefined> = new Set(['anonymous', 'bot', 'skill']);
/** The id that stands where there is none. */
const nilId = '00000000-0000-0000-0000-000000000000';

/** Undefined for bots, anonymous visitors, and whoever has no id in Entra. */
function personOf({ id, name, aadObjectId, objectId, tenantId, userRole, role }: Account): RosterPerson | undefined {
  const person = entraId(aadObjectId ?? objectId ?? nilId);
  const isNobody = nobody.has(userRole?.toLowerCase()) || nobody.has(role?.toLowerCase()) || id?.startsWith('28:');
  if (person === nilId || isNobody) return undefined;
  const of = tenantId === undefined ? {} : { tenantId: entraId(tenantId) };
  return { aadObjectId: person, name: tidyText(name ?? ''), guest: userRole?.toLowerCase() === 'guest', ...of };
}

function withoutEnd(why: string): AppError {
  return new AppError('TEAMS_UNAVAILABLE', `a roster without an end: ${why}`);
}
