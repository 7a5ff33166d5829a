import { AppError, quotable } from './errors.ts';

/** What somebody is in one network. */
export interface Membership {
  readonly memberId: string;
  readonly networkId: string;
  readonly organisationId?: string | undefined;
  readonly groupIds: readonly string[];
  /** The working groups this member leads. */
  readonly leads: readonly string[];
  readonly roles: readonly ('coordinator' | 'compiler')[];
}

/** The authenticated person behind an action: who they are, and what they are in each of their networks. */
export interface Actor {
  /** Tenant id and Entra object id, joined by a colon. */
  readonly personId: string;
  readonly tenantId: string;
  readonly memberships: readonly Membership[];
  /** True for those the operator named: they may set up a network, and have no rights in networks of others. */
  readonly founder: boolean;
}

/** What an action is about, as far as rights depend on it. */
export interface Subject {
  readonly networkId: string;
  readonly groupId?: string | undefined;
  readonly authorMemberId?: string | undefined;
  /** Whom a survey asks, when that is not just the members of its group. */
  readonly audience?: { readonly kind: string; readonly groupIds?: readonly string[] | undefined } | undefined;
  /** Whether a survey asks the actor; `toBeAnswered` in `domain/survey/audience.ts` finds that out. */
  readonly asked?: boolean | undefined;
}

/** How an actor stands to a subject. */
export type Relation = 'founder' | 'member' | 'groupMember' | 'asked' | 'author' | 'lead' | 'compiler' | 'coordinator';

/** Who may do what: the one table of rights. A right not listed here is nobody's. */
export const rights = {
  'network.setUp': ['founder'],
  'network.manage': ['coordinator'],
  'group.bindChat': ['lead', 'coordinator'],
  'delivery.see': ['lead', 'coordinator'],
  'delivery.manage': ['lead', 'coordinator'],
  'survey.create': ['lead', 'coordinator'],
  'survey.manage': ['lead', 'coordinator'],
  'survey.enter': ['lead', 'coordinator'],
  'survey.list': ['member'],
  'survey.seeMissing': ['lead', 'coordinator'],
  'survey.seeMissingConfidential': ['coordinator'],
  'survey.seeConfidential': ['coordinator'],
  'survey.limitResults': ['lead', 'coordinator'],
  'survey.reviewTexts': ['lead', 'coordinator'],
  'results.coordinators': ['coordinator'],
  'results.leads': ['lead', 'coordinator'],
  'results.asked': ['asked', 'lead', 'coordinator'],
  'survey.answer': ['asked'],
  'meeting.schedule': ['lead', 'coordinator'],
  'meeting.reply': ['groupMember', 'lead', 'coordinator'],
  'meeting.see': ['member'],
  'practice.write': ['groupMember', 'lead', 'coordinator'],
  'practice.writeFor': ['lead', 'coordinator'],
  'practice.draft': ['author'],
  'practice.edit': ['author', 'lead', 'coordinator'],
  'practice.see': ['member'],
  'practice.comment': ['member'],
  'practice.validate': ['member'],
  'practice.openValidation': ['lead', 'coordinator'],
  'practice.markValidated': ['lead', 'coordinator'],
  'practice.return': ['lead', 'coordinator'],
  'practice.select': ['coordinator'],
  'practice.retire': ['lead', 'coordinator'],
  'summary.read': ['lead', 'coordinator'],
  'package.read': ['compiler', 'coordinator'],
  'package.release': ['coordinator'],
} as const satisfies Record<string, readonly Relation[]>;

export type Action = keyof typeof rights;

/** What the actor is in a network; undefined for a stranger to it. */
export function membershipIn(actor: Actor, networkId: string): Membership | undefined {
  return actor.memberships.find((membership) => membership.networkId === networkId);
}

function relationsTo(actor: Actor, subject: Subject): Set<Relation> {
  const relations = new Set<Relation>(actor.founder ? ['founder'] : []);
  const membership = membershipIn(actor, subject.networkId);
  if (!membership) return relations;
  relations.add('member');
  for (const role of membership.roles) relations.add(role);
  if (subject.groupId && membership.groupIds.includes(subject.groupId)) relations.add('groupMember');
  if (isLeadOf(membership, subject)) relations.add('lead');
  if (subject.asked) relations.add('asked');
  if (subject.authorMemberId === membership.memberId) relations.add('author');
  return relations;
}

/** Of what goes beyond one group only those are leads who lead all of its groups; of what is for everybody, nobody. */
function isLeadOf({ leads }: Membership, { groupId, audience }: Subject): boolean {
  if (!groupId || !leads.includes(groupId)) return false;
  if (audience?.kind === 'network' || audience?.kind === 'organisationTypes') return false;
  return (audience?.groupIds ?? []).every((id) => leads.includes(id));
}

/** Whether the actor may do the action to the subject. */
export function can(actor: Actor, action: Action, subject: Subject): boolean {
  const relations = relationsTo(actor, subject);
  return rights[action].some((relation) => relations.has(relation));
}

/**
 * The actor's membership in the subject's network, when they may do the action. Throws `NOT_MEMBER` to a stranger
 * and `FORBIDDEN` to a member without the right.
 */
export function authorise(actor: Actor, action: Action, subject: Subject): Membership {
  const membership = membershipIn(actor, subject.networkId);
  if (!membership)
    throw new AppError('NOT_MEMBER', `${action}: not a member of network ${quotable(subject.networkId)}`);
  if (!can(actor, action, subject)) throw new AppError('FORBIDDEN', `${action}: no right`);
  return membership;
}

/** As `authorise`, of what somebody may do who has the right in some group of the network. */
export function authoriseSomewhere(actor: Actor, action: Action, networkId: string): Membership {
  const membership = membershipIn(actor, networkId);
  if (!membership) throw new AppError('NOT_MEMBER', `${action}: not a member of network ${quotable(networkId)}`);
  if (!canSomewhere(actor, action, networkId)) throw new AppError('FORBIDDEN', `${action}: no right in any group`);
  return membership;
}

/** True when the actor has the right in some group of a network: whether a command is worth offering. */
export function canSomewhere(actor: Actor, action: Action, networkId: string): boolean {
  const { groupIds = [], leads = [] } = membershipIn(actor, networkId) ?? {};
  return [undefined, ...groupIds, ...leads].some((groupId) => can(actor, action, { networkId, groupId }));
}
