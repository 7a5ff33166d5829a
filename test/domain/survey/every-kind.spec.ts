import { expect } from 'chai';
import { createReader } from '../../../cards/reader.ts';
import { questionInputs } from '../../../cards/survey/inputs.ts';
import { resultsCard } from '../../../cards/survey/results.ts';
import { randomFor } from '../../../demo/bulk/random.ts';
import { resultFile } from '../../../documents/results/files.ts';
import { checkAnswers, readAnswers } from '../../../domain/survey/answers.ts';
import { isComparable } from '../../../domain/survey/codes.ts';
import { type AskedQuestion, kindOf, Question, questionKinds } from '../../../domain/survey/kinds/kinds.ts';
import type { Answers } from '../../../domain/survey/question/answer.ts';
import type { Chance } from '../../../domain/survey/question/kind.ts';
import { questionFaults } from '../../../domain/survey/questions.ts';
import { compareRounds } from '../../../domain/survey/results/compared-results.ts';
import { questionResult } from '../../../domain/survey/results/figures.ts';
import { tablesByClass } from '../../../domain/survey/results/tables-by-class.ts';
import { toSeal } from '../../../domain/survey/sealing.ts';
import { typedFrom } from '../../../domain/survey/typed.ts';
import { languages } from '../../../domain/text.ts';
import { dataTextsFor } from '../../../locales/text.ts';
import { answerText } from '../../../words/survey/answer-text.ts';
import { surveyRecord } from '../example-network.ts';

const label = { fi: '<b>=Kysymys\u202e</b>', sv: 'Fråga', en: 'Question' };
const parts = ['a', 'b', 'c'].map((code) => ({ code, label: { fi: `=Kohta ${code}`, sv: code, en: code } }));
/** A question of a kind: each takes of these what it has. */
const example = (kind: string) =>
  Question.parse({
    kind,
    code: 'asked',
    label,
    nonAnswers: ['dontKnow'],
    options: parts,
    rows: parts,
    scale: parts,
    low: label,
    high: label,
  }) as AskedQuestion;

const chanceOf = (index: number): Chance => {
  const random = randomFor('survey', index);
  return {
    ...random,
    words: (code) => `${code} 😀\u202e`,
    amount: () => random.below(90) + 0.5,
    day: (after) => `2026-02-${String((after % 28) + 1).padStart(2, '0')}`,
  };
};
const madeUp = (question: AskedQuestion, index: number): Answers => {
  const { value, other } = kindOf(question).madeUp(question, chanceOf(index));
  return { asked: value, ...(other !== undefined && { 'asked.other': other }) };
};

for (const kind of questionKinds) {
  describe(`a question of the kind ${kind}`, () => {
    const question = example(kind);
    const given = Array.from({ length: 40 }, (_, index) => madeUp(question, index));
    const readers = languages.map((language) => createReader(language, 'Europe/Helsinki'));

    it('can be asked, and takes what it makes up, which stands in its inputs and is sealed alike', () => {
      expect(questionFaults([question])).to.deep.equal([]);
      const empty = toSeal([question], { answers: {} }).length;
      for (const answers of given) {
        expect(checkAnswers([question], answers)).to.deep.equal({});
        expect(readAnswers([question], typedFrom([question], answers))).to.deep.equal({ answers, faults: {} });
        expect(Buffer.byteLength(toSeal([question], { answers }))).to.equal(empty);
        for (const reader of readers) {
          expect(answerText(reader, question, answers)).not.to.equal('');
          expect(questionInputs(reader, question, answers).length).to.be.greaterThan(0);
        }
      }
    });

    it('takes nothing that its inputs cannot hold', () => {
      for (const text of [
        '-1',
        '0',
        '1e400',
        '<script>',
        '=1+1',
        '\u0000',
        'constructor',
        ','.repeat(500),
        '9'.repeat(400),
      ]) {
        const typed = Object.fromEntries(
          ['asked', ...parts.map(({ code }) => `asked.${code}`), 'asked.none', 'asked.other'].map((key) => [key, text]),
        );
        const { answers } = readAnswers([question], typed);
        const stored = Buffer.byteLength(toSeal([question], { answers }));
        expect(stored, text).to.equal(toSeal([question], { answers: {} }).length);
      }
    });

    it('tells nothing of fewer than five, in the whole or in a class', () => {
      const few = questionResult(question, given.slice(0, 4), 5);
      expect(few).to.include({ code: 'asked', kind, answered: 4, suppressed: true });
      expect(few).not.to.have.any.keys('counts', 'rows', 'spans', 'texts', 'median', 'mean');
      const survey = surveyRecord('s', { anonymity: 'confidential', breakdowns: ['region'], questions: [question] });
      const classed = given.map((answers, index) => ({
        answers,
        classes: { region: index < 3 ? 'few' : index < 20 ? 'x' : 'y' },
      }));
      for (const { classes } of tablesByClass(survey, classed)(question)) {
        expect(Math.min(...classes.map(({ answered }) => answered))).to.be.at.least(5);
      }
    });

    it('is compared with itself alone, and told on a card and in a workbook in every language', async () => {
      for (const other of questionKinds) expect(isComparable(question, example(other)), other).to.equal(other === kind);
      const result = { ...questionResult(question, given, 0) };
      const results = { suppressed: false as const, submitted: given.length, questions: [result], unreadTexts: false };
      const round = { questions: [question], results };
      const { questions, notCompared } = compareRounds(round, round);
      expect([questions.length, notCompared.length]).to.deep.equal(result.texts && !result.counts ? [0, 0] : [1, 0]);
      const survey = surveyRecord('s', { state: 'closed', questions: [question] });
      const seen = { survey, results, manages: true, groupNames: new Map() };
      for (const reader of readers) {
        expect(JSON.stringify(resultsCard(reader, seen, 0))).not.to.include('undefined');
        const exported = { ...seen, rows: given.map((answers) => ({ organisation: 'A', answers })) };
        const file = await resultFile({ ...reader, t: dataTextsFor(reader.language) }, exported, 'csv', []);
        expect(file.toString()).to.include('asked').and.not.to.include('undefined').and.not.to.include('[object');
      }
    });
  });
}
