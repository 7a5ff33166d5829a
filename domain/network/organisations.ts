import { AppError, type FieldFault, quotable } from '../errors.ts';
import { assertRoomFor } from '../limits.ts';
import { onceMore } from '../once-more.ts';
import { type Page, type PageQuery, pageOf } from '../page.ts';
import { type Actor, authorise } from '../rights.ts';
import { put, type StoreReader, type Write } from '../store.ts';
import { comparable } from '../text.ts';
import { assertVersion, type Deps, load } from '../use-case.ts';
import { account, accountOfMember } from './audit.ts';
import { type Member, members, networks, type Organisation, organisations, organisationTypes } from './network.ts';
import { type Region, regionNamed } from './region.ts';
import { presentMember } from './roles.ts';

/** What is typed about an organisation. */
export interface OrganisationForm {
  readonly name: string;
  /** Empty or one of `organisationTypes`. */
  readonly type: string;
  readonly contactPoint: string;
  readonly municipalities: readonly string[];
  /** As it was typed, and the regions there are; default the network's. */
  readonly region?: { readonly typed: string; readonly known: readonly Region[] };
}

/** Which organisation a member is to belong to: a new one when a name is typed, else the chosen one. */
export interface Placement {
  readonly memberId: string;
  readonly organisationId: string;
  /** The id the organisation gets if it is new, minted with the form. */
  readonly newOrganisationId: string;
  readonly fresh: OrganisationForm;
  /** The version of the member that was changed on the page: `STALE` when it is no longer that. */
  readonly expected?: number | undefined;
}

/** The organisations of a network by name. Coordinators. */
export async function listOrganisations(store: StoreReader, actor: Actor, networkId: string): Promise<Organisation[]> {
  authorise(actor, 'network.manage', { networkId });
  const found: Organisation[] = [];
  for await (const organisation of store.stream(organisations, { networkId })) found.push(organisation);
  return found.sort((a, b) => a.name.localeCompare(b.name, 'fi'));
}

/** An organisation as it stands. Coordinators. */
export async function seeOrganisation(store: StoreReader, actor: Actor, organisationId: string): Promise<Organisation> {
  const organisation = await load(store, organisations, organisationId);
  authorise(actor, 'network.manage', organisation);
  return organisation;
}

/** The id of an organisation that is about to be added, made with its form. Coordinators. */
export function newOrganisationId(deps: Pick<Deps, 'newId'>, actor: Actor, networkId: string): string {
  authorise(actor, 'network.manage', { networkId });
  return deps.newId();
}

/** Which organisations of a network are wanted, and how many at once. */
export interface OrganisationsQuery extends PageQuery {
  readonly networkId: string;
  /** Part of a name, in any case; empty for all. */
  readonly search: string;
  readonly type?: Organisation['type'] | undefined;
}

/** The organisations of a network by name, a page at a time. Coordinators. */
export async function organisationsPage(
  store: StoreReader,
  actor: Actor,
  request: OrganisationsQuery,
): Promise<Page<Organisation>> {
  const search = comparable(request.search);
  const known = await listOrganisations(store, actor, request.networkId);
  const found = known.filter(({ name, type }) => {
    return comparable(name).includes(search) && (request.type === undefined || type === request.type);
  });
  return pageOf(found, { keyOf: ({ name }) => name, compare: new Intl.Collator('fi').compare }, request);
}

/**
 * Makes a member one of an organisation, which is made too when it is new. A typed name that the network has already
 * means that organisation. Coordinators. Throws `INPUT_INVALID` with the faulty fields, and `CONFLICT` when the same
 * form has made another organisation.
 */
export async function placeMember(
  deps: Deps,
  actor: Actor,
  request: Placement,
): Promise<{ member: Member; organisation: Organisation }> {
  return onceMore(async () => {
    const member = await presentMember(deps.store, actor, request.memberId);
    assertVersion(member, request.expected);
    const naming = await namingIn(deps.store, actor, member.networkId);
    const known = await listOrganisations(deps.store, actor, member.networkId);
    const organisation = chosen(known, request) ?? newOrganisation(member.networkId, known, request);
    const placed = { ...member, organisationId: organisation.id };
    const writes = [
      ...(organisation.version === 0
        ? [put(organisations, organisation), naming, ...accountOf(deps, actor, undefined, organisation)]
        : []),
      ...(member.organisationId === organisation.id
        ? []
        : [put(members, placed), ...accountOfMember(deps, actor, member, placed)]),
    ];
    if (writes.length > 0) await deps.store.commit(writes);
    return { member: placed, organisation };
  });
}

function chosen(known: readonly Organisation[], { organisationId, fresh }: Placement): Organisation | undefined {
  if (fresh.name !== '') return known.find(({ name }) => sameName(name, fresh.name));
  if (organisationId === '') throw faulty({ organisationId: 'required' });
  const found = known.find(({ id }) => id === organisationId);
  if (!found) throw new AppError('NOT_FOUND', `no organisation ${quotable(organisationId)}`);
  return found;
}

