import type { Texts } from './texts.ts';

/** Numbers that lie together, in words: from one number on, up to and without another, or between two. */
export function bracketText(t: Texts, { from, to }: { readonly from?: number; readonly to?: number }): string {
  if (from === undefined) return t('survey:bracket.below', { to: to ?? 0 });
  return to === undefined ? t('survey:bracket.from', { from }) : t('survey:bracket.between', { from, to });
}
