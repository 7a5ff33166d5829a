import type { Words } from '../../ui/texts.ts';
import type { Audience, Draft } from './edited.ts';

/** Whom a survey asks, in words; empty when it names nobody yet. */
export function audienceWords(audience: Audience, groups: Draft['groups'], { t, language }: Words): string {
  const listed = (parts: readonly string[]) => new Intl.ListFormat(language, { type: 'conjunction' }).format(parts);
  switch (audience.kind) {
    case 'network':
      return t('survey:audience.network');
    case 'members':
      return t('survey:audience.members', { count: audience.memberIds.length });
    case 'organisationTypes':
      return listed(audience.types.map((type) => t(`terms:organisationTypes.${type}`)));
    case 'groups':
      return listed(audience.groupIds.flatMap((id) => groups.find((group) => group.id === id)?.name ?? []));
  }
}
