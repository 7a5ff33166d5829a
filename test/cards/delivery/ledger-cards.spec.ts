import { expect } from 'chai';
import {
  askRepeatCard,
  askWithdrawCard,
  type LedgerFiles,
  ledgerCard,
  passOnCard,
  reasonsInWords,
  reasonText,
  subjectCard,
  takenBackCard,
} from '../../../cards/delivery/ledger.ts';
import { createReader } from '../../../cards/reader.ts';
import type { SubjectLedger } from '../../../domain/delivery/ledger.ts';
import { reasons } from '../../../domain/delivery/settle.ts';
import type { MessageSubject } from '../../../domain/noun.ts';
import { languages } from '../../../domain/text.ts';
import { expectGolden, expectValid } from '../golden.ts';
import { buttonsOf, wordsOf } from '../read.ts';

const fi = createReader('fi', 'Europe/Helsinki');
const sv = createReader('sv', 'Europe/Helsinki');
const url = 'https://bot.example.org/api/v1/messages/x.csv';
const files: LedgerFiles = {
  workbook: 'https://bot.example.org/api/v1/messages/x/xlsx.xlsx',
  table: url,
  tableFor: 'csvExcel',
};

const subject: MessageSubject = {
  id: 's-1',
  noun: 'survey',
  networkId: 'uudi',
  groupId: 'g-1',
  title: { fi: 'Tuen tarve', sv: 'Behov av stöd' },
  createdAt: '2026-11-01T09:00:00.000Z',
};

const none = {
  waiting: 0,
  paused: 0,
  sending: 0,
  sent: 0,
  uncertain: 0,
  failed: 0,
  blocked: 0,
  notReached: 0,
  withdrawn: 0,
  skipped: 0,
};

const counts = { ...none, sent: 1960, waiting: 12, sending: 3, uncertain: 1, blocked: 20, notReached: 4, skipped: 1 };

const ledger: SubjectLedger = {
  subject,
  counts,
  kept: counts,
  reasons: [
    { state: 'blocked', reason: '403', count: 20 },
    { state: 'notReached', reason: 'noChat', count: 4 },
    { state: 'uncertain', reason: '502', count: 1 },
  ],
  mayRepeat: 2,
  changes: { waiting: 1, failed: 0 },
  hold: 'none',
  mayRemind: false,
  unreached: [
    { name: 'Jäsen A (esimerkki)', organisation: 'Kirjasto A (esimerkki)', reason: '403' },
    { name: 'Jäsen B (esimerkki)', organisation: '', reason: 'noChat' },
  ],
};

