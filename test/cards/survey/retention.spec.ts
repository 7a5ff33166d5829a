import { expect } from 'chai';
import { changesCard } from '../../../cards/network/changes.ts';
import { createReader } from '../../../cards/reader.ts';
import { manageCard } from '../../../cards/survey/manage.ts';
import { resultsCard } from '../../../cards/survey/results.ts';
import { resultsSeenText } from '../../../cards/survey/results-rule.ts';
import { retentionCard, retentionText } from '../../../cards/survey/retention.ts';
import type { AuditLine } from '../../../domain/network/audit.ts';
import type { Survey } from '../../../domain/survey/survey.ts';
import { languages } from '../../../domain/text.ts';
import { surveyRecord } from '../../domain/example-network.ts';
import { expectGolden } from '../golden.ts';
import { wordsOf } from '../read.ts';

const [fi, sv, en] = languages.map((language) => createReader(language, 'Europe/Helsinki')) as [
  ReturnType<typeof createReader>,
  ReturnType<typeof createReader>,
  ReturnType<typeof createReader>,
];
const closesAt = '2026-09-15T13:00:00.000Z';
const survey = (given: Partial<Survey> = {}) =>
  surveyRecord('s', { groupId: 'future', closesAt, keepMonths: 24, ...given });
const at = '2028-09-15T13:00:00.000Z';

describe('how long answers are kept, in words', () => {
  it('is inflected for months and years', () => {
    const first = (keepMonths: number) =>
      [fi, sv, en].map((one) => retentionText(one, survey({ keepMonths })).split('.')[0]);
    expect(first(1)).to.deep.equal([
      '1 kuukausi kyselyn päättymisestä',
      '1 månad efter att enkäten har avslutats',
      'For 1 month after the survey has ended',
    ]);
    expect(first(18)).to.deep.equal([
      '18 kuukautta kyselyn päättymisestä',
      '18 månader efter att enkäten har avslutats',
      'For 18 months after the survey has ended',
    ]);
    expect(first(12)).to.deep.equal([
      '1 vuosi kyselyn päättymisestä',
      '1 år efter att enkäten har avslutats',
      'For 1 year after the survey has ended',
    ]);
    expect(first(120)[0]).to.equal('10 vuotta kyselyn päättymisestä');
  });

  it('says the day by the closing time of now, then by the closing, and at last when they were deleted', () => {
    expect(retentionText(fi, survey())).to.equal(
      '2 vuotta kyselyn päättymisestä. Kun kysely sulkeutuu ti 15.9.2026, vastaukset poistetaan viimeistään pe 15.9.2028; lukumäärät jäävät.',
    );
    expect(retentionText(fi, survey({ state: 'closed', closedAt: '2026-09-01T09:00:00.000Z' }))).to.include(
      'Vastaukset poistetaan viimeistään pe 1.9.2028; lukumäärät jäävät.',
    );
    const cancelled = survey({ state: 'cancelled', closedAt: closesAt });
    expect(retentionText(fi, cancelled)).to.include('pe 15.9.2028.').and.not.to.include('lukumäärät');
    const answersDeleted = { at, submitted: 3, entered: 0 };
    expect(retentionText(fi, survey({ state: 'closed', answersDeleted }))).to.equal(
      'Vastaukset poistettiin pe 15.9.2028, kun niiden säilytysaika päättyi. Lukumäärät ovat tallella, vapaat tekstit eivät.',
    );
    expect(retentionText(fi, survey({ state: 'cancelled', answersDeleted: { at } }))).not.to.include('tallella');
  });

  it('is by the records plan where nothing else is said', () => {
    expect(retentionText(fi, survey({ keepMonths: undefined }))).to.equal(
      'Organisaation tiedonohjaussuunnitelman mukaan.',
    );
  });

  it('is asked for on a card that offers what is shorter', () => {
    const now = new Date('2027-06-01T09:00:00.000Z');
    expectGolden('survey-retention', retentionCard(fi, survey({ state: 'closed', closedAt: closesAt }), now));
    const refused = retentionCard(sv, survey({ state: 'open', keepMonths: 18 }), now, {
      fault: 'errors:KEEPING_FIXED',
    });
    expectGolden('survey-retention-refused', refused);
  });

  it('stands on the cards of a survey whose answers are deleted, beside its numbers', () => {
    const answersDeleted = { at, submitted: 7, entered: 0 };
    const ended = survey({ state: 'closed', closedAt: closesAt, answersDeleted });
    const progress = { told: 'counts', submitted: 7, begun: 0, members: 24, entered: 0 } as const;
    const managed = wordsOf(manageCard(fi, ended, { groups: [], madeIn: [], reminders: [] }, progress));
    expect(managed).to.include('Vastaukset poistettiin').and.to.include('7/24').and.not.to.include('Avaa uudelleen');
    const cancelled = survey({ state: 'cancelled', closedAt: closesAt, answersDeleted: { at } });
    const none = { told: 'counts', submitted: 0, begun: 0, members: 24, entered: 0 } as const;
    expect(wordsOf(manageCard(fi, cancelled, { groups: [], madeIn: [], reminders: [] }, none))).not.to.include('0/24');
    const results = { suppressed: false, submitted: 7, questions: [], unreadTexts: false } as const;
    const told = resultsCard(fi, { survey: ended, results, manages: true, groupNames: new Map() }, 0);
    expect(wordsOf(told)).to.include('Vastaukset poistettiin').and.to.include('7 vastausta');
  });

  it('is told of in the account of changes, by the bot itself', () => {
    const line: AuditLine = {
      id: 'a',
      at,
      by: undefined,
      kind: 'survey',
      subjectId: 's',
      about: { fi: 'Kysely tuesta' },
      changes: [{ field: 'answers', after: { fi: 'deleted' } }],
    };
    for (const reader of [fi, sv, en]) {
      const words = wordsOf(changesCard(reader, { items: [line], next: undefined, total: 1 }));
      expect(words).to.include('Kysely tuesta').and.to.include(reader.t('network:change.answers'));
      expect(words).to.include(reader.t('network:change.byItself')).and.not.to.include('Teams');
    }
  });
});

describe('who sees the results, in words', () => {
  const seenBy = (given: Partial<Survey>) => resultsSeenText(fi, survey(given));

  it('are those of the survey’s rule, and whoever gets the knowledge package', () => {
    expect(seenBy({ resultsFor: 'coordinators' })).to.match(/^Verkoston koordinaattorit\. .*tietopaketissa/);
    expect(seenBy({})).to.match(/^Työryhmän vetäjät ja verkoston koordinaattorit\. /);
    expect(seenBy({ resultsFor: 'asked' })).to.match(/^Kaikki, joilta kysytään, sekä työryhmän vetäjät/);
  });

  it('are no leads where no group looks after the survey', () => {
    expect(seenBy({ groupId: undefined })).to.match(/^Verkoston koordinaattorit\. /);
    expect(seenBy({ groupId: undefined, resultsFor: 'asked' })).not.to.include('vetäjät');
  });
});
