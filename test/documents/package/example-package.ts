import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { loadContent } from '../../../content/content.ts';
import { packageFiles } from '../../../documents/package/files.ts';
import { writePackage } from '../../../documents/package/write.ts';
import { nouns } from '../../../domain/nouns.ts';
import { type PackageContents, packageContents } from '../../../domain/package/contents.ts';
import type { Write } from '../../../domain/store.ts';
import type { Question } from '../../../domain/survey/kinds/kinds.ts';
import type { Language } from '../../../domain/text.ts';
import { textsFor } from '../../../locales/text.ts';
import {
  aComment,
  aGroup,
  aMeeting,
  aMember,
  aNetwork,
  anAttendance,
  anOrganisation,
  aPractice,
  aResponse,
  aSurvey,
  aValidation,
  now,
  withStore,
} from '../../domain/example-network.ts';

const label = { fi: 'Kysymys', sv: 'Fråga' };
const option = (code: string) => ({ code, label: { fi: `Vaihtoehto ${code}` } });

/** One question of each kind. */
export const questions: readonly Question[] = [
  { kind: 'section', code: 'start', label },
  { kind: 'text', code: 'why', label, required: false, multiline: true, maxLength: 2000 },
  {
    kind: 'choice',
    code: 'forms',
    label,
    required: true,
    multiple: true,
    other: true,
    options: ['a', 'b'].map(option),
  },
  { kind: 'rating', code: 'trust', label, required: false, low: { fi: 'Heikko' }, high: { fi: 'Vahva' } },
  { kind: 'matrix', code: 'likert', label, required: false, rows: [option('x')], scale: ['y', 'z'].map(option) },
  { kind: 'number', code: 'helpers', label, required: false },
  { kind: 'date', code: 'day', label, required: false },
  { kind: 'yesNo', code: 'enough', label, required: false },
];

export const answers = {
  why: 'Koska näin on.',
  forms: ['a', 'other'],
  'forms.other': 'Kirje',
  trust: '4',
  likert: { x: 'y' },
  helpers: 2.5,
  day: '2021-12-01',
  enough: 'yes',
};

/** Records that bring something into every chapter there can be something in. */
export const fullNetwork: readonly Write[] = [
  aNetwork(),
  aGroup('home', { name: { fi: 'Kotiin vietävä tuki' } }),
  aGroup('empty', { name: { sv: 'Nätverkets framtid' } }),
  anOrganisation('a', { municipalities: ['Porvoo', 'Loviisa'], contactPoint: 'digituki@example.org' }),
  anOrganisation('b', { type: 'library' }),
  aMember('lead', { leads: ['home'], groupIds: ['home'], organisationId: 'a', roles: ['coordinator'] }),
  aMember('other', { groupIds: ['home'] }),
  aPractice('1', { kind: 'operatingModel', sections: { purpose: { fi: 'Tarkoitus:\n- ensin\n- sitten' } } }),
  aPractice('2', { kind: 'serviceDescription', sections: { what: { sv: 'På svenska' } }, organisationId: 'a' }),
  aPractice('3', { kind: 'goodPractice', state: 'validated' }),
  aPractice('4', { kind: 'success' }),
  aPractice('5', { kind: 'developmentTarget' }),
  aValidation('1', 'a'),
  aValidation('1', 'b', { verdict: 'notCorrect', reason: '=1+1' }),
  aComment('c', '1', 'Hyvä näin.'),
  ...['supportNeed', 'resources', undefined].flatMap((template, index) => [
    aSurvey(`s${index}`, { template, questions: [...questions], state: index === 0 ? 'closed' : 'open' }),
    aResponse(`s${index}`, 'lead', answers, { organisationId: 'a' }),
  ]),
  aSurvey('later', {
    template: 'supportNeed',
    questions: [...questions, { kind: 'yesNo', code: 'new', label, required: false }],
    state: 'closed',
    breakdowns: ['group', 'organisationType', 'region'],
    earlierRoundId: 's0',
    createdAt: '2021-11-01T08:00:00.000Z',
  }),
  aResponse('later', 'lead', { ...answers, trust: '5' }, { organisationId: 'a' }),
  aResponse('later', 'other', { enough: 'no', 'trust.none': 'dontKnow' }),
  aSurvey('few', { state: 'closed', anonymity: 'confidential', questions: [...questions] }),
  aResponse('few', 'lead', { why: 'Luottamuksellinen vastaus' }),
  aMeeting('held', '2021-10-01T09:00:00.000Z', { agenda: '1. Avaus\n2. Päätös' }),
  aMeeting('ahead', '2021-12-01T09:00:00.000Z'),
  anAttendance('held', 'lead', 'yes'),
];

const builtIn = { regions: loadContent().regions };

/** The contents of the network that the records make, as of the tests' moment. */
export function contentsOf(writes: readonly Write[] = fullNetwork): Promise<PackageContents> {
  return withStore(writes, (store) => packageContents(store, 'operator', 'uudi', now, { ...builtIn, nouns }));
}

/** The files of a package as texts, by path. */
export async function textsOf(contents: PackageContents, language: Language = 'fi'): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const files = packageFiles(contents, language, textsFor(language));
  for await (const { path, bytes } of files) texts.set(path, bytes.toString('utf8'));
  return texts;
}

/** The package as the bytes of its zip file. */
export async function zipOf(contents: PackageContents, language: Language = 'fi'): Promise<Buffer> {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), writePackage(contents, language, textsFor(language), out)]);
  return bytes;
}

/** The files in a zip, by path. */
export async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes);
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return files;
}

/** A zip of files, each with the options of its entry. */
export async function rezip(files: Iterable<readonly [path: string, bytes: Buffer, mode?: number]>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, bytes, mode = 0o100644] of files) zip.addBuffer(bytes, path, { mode });
  zip.end();
  return buffer(zip.outputStream);
}
