import type { z } from 'zod';
import { currentMembership } from '../../../domain/network/actor.ts';
import { members, networks } from '../../../domain/network/network.ts';
import { type Actor, can, canSomewhere, type Membership } from '../../../domain/rights.ts';
import type { StoreReader } from '../../../domain/store.ts';
import { type Language, textFor } from '../../../domain/text.ts';
import { load } from '../../../domain/use-case.ts';
import type { MyNetwork } from '../../contract/member.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { Call } from '../api/call.ts';

/** Tells a visitor who they are; networks are named in the visitor's language, else in their own. */
export async function me(call: Call<'GET /me'>): Promise<AnswerOf<'GET /me'>> {
  const { deps, actor, person, language } = call;
  const found = actor.memberships.map((membership) => myNetwork(deps.store, actor, membership, language));
  return {
    language: person?.language ?? null,
    reminders: person?.remindersOff !== true,
    digest: person?.digestOn === true,
    chat: deps.links.chat() ?? null,
    network: currentMembership(actor, person)?.networkId ?? null,
    networks: await Promise.all(found),
  };
}

async function myNetwork(
  store: StoreReader,
  actor: Actor,
  membership: Membership,
  language: Language | undefined,
): Promise<z.infer<typeof MyNetwork>> {
  const { id, teamId, name, language: own } = await load(store, networks, membership.networkId);
  return {
    id,
    teamId,
    name: textFor(name, language ?? own),
    member: (await load(store, members, membership.memberId)).name,
    roles: rolesOf(membership),
    seesStatus: canSomewhere(actor, 'summary.read', id),
    seesDeliveries: canSomewhere(actor, 'delivery.see', id),
    writesPractices: canSomewhere(actor, 'practice.write', id),
    manages: can(actor, 'network.manage', { networkId: id }),
  };
}

function rolesOf({ leads, roles }: Membership): z.infer<typeof MyNetwork>['roles'] {
  return ['member', ...(leads.length > 0 ? ['lead' as const] : []), ...roles];
}
