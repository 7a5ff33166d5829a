import { expect } from 'chai';
import { put, remove } from '../../../domain/store.ts';
import { type Response, responses } from '../../../domain/survey/response.ts';
import { expectCode } from '../expect-code.ts';
import { type DataFolder, newDataFolder } from './folder.ts';

const answerOf = (respondentId: string, given: Partial<Response> = {}): Response => ({
  id: `answer-${respondentId}`,
  version: 0,
  networkId: 'n',
  surveyId: 's',
  respondentId,
  state: 'submitted',
  answers: {},
  updatedAt: '2026-11-22T10:00:00.000Z',
  ...given,
});

describe('a unique key of two fields on lowdb', () => {
  let folder: DataFolder;

  beforeEach(async () => {
    folder = await newDataFolder();
  });
  afterEach(async () => {
    await folder.dispose();
  });

  for (const [when, reopened] of [
    ['in a store that wrote them', false],
    ['in a store that loaded them', true],
  ] as const)
    it(`finds who holds it ${when}, and nobody once it is free`, async () => {
      const first = await folder.open();
      await first.commit(['a', 'b'].map((respondentId) => put(responses, answerOf(respondentId))));
      await first.forget();
      await first.commit([put(responses, answerOf('c'))]);
      if (reopened) await first.close();
      const store = reopened ? await folder.open() : first;
      const found = async (respondentId: string) => {
        const answers = await store.find(responses, { surveyId: 's', respondentId, state: ['submitted'] });
        return answers.map(({ id }) => id);
      };
      for (const respondentId of ['a', 'b', 'c'])
        expect(await found(respondentId)).to.deep.equal([`answer-${respondentId}`]);
      await expectCode(store.commit([put(responses, answerOf('a', { id: 'other' }))]), 'DUPLICATE');
      await store.commit([remove(responses, answerOf('a', { version: 1 }))]);
      expect(await found('a')).to.deep.equal([]);
      await store.commit([put(responses, answerOf('a', { id: 'other' }))]);
      expect(await found('a')).to.deep.equal(['other']);
      expect(await store.count(responses, { surveyId: 's', respondentId: 'a', state: 'draft' })).to.equal(0);
    });

  it('goes along with a record that takes another key, and to one that takes it in the same write', async () => {
    const store = await folder.open();
    await store.commit([put(responses, answerOf('a'))]);
    await Promise.all([
      store.commit([put(responses, answerOf('a', { version: 1, respondentId: 'b' }))]),
      store.commit([put(responses, answerOf('a', { id: 'new' }))]),
    ]);
    const holder = async (respondentId: string) =>
      (await store.find(responses, { surveyId: 's', respondentId }))[0]?.id;
    expect([await holder('a'), await holder('b')]).to.deep.equal(['new', 'answer-a']);
  });
});
