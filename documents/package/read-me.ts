import { isolated } from '../../locales/isolated.ts';
import { printable } from '../characters.ts';
import { dataFiles } from './data-files.ts';
import type { PackageReader } from './reader.ts';

/** The package's read-me as plain text: what it is, what is in it, how to check that it is whole. */
export function readMe(reader: PackageReader): string {
  const { contents, t } = reader;
  const title = `${t('package:title')}: ${isolated(reader.plain(contents.network.name))}`;
  const lines = [
    title,
    '='.repeat(title.length),
    '',
    t('package:asOf', { moment: reader.moment(contents.asOf) }),
    '',
    t('package:readMe.what'),
    t('package:readMe.people'),
    '',
    t('package:readMe.verifyHeading'),
    '',
    t('package:readMe.verify'),
    '',
    t('package:readMe.verifyHashes'),
    '    sha512sum -c manifest-sha512.txt tagmanifest-sha512.txt',
    t('package:readMe.verifyWindows'),
    `    certutil -hashfile ${t('package:readMe.anyFile')} SHA512`,
    t('package:readMe.verifyCommand'),
    '    npm run cli -- verify FILE.zip',
    '',
    t('package:readMe.notProof'),
    '',
    t('package:readMe.filesHeading'),
    '',
    `index.html: ${t('package:file.page')}`,
    ...dataFiles(contents).map(({ path, about }) => `${path}: ${t(about)}`),
    '',
    t('package:readMe.files'),
    '',
    t('package:readMe.compareHeading'),
    '',
    t('package:readMe.compare'),
  ];
  return `${printable(lines.join('\n'))}\n`;
}
