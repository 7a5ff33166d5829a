import { questionKinds } from '../../domain/survey/kinds/kinds.ts';
import { type AnswerValue, noneCode } from '../../domain/survey/question/answer.ts';
import type { ClassResult, QuestionResult } from '../../domain/survey/results/figures.ts';
import type { PackageSurvey } from '../../domain/survey/results/package-part.ts';
import { Breakdown } from '../../domain/survey/survey.ts';
import { coded, decimal, flag, type Pointer, several, type Table, tableOf, text, whole } from './columns.ts';

/** A column that holds a survey's id. */
export const inSurvey = { refersTo: 'surveys', required: true } as const;

/** The kinds of questions. */
export const questionKind = {
  known: ['section', ...questionKinds],
  words: 'terms:questionKind',
} as const;

/** Where a survey's question is described. */
export const ofQuestion: Pointer = {
  fields: ['survey', 'question'],
  table: 'survey-questions',
  to: ['survey', 'question'],
};
const ofClass: Pointer = { fields: ['breakdown', 'class'], table: 'survey-classes', to: ['breakdown', 'class'] };
const ofKey: Pointer = { fields: ['survey', 'question'], table: 'survey-answer-keys', to: ['survey', 'key'] };

/** What results may be divided by. */
export const breakdowns = { known: Breakdown.options, words: 'terms:breakdown' };

/** What may be published of the answers to a package's surveys, as a whole, by class, and of named ones each. */
export function resultTables(network: string, surveys: readonly PackageSurvey[]): Table[] {
  const results = surveys.flatMap(({ id: survey, results: all }) =>
    all.suppressed ? [] : all.questions.map((result) => ({ survey, ...result })),
  );
  return [...wholeTables(network, results), ...classTables(network, results), answerTable(network, surveys)];
}

type OwnResult = QuestionResult & { readonly survey: string };

function wholeTables(network: string, results: readonly OwnResult[]): Table[] {
  const counts = results.flatMap((result) => {
    const { survey, code: question, nonAnswers = [] } = result;
    const said = nonAnswers.map(({ code, count }) => ({
      row: undefined,
      option: noneCode(code),
      count,
      mean: undefined,
    }));
    return [...countsOf(result), ...said].map((count) => ({ survey, question, ...count }));
  });
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
        coded('kind', ({ kind }) => kind, questionKind),
        whole('answered', ({ answered }) => answered, { about: 'answered' }),
        flag('suppressed', ({ suppressed }) => suppressed, { about: 'suppressed' }),
        decimal('median', ({ median }) => median),
        decimal('mean', ({ mean }) => mean),
      ],
      ['survey', 'question'],
      [ofQuestion],
    ),
    tableOf(
      network,
      'survey-counts',
      counts,
      [
        text('survey', ({ survey }) => survey, inSurvey),
        text('question', ({ question }) => question),
        text('row', ({ row }) => row, { about: 'row' }),
        text('option', ({ option }) => option, { about: 'option' }),
        whole('count', ({ count }) => count),
        decimal('mean_place', ({ mean }) => mean, { about: 'meanPlace' }),
      ],
      undefined,
      [ofQuestion],
    ),
    tableOf(
      network,
      'survey-texts',
      texts,
      [
        text('survey', ({ survey }) => survey, inSurvey),
        text('question', ({ code }) => code),
        text('text', ({ answer }) => answer, { about: 'text' }),
      ],
      undefined,
      [ofQuestion],
    ),
  ];
}

/** How often each option was chosen; of a row of a matrix that is not shown, nothing. */
function countsOf({ counts = [], rows = [] }: Pick<ClassResult, 'counts' | 'rows'>) {
  return [
    ...counts.map(({ code: option, count, mean }) => ({ row: undefined, option, count, mean })),
    ...rows.flatMap(({ code: row, counts: own, nonAnswers = [] }) => [
      ...own.map(({ code: option, count }) => ({ row, option, count, mean: undefined })),
      ...nonAnswers.map(({ code, count }) => ({ row, option: noneCode(code), count, mean: undefined })),
    ]),
  ];
}

function classTables(network: string, results: readonly OwnResult[]): Table[] {
  const classes = results.flatMap(({ survey, code: question, byClass = [] }) =>
    byClass.flatMap(({ breakdown, classes: own }) => own.map((result) => ({ survey, breakdown, question, result }))),
  );
  const counts = classes.flatMap((one) => countsOf(one.result).map((count) => ({ ...one, ...count })));
  const divided = <T extends (typeof classes)[number]>() => [
    text<T>('survey', ({ survey }) => survey, inSurvey),
    coded<T>('breakdown', ({ breakdown }) => breakdown, breakdowns, 'breakdown'),
    text<T>('class', ({ result }) => result.code, { required: true, about: 'class' }),
    text<T>('question', ({ question }) => question),
  ];
  return [
    tableOf(
      network,
      'survey-results-by-class',
      classes,
      [
        ...divided<(typeof classes)[number]>(),
        whole('answered', ({ result }) => result.answered, { about: 'answered' }),
        decimal('median', ({ result }) => result.median),
        decimal('mean', ({ result }) => result.mean),
      ],
      ['survey', 'breakdown', 'class', 'question'],
      [ofQuestion, ofClass],
    ),
    tableOf(
      network,
      'survey-counts-by-class',
      counts,
      [
        ...divided<(typeof counts)[number]>(),
        text('row', ({ row }) => row, { about: 'row' }),
        text('option', ({ option }) => option, { about: 'option' }),
        whole('count', ({ count }) => count),
        decimal('mean_place', ({ mean }) => mean, { about: 'meanPlace' }),
      ],
      undefined,
      [ofQuestion, ofClass],
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
  return tableOf(
    network,
    'survey-answers',
    given,
    [
      text('survey', ({ survey }) => survey, inSurvey),
      whole('answer', ({ number }) => number, { about: 'answer' }),
      text('organisation', ({ organisationId }) => organisationId, { refersTo: 'organisations' }),
      flag('entered', ({ entered }) => entered, { about: 'entered' }),
      text('question', ({ question }) => question, { about: 'answerKey' }),
      text('row', ({ row }) => row, { about: 'row' }),
      several('value', ({ value }) => value),
    ],
    undefined,
    [ofKey],
  );
}

/** The cells of one answer: several codes stand together, the rows of a matrix apart. */
function valuesOf(value: AnswerValue | undefined): { row?: string; value: string[] }[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return [{ value }];
  if (typeof value !== 'object') return [{ value: [String(value)] }];
  return Object.entries(value).map(([row, step]) => ({ row, value: [step] }));
}
