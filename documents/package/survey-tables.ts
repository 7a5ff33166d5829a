import { organisationTypes } from '../../domain/network/network.ts';
import type { PackageContents } from '../../domain/package/contents.ts';
import type { AskedQuestion, Question } from '../../domain/survey/kinds/kinds.ts';
import { NonAnswer } from '../../domain/survey/question/base.ts';
import { listsIn } from '../../domain/survey/question/parts.ts';
import type { PackageSurvey } from '../../domain/survey/results/package-part.ts';
import { Anonymity, Breakdown, ResultsFor } from '../../domain/survey/survey.ts';
import { coded, flag, localized, moment, several, type Table, tableOf, text, whole } from './columns.ts';
import { classTable, codeTable, keyTable } from './survey-code-tables.ts';
import { inSurvey, questionKind, resultTables } from './survey-result-tables.ts';

/** The open data of a package's surveys: what was asked, and what may be published of the answers. */
export function surveyTables(
  contents: Pick<PackageContents, 'network' | 'surveys'> & Partial<Pick<PackageContents, 'people' | 'regions'>>,
): Table[] {
  const { network, surveys } = contents;
  return [
    surveyTable(network.id, surveys),
    questionTable(network.id, surveys),
    optionTable(network.id, surveys),
    codeTable(network.id, surveys),
    keyTable(network.id, surveys),
    classTable(contents),
    ...resultTables(network.id, surveys),
  ];
}

const codes = {
  anonymity: { known: Anonymity.options, words: 'terms:anonymity' },
  state: { known: ['open', 'closed'], words: 'terms:surveyState' },
  respondent: { known: ['person', 'organisation'], words: 'survey:respondentOption' },
  resultsFor: { known: ResultsFor.options, words: 'terms:resultsFor' },
  breakdown: { known: Breakdown.options, words: 'terms:breakdown' },
  organisationType: { known: organisationTypes, words: 'terms:organisationType' },
  nonAnswer: { known: NonAnswer.options, words: 'survey:nonAnswer' },
  questionKind,
} as const;
const audiences = { values: ['groups', 'network', 'organisationTypes', 'members'], about: 'audience' };

function surveyTable(network: string, surveys: readonly PackageSurvey[]): Table {
  const columns = [
    text<PackageSurvey>('id', ({ id }) => id, { required: true }),
    text<PackageSurvey>('group', ({ groupId }) => groupId, { refersTo: 'groups', about: 'surveyGroup' }),
    text<PackageSurvey>('audience', ({ audience }) => audience.kind, audiences),
    several<PackageSurvey>('audience_groups', ({ audience }) => ('groupIds' in audience ? audience.groupIds : [])),
    several<PackageSurvey>('audience_types', ({ audience }) => ('types' in audience ? audience.types : []), {
      codes: codes.organisationType,
    }),
    coded<PackageSurvey>('respondent', ({ respondent }) => respondent, codes.respondent, 'respondent'),
    text<PackageSurvey>('template', ({ template }) => template, { about: 'template' }),
    text<PackageSurvey>('family', ({ familyId }) => familyId, { about: 'family' }),
    localized<PackageSurvey>('title', ({ title }) => title),
    localized<PackageSurvey>('purpose', ({ purpose }) => purpose),
    coded<PackageSurvey>('anonymity', ({ anonymity }) => anonymity, codes.anonymity),
    coded<PackageSurvey>('state', ({ state }) => state, codes.state),
    moment<PackageSurvey>('opens_at', ({ opensAt }) => opensAt),
    moment<PackageSurvey>('closes_at', ({ closesAt }) => closesAt),
    moment<PackageSurvey>('closed_at', ({ closedAt }) => closedAt),
    moment<PackageSurvey>('reopened_at', ({ reopenedAt }) => reopenedAt),
    moment<PackageSurvey>('answers_deleted_at', ({ answersDeletedAt }) => answersDeletedAt),
    coded<PackageSurvey>('results_for', ({ resultsFor }) => resultsFor, codes.resultsFor, 'resultsFor'),
    several<PackageSurvey>('divided_by', ({ breakdowns }) => breakdowns, {
      codes: codes.breakdown,
      about: 'dividedBy',
    }),
    text<PackageSurvey>('earlier_round', ({ earlierRoundId }) => earlierRoundId, {
      refersTo: 'surveys',
      about: 'earlierRound',
    }),
    whole<PackageSurvey>('submitted', ({ results }) => results.submitted, { about: 'submitted' }),
    flag<PackageSurvey>('suppressed', ({ results }) => results.suppressed, { about: 'surveySuppressed' }),
  ];
  return tableOf(network, 'surveys', surveys, columns, ['id']);
}

interface Placed {
  readonly survey: string;
  readonly place: number;
  readonly question: Question;
}

function questionTable(network: string, surveys: readonly PackageSurvey[]): Table {
  const asked = surveys.flatMap(({ id, questions }) =>
    questions.map((question, index): Placed => ({ survey: id, place: index + 1, question })),
  );
  return tableOf(
    network,
    'survey-questions',
    asked,
    [
      text('survey', ({ survey }) => survey, inSurvey),
      whole('place', ({ place }) => place, { about: 'place' }),
      text('question', ({ question }) => question.code, { required: true, about: 'question' }),
      coded('kind', ({ question }) => question.kind, codes.questionKind),
      localized('label', ({ question }) => question.label),
      flag('required', ({ question }) => question.kind !== 'section' && question.required),
      flag('multiple', ({ question }) => 'multiple' in question && question.multiple, { about: 'multiple' }),
      flag('other', ({ question }) => 'other' in question && question.other, { about: 'other' }),
      several('non_answers', ({ question }) => nonAnswersOf(question), { codes: codes.nonAnswer, about: 'nonAnswers' }),
      localized('unit', ({ question }) => ('unit' in question ? question.unit : undefined), { about: 'unit' }),
      localized('low', ({ question }) => ('low' in question ? question.low : undefined), { about: 'low' }),
      localized('high', ({ question }) => ('high' in question ? question.high : undefined), { about: 'high' }),
    ],
    ['survey', 'question'],
  );
}

function nonAnswersOf(question: Question): readonly NonNullable<AskedQuestion['nonAnswers']>[number][] {
  return question.kind === 'section' ? [] : (question.nonAnswers ?? []);
}

const parts = { values: ['option', 'row', 'step'], about: 'part' };

function optionTable(network: string, surveys: readonly PackageSurvey[]): Table {
  const options = surveys.flatMap(({ id, questions }) =>
    questions.flatMap((question) =>
      listsIn(question).flatMap(({ part, items }) =>
        items.map((option, index) => ({
          survey: id,
          question: question.code,
          part: inTable[part],
          place: index + 1,
          option,
        })),
      ),
    ),
  );
  return tableOf(
    network,
    'survey-options',
    options,
    [
      text('survey', ({ survey }) => survey, inSurvey),
      text('question', ({ question }) => question),
      text('part', ({ part }) => part, parts),
      whole('place', ({ place }) => place, { about: 'place' }),
      text('code', ({ option }) => option.code, { about: 'optionCode' }),
      localized('label', ({ option }) => option.label),
      flag('exclusive', ({ option }) => option.exclusive === true, { about: 'exclusive' }),
      flag('reversed', ({ option }) => option.reversed === true, { about: 'reversed' }),
    ],
    ['survey', 'question', 'part', 'code'],
  );
}

/** What each list of a question holds. */
const inTable = { option: 'option', row: 'row', scale: 'step' } as const;
