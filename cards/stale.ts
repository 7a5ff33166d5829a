import type { Texts } from '../locales/texts.ts';

/** Says that something is not as it was seen; `hint` holds which of its parts are not (`domain/seen.ts`), if known. */
export function staleText(t: Texts, hint = ''): string {
  const parts = hint
    .split(' ')
    .filter(Boolean)
    .map((part) => t(`terms:part.${part}`));
  const changed = parts.length > 0 ? [t('common:changedParts', { parts: parts.join(', ') })] : [];
  return [t('errors:STALE'), ...changed].join(' ');
}
