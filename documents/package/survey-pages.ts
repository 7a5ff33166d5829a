import { type SurveyChapter, surveyIn } from '../../domain/package/chapters.ts';
import { type AskedQuestion, kindOf, type Question, shapeOf } from '../../domain/survey/kinds/kinds.ts';
import { byPlace, type Count } from '../../domain/survey/question/figure.ts';
import { endsIn, listsIn } from '../../domain/survey/question/parts.ts';
import type { QuestionResult } from '../../domain/survey/results/figures.ts';
import type { PackageSurvey } from '../../domain/survey/results/package-part.ts';
import { audienceText } from '../../locales/audience.ts';
import { type Html, html, type Insert } from './html.ts';
import { bareLabel, countedHeading, optionLabel, resultRemarks, rowLabel } from './labels.ts';
import { facts, list, paragraph, remark, table, together } from './markup.ts';
import type { PackageReader } from './reader.ts';
import type { SurveyCharts } from './survey-charts.ts';
import { besideEarlier, byClass } from './survey-sides.ts';

/** The results of a chapter's surveys, oldest first. */
export function surveysChapter(reader: PackageReader, chapter: SurveyChapter, charts: SurveyCharts): Html {
  const surveys = reader.contents.surveys.flatMap((survey) => surveyIn(survey, chapter) ?? []);
  return html`${surveys.map((survey) => article(reader, survey, chapter, charts.get(survey.id) ?? new Map()))}`;
}

type Charts = ReadonlyMap<string, Html>;

function article(reader: PackageReader, survey: PackageSurvey, chapter: SurveyChapter, charts: Charts): Html {
  const { t } = reader;
  const { title, purpose, anonymity, state, results, respondent, resultsFor, breakdowns } = survey;
  const divided = breakdowns.map((breakdown) => t(`terms:breakdown.${breakdown}`)).join(' · ');
  // What other chapters hold of the same survey is led to from here, and not from there.
  const id = chapter === 'risks' ? `survey-${survey.id}-risks` : `survey-${survey.id}`;
  return html`<article aria-labelledby="${id}">
<h3 id="${id}">${reader.pick(title)}</h3>
${paragraph(reader.pick(purpose))}${facts([
  [t('survey:forWhom'), askedOf(reader, survey)],
  [t('package:column.respondent'), respondent === 'organisation' ? t('survey:respondentOption.organisation') : ''],
  [t('package:column.anonymity'), t(`terms:anonymity.${anonymity}`)],
  [t('package:column.resultsFor'), t(`terms:resultsFor.${resultsFor}`)],
  [t('package:column.dividedBy'), divided],
  [t('package:column.state'), t(`terms:surveyState.${state}`)],
  ending(reader, survey),
  [t('package:column.answers'), String(results.submitted ?? '')],
])}${survey.reopenedAt ? remark(t('survey:resultsReopened', { moment: reader.moment(survey.reopenedAt) })) : undefined}${survey.answersDeletedAt ? remark(t('survey:answersDeleted', { day: reader.day(survey.answersDeletedAt) })) : undefined}${state === 'open' ? remark(t('package:stillOpen')) : undefined}${answered(reader, survey, charts)}${besideEarlier(reader, survey)}</article>
`;
}

function askedOf(reader: PackageReader, { audience }: PackageSurvey): Insert {
  if (audience.kind !== 'groups') return audienceText(audience, reader.language);
  const [only, second] = audience.groupIds;
  if (second === undefined) return reader.groupName(only);
  const names = audience.groupIds.flatMap((id) => {
    const group = reader.contents.people.groups.find((one) => one.id === id);
    return group ? reader.plain(group.name) : [];
  });
  return audienceText({ kind: 'groups', names }, reader.language);
}

function ending({ t, moment }: PackageReader, { state, closesAt, closedAt }: PackageSurvey): [string, string] {
  if (state === 'open') return [t('package:column.closes'), moment(closesAt)];
  return [t('package:column.closed'), moment(closedAt ?? closesAt)];
}

function answered(reader: PackageReader, survey: PackageSurvey, charts: Charts): Html {
  const { questions, results, anonymity, breakdowns } = survey;
  if (results.suppressed) return remark(reader.t(`package:suppressed.${results.reason}`));
  const byCode = new Map(results.questions.map((result) => [result.code, result]));
  const isMerged = anonymity !== 'named' && breakdowns.length > 0;
  const remarks = [
    results.unreadTexts ? remark(reader.t('package:unreadTexts')) : undefined,
    isMerged ? remark(reader.t('package:byClassNote')) : undefined,
  ];
  return html`${remarks}${questions.map((question) => {
    const result = byCode.get(question.code);
    if (question.kind === 'section' || !result) return undefined;
    return questionResult(reader, question, result, charts.get(question.code));
  })}`;
}

