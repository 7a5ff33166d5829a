import type { Reply } from '../domain/meeting/meeting.ts';
import type { PersonKey } from './people.ts';

/** A meeting of the demo network's term. */
export interface DemoMeeting {
  readonly group: 'future' | 'home';
  /** It is held on the first Tuesday or Thursday that is at least so many days from today. */
  readonly days: number;
  readonly start: string;
  readonly end: string;
  readonly title: string;
  readonly agenda: string;
  readonly replies: Partial<Record<PersonKey, Reply>>;
}

/** The term around today: what was held, and what is coming. */
export const demoMeetings: readonly DemoMeeting[] = [
  {
    group: 'future',
    days: -40,
    start: '09:00',
    end: '10:30',
    title: 'Kauden avaus: mitä siirrämme ja kenelle',
    agenda: '1. Siirron aikataulu\n2. Tuotokset ja niiden vastuut\n3. Työnjako',
    replies: { lead: 'yes', compiler: 'yes', member: 'yes', teacher: 'yes', adviser: 'no', projectManager: 'yes' },
  },
  {
    group: 'home',
    days: -20,
    start: '13:00',
    end: '14:30',
    title: 'Palvelukuvauksen ensimmäinen luonnos',
    agenda: '1. Luonnoksen läpikäynti\n2. Puuttuvat kohdat',
    replies: { lead: 'yes', member: 'yes', homeCare: 'yes', adviser: 'maybe' },
  },
  {
    group: 'home',
    days: 4,
    start: '13:00',
    end: '15:00',
    title: 'Työpaja: kotikäynnin turvallisuus ja perehdytys',
    agenda: '1. Perehdytyksen sisältö\n2. Salassapito ja vakuutukset\n3. Kommentit palvelukuvaukseen',
    replies: { lead: 'yes', member: 'yes', homeCare: 'maybe' },
  },
  {
    group: 'future',
    days: 10,
    start: '09:00',
    end: '10:30',
    title: 'Tietopaketin sisältö ja vastuut',
    agenda: '1. Tietopaketin osat\n2. Kuka kokoaa ja kuka validoi\n3. Avoimet kysymykset',
    replies: { compiler: 'yes', teacher: 'no' },
  },
  {
    group: 'future',
    days: 17,
    start: '09:00',
    end: '11:00',
    title: 'Verkoston yhteinen työpäivä: validointi',
    agenda: '1. Validoitavat käytännöt\n2. Eriävät näkemykset\n3. Mitä valitaan tietopakettiin',
    replies: {},
  },
];