describe('the cards about messages', () => {
  it('say how all messages stand, and offer what they are about', () => {
    const standing = { sent: 12, waiting: 1, uncertain: 0, undelivered: 2 };
    expectGolden('delivery/ledger', ledgerCard(fi, { all: standing, subjects: { items: [{ subject, standing }] } }));
    expectGolden('delivery/ledger-empty', ledgerCard(fi, { all: standing, subjects: { items: [] } }));
  });

  it('say what became of the messages about one subject, why, and what can be done', () => {
    expectGolden('delivery/subject', subjectCard(fi, ledger, files));
    expectGolden('delivery/subject-sv', subjectCard(sv, ledger, files, 'retry'));
  });

  it('say when there is no more than numbers of some messages', () => {
    const old = { ...ledger, kept: { ...none, sent: 1 }, reasons: [], unreached: [] };
    expectGolden('delivery/subject-old', subjectCard(fi, old, files));
  });

  it('offer only what makes sense', () => {
    const verbs = (more: Partial<SubjectLedger>) =>
      buttonsOf(subjectCard(fi, { ...ledger, ...more }, files)).map(({ verb }) => verb);
    expect(verbs({ kept: none, unreached: [] })).to.deep.equal(['delivery.subject', 'delivery.show']);
    expect(verbs({ hold: 'withdrawn', unreached: [] })).to.deep.equal(['delivery.subject', 'delivery.show']);
    expect(verbs({ hold: 'paused' }))
      .to.include('delivery.resume')
      .and.not.to.include('delivery.pause');
    expect(verbs({ kept: { ...none, sent: 3 }, unreached: [] })).to.deep.equal([
      'delivery.subject',
      'delivery.show',
      'delivery.askWithdraw',
    ]);
  });

  it('ask before sending again what may have arrived, which is offered only when there is some', () => {
    const uncertain = { ...ledger, kept: { ...ledger.kept, uncertain: 2 } };
    expectGolden('delivery/ask-repeat', askRepeatCard(fi, uncertain));
    const offered = (one: SubjectLedger) => buttonsOf(subjectCard(fi, one, files)).map(({ verb }) => verb);
    expect(offered(uncertain)).to.include('delivery.askRepeat');
    expect(offered({ ...uncertain, hold: 'withdrawn' })).not.to.include('delivery.askRepeat');
    expect(offered({ ...uncertain, kept: { ...ledger.kept, uncertain: 0 } })).not.to.include('delivery.askRepeat');
  });

  it('ask before taking back, and say what to pass on', () => {
    expectGolden('delivery/ask-withdraw', askWithdrawCard(fi, ledger));
    expectGolden('delivery/pass-on', passOnCard(fi, ledger, 'https://teams.microsoft.com/l/app/x'));
    expectValid(passOnCard(sv, ledger, undefined));
    expectGolden('delivery/taken-back', takenBackCard(fi));
  });

  it('say each reason once, with all messages it is about, whatever became of them', () => {
    const several: SubjectLedger['reasons'] = [
      { state: 'failed', reason: '403', count: 2 },
      { state: 'uncertain', reason: '502', count: 4 },
      { state: 'blocked', reason: '403', count: 3 },
      { state: 'notReached', reason: 'noChat', count: 1 },
    ];
    for (const language of languages) {
      const reader = createReader(language, 'Europe/Helsinki');
      expect(reasonsInWords(reader, several, 'survey')).to.deep.equal([
        { text: reasonText(reader, '403'), count: 5 },
        { text: reasonText(reader, '502'), count: 4 },
        { text: reasonText(reader, 'noChat'), count: 1 },
      ]);
      const lines = wordsOf(subjectCard(reader, { ...ledger, reasons: several }, files)).split('\n');
      expect(lines.filter((line) => line.includes(reasonText(reader, '403')))).to.deep.equal([
        `5: ${reasonText(reader, '403')}`,
      ]);
    }
  });

  it('put every reason into words, in every language', () => {
    const known = [...Object.values(reasons), '400', '403', '404', '502', 'ECONNRESET', 'timeout'];
    for (const language of languages) {
      const reader = createReader(language, 'Europe/Helsinki');
      for (const reason of known) expect(reasonText(reader, reason)).to.match(/[.!]$/);
    }
  });

  it('fit with twenty long names and the longest titles', () => {
    const name = 'Pitkä nimi '.repeat(20);
    const title = { fi: '€'.repeat(400) };
    const long = Array.from({ length: 20 }, () => ({ name, organisation: name, reason: '403' }));
    const subjects = Array.from({ length: 10 }, (_, place) => ({
      subject: { ...subject, id: `s-${place}`, title },
      standing: { sent: 2000, waiting: 2000, uncertain: 2000, undelivered: 2000 },
    }));
    for (const language of languages) {
      const reader = createReader(language, 'Europe/Helsinki');
      expectValid(subjectCard(reader, { ...ledger, unreached: long, subject: { ...subject, title } }, files, 'retry'));
      expectValid(
        ledgerCard(reader, {
          all: { sent: 1, waiting: 1, uncertain: 1, undelivered: 1 },
          subjects: { items: subjects },
        }),
      );
      expectValid(passOnCard(reader, { ...ledger, unreached: long, subject: { ...subject, title } }, url));
    }
  });
});
