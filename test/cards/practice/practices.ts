import { createReader } from '../../../cards/reader.ts';
import { loadContent } from '../../../content/content.ts';
import type { Practice, PracticeText } from '../../../domain/practice/practice.ts';
import type { PracticeState } from '../../../domain/practice/states.ts';
import type { PracticeView } from '../../../domain/practice/view.ts';

const content = loadContent();
export const forms = content.practiceForms;
export const example = content.practiceExample;

/** Readers of the three languages. */
export const readers = {
  fi: createReader('fi', 'Europe/Helsinki'),
  sv: createReader('sv', 'Europe/Helsinki'),
  en: createReader('en', 'Europe/Helsinki'),
};

const text: PracticeText = {
  title: { fi: 'Etätuki *illalla* puuttuu', sv: 'Distansstöd saknas' },
  sections: {
    missing: { fi: 'Iltaisin ei ole [etätukea](http://esimerkki.fi).\n- ei arkisin\n- ei viikonloppuisin' },
    forWhom: { fi: 'Työssä käyville.' },
    why: { fi: 'Vapaaehtoisia on vain päivisin.' },
    proposal: { fi: 'Verkosto järjestää yhteisen päivystyksen.' },
  },
  filing: {
    supportForms: ['remote'],
    targetGroups: ['olderPeople', 'withoutDevice'],
    themes: ['needs'],
    region: 'Uusimaa',
    municipality: 'Espoo',
  },
};

/** A development target in Finnish, with words in it that Markdown would interpret. */
export function aPractice(given: Partial<Practice> = {}): Practice {
  return {
    id: 'p1',
    version: 3,
    networkId: 'uudi',
    groupId: 'future',
    kind: 'developmentTarget',
    ...text,
    revision: 2,
    state: 'inValidation',
    authorMemberId: 'm-member',
    organisationId: 'o-association',
    example: false,
    createdAt: '2026-09-01T09:00:00.000Z',
    updatedAt: '2026-10-05T09:00:00.000Z',
    ...given,
  };
}

/** What a coordinator may do in each state, as `actionsOn` gives it. */
const offersIn: Readonly<Record<PracticeState, PracticeView['offers']>> = {
  draft: ['read', 'edit'],
  proposed: ['read', 'comment', 'edit', 'openValidation', 'return', 'retire'],
  inValidation: ['read', 'validate', 'comment', 'edit', 'markValidated', 'return'],
  validated: ['read', 'comment', 'edit', 'select', 'return', 'retire'],
  selected: ['read', 'comment', 'edit', 'unselect'],
  returned: ['read', 'comment', 'edit', 'retire'],
  retired: ['read', 'restore'],
};

/** A practice as a coordinator sees it, with differing opinions and a comment. */
export function aView(given: Partial<Practice> = {}, more: Partial<PracticeView> = {}): PracticeView {
  const practice = aPractice(given);
  return {
    practice,
    group: { fi: 'Verkoston tulevaisuus', sv: 'Nätverkets framtid' },
    organisation: 'Järjestö B (esimerkki)',
    opinions: [
      { organisationId: 'o-c', organisation: 'Kunta C (esimerkki)', verdict: 'correct', reason: undefined },
      {
        organisationId: 'o-m',
        organisation: 'Maakuntaliitto (esimerkki)',
        verdict: 'notCorrect',
        reason: 'Espoossa on *jo* iltatuki.',
      },
    ],
    tallies: { correct: 1, correctWithChanges: 0, notCorrect: 1, dontKnow: 0 },
    earlierOpinions: 3,
    remarks: [
      {
        id: 'c-1',
        organisation: 'Kirjasto A (esimerkki)',
        text: 'Entä viikonloput?',
        revision: 1,
        createdAt: '2026-09-10T09:00:00.000Z',
      },
      { id: 'c-2', organisation: undefined, text: 'Hyvä ehdotus.', revision: 2, createdAt: '2026-10-06T09:00:00.000Z' },
    ],
    offers: offersIn[practice.state],
    shown: { state: practice.state },
    ...more,
  };
}
