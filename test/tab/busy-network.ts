import { type Delivery, type Destination, deliveries } from '../../domain/outbox.ts';
import { put, type Store, type Write } from '../../domain/store.ts';
import {
  aComment,
  aMeeting,
  anAttendance,
  anOrganisation,
  aPractice,
  aResponse,
  aSurvey,
  aValidation,
} from '../domain/example-network.ts';
import { objectIdOf, tenantId } from '../domain/fixture.ts';

const closesAt = '2026-09-30T13:00:00.000Z';

const questions = [
  { kind: 'section', code: 'about', label: { fi: 'Verkoston työ', sv: 'Nätverkets arbete', en: 'The network’s work' } },
  {
    kind: 'choice',
    code: 'form',
    label: { fi: 'Mitä tukea annatte?', sv: 'Vilket stöd ger ni?', en: 'What support do you give?' },
    required: true,
    multiple: true,
    other: true,
    options: [
      { code: 'remote', label: { fi: 'Etätukea puhelimessa tai verkossa', sv: 'Distansstöd', en: 'Remote support' } },
      { code: 'place', label: { fi: 'Lähitukea', sv: 'Närstöd', en: 'In-person support' } },
    ],
  },
  {
    kind: 'matrix',
    code: 'trust',
    label: { fi: 'Miten verkosto toimii?', sv: 'Hur fungerar nätverket?', en: 'How does the network work?' },
    required: false,
    rows: [
      { code: 'flow', label: { fi: 'Tieto kulkee', sv: 'Information når fram', en: 'Information flows' } },
      { code: 'trust', label: { fi: 'Luotamme toisiimme', sv: 'Vi litar på varandra', en: 'We trust each other' } },
    ],
    scale: [
      { code: 'no', label: { fi: 'Ei lainkaan', sv: 'Inte alls', en: 'Not at all' } },
      { code: 'some', label: { fi: 'Jonkin verran', sv: 'I någon mån', en: 'Somewhat' } },
      { code: 'well', label: { fi: 'Hyvin', sv: 'Bra', en: 'Well' } },
    ],
  },
  {
    kind: 'rating',
    code: 'use',
    nonAnswers: ['dontKnow', 'notApplicable'],
    label: { fi: 'Kuinka hyödyllinen verkosto on?', sv: 'Hur nyttigt är nätverket?', en: 'How useful is the network?' },
    required: false,
    low: { fi: 'ei hyötyä', sv: 'ingen nytta', en: 'no use' },
    high: { fi: 'hyvin hyödyllinen', sv: 'mycket nyttigt', en: 'very useful' },
  },
  {
    kind: 'text',
    code: 'more',
    label: { fi: 'Mitä muuta haluat sanoa?', sv: 'Vad vill du tillägga?', en: 'What else would you say?' },
    required: false,
    multiline: true,
    maxLength: 1000,
  },
] as const;

/** One question of every other kind, and one that is asked only of some. */
const moreQuestions = [
  { kind: 'section', code: 'figures', label: { fi: 'Lukuja', sv: 'Siffror', en: 'Figures' } },
  {
    kind: 'number',
    code: 'visits',
    label: { fi: 'Kuinka monta kävijää autoitte viime vuonna?', sv: 'Hur många hjälpte ni?', en: 'How many visitors?' },
    required: true,
    nonAnswers: ['dontKnow'],
    unit: { fi: 'kävijää', sv: 'besökare', en: 'visitors' },
    min: 0,
  },
  {
    kind: 'date',
    code: 'since',
    label: { fi: 'Mistä alkaen annatte tukea?', sv: 'Sedan när ger ni stöd?', en: 'Since when?' },
    required: false,
    max: '2026-09-30',
  },
  {
    kind: 'yesNo',
    code: 'goesOn',
    label: { fi: 'Jatkuuko tuki ensi vuonna?', sv: 'Fortsätter stödet?', en: 'Does it go on?' },
    required: true,
    nonAnswers: ['dontKnow'],
  },
  {
    kind: 'choice',
    code: 'area',
    label: { fi: 'Missä annatte tukea eniten?', sv: 'Var ger ni mest stöd?', en: 'Where mostly?' },
    help: { fi: 'Valitse yksi.', sv: 'Välj en.', en: 'Choose one.' },
    required: false,
    multiple: false,
    other: true,
    options: [
      { code: 'library', label: { fi: 'Kirjastossa', sv: 'På biblioteket', en: 'In the library' } },
      { code: 'home', label: { fi: 'Kotona', sv: 'I hemmet', en: 'At home' } },
    ],
  },
  {
    kind: 'text',
    code: 'why',
    showIf: { code: 'goesOn', values: ['no'] },
    label: { fi: 'Miksi tuki ei jatku?', sv: 'Varför inte?', en: 'Why not?' },
    required: true,
    multiline: false,
    maxLength: 100,
  },
] as const;

