import type { Practice, PracticeText, Validation } from '../domain/practice/practice.ts';
import type { PersonKey } from './people.ts';

/** What an organisation said of a practice, through one of its members. */
export interface DemoValidation {
  readonly by: PersonKey;
  readonly verdict: Validation['verdict'];
  readonly reason?: string;
}

/** A practice that a member of the demo network has written. */
export interface DemoPractice extends PracticeText {
  readonly group: 'future' | 'home';
  readonly kind: Practice['kind'];
  readonly state: Practice['state'];
  readonly author: PersonKey;
  readonly daysAgo: number;
  /** In how many days it is to be validated at the latest; default no last day. */
  readonly validateInDays?: number;
  readonly validations: readonly DemoValidation[];
  readonly comments: readonly { readonly by: PersonKey; readonly text: string }[];
}

/** What was said of the example that ships with the bot. */
export const exampleReviews = {
  validations: [
    { by: 'member', verdict: 'correct' },
    { by: 'compiler', verdict: 'correctWithChanges', reason: 'Kunnassa yhdyshenkilö toimii kotihoidon yhteydessä.' },
    { by: 'adviser', verdict: 'correct' },
  ],
  comments: [{ by: 'teacher', text: 'Opiskelijat tarvitsevat perehdytykseen ohjaajan oppilaitoksesta.' }],
} as const satisfies Pick<DemoPractice, 'validations' | 'comments'>;

