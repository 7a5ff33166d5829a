import { expect } from 'chai';
import { put, type Write } from '../../../../domain/store.ts';
import { Question } from '../../../../domain/survey/kinds/kinds.ts';
import type { Answers } from '../../../../domain/survey/question/answer.ts';
import { comparedResults } from '../../../../domain/survey/results/compared-results.ts';
import { type Survey, surveys } from '../../../../domain/survey/survey.ts';
import { expectCode } from '../../../storage/expect-code.ts';
import { aGroup, aResponse, surveyRecord, withStore } from '../../example-network.ts';
import { coordinatorOf } from './publications.ts';

const label = { fi: 'Kysymys' };
const options = (codes: string) => [...codes].map((code) => ({ code, label }));
const enough = Question.parse({ kind: 'yesNo', code: 'enough', label });
const form = (codes: string) => Question.parse({ kind: 'choice', code: 'form', label, options: options(codes) });
const helpers = Question.parse({ kind: 'number', code: 'helpers', label });

function round(id: string, questions: Question[], answers: readonly Answers[], given: Partial<Survey> = {}): Write[] {
  const survey = surveyRecord(id, { state: 'closed', questions, closedAt: '2021-10-01T00:00:00.000Z', ...given });
  return [put(surveys, survey), ...answers.map((one, index) => aResponse(id, `m-${index}`, one))];
}

const times = (count: number, answers: Answers) => Array.from({ length: count }, () => answers);
const compare = (writes: readonly Write[], other?: string) =>
  withStore([aGroup('home'), ...writes], (store) => comparedResults(store, coordinatorOf('uudi'), 'now', other));

describe('results beside those of an earlier round', () => {
  it('are given as shares and medians of the questions that both ask alike', async () => {
    const compared = await compare([
      ...round(
        'now',
        [enough, form('ab'), helpers],
        [...times(3, { enough: 'yes', form: 'a', helpers: 4 }), { enough: 'no', form: 'b', helpers: 9 }],
        { earlierRoundId: 'before' },
      ),
      ...round('before', [enough, form('abc'), helpers], times(2, { enough: 'no', form: 'a', helpers: 1 })),
    ]);
    expect(compared.other?.id).to.equal('before');
    expect(compared.questions).to.deep.equal([
      {
        code: 'enough',
        answered: { before: 2, now: 4 },
        shares: [
          { code: 'yes', before: 0, now: 0.75 },
          { code: 'no', before: 1, now: 0.25 },
        ],
      },
      { code: 'helpers', answered: { before: 2, now: 4 }, shares: [], median: { before: 1, now: 4 } },
    ]);
    expect(compared.notCompared).to.deep.equal([{ code: 'form', reason: 'changed' }]);
  });

  it('are given row by row of a matrix, without a row that one of them has no answers to', async () => {
    const likert = Question.parse({
      kind: 'matrix',
      code: 'likert',
      label,
      rows: options('pqr'),
      scale: options('yn'),
    });
    const compared = await compare([
      ...round('now', [likert], [{ likert: { p: 'y', q: 'n', r: 'y' } }, { likert: { p: 'n', q: 'n' } }], {
        earlierRoundId: 'before',
      }),
      ...round('before', [likert], times(3, { likert: { p: 'y', q: 'y' } })),
    ]);
    expect(compared.questions.flatMap(({ shares }) => shares)).to.deep.equal([
      { row: 'p', code: 'y', before: 1, now: 0.5 },
      { row: 'p', code: 'n', before: 0, now: 0.5 },
      { row: 'q', code: 'y', before: 1, now: 0 },
      { row: 'q', code: 'n', before: 0, now: 1 },
    ]);
  });

  it('are given by the rule by which the editor says that a question compares: a unit may have been translated', async () => {
    const inUnit = (unit: object) => Question.parse({ kind: 'number', code: 'helpers', label, unit });
    const written = round('before', [inUnit({ fi: 'henkilöä' })], times(2, { helpers: 1 }));
    const now = (unit: object) => round('now', [inUnit(unit)], times(2, { helpers: 3 }), { earlierRoundId: 'before' });
    const translated = await compare([...now({ fi: 'henkilöä', sv: 'personer' }), ...written]);
    expect(translated.questions.map(({ code }) => code)).to.deep.equal(['helpers']);
    expect((await compare([...now({ fi: 'tuntia' }), ...written])).notCompared).to.deep.equal([
      { code: 'helpers', reason: 'changed' },
    ]);
  });

  it('are given for a survey that the reader chooses among those that ask some of the same', async () => {
    const writes = [
      ...round('now', [enough], [{ enough: 'yes' }]),
      ...round('a', [enough], [{ enough: 'no' }]),
      ...round('b', [enough], [{ enough: 'no' }], { closedAt: '2021-11-01T00:00:00.000Z' }),
      ...round('other', [helpers], [{ helpers: 1 }]),
      ...round('open', [enough], [{ enough: 'no' }], { state: 'open' }),
    ];
    const unchosen = await compare(writes);
    expect([unchosen.others.map(({ id }) => id), unchosen.other]).to.deep.equal([['b', 'a'], undefined]);
    expect((await compare(writes, 'a')).questions).to.have.length(1);
    await expectCode(compare(writes, 'other'), 'NOT_FOUND');
    await expectCode(compare(writes, 'open'), 'NOT_FOUND');
  });

  it('name what a question was changed from, and what was not asked before', async () => {
    const renamed = Question.parse({ kind: 'choice', code: 'form-2', label, options: options('ab') });
    const why = Question.parse({ kind: 'text', code: 'why', label });
    const compared = await compare([
      ...round('now', [enough, renamed, helpers, why], times(2, { enough: 'yes' }), { earlierRoundId: 'before' }),
      ...round('before', [enough, form('abc')], times(2, { enough: 'yes' })),
    ]);
    expect(compared.questions.map(({ code }) => code)).to.deep.equal(['enough']);
    expect(compared.notCompared).to.deep.equal([
      { code: 'form-2', reason: 'changed' },
      { code: 'helpers', reason: 'new' },
    ]);
  });

  it('leave out what too few answered in one of them', async () => {
    const compared = await compare(
      [
        ...round('now', [enough, helpers], [...times(5, { enough: 'yes' }), ...times(5, { helpers: 1 })], {
          anonymity: 'confidential',
        }),
        ...round('before', [enough, helpers], [...times(4, { enough: 'yes' }), ...times(5, { helpers: 2 })], {
          anonymity: 'confidential',
        }),
      ],
      'before',
    );
    expect(compared.questions.map(({ code }) => code)).to.deep.equal(['helpers']);
    expect(compared.notCompared).to.deep.equal([{ code: 'enough', reason: 'tooFew' }]);
  });
});