function newOrganisation(networkId: string, known: readonly Organisation[], request: Placement): Organisation {
  const { newOrganisationId: id, fresh } = request;
  if (known.some((organisation) => organisation.id === id)) {
    throw new AppError('CONFLICT', 'the form has made an organisation of another name');
  }
  assertRoomFor('organisations', known.length);
  return { id, version: 0, networkId, ...checked(fresh) };
}

/**
 * Changes what is known of an organisation. Coordinators. Throws `INPUT_INVALID` with the faulty fields, and
 * `DUPLICATE` when another organisation has the name, and `STALE` when it is not at the version `expected`.
 */
export async function changeOrganisation(
  deps: Deps,
  actor: Actor,
  organisationId: string,
  form: OrganisationForm,
  expected?: number,
): Promise<Organisation> {
  return onceMore(async () => {
    const organisation = await load(deps.store, organisations, organisationId);
    const naming = await namingIn(deps.store, actor, organisation.networkId);
    const known = await listOrganisations(deps.store, actor, organisation.networkId);
    assertVersion(organisation, expected);
    const changed: Organisation = { ...organisation, ...checked(form) };
    if (known.some(({ id, name }) => id !== organisationId && sameName(name, changed.name))) {
      throw new AppError('DUPLICATE', 'another organisation has this name');
    }
    if (JSON.stringify(changed) !== JSON.stringify(organisation)) {
      const renaming = changed.name === organisation.name ? [] : [naming];
      const writes = [put(organisations, changed), ...renaming, ...accountOf(deps, actor, organisation, changed)];
      await deps.store.commit(writes);
    }
    return changed;
  });
}

/**
 * Adds an organisation that nobody in the network speaks for yet, under an id made with the form: the same form twice
 * makes one. Coordinators. Throws `INPUT_INVALID` with the faulty fields, and `DUPLICATE` when another organisation
 * has the name.
 */
export async function addOrganisation(
  deps: Deps,
  actor: Actor,
  request: { readonly networkId: string; readonly organisationId: string; readonly form: OrganisationForm },
): Promise<Organisation> {
  return onceMore(async () => {
    const { networkId, organisationId: id, form } = request;
    const naming = await namingIn(deps.store, actor, networkId);
    const known = await listOrganisations(deps.store, actor, networkId);
    const organisation: Organisation = { id, version: 0, networkId, ...checked(form) };
    const same = known.find(({ name }) => sameName(name, organisation.name));
    if (same?.id === id) return same;
    if (same) throw new AppError('DUPLICATE', 'another organisation has this name');
    assertRoomFor('organisations', known.length);
    const told = accountOf(deps, actor, undefined, organisation);
    await deps.store.commit([put(organisations, organisation), naming, ...told]);
    return { ...organisation, version: 1 };
  });
}

/**
 * To be read before the names that there are, and committed with a new one: two who give a name at once both change the
 * network, so one of them is too late and looks again.
 */
async function namingIn(store: StoreReader, actor: Actor, networkId: string): Promise<Write> {
  authorise(actor, 'network.manage', { networkId });
  return put(networks, await load(store, networks, networkId));
}

/** The account of what is known of an organisation: of all of it when it is new. */
function accountOf(deps: Deps, actor: Actor, before: Organisation | undefined, after: Organisation): Write[] {
  const { id: subjectId, networkId } = after;
  const change = (field: 'name' | 'type' | 'contactPoint' | 'region') => ({
    field,
    before: before?.[field],
    after: after[field],
  });
  const places = (organisation: Organisation | undefined) => organisation?.municipalities.join(', ') || undefined;
  return account(deps, actor, { networkId, kind: 'organisation', subjectId }, [
    change('name'),
    change('type'),
    change('contactPoint'),
    { field: 'municipalities', before: places(before), after: places(after) },
    change('region'),
  ]);
}

function checked({ name, type, contactPoint, municipalities, region }: OrganisationForm) {
  const known = organisationTypes.find((candidate) => candidate === type);
  if (name === '' || !known) {
    throw faulty({ ...(name === '' ? { name: 'required' } : {}), ...(known ? {} : { type: 'required' }) });
  }
  const places = { municipalities: [...municipalities], region: region && regionNamed(region.known, region.typed) };
  return { name, type: known, contactPoint: contactPoint || undefined, ...places };
}

function faulty(fields: Readonly<Record<string, FieldFault>>): AppError {
  return new AppError('INPUT_INVALID', `faulty: ${Object.keys(fields).join(', ')}`, { fields });
}

function sameName(a: string, b: string): boolean {
  return comparable(a) === comparable(b);
}
