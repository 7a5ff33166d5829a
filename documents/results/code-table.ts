import type { ExportedResults } from '../../domain/survey/results/exported-results.ts';
import { askedIn } from '../../domain/survey/results/survey-results.ts';
import type { Cell } from '../package/csv.ts';
import { answerColumns } from './answer-table.ts';
import { codesOf, codeWords } from './codes.ts';
import { type ClassNames, classLabel, type ResultsReader } from './labels.ts';
import type { ResultTable } from './table.ts';

const columns = ['question', 'questionText', 'part', 'code', 'meaning'] as const;

/** What each code in the other tables means: questions, columns of answers, what can be chosen, and classes. */
export function codesTable(reader: ResultsReader, names: ClassNames, exported: ExportedResults): ResultTable {
  const { t } = reader;
  const results = exported.results.suppressed ? [] : exported.results.questions;
  const asked = askedIn(exported.survey).flatMap((question): Cell[][] => {
    const label = reader.pick(question.label);
    const row = (part: string, code: string, meaning: string) => [
      question.code,
      label,
      t(`survey:codePart.${part}`),
      code,
      meaning,
    ];
    const result = results.find(({ code }) => code === question.code);
    const answers = exported.rows ? answerColumns(reader, question) : [];
    return [
      row('question', question.code, t(`terms:questionKind.${question.kind}`)),
      ...answers.map(({ key, heading }) => row('column', key, heading)),
      ...codesOf(question, result).map((known) => row(known.part, known.code, codeWords(reader, question, known))),
    ];
  });
  const classes = classesIn(exported).map(({ breakdown, code }): Cell[] => {
    const name = classLabel(reader, names, breakdown, code);
    return ['', '', t('survey:codePart.class'), code, `${t(`terms:breakdown.${breakdown}`)}: ${name}`];
  });
  return {
    name: 'codes',
    header: columns.map((column) => t(`survey:exported.${column}`)),
    rows: [...asked, ...classes],
  };
}

/** The classes that results are divided into, each once. */
function classesIn({ results }: Pick<ExportedResults, 'results'>) {
  const tables = results.suppressed ? [] : results.questions.flatMap(({ byClass = [] }) => byClass);
  const all = tables.flatMap(({ breakdown, classes }) => classes.map(({ code }) => ({ breakdown, code })));
  return [...new Map(all.map((one) => [`${one.breakdown} ${one.code}`, one])).values()];
}
