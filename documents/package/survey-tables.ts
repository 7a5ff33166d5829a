import type { PackageContents } from '../../domain/package/contents.ts';
import type { PackageSurvey } from '../../domain/package/surveys.ts';
import type { QuestionResult } from '../../domain/summary/figures.ts';
import { noneCode } from '../../domain/survey/answers.ts';
import type { AnswerValue, Question } from '../../domain/survey/survey.ts';
import { decimal, flag, localized, moment, several, type Table, tableOf, text, whole } from './columns.ts';

/** The open data of a package's surveys: what was asked, and what may be published of the answers. */
export function surveyTables({ network, surveys }: PackageContents): Table[] {
  return [
    surveyTable(network.id, surveys),
    questionTable(network.id, surveys),
    optionTable(network.id, surveys),
    ...resultTables(network.id, surveys),
    answerTable(network.id, surveys),
  ];
}

const audienceKinds = ['groups', 'network', 'organisationTypes', 'members'];
const inSurvey = { refersTo: 'surveys', required: true } as const;

function surveyTable(network: string, surveys: readonly PackageSurvey[]): Table {
  const columns = [
    text<PackageSurvey>('id', ({ id }) => id, { required: true }),
    text<PackageSurvey>('group', ({ groupId }) => groupId, { refersTo: 'groups' }),
    text<PackageSurvey>('audience', ({ audience }) => audience.kind, { values: audienceKinds }),
    several<PackageSurvey>('audience_groups', ({ audience }) => ('groupIds' in audience ? audience.groupIds : [])),
    several<PackageSurvey>('audience_types', ({ audience }) => ('types' in audience ? audience.types : [])),
    text<PackageSurvey>('template', ({ template }) => template),
    localized<PackageSurvey>('title', ({ title }) => title),
    localized<PackageSurvey>('purpose', ({ purpose }) => purpose),
    text<PackageSurvey>('anonymity', ({ anonymity }) => anonymity, { values: ['named', 'confidential', 'anonymous'] }),
    text<PackageSurvey>('state', ({ state }) => state, { values: ['open', 'closed'] }),
    moment<PackageSurvey>('opens_at', ({ opensAt }) => opensAt),
    moment<PackageSurvey>('closes_at', ({ closesAt }) => closesAt),
    moment<PackageSurvey>('closed_at', ({ closedAt }) => closedAt),
    moment<PackageSurvey>('reopened_at', ({ reopenedAt }) => reopenedAt),
    whole<PackageSurvey>('submitted', ({ results }) => results.submitted),
    flag<PackageSurvey>('suppressed', ({ results }) => results.suppressed),
  ];
  return tableOf(network, 'surveys', surveys, columns, ['id']);
}

function questionTable(network: string, surveys: readonly PackageSurvey[]): Table {
  const asked = surveys.flatMap(({ id, questions }) =>
    questions.map((question, index) => ({ survey: id, place: index + 1, question })),
  );
  return tableOf(
    network,
    'survey-questions',
    asked,
    [
      text('survey', ({ survey }) => survey, inSurvey),
      whole('place', ({ place }) => place),
      text('question', ({ question }) => question.code, { required: true }),
      text('kind', ({ question }) => question.kind),
      localized('label', ({ question }) => question.label),
      flag('required', ({ question }) => question.kind !== 'section' && question.required),
    ],
    ['survey', 'question'],
  );
}

type Option = Extract<Question, { kind: 'choice' }>['options'][number];

function optionTable(network: string, surveys: readonly PackageSurvey[]): Table {
  const options = surveys.flatMap(({ id, questions }) =>
    questions.flatMap((question) =>
      optionsOf(question).map((option) => ({ survey: id, question: question.code, ...option })),
    ),
  );
  return tableOf(network, 'survey-options', options, [
    text('survey', ({ survey }) => survey, inSurvey),
    text('question', ({ question }) => question),
    text('part', ({ part }) => part, { values: ['option', 'row', 'step'] }),
    text('code', ({ option }) => option.code),
    localized('label', ({ option }) => option.label),
  ]);
}

function optionsOf(question: Question): { part: string; option: Option }[] {
  if (question.kind === 'choice') return question.options.map((option) => ({ part: 'option', option }));
  if (question.kind !== 'matrix') return [];
  return [
    ...question.rows.map((option) => ({ part: 'row', option })),
    ...question.scale.map((option) => ({ part: 'step', option })),
  ];
}

function resultTables(network: string, surveys: readonly PackageSurvey[]): Table[] {
  const results = surveys.flatMap(({ id, results: all }) =>
    all.suppressed ? [] : all.questions.map((result) => ({ survey: id, ...result })),
  );
  const counts = results.flatMap(countsOf);
  const texts = results.flatMap(({ survey, code, texts: given = [] }) =>
    given.map((answer) => ({ survey, code, answer })),
  );
  return [
    tableOf(
      network,
      'survey-results',
      results,
      [
        text('survey', ({ survey }) => survey, inSurvey),
        text('question', ({ code }) => code),
        text('kind', ({ kind }) => kind),
        whole('answered', ({ answered }) => answered),
        flag('suppressed', ({ suppressed }) => suppressed),
        decimal('median', ({ median }) => median),
        decimal('mean', ({ mean }) => mean),
      ],
      ['survey', 'question'],
    ),
    tableOf(network, 'survey-counts', counts, [
      text('survey', ({ survey }) => survey, inSurvey),
      text('question', ({ question }) => question),
      text('row', ({ row }) => row),
      text('option', ({ option }) => option),
      whole('count', ({ count }) => count),
    ]),
    tableOf(network, 'survey-texts', texts, [
      text('survey', ({ survey }) => survey, inSurvey),
      text('question', ({ code }) => code),
      text('text', ({ answer }) => answer),
    ]),
  ];
}

function countsOf(result: QuestionResult & { survey: string }) {
  const { survey, code: question, counts = [], rows = [], nonAnswers = [] } = result;
  return [
    ...counts.map(({ code: option, count }) => ({ survey, question, row: undefined, option, count })),
    ...nonAnswers.map(({ code, count }) => ({ survey, question, row: undefined, option: noneCode(code), count })),
    ...rows.flatMap((row) =>
      row.counts.map(({ code: option, count }) => ({ survey, question, row: row.code, option, count })),
    ),
  ];
}

function answerTable(network: string, surveys: readonly PackageSurvey[]): Table {
  const given = surveys.flatMap(({ id: survey, answers }) =>
    answers.flatMap(({ organisationId, entered, answers: byCode }, index) =>
      Object.keys(byCode)
        .sort()
        .flatMap((question) =>
          valuesOf(byCode[question]).map((value) => ({
            survey,
            number: index + 1,
            organisationId,
            entered,
            question,
            ...value,
          })),
        ),
    ),
  );
  return tableOf(network, 'survey-answers', given, [
    text('survey', ({ survey }) => survey, inSurvey),
    whole('answer', ({ number }) => number),
    text('organisation', ({ organisationId }) => organisationId, { refersTo: 'organisations' }),
    flag('entered', ({ entered }) => entered),
    text('question', ({ question }) => question),
    text('row', ({ row }) => row),
    several('value', ({ value }) => value),
  ]);
}

/** The cells of one answer: several codes stand together, the rows of a matrix apart. */
function valuesOf(value: AnswerValue | undefined): { row?: string; value: string[] }[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return [{ value }];
  if (typeof value !== 'object') return [{ value: [String(value)] }];
  return Object.entries(value).map(([row, step]) => ({ row, value: [step] }));
}
