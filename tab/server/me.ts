import { members, networks } from '../../domain/network/network.ts';
import { canSomewhere, type Membership } from '../../domain/rights.ts';
import type { StoreReader } from '../../domain/store.ts';
import { type Language, textFor } from '../../domain/text.ts';
import { load } from '../../domain/use-case.ts';
import type { Visitor } from './visitor.ts';

/** Who the visitor is: what `GET /api/v1/me` answers. Networks come newest first. */
export interface Me {
  /** Chosen in the chat; null when the person has not chosen. */
  readonly language: Language | null;
  readonly networks: readonly MyNetwork[];
}

interface MyNetwork {
  readonly id: string;
  /** The Teams team the network lives in. */
  readonly teamId: string;
  readonly name: string;
  /** The visitor's own name in the network. */
  readonly member: string;
  readonly roles: readonly ('member' | 'lead' | 'compiler' | 'coordinator')[];
  readonly seesStatus: boolean;
}

/** Tells a visitor who they are; networks are named in the given language, else in their own. */
export async function me(store: StoreReader, visitor: Visitor, language: Language | undefined): Promise<Me> {
  const { actor, chosenLanguage } = visitor;
  const found = actor.memberships.map(async (membership): Promise<MyNetwork> => {
    const network = await load(store, networks, membership.networkId);
    const { name: member } = await load(store, members, membership.memberId);
    return {
      id: network.id,
      teamId: network.teamId,
      name: textFor(network.name, language ?? network.language),
      member,
      roles: rolesOf(membership),
      seesStatus: canSomewhere(actor, 'summary.read', network.id),
    };
  });
  return { language: chosenLanguage ?? null, networks: await Promise.all(found) };
}

function rolesOf({ leads, roles }: Membership): MyNetwork['roles'] {
  return ['member', ...(leads.length > 0 ? ['lead' as const] : []), ...roles];
}
