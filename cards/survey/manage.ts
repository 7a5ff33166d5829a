import { fewestPublished } from '../../domain/survey/merging.ts';
import type { SurveyProgress } from '../../domain/survey/progress.ts';
import { canBeLimited, resultsAreShown, resultsReaders } from '../../domain/survey/results-rule.ts';
import { hasEnded, isCounted, type Survey } from '../../domain/survey/survey.ts';
import { offersOf, type SurveyOffer } from '../../domain/survey/view.ts';
import { box, card, dateInput, facts, note, paragraph, timeInput, written } from '../build.ts';
import type { Action, Card, Element, ExecuteAction } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { askedText } from './audience.ts';
import { networkNames, type PostedPlaces } from './make.ts';
import { remindersText } from './reminders.ts';
import { retentionText } from './retention.ts';
import { stepOn } from './step.ts';
import { titleOf } from './title.ts';
import { turnoutText } from './turnout.ts';
import { longestReason } from './verbs.ts';

/** What is to be said of a survey beside its state. */
export interface Managed {
  /** Whether its results are for the reader; default whether they are shown at all. */
  readonly seesResults?: boolean;
  /** Whether a reminder has just been asked for. */
  readonly reminded?: boolean;
  /** Whether nobody can answer at present, since the survey's key is not in its place. */
  readonly keyMissing?: boolean;
}

/** How far a survey is, and what its lead can do with it. */
export function manageCard(
  reader: Reader,
  survey: Survey,
  { groups, madeIn, reminders }: PostedPlaces,
  progress: SurveyProgress,
  { seesResults = resultsAreShown(survey), reminded = false, keyMissing = false }: Managed = {},
): Card {
  const { t } = reader;
  const data = { surveyId: survey.id };
  const isCancelled = survey.state === 'cancelled';
  return card(
    reader,
    t('survey:manageTitle', { title: titleOf(reader, survey) }),
    [
      ...(reminded ? [box('good', [paragraph(t('survey:reminderSent'))])] : []),
      ...facts([
        [t('survey:forWhom'), askedText(reader, survey, groups)],
        [t('survey:madeIn'), networkNames(reader, madeIn)],
        [t('survey:state'), t(`terms:surveyState.${survey.state}`)],
        [t('survey:answered'), answeredText(reader, survey, progress)],
        ...countedFacts(reader, progress),
        [t('survey:closes'), survey.closedAt ? '' : reader.moment(survey.closesAt)],
        [t('survey:remindedOn'), survey.remindedAt ? reader.moment(survey.remindedAt) : ''],
        [t('survey:reminders'), hasEnded(survey) ? '' : remindersText(reader, reminders)],
        [
          t(isCancelled ? 'survey:cancelledOn' : 'survey:closedOn'),
          survey.closedAt ? reader.moment(survey.closedAt) : '',
        ],
        [t('survey:reopenedOn'), survey.reopenedAt ? reader.moment(survey.reopenedAt) : ''],
        [t('survey:cancelReason'), survey.cancelReason ?? ''],
        [t('survey:resultsFor'), isCancelled ? '' : t(`terms:resultsFor.${resultsReaders(survey)}`)],
        [t('survey:keeping'), retentionText(reader, survey)],
      ]),
      note(t(`survey:mode.${survey.anonymity}`)),
      ...(progress.told === 'share' ? [note(t('survey:turnoutNote'))] : []),
      ...(isCounted(survey) && !survey.unsettled ? [paragraph(t('survey:results'))] : []),
      ...waitingBox(reader, survey, keyMissing),
      ...lostBox(reader, survey),
      ...buttons(reader, survey, seesResults),
    ],
    [
      execute('survey.preview', t('survey:asMember'), { ...data, page: 0 }),
      execute('delivery.subject', t('survey:messages'), { subjectId: survey.id }),
      execute('survey.list', t('survey:existing'), {}),
    ],
  );
}

/** What answers or results wait for, and what to do about it. */
function waitingBox({ t }: Reader, { unsettled }: Survey, keyMissing: boolean): Element[] {
  if (unsettled?.unreadable) return [box('warning', [paragraph(t('survey:unsettled'))])];
  if (unsettled) return [paragraph(t('survey:unsettledSoon'))];
  return keyMissing ? [box('warning', [paragraph(t('survey:keyMissing'))])] : [];
}

/** Fewer than five lost ones are no number: it would tell how many answered. */
function lostBox({ t }: Reader, { lostAnswers: count = 0 }: Survey): Element[] {
  if (count === 0) return [];
  return [box('attention', [paragraph(count < fewestPublished ? t('survey:lostFew') : t('survey:lost', { count }))])];
}

/** Of a cancelled survey whose answers are deleted, nobody knows any more. */
function answeredText(reader: Reader, { state, answersDeleted }: Survey, progress: SurveyProgress): string {
  return state === 'cancelled' && answersDeleted ? '' : turnoutText(reader, progress);
}

function countedFacts({ t }: Reader, progress: SurveyProgress): [string, string][] {
  if (progress.told === 'share') return [[t('survey:askedAtOpening'), String(progress.members ?? '')]];
  const { entered, begun } = progress;
  return [
    [t('survey:entriesCount'), entered > 0 ? String(entered) : ''],
    [t('survey:drafts'), begun > 0 ? String(begun) : ''],
  ];
}

