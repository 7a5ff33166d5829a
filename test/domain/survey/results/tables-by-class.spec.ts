import { expect } from 'chai';
import { type Classes, noClass, severalGroups } from '../../../../domain/survey/classes.ts';
import { type AskedQuestion, Question } from '../../../../domain/survey/kinds/kinds.ts';
import type { Answers } from '../../../../domain/survey/question/answer.ts';
import { tablesByClass } from '../../../../domain/survey/results/tables-by-class.ts';
import { type Survey } from '../../../../domain/survey/survey.ts';
import { surveyRecord } from '../../example-network.ts';

const label = { fi: 'Kysymys' };
const options = (...codes: string[]) => codes.map((code) => ({ code, label }));
const asked = (question: object) => Question.parse({ label, ...question }) as AskedQuestion;
const enough = asked({ kind: 'yesNo', code: 'enough' });
const why = asked({ kind: 'text', code: 'why', multiline: true, maxLength: 99 });
const likert = asked({
  kind: 'matrix',
  code: 'likert',
  rows: options('flow', 'roles'),
  scale: options('agree', 'disagree'),
  nonAnswers: ['dontKnow'],
});

type Given = Parameters<typeof tablesByClass>[1];
const of = (count: number, classes: Classes | undefined, answers: Answers): Given =>
  Array.from({ length: count }, () => ({ classes, answers }));
const tables = (anonymity: Survey['anonymity'], question: AskedQuestion, given: Given) =>
  tablesByClass(surveyRecord('s', { anonymity, breakdowns: ['group'], questions: [question] }), given)(question);

describe('tables by class', () => {
  it('count what each class answered, those that stand for no group last', () => {
    const given = [
      ...of(1, { group: noClass }, { enough: 'no' }),
      ...of(1, { group: severalGroups }, { enough: 'yes' }),
      ...of(2, { group: 'b' }, { enough: 'no' }),
      ...of(3, { group: 'a' }, { enough: 'yes' }),
      ...of(1, { group: 'a' }, {}),
    ];
    const [table, ...more] = tables('named', enough, given);
    expect([table?.breakdown, more]).to.deep.equal(['group', []]);
    const counted = table?.classes.map(({ code, answered, counts }) => [
      code,
      answered,
      counts?.map((one) => one.count),
    ]);
    expect(counted).to.deep.equal([
      ['a', 3, [3, 0]],
      ['b', 2, [0, 2]],
      [severalGroups, 1, [1, 0]],
      [noClass, 1, [0, 1]],
    ]);
  });

  it('are of nobody’s texts, and of nothing as long as somebody has no class', () => {
    const given = of(5, { group: 'a' }, { enough: 'yes', why: 'syy' });
    expect(tables('named', why, given)).to.deep.equal([]);
    expect(tables('named', enough, [...given, ...of(1, undefined, { enough: 'yes' })])).to.deep.equal([]);
    expect(tables('named', enough, [])).to.deep.equal([]);
  });

  for (const anonymity of ['confidential', 'anonymous'] as const) {
    it(`are of a question only when five of every class answered it, ${anonymity}`, () => {
      const given = (fewest: number) => [
        ...of(9, { group: 'a' }, { enough: 'yes' }),
        ...of(fewest, { group: 'b' }, { enough: 'no' }),
        ...of(9 - fewest, { group: 'b' }, {}),
      ];
      expect(tables(anonymity, enough, given(4))).to.deep.equal([]);
      const [table] = tables(anonymity, enough, given(5));
      expect(table?.classes.map(({ code, answered }) => [code, answered])).to.deep.equal([
        ['a', 9],
        ['b', 5],
      ]);
    });

    it(`tell of a row that fewer than five of a class judged not even how many, ${anonymity}`, () => {
      const given = (row: Answers[string]) => [
        ...of(9, { group: 'a' }, { likert: { flow: 'agree', roles: 'disagree' } }),
        ...of(4, { group: 'b' }, { likert: { flow: 'agree', roles: 'disagree' } }),
        ...of(1, { group: 'b' }, { likert: row }),
      ];
      const shown = (row: Answers[string]) =>
        tables(anonymity, likert, given(row)).flatMap(({ classes }) =>
          classes.map(({ rows }) => rows?.map(({ answered, suppressed }) => [answered, suppressed])),
        );
      const hidden = [0, true];
      expect(shown({ flow: 'agree' })).to.deep.equal([
        [[9, false], hidden],
        [[5, false], hidden],
      ]);
      expect(shown({ flow: 'agree', roles: '-dontKnow' })).to.deep.equal(shown({ flow: 'agree' }));
      expect(shown({ flow: 'agree', roles: 'agree' })).to.deep.equal([
        [
          [9, false],
          [9, false],
        ],
        [
          [5, false],
          [5, false],
        ],
      ]);
    });
  }
});
