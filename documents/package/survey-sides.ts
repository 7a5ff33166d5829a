import { whyNotCompared } from '../../domain/survey/codes.ts';
import type { AskedQuestion } from '../../domain/survey/kinds/kinds.ts';
import type { QuestionResult } from '../../domain/survey/results/figures.ts';
import type { PackageSurvey } from '../../domain/survey/results/package-part.ts';
import { askedIn } from '../../domain/survey/results/survey-results.ts';
import { classTable, comparisonTable } from '../results/word-tables.ts';
import { type Html, html } from './html.ts';
import { tableReader } from './labels.ts';
import { folded, paragraph, remark, table, together } from './markup.ts';
import type { PackageReader } from './reader.ts';

/** One question by class, where that may be told: folded, so that the whole is read first. */
export function byClass(
  reader: PackageReader,
  question: AskedQuestion,
  { byClass: divided = [] }: QuestionResult,
): Html | undefined {
  // Of a named survey, what nobody answered has tables without classes.
  const tables = divided.filter(({ classes }) => classes.length > 0);
  if (tables.length === 0) return undefined;
  const { t } = reader;
  const named = tableReader(reader);
  const by = tables.map(({ breakdown }) => t(`terms:breakdown.${breakdown}`));
  const told = tables.map((one, index) => {
    const { columns, rows, headings } = classTable(named, question, one);
    return table(t('package:distributionBy', { by: by[index] ?? '' }), columns, rows, headings);
  });
  return folded(t('package:byClass', { by: by.join(' · ') }), told);
}

/** A survey beside its earlier round: what can be compared, folded, and what cannot with the reason. */
export function besideEarlier(reader: PackageReader, survey: PackageSurvey): Html | undefined {
  const { t } = reader;
  const earlier = reader.contents.surveys.find(({ id }) => id === survey.earlierRoundId);
  if (!earlier || survey.results.suppressed) return undefined;
  const address = `#survey-${earlier.id}`;
  const ended = reader.day(earlier.closedAt ?? earlier.closesAt);
  return html`<h4>${t('package:comparison')}</h4>
${paragraph([t('package:comparedWith'), ' ', html`<a href="${address}">${reader.pick(earlier.title)}</a>`, ` (${ended})`])}${compared(reader, survey)}`;
}

function compared(reader: PackageReader, { questions: asked, comparison }: PackageSurvey): Html {
  const { t } = reader;
  if (!comparison) return remark(t('package:earlierNotShown'));
  const { questions, notCompared } = comparison;
  const byCode = new Map(askedIn({ questions: asked }).map((question) => [question.code, question]));
  const named = tableReader(reader);
  const tables = questions.flatMap((one) => {
    const question = byCode.get(one.code);
    if (!question) return [];
    const { columns, rows } = comparisonTable(named, question, one);
    return table(reader.plain(question.label), columns, rows);
  });
  const left = whyNotCompared.flatMap((reason) => {
    const labels = notCompared.filter((one) => one.reason === reason).map(({ code }) => byCode.get(code)?.label ?? {});
    const list = together(labels.map((label) => reader.pick(label)));
    return labels.length > 0 ? paragraph([t(`survey:notCompared.${reason}`), ' ', list]) : [];
  });
  const count = tables.length;
  const shown =
    count > 0 && folded(t('package:compared', { count }), [paragraph(t('page:results.differenceNote')), ...tables]);
  return html`${shown || undefined}${left}`;
}
