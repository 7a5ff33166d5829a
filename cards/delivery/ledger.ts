import { detailsKeptDays } from '../../domain/delivery/clean-up.ts';
import {
  type DeliveryCounts,
  type LedgerOverview,
  onlyCounted,
  type SubjectLedger,
} from '../../domain/delivery/ledger.ts';
import { tooLongReason } from '../../domain/delivery/too-long.ts';
import type { MessageSubject } from '../../domain/noun.ts';
import { inLine, isolated } from '../../locales/isolated.ts';
import { box, card, choice, facts, heading, link, note, paragraph, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { toldApart } from '../told-apart.ts';
import { tooLongText } from './too-long.ts';

const longestTitle = 60;
const mostReasons = 8;

type ListedLedger = Pick<LedgerOverview, 'all'> & { readonly subjects: Pick<LedgerOverview['subjects'], 'items'> };

/** How the messages of a network stand, and about what one can ask for more. */
export function ledgerCard(reader: Reader, { all, subjects }: ListedLedger): Card {
  const { t } = reader;
  const choices = subjects.items.map(({ subject, standing }) => ({
    title: inLine([titleOf(reader, subject), ...standingWords(reader, standing)]),
    value: subject.id,
    beside: [subject.at && reader.day(subject.at), subject.at && reader.moment(subject.at)],
  }));
  const totals = facts([
    [t('delivery:sent'), String(all.sent)],
    [t('delivery:waiting'), String(all.waiting)],
    [t('delivery:uncertain'), all.uncertain > 0 ? String(all.uncertain) : ''],
    [t('delivery:undelivered'), String(all.undelivered)],
  ]);
  if (choices.length === 0) return card(reader, t('survey:messages'), [paragraph(t('delivery:none'))]);
  return card(
    reader,
    t('survey:messages'),
    [
      ...totals,
      choice({
        id: 'subjectId',
        label: t('delivery:about'),
        value: choices[0]?.value ?? '',
        choices,
        expandedUpTo: 10,
      }),
    ],
    [
      execute('delivery.subject', t('delivery:open'), {}),
      execute('delivery.show', t('tab:refresh'), {}, { associatedInputs: 'none' }),
    ],
  );
}

function titleOf(reader: Reader, { noun, title }: MessageSubject): string {
  return `${reader.t(`delivery:noun.${noun}`)}: ${isolated(shortened(reader.pick(title), longestTitle))}`;
}

function standingWords({ t }: Reader, { sent, waiting, undelivered, uncertain }: DeliveryCounts): string[] {
  return [
    t('delivery:sentCount', { count: sent }),
    ...(waiting > 0 ? [t('delivery:waitingCount', { count: waiting })] : []),
    ...(uncertain > 0 ? [t('delivery:uncertainCount', { count: uncertain })] : []),
    ...(undelivered > 0 ? [t('delivery:undeliveredCount', { count: undelivered })] : []),
  ];
}

/** What the card of a subject has just done, in a word of `delivery:done`. */
export type Done = 'retry' | 'repeat' | 'nothingToRetry' | 'pause' | 'resume' | 'withdraw';

/** Where all messages about one subject are had as a list. */
export interface LedgerFiles {
  readonly workbook: string;
  readonly table: string;
  /** What the table is written for: the spreadsheet of the reader's language, or any program. */
  readonly tableFor: 'csvExcel' | 'csv';
}

/** What a table is written for when its reader has not chosen. */
export function tableFor({ language }: Pick<Reader, 'language'>): LedgerFiles['tableFor'] {
  return language === 'en' ? 'csv' : 'csvExcel';
}

/** What became of the messages about one subject, why, and what can be done. `files` fetch all of them as a list. */
export function subjectCard(reader: Reader, ledger: SubjectLedger, files: LedgerFiles, done?: Done): Card {
  const { t } = reader;
  const { counts, hold } = ledger;
  const body: Element[] = [
    written(titleOf(reader, ledger.subject)),
    ...(done ? [box('good', [paragraph(t(`delivery:done.${done}`))])] : []),
    ...(hold === 'none' ? [] : [box('warning', [paragraph(t(`delivery:hold.${hold}`))])]),
    ...facts([
      [t('delivery:sent'), String(counts.sent)],
      [t('delivery:mayRepeat'), ledger.mayRepeat > 0 ? String(ledger.mayRepeat) : ''],
      [t('delivery:waiting'), String(counts.waiting + counts.sending + counts.paused)],
      [t('delivery:uncertain'), counts.uncertain > 0 ? String(counts.uncertain) : ''],
      [t('delivery:undelivered'), String(undeliveredIn(counts))],
      [t('delivery:withdrawn'), counts.withdrawn > 0 ? String(counts.withdrawn) : ''],
      [t('delivery:skipped'), counts.skipped > 0 ? String(counts.skipped) : ''],
      [t('delivery:changes'), changesText(reader, ledger)],
    ]),
    ...reasonLines(reader, ledger),
    ...unreachedLines(reader, ledger),
    ...countedLines(reader, ledger),
    ...(ledger.mayRemind ? [note(t('delivery:secretReminders'))] : []),
    // Teams shows six actions in a row.
    ...doingSet(reader, ledger),
  ];
  const actions = [
    execute('delivery.subject', t('tab:refresh'), { subjectId: ledger.subject.id }),
    link(t('delivery:file.xlsx'), files.workbook),
    link(t(`delivery:file.${files.tableFor}`), files.table),
    execute('delivery.show', t('survey:messages'), {}),
  ];
  return card(reader, t('delivery:subjectTitle'), body, actions);
}

/** Says that some messages are there as numbers only, when there are. */
function countedLines({ t }: Reader, ledger: SubjectLedger): Element[] {
  const count = onlyCounted(ledger);
  return count > 0 ? [note(t('delivery:onlyCounted', { count, days: detailsKeptDays }))] : [];
}

function changesText({ t }: Reader, { changes }: SubjectLedger): string {
  const { waiting, failed } = changes;
  return waiting + failed > 0 ? t('delivery:changesOf', { waiting, failed }) : '';
}

function reasonLines(reader: Reader, { reasons, subject }: SubjectLedger): Element[] {
  if (reasons.length === 0) return [];
  const { t } = reader;
  return [
    heading(t('delivery:why')),
    ...reasonsInWords(reader, reasons, subject.noun)
      .slice(0, mostReasons)
      .map(({ text, count }) => written(text, { label: String(count) })),
  ];
}

/** Why messages about something did not arrive, each sentence once with how many it is about, the most first. */
export function reasonsInWords(
  reader: Pick<Reader, 't'>,
  reasons: SubjectLedger['reasons'],
  noun: MessageSubject['noun'],
): { readonly text: string; readonly count: number }[] {
  const byText = Map.groupBy(reasons, ({ reason }) =>
    reason === tooLongReason ? tooLongText(reader, noun) : reasonText(reader, reason),
  );
  return [...byText]
    .map(([text, own]) => ({ text, count: own.reduce((sum, { count }) => sum + count, 0) }))
    .sort((a, b) => b.count - a.count);
}

/** Reasons that have words of their own in `delivery:reason`; another one is an answer of Teams or of the connection. */
const worded: ReadonlySet<string> = new Set([
  '401',
  '403',
  '404',
  '413',
  '429',
  'card',
  'internal',
  'gone',
  'noChat',
  'nothingToSay',
  'declined',
  'stopped',
]);

/** Why a message did not arrive, in plain words. */
export function reasonText({ t }: Pick<Reader, 't'>, reason: string): string {
  if (worded.has(reason)) return t(`delivery:reason.${reason}`);
  return /^\d+$/.test(reason) ? t('delivery:reason.status', { reason }) : t('delivery:reason.connection', { reason });
}

function unreachedLines(reader: Reader, { unreached, kept }: SubjectLedger): Element[] {
  if (unreached.length === 0) return [];
  const { t } = reader;
  const rest = undeliveredIn(kept) - unreached.length;
  return [
    heading(t('delivery:unreached')),
    written(inLine(namesOf(unreached))),
    ...(rest > 0 ? [note(t('delivery:more', { count: rest }))] : []),
  ];
}

/** Those whom messages did not reach, of whom no two look the same. */
export function namesOf(unreached: SubjectLedger['unreached']): string[] {
  return toldApart(
    unreached.map(({ name, organisation }) => ({
      title: shortened(name, longestTitle),
      beside: [shortened(organisation, longestTitle)],
    })),
  );
}

function undeliveredIn({ failed, blocked, notReached }: SubjectLedger['counts']): number {
  return failed + blocked + notReached;
}

function doingSet({ t }: Reader, { kept, hold, subject, unreached, mayRemind }: SubjectLedger): Element[] {
  const data = { subjectId: subject.id };
  const open = hold !== 'withdrawn';
  const waiting = kept.waiting + kept.sending;
  const undelivered = undeliveredIn(kept);
  const actions: Action[] = [
    ...(open && undelivered > 0 ? [execute('delivery.retry', t('delivery:retry'), data, { style: 'positive' })] : []),
    ...(open && kept.uncertain > 0 ? [execute('delivery.askRepeat', t('delivery:repeat'), data)] : []),
    ...(hold === 'paused' ? [execute('delivery.resume', t('delivery:resume'), data)] : []),
    ...(hold === 'none' && (waiting > 0 || mayRemind) ? [execute('delivery.pause', t('delivery:pause'), data)] : []),
    ...(open && kept.sent + waiting + kept.paused > 0
      ? [execute('delivery.askWithdraw', t('delivery:withdraw'), data)]
      : []),
    ...(unreached.length > 0 ? [execute('delivery.passOn', t('delivery:passOn'), data)] : []),
  ];
  return actions.length > 0 ? [{ type: 'ActionSet', actions }] : [];
}

/** Asks before messages are sent again that may have arrived, since they may come twice then. */
export function askRepeatCard(reader: Reader, { subject, kept }: SubjectLedger): Card {
  const { t } = reader;
  const data = { subjectId: subject.id };
  return card(
    reader,
    t('delivery:askRepeatTitle'),
    [written(titleOf(reader, subject)), paragraph(t('delivery:askRepeatText', { count: kept.uncertain }))],
    [
      execute('delivery.repeat', t('delivery:repeatYes'), data, { style: 'positive' }),
      execute('delivery.subject', t('common:cancel'), data),
    ],
  );
}

/** Asks before messages are taken back, since that cannot be undone. */
export function askWithdrawCard(reader: Reader, ledger: SubjectLedger): Card {
  const { t } = reader;
  const data = { subjectId: ledger.subject.id };
  return card(
    reader,
    t('delivery:askWithdrawTitle'),
    [
      written(titleOf(reader, ledger.subject)),
      paragraph(t('delivery:askWithdrawText', { count: ledger.kept.sent })),
      ...(ledger.subject.noun === 'survey' ? [paragraph(t('delivery:askWithdrawSurvey'))] : []),
    ],
    [
      execute('delivery.withdraw', t('delivery:withdrawYes'), data, { style: 'destructive' }),
      execute('delivery.subject', t('delivery:withdrawNo'), data),
    ],
  );
}

/** What a lead can send themselves to people whom the bot does not reach; `appUrl` opens the app in Teams. */
export function passOnText(
  reader: Reader,
  { subject }: Pick<SubjectLedger, 'subject'>,
  appUrl: string | undefined,
): string {
  const { t } = reader;
  const title = reader.pick(subject.title);
  return appUrl ? t('delivery:passOnText', { title, url: appUrl }) : t('delivery:passOnTextLocal', { title });
}

/** Gives a lead what to send to people whom the bot does not reach, and who they are. */
export function passOnCard(reader: Reader, ledger: SubjectLedger, appUrl: string | undefined): Card {
  const { t } = reader;
  const text = passOnText(reader, ledger, appUrl);
  return card(
    reader,
    t('delivery:passOnTitle'),
    [
      paragraph(t('delivery:passOnIntro')),
      { type: 'Input.Text', id: 'text', label: t('delivery:passOnLabel'), value: text, isMultiline: true },
      ...(ledger.unreached.length > 0
        ? [written(inLine(namesOf(ledger.unreached)), { label: t('delivery:unreached') })]
        : []),
    ],
    [execute('delivery.subject', t('common:back'), { subjectId: ledger.subject.id }, { associatedInputs: 'none' })],
  );
}

/** What a message becomes that was taken back and cannot be deleted. */
export function takenBackCard(reader: Reader): Card {
  return card(reader, reader.t('delivery:takenBack'), [paragraph(reader.t('delivery:takenBackText'))]);
}
