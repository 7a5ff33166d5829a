import { type Language, languages } from '../../domain/text.ts';
import { textsFor } from '../../locales/text.ts';
import type { PackageFile } from './files.ts';
import { html } from './html.ts';

/** Where the readable page is, from the folder that one finds when the package is unpacked. */
const page = 'data/index.html';

/**
 * What lies on top of the bag, for whoever unpacks it and knows nothing of bags: where to begin, in every language,
 * the package's own first. RFC 8493 calls them other tag files.
 */
export function startFiles(language: Language): PackageFile[] {
  const order = [language, ...languages.filter((other) => other !== language)].map(
    (one) => [one, textsFor(one)] as const,
  );
  const text = order.map(([, t]) => `${t('package:start.title')}\n\n${t('package:start.text', { page })}\n`).join('\n');
  const links = order.map(
    ([one, t]) => html`<section lang="${one}">
<h1>${t('package:start.title')}</h1>
<p><a href="${page}">${t('package:start.open')}</a></p>
</section>
`,
  );
  const site = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="color-scheme" content="light dark">
<title>${textsFor(language)('package:start.title')}</title>
</head>
<body>
<main>
${links}</main>
</body>
</html>
`;
  return [
    { path: 'README.txt', bytes: Buffer.from(text) },
    { path: 'START.html', bytes: Buffer.from(site.markup) },
  ];
}
