import { practiceChapters } from '../../domain/package/chapters.ts';
import type { ListedPractice, PackagePractice, PackageValidation } from '../../domain/practice/package-part.ts';
import { type PracticeKind, verdicts } from '../../domain/practice/practice.ts';
import { type Html, html, type Insert } from './html.ts';
import { facts, paragraph, remark, table, together } from './markup.ts';
import type { PackageReader } from './reader.ts';

/** The selected practices of a chapter in full, and the others by title and state. */
export function practicesChapter(reader: PackageReader, chapter: keyof typeof practiceChapters): Html {
  const { contents, t } = reader;
  const kinds: readonly PracticeKind[] = practiceChapters[chapter];
  const selected = contents.practices.selected.filter(({ kind }) => kinds.includes(kind));
  const listed = contents.practices.listed.filter(({ kind }) => kinds.includes(kind));
  const articles = selected.map((practice) => article(reader, practice));
  const others = listed.length > 0 ? otherPractices(reader, listed) : undefined;
  return html`${articles.length > 0 ? articles : remark(t('package:noneSelected'))}${others}`;
}

function otherPractices(reader: PackageReader, listed: readonly ListedPractice[]): Html {
  const { t } = reader;
  const columns = ['practice', 'state', 'group', 'organisation'].map((name) => t(`package:column.${name}`));
  const rows = listed.map((practice) => [
    reader.pick(practice.title),
    t(`terms:practiceState.${practice.state}`),
    reader.groupName(practice.groupId),
    reader.organisationName(practice.organisationId),
  ]);
  return html`<h3>${t('package:otherPractices')}</h3>
${paragraph(t('package:otherPracticesNote'))}${table(t('package:otherPractices'), columns, rows)}`;
}

function article(reader: PackageReader, practice: PackagePractice): Html {
  return html`<article id="practice-${practice.id}" aria-labelledby="title-${practice.id}">
<h3 id="title-${practice.id}">${reader.pick(practice.title)}</h3>
${facts(filed(reader, practice))}${practice.sections.map(
  ({ code, label, text }) => html`<h4>${label ? reader.pick(label) : reader.written(code)}</h4>\n${reader.prose(text)}`,
)}</article>
`;
}

function filed(reader: PackageReader, practice: PackagePractice): [string, Insert][] {
  const { t } = reader;
  const { filing } = practice;
  const labels = (term: string, codes: readonly string[]) => together(codes.map((code) => t(`terms:${term}.${code}`)));
  return [
    [t('package:column.kind'), t(`terms:practiceKind.${practice.kind}`)],
    [t('package:column.group'), reader.groupName(practice.groupId)],
    [t('package:column.organisation'), reader.organisationName(practice.organisationId)],
    [t('practice:onBehalf'), practice.onBehalf ? t('common:yes') : undefined],
    [t('package:column.supportForms'), labels('supportForm', filing.supportForms)],
    [t('package:column.targetGroups'), labels('targetGroup', filing.targetGroups)],
    [t('package:column.themes'), labels('theme', filing.themes)],
    [t('package:column.region'), reader.regionName(filing.region)],
    [t('package:column.municipality'), filing.municipality ? reader.written(filing.municipality) : undefined],
    [
      t('package:column.revision'),
      t('package:revision', { revision: practice.revision, day: reader.day(practice.updatedAt) }),
    ],
    [t('package:column.verdicts'), verdictCounts(reader, practice.id) || t('package:notValidated')],
  ];
}

function verdictCounts({ contents, t }: PackageReader, practiceId: string): string {
  const given = contents.practices.validations.filter((one) => one.practiceId === practiceId && one.current);
  return verdicts
    .map((verdict) => ({ verdict, count: given.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${t(`terms:verdict.${verdict}`)}: ${count}`)
    .join(', ');
}

/** Which organisation said what of which practice, those first on which opinions differ. */
export function validationChapter(reader: PackageReader): Html {
  const { contents, t } = reader;
  const { validations, disputed } = contents.practices;
  const column = (name: string) => t(`package:column.${name}`);
  const differing = disputed.map((id) => [reader.practiceTitle(id), verdictCounts(reader, id)]);
  return html`<h3>${t('package:disputed')}</h3>
${
  differing.length > 0
    ? table(t('package:disputed'), [column('practice'), column('verdicts')], differing)
    : remark(t('package:noneDisputed'))
}<h3>${t('package:allValidations')}</h3>
${table(
  t('package:allValidations'),
  [column('practice'), column('revision'), column('organisation'), column('verdict'), column('reason')],
  validations.map((validation) => validationRow(reader, validation)),
)}`;
}

function validationRow(reader: PackageReader, validation: PackageValidation): Insert[] {
  const { t } = reader;
  const { practiceId, revision, current, organisationId, verdict, reason } = validation;
  return [
    reader.practiceTitle(practiceId),
    current ? t('package:newest', { revision }) : t('package:earlier', { revision }),
    reader.organisationName(organisationId),
    t(`terms:verdict.${verdict}`),
    reason && reader.written(reason),
  ];
}

/** What was commented on the practices, by organisation. */
export function commentsChapter(reader: PackageReader): Html {
  const { contents, t } = reader;
  const column = (name: string) => t(`package:column.${name}`);
  return table(
    t('package:chapter.comments'),
    [column('practice'), column('organisation'), column('comment'), column('day')],
    contents.practices.comments.map((comment) => [
      reader.practiceTitle(comment.practiceId),
      reader.organisationName(comment.organisationId),
      html`<span class="passage">${reader.written(comment.text)}</span>`,
      reader.day(comment.createdAt),
    ]),
  );
}
