import type { Member } from '../../domain/network/network.ts';
import { absenceKey, type RosterChange } from '../../domain/network/roster.ts';
import { box, card, note, paragraph, written } from '../build.ts';
import type { Card, Container } from '../card.ts';
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

/** Asks before members who are not in the team are removed, and names them. `joined` are members already. */
export function askRemovalCard(
  reader: Reader,
  { joined, absent }: { joined: number; absent: readonly Member[] },
): Card {
  const { t } = reader;
  const rest = absent.length - namesShown;
  return card(
    reader,
    t('network:sync'),
    [
      ...(joined > 0 ? [syncBox(reader, { joined, left: 0 })] : []),
      paragraph(t('network:askRemoval', { count: absent.length })),
      ...absent.slice(0, namesShown).map(({ name }) => written(shortened(name, longestName), { spacing: 'none' })),
      ...(rest > 0 ? [note(t('network:moreNames', { count: rest }))] : []),
    ],
    [
      execute('network.removeAbsent', t('network:removeYes'), { agreed: absenceKey(absent) }, { style: 'destructive' }),
      execute('network.show', t('common:cancel'), {}),
    ],
  );
}
