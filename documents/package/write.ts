import type { Writable } from 'node:stream';
import type { PackageContents } from '../../domain/package/contents.ts';
import { type Language, textFor } from '../../domain/text.ts';
import type { Texts } from '../../locales/texts.ts';
import { printable } from '../characters.ts';
import { type BagSize, writeBag } from './bag.ts';
import { packageFiles } from './files.ts';
import { packageDay, packageName } from './name.ts';
import { startFiles } from './start.ts';

/**
 * Writes a knowledge package as one zip file to `out` and ends it. Equal contents in one language give equal bytes.
 */
export function writePackage(contents: PackageContents, language: Language, t: Texts, out: Writable): Promise<BagSize> {
  const { network, asOf } = contents;
  const day = packageDay(contents);
  const name = printable(textFor(network.name, language));
  const label = {
    folder: packageName(contents),
    day,
    info: [
      ['Source-Organization', name],
      ['External-Identifier', `verkostobotti:${network.id}:${asOf}`],
      ['External-Description', `${t('package:title')}: ${name}`],
      ['Bag-Software-Agent', 'Verkostobotti'],
    ],
    beside: startFiles(language),
  } as const;
  return writeBag(packageFiles(contents, language, t), label, out);
}