function questionResult(reader: PackageReader, question: AskedQuestion, result: QuestionResult, chart?: Html): Html {
  const { t } = reader;
  return html`<h4>${reader.pick(question.label)}</h4>
${paragraph(averages(reader, result))}${nonAnswers(reader, result)}${
  result.suppressed
    ? remark(t('package:suppressed.tooFew'))
    : html`${resultRemarks(reader, question, result).map((one) => remark(one))}${chart}${figures(reader, question, result)}${byClass(reader, question, result)}`
}`;
}

function averages({ t, number }: PackageReader, { answered, median, mean }: QuestionResult): string {
  const count = t('package:answered', { count: answered });
  if (median === undefined || mean === undefined) return count;
  return `${count} ${t('package:averages', { median: number(median), mean: number(mean) })}`;
}

function nonAnswers({ t, number }: PackageReader, { nonAnswers: counts = [] }: QuestionResult): Html | undefined {
  const given = counts.filter(({ count }) => count > 0);
  const parts = given.map(({ code, count }) => `${t(`survey:nonAnswer.${code}`)}: ${number(count)}`);
  return parts.length > 0 ? paragraph(parts.join(' · ')) : undefined;
}

function figures(reader: PackageReader, question: AskedQuestion, result: QuestionResult): Html {
  const { t } = reader;
  const any = result.answered > 0;
  const counted = any && result.counts && countTable(reader, question, result.counts, result.answered);
  const rows = any && result.rows && matrixTable(reader, question, result.rows);
  const texts = result.texts ?? [];
  const written =
    texts.length > 0 && list(texts.map((text) => html`<span class="passage">${reader.written(text)}</span>`));
  const heading = written && result.counts && paragraph(t('package:otherTexts'));
  return html`${counted || undefined}${rows || undefined}${heading || undefined}${written || undefined}`;
}

function countTable(reader: PackageReader, question: AskedQuestion, counts: readonly Count[], of: number): Html {
  const { t, number } = reader;
  const share = (count: number) => `${number(Math.round((count / of) * 100))} %`;
  if (shapeOf(question) === 'order') {
    return table(
      t('package:distribution'),
      [countedHeading(reader, question), t('survey:meanPlace'), t('survey:firstPlaces')],
      byPlace(counts).map(({ code, count, mean = 0 }) => [optionLabel(reader, question, code), number(mean), count]),
    );
  }
  return table(
    t('package:distribution'),
    [countedHeading(reader, question), t('survey:exported.count'), t('survey:exported.share')],
    counts.map(({ code, count }) => [optionLabel(reader, question, code), count, share(count)]),
  );
}

function matrixTable(reader: PackageReader, question: AskedQuestion, rows: NonNullable<QuestionResult['rows']>): Html {
  const { t } = reader;
  const scale = kindOf(question)
    .codes(question)
    .filter(({ part }) => part === 'step');
  return table(
    t('package:distribution'),
    [countedHeading(reader, question), ...scale.map(({ code }) => optionLabel(reader, question, code))],
    rows.map((row) => {
      const steps = scale.map(
        ({ code }): Insert => (row.suppressed ? '–' : row.counts.find((count) => count.code === code)?.count),
      );
      return [rowLabel(reader, question, row.code), ...steps];
    }),
  );
}

/** The questions that were asked, for those who want to ask the same again; a survey sent twice stands once. */
export function methodsChapter(reader: PackageReader): Html {
  const { contents, t } = reader;
  const distinct = new Map(contents.surveys.map((survey) => [JSON.stringify(survey.questions), survey]));
  return html`${paragraph(t('package:methods'))}${[...distinct.values()].map(
    (survey) => html`<h3>${reader.pick(survey.title)}</h3>
${paragraph(reader.pick(survey.purpose))}${list(survey.questions.map((question) => asked(reader, question)))}`,
  )}`;
}

function asked(reader: PackageReader, question: Question): Insert {
  const label = reader.pick(question.label);
  if (question.kind === 'section') return html`<strong>${label}</strong>`;
  const choices = choicesOf(reader, question);
  return [
    label,
    ` (${reader.t(`terms:questionKind.${question.kind}`).toLocaleLowerCase(reader.language)})`,
    choices.length > 0 ? ': ' : '',
    together(choices),
  ];
}

function choicesOf(reader: PackageReader, question: AskedQuestion): Insert[] {
  const [list] = listsIn(question);
  const labels = list ? list.items.map(({ label }) => label) : endsIn(question).map(({ text }) => text);
  return labels.map((label) => bareLabel(reader, label));
}