/** What is done about the answers: the likeliest first. Teams shows six in a row, and with the fold these are five. */
const usual = ['results', 'remind', 'missing', 'enter'] as const;
/** What is changed about the survey itself, folded away behind one button. */
const rare = ['extend', 'reword', 'reminders', 'reopen', 'archive', 'resultsRule', 'keeping'] as const;
/** What ends it, apart from the rest: nobody presses one of these for its neighbour. */
const endings = ['close', 'cancel'] as const;

function buttons({ t }: Reader, survey: Survey, seesResults: boolean): Element[] {
  const data = { surveyId: survey.id };
  const step = stepOn(survey);
  const made: Partial<Record<SurveyOffer | 'resultsRule', ExecuteAction>> = {
    results: execute('survey.results', t('survey:resultsShow'), data),
    resultsRule: execute('survey.resultsRule', t('survey:noticeSeen'), step),
    extend: execute('survey.askTime', t('survey:moveClosing'), step),
    missing: execute('survey.missing', t('survey:missingTitle'), data),
    remind: execute('survey.remind', t('survey:remindNow'), data),
    reminders: execute('survey.askReminders', t('survey:reminders'), data),
    enter: execute('survey.entries', t('survey:enter'), data),
    reword: execute('survey.askWording', t('survey:reword'), data),
    reopen: execute('survey.askTime', t('survey:reopen'), step),
    keeping: execute('survey.keeping', t('survey:keepShorten'), step),
    archive: execute('survey.archive', t('survey:archive'), step),
    cancel: execute('survey.askCancel', t('survey:cancelSurvey'), step),
    close: execute('survey.askClose', t('survey:closeNow'), step),
  };
  const offers: readonly (SurveyOffer | 'resultsRule')[] = [
    ...offersOf(survey).filter((offer) => offer !== 'results'),
    ...(seesResults ? (['results'] as const) : []),
    ...(canBeLimited(survey) ? (['resultsRule'] as const) : []),
  ];
  const offered = (row: readonly (SurveyOffer | 'resultsRule')[]) =>
    row.flatMap((offer) => (offers.includes(offer) ? (made[offer] ?? []) : []));
  const changes = offered(rare);
  const main = offered(usual);
  const [likeliest] = main;
  const folded: Action[] =
    changes.length > 0
      ? [
          {
            type: 'Action.ShowCard',
            title: t('survey:changeSurvey'),
            card: { type: 'AdaptiveCard', body: [], actions: changes },
          },
        ]
      : [];
  const rows: Action[][] = [
    [...(likeliest ? [{ ...likeliest, style: 'positive' as const }] : []), ...main.slice(1), ...folded],
    offered(endings),
  ];
  return rows.flatMap((actions, place) =>
    actions.length > 0 ? [{ type: 'ActionSet', actions, ...(place > 0 && { separator: true }) }] : [],
  );
}

/** Asks before closing, which nothing can undo where answers are anonymous. */
export function askCloseCard(reader: Reader, survey: Survey, seen?: string): Card {
  const { t } = reader;
  const data = { surveyId: survey.id };
  return card(
    reader,
    t('survey:askCloseTitle'),
    [
      written(reader.pick(survey.title)),
      paragraph(t(survey.anonymity === 'anonymous' ? 'survey:askCloseAnonymous' : 'survey:askCloseText')),
    ],
    [
      execute('survey.close', t('survey:closeYes'), stepOn(survey, seen), { style: 'destructive' }),
      execute('survey.manage', t('common:cancel'), data),
    ],
  );
}

/** What a lead typed into `timeCard` or `cancelCard`. */
export interface TypedChange {
  readonly closesOn?: string;
  readonly closesTime?: string;
  readonly reason?: string;
  /** What stands for the survey as it was shown before. */
  readonly seen?: string | undefined;
}

/** Asks until when a survey is to be open: one that is, or one that is to be opened again. */
export function timeCard(reader: Reader, survey: Survey, typed: TypedChange): Card {
  const { t } = reader;
  const data = { surveyId: survey.id };
  const again = isCounted(survey);
  return card(
    reader,
    t(again ? 'survey:reopen' : 'survey:moveClosing'),
    [
      written(reader.pick(survey.title)),
      paragraph(t(again ? 'survey:reopenText' : 'survey:moveText')),
      dateInput(reader, { id: 'closesOn', label: t('survey:closesOn'), value: typed.closesOn ?? '' }),
      timeInput(reader, { id: 'closesTime', label: t('survey:closesTime'), value: typed.closesTime ?? '' }),
    ],
    [
      again
        ? execute('survey.reopen', t('survey:reopen'), stepOn(survey, typed.seen), { style: 'positive' })
        : execute('survey.moveClosing', t('survey:moveClosing'), data, { style: 'positive' }),
      execute('survey.manage', t('common:cancel'), data, { associatedInputs: 'none' }),
    ],
  );
}

/** Asks why a survey is to be cancelled, which nothing can undo. */
export function cancelCard(reader: Reader, survey: Survey, typed: TypedChange): Card {
  const { t } = reader;
  const data = { surveyId: survey.id };
  return card(
    reader,
    t('survey:cancelTitle'),
    [
      written(reader.pick(survey.title)),
      paragraph(t('survey:cancelText')),
      {
        type: 'Input.Text',
        id: 'reason',
        label: `${t('survey:cancelReasonSeen')} *`,
        value: typed.reason ?? '',
        isMultiline: true,
        maxLength: longestReason,
      },
    ],
    [
      execute('survey.cancel', t('survey:cancelYes'), stepOn(survey, typed.seen), { style: 'destructive' }),
      execute('survey.manage', t('common:keep'), data, { associatedInputs: 'none' }),
    ],
  );
}
