import { AppError } from '../errors.ts';
import { type Actor, can } from '../rights.ts';
import { put } from '../store.ts';
import type { Language, LocalizedText } from '../text.ts';
import { assertWithinReach } from '../typed-moment.ts';
import type { Deps } from '../use-case.ts';
import { membershipOf, personIdOf } from './actor.ts';
import { accountOfBinding, accountOfMember } from './audit.ts';
import { groups, members, type Network, networks, type WorkingGroup } from './network.ts';
import { newMember, ofTenant, type RosterPerson } from './new-member.ts';
import { recurringIn } from './recurring.ts';
import { registerNewcomers } from './roster.ts';

/** What the founder of a network decides, and what Teams says about its team. */
export interface NetworkPlan {
  readonly teamId: string;
  readonly name: LocalizedText;
  readonly region: string;
  readonly timeZone: string;
  readonly language: Language;
  readonly projectEndsOn?: string | undefined;
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  readonly serviceUrl: string;
  readonly people: readonly RosterPerson[];
}

/** Whether the actor may make a network where there is none yet. */
export function maySetUp(actor: Actor): boolean {
  return can(actor, 'network.setUp', { networkId: '' });
}

/**
 * Makes a network of a team: a working group per chosen channel, everybody on the roster a member of all of them,
 * and the founder its first coordinator. Throws `FORBIDDEN` to anybody but a founder, and `DUPLICATE` when the team
 * has a network; `INPUT_INVALID` with the fault of a project's end that is too far ahead.
 */
export async function setUpNetwork(deps: Deps, actor: Actor, request: NetworkPlan): Promise<Network> {
  if (!maySetUp(actor)) throw new AppError('FORBIDDEN', 'only a founder sets up a network');
  assertWithinReach(request.projectEndsOn, deps.now(), 'projectEndsOn', 'INPUT_INVALID');
  const network: Network = {
    id: deps.newId(),
    version: 0,
    tenantId: actor.tenantId,
    teamId: request.teamId,
    name: request.name,
    region: request.region,
    timeZone: request.timeZone,
    language: request.language,
    projectEndsOn: request.projectEndsOn,
    createdAt: deps.now().toISOString(),
  };
  const chosen = request.channels.map(
    (channel): WorkingGroup => ({
      id: deps.newId(),
      version: 0,
      networkId: network.id,
      name: { [request.language]: channel.name },
      channelId: channel.id,
      serviceUrl: request.serviceUrl,
      language: request.language,
    }),
  );
  const onRoster = request.people.find((one) => personIdOf(actor.tenantId, one.aadObjectId) === actor.personId);
  if (!onRoster) throw new AppError('NOT_MEMBER', 'the founder is not on the roster of the team');
  const own = newMember(deps, network, chosen, onRoster);
  const coordinator = { ...own, roles: ['coordinator' as const] };
  // Of the commit that makes the founder a member, the founder is the author.
  const founder: Actor = { ...actor, memberships: [membershipOf(own)] };
  await deps.store.commit([
    put(networks, network),
    ...chosen.map((group) => put(groups, group)),
    put(members, coordinator),
    ...recurringIn(network, deps.now()),
    ...accountOfMember(deps, founder, own, coordinator),
    ...chosen.flatMap((group) => accountOfBinding(deps, founder, group)),
  ]);
  // A team may have thousands. Those who are missing after a stop in between come with the next reading of the roster.
  await registerNewcomers(deps, network, { people: ofTenant(network, request.people), before: new Map() });
  return network;
}
