import type { Member, WorkingGroup } from '../../domain/network/network.ts';
import { absenceKey, type RosterChange } from '../../domain/network/roster.ts';
import { box, card, note, paragraph, written } from '../build.ts';
import type { Card, Container, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';

/** What came of comparing the members with the team's roster; `refused` when the roster was not whole. */
export type SyncOutcome = Pick<RosterChange, 'joined' | 'left'> | 'refused';

/** Tells how the list of members changed. */
export function syncBox({ t }: Reader, synced: SyncOutcome): Container {
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

const namesShown = 20;
const longestName = 80;

/** The first names of a list, and how many more there are. */
export function names({ t }: Reader, people: readonly { readonly name: string }[]): Element[] {
  const rest = people.length - namesShown;
  return [
    ...people.slice(0, namesShown).map(({ name }) => written(shortened(name, longestName), { spacing: 'none' })),
    ...(rest > 0 ? [note(t('network:moreNames', { count: rest }))] : []),
  ];
}

/** Asks before members who are not in the team are removed, and names them. `joined` are members already. */
export function askRemovalCard(
  reader: Reader,
  { joined, absent }: { joined: number; absent: readonly Member[] },
): Card {
  const { t } = reader;
  return card(
    reader,
    t('network:sync'),
    [
      ...(joined > 0 ? [syncBox(reader, { joined, left: 0 })] : []),
      paragraph(t('network:askRemoval', { count: absent.length })),
      ...names(reader, absent),
    ],
    [
      execute('network.removeAbsent', t('network:removeYes'), { agreed: absenceKey(absent) }, { style: 'destructive' }),
      execute('network.show', t('common:cancel'), {}),
    ],
  );
}

/**
 * Tells whoever looks after a network, or the group of a chat, that Teams shows many of its members no longer, and asks
 * whether they have left. Nobody has left yet.
 */
export function askAbsentCard(
  reader: Reader,
  { absent, group }: { readonly absent: readonly Member[]; readonly group: WorkingGroup | undefined },
): Card {
  const { t } = reader;
  const count = absent.length;
  const data = { agreed: absenceKey(absent), ...(group ? { groupId: group.id } : {}) };
  return card(
    reader,
    t('network:absentTitle'),
    [
      ...(group ? [written(reader.pick(group.name), { label: t('common:group') })] : []),
      paragraph(t(group ? 'network:absentChat' : 'network:absentTeam', { count })),
      ...names(reader, absent),
      note(t('network:absentWhy')),
    ],
    [execute('network.removeAbsent', t('network:removeYes'), data, { style: 'destructive' })],
  );
}
