import type { Member, WorkingGroup } from '../../domain/network/network.ts';
import type { NetworkOverview } from '../../domain/network/overview.ts';
import { inLine, isolated } from '../../locales/isolated.ts';
import { box, card, choice, facts, heading, note, paragraph, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import { pickOne } from '../pick-one.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { besideMember, groupNames, toldApart } from '../told-apart.ts';
import { type SyncOutcome, syncBox } from './sync.ts';

const groupsShown = 12;
const longestName = 80;
const longestLeads = 240;

/** Where an overview is read, and what has just been done. */
export interface OverviewMoment {
  /** Whether it is read in a channel: only there can the team's roster be read. */
  readonly inTeam: boolean;
  /** True in a channel of the team that is no working group yet. */
  readonly unbound?: boolean;
  readonly synced?: SyncOutcome | undefined;
}

/** A network at a glance: its groups with sizes and leads. */
export function overviewCard(
  reader: Reader,
  overview: NetworkOverview,
  { inTeam, unbound, synced }: OverviewMoment,
): Card {
  const { t } = reader;
  const { network } = overview;
  return card(
    reader,
    reader.pick(network.name),
    [
      ...(synced === undefined ? [] : [syncBox(reader, synced)]),
      ...facts([
        [t('page:overview.members'), String(overview.members)],
        [
          t('page:overview.withoutOrganisation'),
          overview.withoutOrganisation > 0 ? String(overview.withoutOrganisation) : '',
        ],
        [
          t('page:overview.projectEnds'),
          network.projectEndsOn ? reader.day(`${network.projectEndsOn}T12:00:00.000Z`) : '',
        ],
      ]),
      ...groupLines(reader, overview),
      ...(inTeam ? [] : [note(t('network:syncInTeam', { word: t('commands:network.word') }))]),
    ],
    [
      execute('network.members', t('page:overview.leads'), { search: '' }),
      execute('network.people', t('network:people'), { search: '' }),
      ...(inTeam ? [execute('network.sync', t('network:sync'), {})] : []),
      ...(unbound ? [execute('network.bind', t('network:bind'), {})] : []),
      execute('network.changes', t('network:changes'), {}),
    ],
  );
}

/** The names of groups and of their leads, of whom no two look the same. */
export function groupsApart(
  reader: Pick<Reader, 't' | 'pick'>,
  { groups, organisations }: Pick<NetworkOverview, 'groups' | 'organisations'>,
): { readonly name: string; readonly leads: readonly string[] }[] {
  const known = groups.map(({ group }) => group);
  const names = toldApart(known.map(({ name }) => ({ title: reader.pick(name) })));
  return groups.map(({ leads }, at) => {
    const called = leads.map((member) => {
      const organisation = organisations.get(member.organisationId ?? '');
      return { title: member.name, beside: besideMember(reader, member, { organisation, groups: known }) };
    });
    return { name: names[at] ?? '', leads: toldApart(called) };
  });
}

function groupLines(reader: Reader, overview: NetworkOverview): Element[] {
  const { t } = reader;
  const { groups: all } = overview;
  const names = groupsApart(reader, overview);
  const rest = all.length - groupsShown;
  const lines = all.slice(0, groupsShown).flatMap(({ group, members }, at) => [
    heading(shortened(names[at]?.name ?? '', longestName)),
    ...facts([
      [t('page:overview.members'), String(members)],
      [t('page:overview.leads'), shortened(inLine(names[at]?.leads ?? []), longestLeads) || t('network:noLead')],
    ]),
    ...(group.refusedAt ? [note(t('network:channelRefused'))] : []),
  ]);
  return rest > 0 ? [...lines, note(t('network:moreGroups', { count: rest }))] : lines;
}

/** Members to choose a lead from. */
export interface LeadForm {
  readonly found: readonly Member[];
  readonly more: boolean;
  readonly search: string;
  readonly groups: readonly WorkingGroup[];
  /** What is chosen. */
  readonly memberId?: string;
  readonly groupId?: string;
  /** The names of organisations by id. */
  readonly organisations?: ReadonlyMap<string, string>;
  /** What was searched among the groups. */
  readonly groupIdSearch?: string;
  /** What was just done, in words by code. */
  readonly done?: {
    readonly key: 'madeLead' | 'removedLead';
    readonly name: string;
    readonly group: string;
  };
}

/** The form to make somebody lead of a group, or to take the task away. */
export function leadsCard(reader: Reader, form: LeadForm): Card {
  const { t } = reader;
  const { done } = form;
  const members = form.found.map((member) => {
    const organisation = form.organisations?.get(member.organisationId ?? '');
    const beside = besideMember(reader, member, { organisation, groups: form.groups });
    return { title: titleOf(reader, member, form.groups), value: member.id, beside };
  });
  return card(
    reader,
    t('network:leadsTitle'),
    [
      ...(done ? [box('good', [written(t(`network:${done.key}`, { name: done.name, group: done.group }))])] : []),
      { type: 'Input.Text', id: 'search', label: t('page:list.search'), value: form.search, maxLength: 100 },
      ...(members.length > 0
        ? [
            choice({
              id: 'memberId',
              label: t('network:member'),
              ...(form.memberId ? { value: form.memberId } : {}),
              choices: members,
              expandedUpTo: 20,
            }),
          ]
        : [paragraph(t('network:nobodyFound'))]),
      ...(form.more ? [note(t('network:more'))] : []),
      ...pickOne(reader, {
        id: 'groupId',
        label: t('common:group'),
        value: form.groupId || (form.groups.length === 1 ? (form.groups[0]?.id ?? '') : ''),
        choices: form.groups.map((group) => ({ title: reader.pick(group.name), value: group.id })),
        search: form.groupIdSearch,
      }),
    ],
    [
      execute('network.members', t('common:find'), {}),
      execute('network.makeLead', t('network:makeLead'), {}, { style: 'positive' }),
      execute('network.removeLead', t('network:removeLead'), {}),
      execute('network.show', t('common:back'), {}, { associatedInputs: 'none' }),
    ],
  );
}

function titleOf(reader: Reader, member: Member, groups: readonly WorkingGroup[]): string {
  if (member.leads.length === 0) return shortened(member.name, longestName);
  const names = groupNames(reader, groups);
  const led = groups
    .filter((group) => member.leads.includes(group.id))
    .map((group) => shortened(names.get(group.id) ?? '', longestName));
  const name = shortened(member.name, longestName);
  if (led.length === 0) return name;
  return `${isolated(name)} (${reader.t('network:leadOf', { groups: shortened(inLine(led, ', '), longestName) })})`;
}
