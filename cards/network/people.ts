import type { Member, MemberRole, Organisation, WorkingGroup } from '../../domain/network/network.ts';
import { isolated } from '../../locales/isolated.ts';
import { box, card, choice, facts, note, paragraph, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import { isSearched, pickOne } from '../pick-one.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { besideMember } from '../told-apart.ts';
import { contactInputs, longestInList, type OrganisationTyped, typeInput } from './organisations.ts';

/** Members to choose one from. */
export interface PeopleForm {
  readonly found: readonly Member[];
  readonly more: boolean;
  readonly search: string;
  readonly organisations: readonly Organisation[];
  /** The groups of the network. */
  readonly groups: readonly WorkingGroup[];
  /** True when a button was pressed that needs a member. */
  readonly nobodyChosen: boolean;
}

/** The members of a network with their organisations, a search away. */
export function peopleCard(reader: Reader, form: PeopleForm): Card {
  const { t } = reader;
  const names = new Map(form.organisations.map(({ id, name }) => [id, shortened(name, longestInList)]));
  const choices = form.found.map((member) => {
    const organisation = names.get(member.organisationId ?? '') ?? t('network:noOrganisation');
    const title = `${isolated(shortened(member.name, longestInList))} (${isolated(organisation)})`;
    return { title, value: member.id, beside: besideMember(reader, member, { groups: form.groups }) };
  });
  return card(
    reader,
    t('network:people'),
    [
      ...(form.nobodyChosen ? [box('attention', [paragraph(t('network:chooseMember'))])] : []),
      { type: 'Input.Text', id: 'search', label: t('page:list.search'), value: form.search, maxLength: 100 },
      ...(choices.length > 0
        ? [choice({ id: 'memberId', label: t('network:member'), choices, expandedUpTo: 20 })]
        : [paragraph(t('network:nobodyFound'))]),
      ...(form.more ? [note(t('network:more'))] : []),
    ],
    [
      execute('network.people', t('common:find'), {}),
      execute('network.member', t('network:openMember'), {}, { style: 'positive' }),
      execute('network.organisations', t('network:organisations'), {}, { associatedInputs: 'none' }),
      execute('network.show', t('common:back'), {}, { associatedInputs: 'none' }),
    ],
  );
}

/** What stands in a member's form. */
export interface MemberTyped extends OrganisationTyped {
  readonly organisationId: string;
  /** What was searched among the organisations. */
  readonly organisationIdSearch?: string;
}

/** One member with the form for their organisation and roles. */
export interface MemberForm {
  readonly member: Member;
  readonly organisations: readonly Organisation[];
  readonly search: string;
  /** The id that a new organisation will get. */
  readonly newOrganisationId: string;
  readonly typed: MemberTyped;
  /** The key of what is wrong. */
  readonly fault?: string | undefined;
  /** What was just kept. */
  readonly done?: 'placed' | 'roleChanged' | undefined;
}

/** One member: the organisation they speak for, and their roles. */
export function memberCard(reader: Reader, form: MemberForm): Card {
  const { t } = reader;
  const { member, typed, search } = form;
  const own = form.organisations.find(({ id }) => id === member.organisationId);
  const kept = { memberId: member.id, search, newOrganisationId: form.newOrganisationId };
  const roles = member.roles.map((role) => t(`terms:role.${role}`)).join(', ');
  return card(
    reader,
    member.name,
    [
      ...said(reader, form, own),
      ...facts([
        [t('page:person.organisation'), own?.name ?? t('network:noOrganisation')],
        [t('page:person.roles'), roles || t('terms:role.member')],
      ]),
      ...pickOne(reader, {
        id: 'organisationId',
        label: t('page:person.organisation'),
        value: typed.organisationId,
        own: member.organisationId,
        choices: form.organisations.map(({ id, name }) => ({ title: name, value: id })),
        search: typed.organisationIdSearch,
        options: { expandedUpTo: 0, placeholder: t('common:choose') },
      }),
      note(t('network:newOrganisationHelp')),
      { type: 'Input.Text', id: 'name', label: t('network:newOrganisation'), value: typed.name, maxLength: 100 },
      typeInput(reader, typed.type),
      ...contactInputs(reader, typed),
    ],
    [
      execute(
        'network.assign',
        t('network:saveOrganisation'),
        { ...kept, version: member.version },
        { style: 'positive' },
      ),
      ...(isSearched(form.organisations) ? [execute('network.member', t('common:find'), kept)] : []),
      roleButton(reader, form, 'coordinator'),
      roleButton(reader, form, 'compiler'),
      execute('network.people', t('common:back'), { search }, { associatedInputs: 'none' }),
    ],
  );
}

function said(reader: Reader, { fault, done }: MemberForm, own: Organisation | undefined): Element[] {
  if (fault) return [box('attention', [paragraph(reader.t(fault))])];
  if (done === 'placed') return [box('good', [written(own?.name ?? '', { label: reader.t('network:saved') })])];
  if (done === 'roleChanged') return [box('good', [paragraph(reader.t('network:roleChanged'))])];
  return [];
}

function roleButton(reader: Reader, { member, search, newOrganisationId }: MemberForm, role: MemberRole) {
  const has = !member.roles.includes(role);
  const title = reader.t(`network:${has ? 'makeRole' : 'removeRole'}.${role}`);
  return execute('network.role', title, {
    memberId: member.id,
    search,
    newOrganisationId,
    role,
    has,
    version: member.version,
  });
}
