import { type Html, html } from '../../documents/package/html.ts';
import type { Language } from '../../domain/text.ts';
import { textsFor } from '../../locales/text.ts';

/** What the page about personal data tells, in order. */
const privacyParts = ['collected', 'purpose', 'seenBy', 'kept', 'rights', 'cookies', 'controller'] as const;

/** What the terms of use say, in order. */
const termsParts = ['service', 'content', 'conduct', 'availability'] as const;

/** The page about personal data, which Teams shows before the app is added. */
export function privacyPage(language: Language): Html {
  return partsPage('privacy', privacyParts, language);
}

/** The terms of use, which Teams shows before the app is added. */
export function termsPage(language: Language): Html {
  return partsPage('terms', termsParts, language);
}

/** What the accessibility statement says, in the order that the law and its supervisor ask for. */
const accessibilityParts = ['state', 'gaps', 'cards', 'made', 'feedback', 'supervision'] as const;

/**
 * The accessibility statement that Finnish law asks for (306/2019, section 9). `contact` is where feedback goes; without
 * one it goes to the network's coordinator.
 */
export function accessibilityPage(language: Language, contact: string | undefined): Html {
  const t = textsFor(language);
  const where = contact ?? t('tab:accessibility.coordinator');
  return partsPage('accessibility', accessibilityParts, language, { contact: where });
}

/** A page that says one thing: a title and what to do. */
export function noticePage(title: string, text: string, language: Language): Html {
  return page(title, html`<p>${text}</p>\n`, language);
}

function partsPage(
  name: string,
  parts: readonly string[],
  language: Language,
  values: Readonly<Record<string, string>> = {},
): Html {
  const t = textsFor(language);
  const sections = parts.map(
    (part) => html`<h2>${t(`tab:${name}.${part}.title`)}</h2>\n<p>${t(`tab:${name}.${part}.text`, values)}</p>\n`,
  );
  return page(t(`tab:${name}.title`), html`${sections}`, language);
}

function page(title: string, body: Html, language: Language): Html {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${textsFor(language)('tab:productName')}</title>
<link rel="stylesheet" href="/tab/pages.css">
</head>
<body>
<main>
<h1>${title}</h1>
${body}</main>
</body>
</html>
`;
}
