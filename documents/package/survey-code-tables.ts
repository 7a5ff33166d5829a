import type { PackageContents } from '../../domain/package/contents.ts';
import type { AskedQuestion } from '../../domain/survey/kinds/kinds.ts';
import { noneKey, otherKey } from '../../domain/survey/question/answer.ts';
import type { PackageSurvey } from '../../domain/survey/results/package-part.ts';
import { type LocalizedText, languages } from '../../domain/text.ts';
import { dataTextsFor } from '../../locales/text.ts';
import { codeParts, codesOf, codeWords, type KnownCode } from '../results/codes.ts';
import { classLabel, type ResultsReader } from '../results/labels.ts';
import { coded, localized, type Table, tableOf, text } from './columns.ts';
import { breakdowns, inSurvey, ofQuestion } from './survey-result-tables.ts';

interface Known extends KnownCode {
  readonly survey: string;
  readonly question: AskedQuestion;
}

/** Every code that answers to a survey are told by, whether it can be chosen or numbers lie in it, in words. */
export function codeTable(network: string, surveys: readonly PackageSurvey[]): Table {
  const known = surveys.flatMap(({ id: survey, questions, results }) =>
    questions.flatMap((question): Known[] => {
      if (question.kind === 'section') return [];
      const result = results.suppressed ? undefined : results.questions.find(({ code }) => code === question.code);
      return codesOf(question, result).map((one) => ({ ...one, survey, question }));
    }),
  );
  return tableOf(
    network,
    'survey-codes',
    known,
    [
      text('survey', ({ survey }) => survey, inSurvey),
      text('question', ({ question }) => question.code),
      text('part', ({ part }) => part, { values: codeParts, about: 'codePart' }),
      text('code', ({ code }) => code, { required: true }),
      localized('label', (one) => inLanguages((reader) => codeWords(reader, one.question, one))),
    ],
    ['survey', 'question', 'part', 'code'],
    [ofQuestion],
  );
}

interface Key {
  readonly survey: string;
  readonly key: string;
  readonly question: string;
  readonly part: 'answer' | 'other' | 'nonAnswer';
}

/** Under which keys answers stand, and what of which question stands there. */
export function keyTable(network: string, surveys: readonly PackageSurvey[]): Table {
  const keys = surveys.flatMap(({ id: survey, questions, answers }) => {
    const given = new Set(answers.flatMap((one) => Object.keys(one.answers)));
    return questions.flatMap(({ code: question, kind }): Key[] => {
      if (kind === 'section') return [];
      const beside = [
        { survey, key: otherKey(question), question, part: 'other' as const },
        { survey, key: noneKey(question), question, part: 'nonAnswer' as const },
      ];
      return [{ survey, key: question, question, part: 'answer' }, ...beside.filter(({ key }) => given.has(key))];
    });
  });
  return tableOf(
    network,
    'survey-answer-keys',
    keys,
    [
      text('survey', ({ survey }) => survey, inSurvey),
      text('key', ({ key }) => key, { required: true, about: 'answerKey' }),
      text('question', ({ question }) => question, { required: true }),
      text('part', ({ part }) => part, { values: ['answer', 'other', 'nonAnswer'], about: 'keyPart' }),
    ],
    ['survey', 'key'],
    [ofQuestion],
  );
}

/** What each class is called into which results are divided. */
export function classTable(
  contents: Pick<PackageContents, 'network' | 'surveys'> & Partial<Pick<PackageContents, 'people' | 'regions'>>,
): Table {
  const { network, surveys, people, regions = [] } = contents;
  const names = { groupNames: new Map((people?.groups ?? []).map(({ id, name }) => [id, name])), regions };
  const divided = surveys.flatMap(({ results }) =>
    results.suppressed ? [] : results.questions.flatMap(({ byClass = [] }) => byClass),
  );
  const all = divided.flatMap(({ breakdown, classes }) => classes.map(({ code }) => ({ breakdown, code })));
  const each = [...new Map(all.map((one) => [`${one.breakdown} ${one.code}`, one])).values()];
  return tableOf(
    network.id,
    'survey-classes',
    each.sort((a, b) => (`${a.breakdown} ${a.code}` < `${b.breakdown} ${b.code}` ? -1 : 1)),
    [
      coded('breakdown', ({ breakdown }) => breakdown, breakdowns, 'breakdown'),
      text('class', ({ code }) => code, { required: true, about: 'class' }),
      localized('label', ({ breakdown, code }) => inLanguages((reader) => classLabel(reader, names, breakdown, code))),
    ],
    ['breakdown', 'class'],
  );
}

/** A text in every language that it is there in. */
function inLanguages(words: (reader: ResultsReader) => string): LocalizedText {
  const all = languages.map((language) => {
    const pick = (written: LocalizedText) => written[language] ?? '';
    return [language, words({ t: dataTextsFor(language), pick, day: (moment) => moment })] as const;
  });
  return Object.fromEntries(all.filter(([, found]) => found !== ''));
}
