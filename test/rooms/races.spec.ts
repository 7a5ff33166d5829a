import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const root = join(import.meta.dirname, '..', '..');
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** Why a function of the domain that is handed a store to write to is not put together with others in `test/race/sweep/`. */
const reasons: Readonly<Record<string, readonly string[]>> = {
  'it only reads': [
    'answerable',
    'assertKeyThere',
    'assertKeysThere',
    'assertStands',
    'calmReminders',
    'contentOf',
    'copiesFor',
    'digestOf',
    'endOf',
    'endedSurvey',
    'groupFor',
    'isGreeted',
    'isTooLateToRemind',
    'keyMissing',
    'keysNeeded',
    'lacksKey',
    'ledgerOverview',
    'ledgerRows',
    'meetingCounts',
    'meetingsPage',
    'messageSubject',
    'messageSubjects',
    'mine',
    'myData',
    'newPracticeForm',
    'openForm',
    'openPracticeForm',
    'openValidationForm',
    'movedReminders',
    'ownReminders',
    'ownResponses',
    'packageMeetings',
    'packagePeople',
    'packagePractices',
    'packageSurveys',
    'practiceCounts',
    'responseOf',
    'restOf',
    'schedulePage',
    'seeMeeting',
    'statusFor',
    'statusSummary',
    'subjectLedger',
    'subjectWith',
    'surveyCounts',
    'unsavedPage',
  ],
  'it gives writes or a record, which a use case commits': [
    'account',
    'accountOfBinding',
    'accountOfDeletion',
    'accountOfMember',
    'announcement',
    'comingBack',
    'departures',
    'emptyDraft',
    'invitations',
    'letAuthorHear',
    'newMember',
    'newOrganisationId',
    'openingWrites',
    'planExpiry',
    'planMoved',
    'planned',
    'reminders',
    'reminding',
    'responseWith',
    'returned',
    'showingOpen',
    'tellAuthor',
    'updateOfPosted',
  ],
  'it is a step of use cases that are': [
    'anonymise',
    'close',
    'commitInSteps',
    'commitWhileOpen',
    'destroyKey',
    'dropReminders',
    'enrol',
    'keyToSealWith',
    'putDownAnswered',
    'sealingFor',
    'settleCounted',
    'stepThrough',
    'storeAnew',
  ],
  'instances take turns in nothing else but it, tested by `test/domain/delivery/budget.spec.ts`': ['sharedBudget'],
};

const whereDeps = /export (?:async )?function (\w+)(?:<[^(]*?>)?\(\s*(?:\w+|\{[^}]*\}): ([^,)]*)/g;

/** The functions of the domain that are handed more than a reader of the store. */
function writing(): string[] {
  const files = globSync('domain/**/*.ts', { cwd: root });
  const found = files.flatMap((file) => [...textOf(file).matchAll(whereDeps)]);
  return found.flatMap(([, name = '', type = '']) => (/Deps\b|^Store\b/.test(type) ? name : []));
}

/** What the situations do, without what they import. */
const acts = globSync('test/race/sweep/*.ts', { cwd: root })
  .filter((file) => !/(law|promises|tasks)\.ts$/.test(file))
  .map((file) => textOf(file).replaceAll(/^import [^;]*;$/gm, ''))
  .join('\n');

const isActed = (name: string) => new RegExp(`\\b${name}\\(|[(,]\\s*${name}\\s*[,)]`).test(acts);

describe('races of use cases', () => {
  const excused = Object.values(reasons).flat();

  it('are run with each that writes, or it is said why not', () => {
    const missing = writing().filter((name) => !isActed(name) && !excused.includes(name));
    expect(missing).to.deep.equal([]);
  });

  it('are excused from for nothing that is gone, or is run', () => {
    const known = new Set(writing());
    expect(excused.filter((name) => !known.has(name))).to.deep.equal([]);
    expect(excused.filter((name) => isActed(name) && /Due$|Survey$|Practice$/.test(name))).to.deep.equal([]);
  });
});