/** Practices at every step: for a lead, for everybody's validation, for the coordinator, and one in the package. */
export const demoPractices: readonly DemoPractice[] = [
  {
    group: 'home',
    kind: 'goodPractice',
    state: 'proposed',
    author: 'member',
    daysAgo: 6,
    title: { fi: 'Puhelinsoitto ennen kotikäyntiä (esimerkki)', sv: 'Ett samtal före hembesöket (exempel)' },
    sections: {
      problem: { fi: 'Osa kotikäynneistä peruuntui ovella, koska asia oli jo hoitunut tai laite puuttui.' },
      whatWasDone: {
        fi: '1. Vertaisohjaaja soittaa asiakkaalle käyntiä edeltävänä päivänä.\n2. Hän varmistaa ajan, asian ja laitteen.\n3. Jos asia hoituu puhelimessa, aika annetaan seuraavalle.',
      },
      result: {
        fi: 'Turhia käyntejä on nyt selvästi vähemmän. Luvut ovat yhden syksyn kirjauksista, eivät tutkimuksesta.',
      },
      needs: { fi: 'Puhelimen ja noin kymmenen minuuttia työaikaa käyntiä kohden.' },
    },
    filing: { supportForms: ['inPerson'], targetGroups: ['olderPeople'], themes: ['resources'], region: 'Uusimaa' },
    validations: [],
    comments: [{ by: 'adviser', text: 'Toimisiko tekstiviesti, jos asiakas ei vastaa?' }],
  },
  {
    group: 'home',
    kind: 'developmentTarget',
    state: 'inValidation',
    author: 'compiler',
    daysAgo: 12,
    validateInDays: 9,
    title: { fi: 'Yhteinen ajanvaraus kotikäynneille (esimerkki)' },
    sections: {
      missing: { fi: 'Kotikäynnin saa vain soittamalla kullekin tarjoajalle erikseen. Vapaita aikoja ei näe mistään.' },
      forWhom: { fi: 'Asiakkaita, jotka eivät pääse liikkeelle, ja heidän läheisiään.' },
      why: {
        fi: 'Tarjoajilla on omat kalenterinsa. Yhteisestä varauksesta on puhuttu, mutta kukaan ei ole ottanut sitä vastuulleen.',
      },
      proposal: {
        fi: 'Sovitaan yhdestä palvelunumerosta ja kokeillaan yhteistä kalenteria ensin kahden tarjoajan kesken.',
      },
      owner: { fi: 'Alueellinen koordinaattori yhdessä kuntien kanssa.' },
    },
    filing: {
      supportForms: ['inPerson'],
      targetGroups: ['olderPeople', 'specialNeeds'],
      themes: ['cooperation', 'resources'],
      region: 'Uusimaa',
      municipality: 'Mallila',
    },
    validations: [{ by: 'adviser', verdict: 'correct' }],
    comments: [],
  },
  {
    group: 'future',
    kind: 'wayOfWorking',
    state: 'inValidation',
    author: 'teacher',
    daysAgo: 16,
    title: { fi: 'Ohjaajien vertaistapaaminen kerran kuussa (esimerkki)' },
    sections: {
      purpose: { fi: 'Digituen ohjaajat jakavat kokemuksia ja oppivat toisiltaan.' },
      membersAndRoles: { fi: 'Oppilaitos kutsuu koolle. Jokainen tarjoaja valitsee vuorollaan aiheen.' },
      year: { fi: 'Tapaaminen on etäyhteydellä kuukauden ensimmäisenä torstaina, ei heinäkuussa. Se kestää tunnin.' },
      works: { fi: 'Lyhyt kesto ja yksi aihe kerrallaan. Mukana on yleensä 8–15 ohjaajaa.' },
      doesNotWork: { fi: 'Illalla toimivat vapaaehtoiset eivät pääse mukaan päivällä.' },
      advice: { fi: 'Jatkakaa tapaamisia ja kokeilkaa joka toinen kerta iltaa.' },
    },
    filing: {
      supportForms: ['training'],
      targetGroups: ['everyone'],
      themes: ['helperTraining', 'networkBuilding'],
      region: 'Uusimaa',
    },
    validations: [
      { by: 'lead', verdict: 'correct' },
      { by: 'member', verdict: 'correctWithChanges', reason: 'Iltatapaamista on jo kokeiltu kerran, ja se toimi.' },
    ],
    comments: [],
  },
  {
    group: 'home',
    kind: 'success',
    state: 'validated',
    author: 'lead',
    daysAgo: 25,
    title: {
      fi: 'Kirjaston kotipalvelu vie digituen mukanaan (esimerkki)',
      sv: 'Bibliotekets hemservice tar med digitalt stöd (exempel)',
    },
    sections: {
      problem: { fi: 'Kotipalvelun asiakkaat pyysivät apua laitteisiin, mutta kuljettaja ei voinut jäädä auttamaan.' },
      whatWasDone: { fi: 'Digituen ohjaaja lähtee mukaan kierrokselle kerran kuussa.' },
      result: { fi: 'Asiakkaat saavat apua samalla käynnillä, eikä erillistä aikaa tarvita.' },
    },
    filing: { supportForms: ['inPerson'], targetGroups: ['olderPeople'], themes: ['cooperation'], region: 'Uusimaa' },
    validations: [
      { by: 'compiler', verdict: 'correct' },
      { by: 'member', verdict: 'correct' },
    ],
    comments: [],
  },
  {
    group: 'future',
    kind: 'operatingModel',
    state: 'selected',
    author: 'coordinator',
    daysAgo: 28,
    title: {
      fi: 'Verkoston vuosikello (esimerkki)',
      sv: 'Nätverkets årsklocka (exempel)',
      en: 'The network’s year (example)',
    },
    sections: {
      membersAndRoles: { fi: 'Koordinaattori pitää vuosikelloa, vetäjät lisäävät ryhmänsä ajat.' },
      purpose: { fi: 'Kaikki tietävät, mitä verkostossa tehdään milloinkin.' },
      year: { fi: 'Tammikuussa suunnitellaan, maalis- ja lokakuussa kysytään, kesä- ja joulukuussa kootaan tulokset.' },
      works: { fi: 'Ajat sovitaan kerralla koko kaudelle.' },
      advice: { fi: 'Pitäkää sama rytmi ensimmäinen vuosi.' },
    },
    filing: { supportForms: ['none'], targetGroups: ['everyone'], themes: ['networkBuilding'], region: 'Uusimaa' },
    validations: [
      { by: 'lead', verdict: 'correct' },
      { by: 'teacher', verdict: 'correct' },
    ],
    comments: [],
  },
];