const answers = [
  { form: ['remote', 'place'], trust: { flow: 'well', trust: 'well' }, use: 5, more: 'Yhteiset kokoukset ovat hyviä.' },
  { form: ['remote'], trust: { flow: 'some', trust: 'well' }, use: 4 },
  {
    form: ['place', 'other'],
    'form.other': 'Kotikäyntejä',
    trust: { flow: 'no', trust: 'some' },
    'use.none': 'dontKnow',
  },
];

/** What a network has going on: something on every page, in every state that the pages show apart. */
export async function fillNetwork(store: Store): Promise<void> {
  const title = { fi: 'Verkoston työn arviointi', sv: 'Utvärdering av nätverkets arbete', en: 'How the network works' };
  const base = { groupId: 'future', closesAt, questions: structuredClone(questions) as never };
  await store.commit([
    aSurvey('open', {
      ...base,
      questions: structuredClone([...questions, ...moreQuestions]) as never,
      title: { fi: 'Tuen tarve', sv: 'Behovet av stöd', en: 'Need for support' },
    }),
    aSurvey('closed', {
      ...base,
      title,
      breakdowns: ['group'],
      state: 'closed',
      anonymity: 'named',
      closedAt: '2026-08-20T09:00:00.000Z',
      reopenedAt: '2026-08-10T09:00:00.000Z',
    }),
    aSurvey('earlier', {
      ...base,
      title: { fi: 'Edellinen arviointi', sv: 'Förra utvärderingen', en: 'The round before' },
      state: 'archived',
      closedAt: '2026-02-20T09:00:00.000Z',
    }),
    aResponse('earlier', 'm-lead', answers[2] as never),
    aSurvey('draft', {
      ...base,
      title: { fi: 'Palaute', sv: 'Respons', en: 'Feedback' },
      state: 'draft',
      createdBy: 'm-coordinator',
    }),
    ...answers.map((given, index) => aResponse('closed', `m-${['lead', 'member', 'other'][index]}`, given as never)),
    anOrganisation('o-quiet', { name: 'Yhdistys E (esimerkki)' }),
    aMeeting('autumn', '2026-09-10T06:00:00.000Z', {
      groupId: 'future',
      title: 'Syyskokous',
      place: 'Teams',
      agenda: 'Tietopaketin tilanne\nKevään aikataulu',
    }),
    aMeeting('past', '2026-08-10T06:00:00.000Z', { groupId: 'future', title: 'Elokuun kokous' }),
    anAttendance('autumn', 'm-member', 'yes'),
    aPractice('validated', {
      groupId: 'future',
      state: 'inValidation',
      kind: 'goodPractice',
      title: { fi: 'Vertaisohjaus kirjastossa', sv: 'Kamratstöd på biblioteket', en: 'Peer support in a library' },
      sections: { problem: { fi: 'Moni tarvitsi apua iltaisin.\nTuesta ei tiedetty.' } },
      organisationId: 'o-association',
      authorMemberId: 'm-member',
    }),
    aPractice('chosen', { groupId: 'future', state: 'validated', title: { fi: 'Yhteinen vuosikello' } }),
    aPractice('mine', {
      groupId: 'future',
      state: 'draft',
      authorMemberId: 'm-coordinator',
      title: { fi: 'Oma luonnos' },
    }),
    aPractice('home', { groupId: 'home', state: 'proposed', title: { fi: 'Kotiin vietävä tuki' } }),
    aValidation('validated', 'o-library', { verdict: 'correctWithChanges', reason: 'Aukioloajat ovat muuttuneet.' }),
    aDelivery('open', { type: 'channel', groupId: 'future' }, 'sent'),
    aDelivery('open', { type: 'person', personId: `${tenantId}:${objectIdOf('member')}` }, 'notReached', 'noChat'),
    aDelivery('open', { type: 'person', personId: `${tenantId}:${objectIdOf('other')}` }, 'waiting'),
    aComment('one', 'validated', 'Toimii myös meillä.'),
  ]);
}

