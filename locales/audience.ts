import { isolated } from './isolated.ts';
import { type TextLanguage, textsFor } from './text.ts';

/** Whom something asks, with names where it names groups, in the reader's language. */
export type NamedAudience =
  | { readonly kind: 'groups'; readonly names: readonly string[] }
  | { readonly kind: 'network' }
  | { readonly kind: 'organisationTypes'; readonly types: readonly string[] }
  | { readonly kind: 'members'; readonly count: number };

/** Whom a survey asks, in words that stand by themselves: `Koko verkosto`, `Työryhmät: A ja B`, `Kirjastot ja kunnat`. */
export function audienceText(audience: NamedAudience, language: TextLanguage): string {
  const t = textsFor(language);
  switch (audience.kind) {
    case 'network':
      return t('survey:audience.network');
    case 'members':
      return t('survey:audience.members', { count: audience.count });
    case 'organisationTypes':
      return capitalised(
        listed(
          audience.types.map((type) => t(`terms:organisationTypes.${type}`)),
          language,
        ),
        language,
      );
    case 'groups': {
      const [only = '', second] = audience.names;
      return second === undefined
        ? only
        : t('survey:audience.groups', { groups: listed(audience.names.map(isolated), language) });
    }
  }
}

/** `A, B ja C`. */
function listed(parts: readonly string[], language: TextLanguage): string {
  return new Intl.ListFormat(language === 'en' ? 'en-GB' : language, { type: 'conjunction' }).format(parts);
}

function capitalised(text: string, language: TextLanguage): string {
  return text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);
}
