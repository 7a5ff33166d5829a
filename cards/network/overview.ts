import type { Member, WorkingGroup } from '../../domain/network/network.ts';
import type { NetworkOverview } from '../../domain/network/overview.ts';
import type { RosterChange } from '../../domain/network/roster.ts';
import { box, card, choice, facts, heading, note, paragraph, written } from '../build.ts';
import type { Card, Container } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';

/** What came of comparing the members with the team's roster; `refused` when the roster was not whole. */
export type SyncOutcome = RosterChange | 'refused';

/** A network at a glance: its groups with sizes and leads. */
export function overviewCard(reader: Reader, overview: NetworkOverview, synced?: SyncOutcome): Card {
  const { t } = reader;
  const { network } = overview;
  const lines = overview.groups.flatMap(({ group, members, leads }) => [
    heading(reader.pick(group.name)),
    ...facts([
      [t('network:membersCount'), String(members)],
      [t('network:leads'), leads.map((lead) => lead.name).join(' · ') || t('network:noLead')],
    ]),
  ]);
  return card(
    reader,
    reader.pick(network.name),
    [
      ...(synced === undefined ? [] : [syncBox(reader, synced)]),
      ...facts([
        [t('network:membersCount'), String(overview.members)],
        [
          t('network:withoutOrganisation'),
          overview.withoutOrganisation > 0 ? String(overview.withoutOrganisation) : '',
        ],
        [t('network:projectEndsOn'), network.projectEndsOn ? reader.day(`${network.projectEndsOn}T12:00:00.000Z`) : ''],
      ]),
      ...lines,
    ],
    [
      execute('network.members', t('network:chooseLeads'), { search: '' }),
      execute('network.people', t('network:people'), { search: '' }),
      execute('network.sync', t('network:sync'), {}),
    ],
  );
}

function syncBox({ t }: Reader, synced: SyncOutcome): Container {
  if (synced === 'refused') return box('attention', [paragraph(t('network:syncRefused'))]);
  const { joined, left } = synced;
  const lines = [
    ...(joined > 0 ? [t('network:synced', { count: joined })] : []),
    ...(left > 0 ? [t('network:syncedLeft', { count: left })] : []),
  ];
  return box(
    'good',
    (lines.length > 0 ? lines : [t('network:syncedNone')]).map((line) => paragraph(line)),
  );
}

/** Members to choose a lead from. */
export interface LeadForm {
  readonly found: readonly Member[];
  readonly more: boolean;
  readonly search: string;
  readonly groups: readonly WorkingGroup[];
  /** What was just done, in words by code. */
  readonly done?: {
    readonly key: 'madeLead' | 'removedLead' | 'chooseBoth';
    readonly name: string;
    readonly group: string;
  };
}

/** The form to make somebody lead of a group, or to take the task away. */
export function leadsCard(reader: Reader, form: LeadForm): Card {
  const { t } = reader;
  const { done } = form;
  const members = form.found.map((member) => ({ title: titleOf(reader, member, form.groups), value: member.id }));
  return card(
    reader,
    t('network:leadsTitle'),
    [
      ...(done
        ? [
            box(done.key === 'chooseBoth' ? 'attention' : 'good', [
              written(t(`network:${done.key}`, { name: done.name, group: done.group })),
            ]),
          ]
        : []),
      { type: 'Input.Text', id: 'search', label: t('network:search'), value: form.search, maxLength: 100 },
      ...(members.length > 0
        ? [choice({ id: 'memberId', label: t('network:member'), choices: members, expandedUpTo: 20 })]
        : [paragraph(t('network:nobodyFound'))]),
      ...(form.more ? [note(t('network:more'))] : []),
      choice({
        id: 'groupId',
        label: t('common:group'),
        value: form.groups.length === 1 ? (form.groups[0]?.id ?? '') : '',
        choices: form.groups.map((group) => ({ title: reader.pick(group.name), value: group.id })),
      }),
    ],
    [
      execute('network.members', t('network:find'), {}),
      execute('network.makeLead', t('network:makeLead'), {}, { style: 'positive' }),
      execute('network.removeLead', t('network:removeLead'), {}),
      execute('network.show', t('common:back'), {}, { associatedInputs: 'none' }),
    ],
  );
}

function titleOf(reader: Reader, member: Member, groups: readonly WorkingGroup[]): string {
  const led = groups.filter((group) => member.leads.includes(group.id)).map((group) => reader.pick(group.name));
  return led.length > 0 ? `${member.name} (${reader.t('network:leadOf', { groups: led.join(', ') })})` : member.name;
}