function aDelivery(subjectId: string, to: Destination, state: Delivery['state'], reason?: string): Write {
  const targetId = to.type === 'channel' ? to.groupId : to.personId;
  const key = `survey.invitation|${subjectId}|${targetId}`;
  const createdAt = '2026-09-01T08:00:00.000Z';
  return put(deliveries, {
    id: key,
    version: 0,
    networkId: 'uudi',
    kind: 'survey.invitation',
    subjectId,
    to,
    targetId,
    groupId: 'future',
    key,
    state,
    attempts: 1,
    dueAt: '2026-09-02T08:00:00.000Z',
    createdAt,
    reason,
  });
}

/** Every page of the network above, with what to wait for before looking at it. */
export const allPages: readonly { readonly path: string; readonly heading: string }[] = [
  { path: '', heading: 'Uudenmaan verkosto' },
  { path: 'surveys', heading: 'Kyselyt' },
  { path: 'surveys/new', heading: 'Uusi kysely' },
  { path: 'surveys/open', heading: 'Tuen tarve' },
  { path: 'surveys/open/answer', heading: 'Vastaa: Tuen tarve' },
  { path: 'surveys/open/entries', heading: 'Kirjaa organisaation puolesta: Tuen tarve' },
  { path: 'surveys/open/entries/o-quiet', heading: 'Kirjaa vastaus: Tuen tarve' },
  { path: 'surveys/open/missing', heading: 'Vastaamatta: Tuen tarve' },
  { path: 'surveys/open/wording', heading: 'Sanamuodot: Tuen tarve' },
  { path: 'surveys/draft/edit', heading: 'Muokkaa: Palaute' },
  { path: 'surveys/closed/results', heading: 'Tulokset: Verkoston työn arviointi' },
  { path: 'surveys/closed/texts', heading: 'Vapaat tekstit: Verkoston työn arviointi' },
  { path: 'surveys/draft/results-rule', heading: 'Kuka näkee tulokset: Palaute' },
  { path: 'meetings', heading: 'Kokoukset' },
  { path: 'meetings/autumn', heading: 'Syyskokous' },
  { path: 'practices', heading: 'Käytännöt' },
  { path: 'practices/validated', heading: 'Vertaisohjaus kirjastossa' },
  { path: 'practices/new', heading: 'Kirjoita käytäntö' },
  { path: 'practices/mine/edit', heading: 'Kirjoita: Oma luonnos' },
  { path: 'practices/mine/review', heading: 'Lue ja ehdota: Oma luonnos' },
  { path: 'people', heading: 'Jäsenet' },
  { path: 'people/m-lead', heading: 'lead (esimerkki)' },
  { path: 'groups', heading: 'Verkosto ja työryhmät' },
  { path: 'organisations', heading: 'Organisaatiot' },
  { path: 'organisations/new', heading: 'Uusi organisaatio' },
  { path: 'organisations/o-library', heading: 'Kirjasto A (esimerkki)' },
  { path: 'deliveries', heading: 'Viestien kulku' },
  { path: 'deliveries/open', heading: 'Viestit: Tuen tarve' },
  { path: 'changes', heading: 'Muutokset' },
  { path: 'me', heading: 'Omat tiedot ja asetukset' },
];
