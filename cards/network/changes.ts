import type { AuditLine } from '../../domain/network/audit.ts';
import type { Page } from '../../domain/page.ts';
import type { LocalizedText } from '../../domain/text.ts';
import { isolated } from '../../locales/isolated.ts';
import { card, note, paragraph, written } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';

/** How many changes a card shows. */
export const changesShown = 12;
const longestValue = 60;
const longestName = 80;

/** What was changed, in words: «rooli: – → koordinaattori». */
export function changeText(reader: Reader, { changes }: Pick<AuditLine, 'changes'>): string {
  const { t } = reader;
  const value = (field: string, text: LocalizedText | undefined) => {
    if (text === undefined) return t('network:change.none');
    const said = reader.pick(text);
    if (said === '') return t('network:change.gone');
    if (field === 'role') return t(`terms:role.${said}`);
    return field === 'type' ? t(`terms:organisationType.${said}`) : shortened(said, longestValue);
  };
  return changes
    .map(({ field, before, after }) => {
      if (field === 'answers') return t('network:change.answers');
      if (field === 'teamName' && after === undefined) {
        return t('network:change.nameKept', { name: value(field, before) });
      }
      const label = t(`network:change.${field}`);
      return t('network:change.text', { label, before: value(field, before), after: value(field, after) });
    })
    .join('; ');
}

/** Who did it, in words. */
export function changedBy(
  { t }: Reader,
  { by, byOperator, kind }: Pick<AuditLine, 'by' | 'byOperator' | 'kind'>,
): string {
  if (byOperator) return t('network:change.byOperator');
  if (by === undefined && kind === 'survey') return t('network:change.byItself');
  return by === undefined ? t('network:change.byTeams') : by || t('network:change.gone');
}

/** Who changed roles, leads, organisations and groups, and when: the latest first. */
export function changesCard(reader: Reader, page: Omit<Page<AuditLine>, 'places'>): Card {
  const { t } = reader;
  return card(
    reader,
    t('network:changes'),
    [
      ...(page.total === 0 ? [paragraph(t('page:change.none'))] : []),
      ...page.items.flatMap((line) => {
        const about = shortened(reader.pick(line.about), longestName) || t('network:change.gone');
        const by = shortened(changedBy(reader, line), longestName);
        return [
          written(changeText(reader, line), { label: about, spacing: 'medium' }),
          { ...written(`${reader.moment(line.at)} – ${isolated(by)}`), spacing: 'none' as const },
        ];
      }),
      ...(page.total > page.items.length ? [note(t('network:changesTotal', { count: page.total }))] : []),
    ],
    [
      ...(page.next === undefined ? [] : [execute('network.changes', t('network:changesOlder'), { after: page.next })]),
      execute('network.show', t('common:back'), {}),
    ],
  );
}
