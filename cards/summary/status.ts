import type { GroupStatus, StatusSummary } from '../../domain/summary/status.ts';
import type { SurveyStatus } from '../../domain/survey/counts.ts';
import type { SurveyProgress } from '../../domain/survey/progress.ts';
import type { Waiting } from '../../domain/waiting.ts';
import { inLine } from '../../locales/isolated.ts';
import { card, heading, note, paragraph, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { turnoutText } from '../survey/turnout.ts';
import { groupNames } from '../told-apart.ts';

const mostGroups = 12;
/** Lines of surveys and of meetings that all groups share: with few groups, each shows more of its own. */
const sharedLines = 24;
const longestTitle = 80;
const waitingPerPage = 10;

/** The status summary: answers per group, practices by state, meetings ahead, and how much waits. */
export function statusCard(reader: Reader, summary: StatusSummary, tabUrl: string): Card {
  const { t } = reader;
  const shown = summary.groups.slice(0, mostGroups);
  const rest = summary.groups.length - shown.length;
  const names = namesIn(reader, summary);
  const linesEach = Math.floor(sharedLines / Math.max(shown.length, 4));
  const body: Element[] = [
    note(t('summary:countedAt', { moment: reader.moment(summary.countedAt) })),
    ...shown.flatMap((group) => groupLines(reader, group, { name: names.get(group.groupId) ?? '', most: linesEach })),
    ...(rest > 0 ? [note(t('summary:moreGroups', { count: rest }))] : []),
    ...ownLines(reader, summary),
    heading(t('summary:practices')),
    practiceLine(reader, summary),
    heading(t('summary:waiting')),
    paragraph(
      summary.waiting.length > 0
        ? t('summary:waitingCount', { count: summary.waiting.length })
        : t('summary:nothingWaits'),
    ),
  ];
  const actions: Action[] =
    summary.waiting.length > 0 ? [execute('summary.waiting', t('summary:showWaiting'), { page: 0 })] : [];
  return card(reader, t('summary:title'), body, [
    ...actions,
    { type: 'Action.OpenUrl', title: t('common:openTab'), url: tabUrl },
  ]);
}

/** What the groups are called, by id, of which no two look the same. */
function namesIn(reader: Reader, { groups }: StatusSummary): ReadonlyMap<string, string> {
  return groupNames(
    reader,
    groups.map(({ groupId: id, name }) => ({ id, name })),
  );
}

interface InGroup {
  readonly name: string;
  /** How many lines of each kind. */
  readonly most: number;
}

function groupLines(reader: Reader, group: GroupStatus, { name, most }: InGroup): Element[] {
  const { t } = reader;
  const surveys = group.openSurveys.slice(0, most).map((survey) => surveyLine(reader, survey));
  const meetings = group.meetingsAhead.slice(0, most).map((meeting) => {
    const when = reader.moment(meeting.startsAt);
    return written(t('summary:meeting', { when, ...meeting.replies }), {
      label: shortened(meeting.title, longestTitle),
    });
  });
  const left = group.openSurveys.length + group.meetingsAhead.length - surveys.length - meetings.length;
  return [
    heading(shortened(name, longestTitle)),
    note(t('summary:members', { count: group.members })),
    ...surveys,
    ...meetings,
    ...(left > 0 ? [note(t('summary:moreLines', { count: left }))] : []),
    ...(surveys.length + meetings.length === 0 ? [note(t('summary:quietGroup'))] : []),
  ];
}

const mostOwn = 6;

function ownLines(reader: Reader, { ownSurveys }: StatusSummary): Element[] {
  if (ownSurveys.length === 0) return [];
  const left = ownSurveys.length - mostOwn;
  return [
    heading(reader.t('summary:ownSurveys')),
    ...ownSurveys.slice(0, mostOwn).map((survey) => surveyLine(reader, survey)),
    ...(left > 0 ? [note(reader.t('summary:moreLines', { count: left }))] : []),
  ];
}

function surveyLine(reader: Reader, survey: SurveyStatus): Element {
  const label = shortened(reader.pick(survey.title), longestTitle);
  return written(answersText(reader, survey.progress, reader.moment(survey.closesAt)), { label });
}

function answersText(reader: Reader, progress: SurveyProgress, moment: string): string {
  if (progress.told === 'share') return reader.t('summary:turnout', { turnout: turnoutText(reader, progress), moment });
  const { submitted, members = 0 } = progress;
  const share = members > 0 ? Math.round((100 * submitted) / members) : 0;
  return reader.t('summary:answers', { submitted, members, share, moment });
}

function practiceLine(reader: Reader, summary: StatusSummary): Element {
  const counted = Object.entries(summary.practices).filter(([, count]) => count > 0);
  if (counted.length === 0) return paragraph(reader.t('summary:noPractices'));
  const text = counted.map(([state, count]) => `${reader.t(`terms:practiceState.${state}`)} ${count}`).join(' · ');
  return written(text);
}

/** One page of what waits for whom. */
export function waitingCard(reader: Reader, summary: StatusSummary, page: number): Card {
  const { t } = reader;
  const pages = Math.max(1, Math.ceil(summary.waiting.length / waitingPerPage));
  const shown = Math.min(page, pages - 1);
  const items = summary.waiting.slice(shown * waitingPerPage, (shown + 1) * waitingPerPage);
  const names = namesIn(reader, summary);
  return card(
    reader,
    t('summary:waiting'),
    [
      ...(items.length === 0 ? [paragraph(t('summary:nothingWaits'))] : []),
      ...items.flatMap((item) => waitingLines(reader, item, names.get(item.groupId ?? '') ?? '')),
      ...(pages > 1 ? [note(t('common:pageOf', { page: shown + 1, pages }))] : []),
    ],
    [
      ...(shown + 1 < pages ? [execute('summary.waiting', t('common:next'), { page: shown + 1 })] : []),
      shown > 0
        ? execute('summary.waiting', t('common:back'), { page: shown - 1 })
        : execute('summary.show', t('common:back'), {}),
    ],
  );
}

function waitingLines(reader: Reader, item: Waiting, group: string): Element[] {
  const { t } = reader;
  const due = item.dueAt ? t('survey:closesAt', { moment: reader.moment(item.dueAt) }) : '';
  return [
    written(
      item.count === undefined ? t('summary:waitsUncounted') : t(`summary:waits.${item.kind}`, { count: item.count }),
      {
        label: reader.pick(item.title),
        spacing: 'medium',
      },
    ),
    written(inLine([group, due])),
  ];
}
