import { expect } from 'chai';
import type { Entry } from '../../../demo/bulk/entry.ts';
import type { BulkSizes } from '../../../demo/bulk/network.ts';
import { collections } from '../../../domain/collections.ts';
import { type Member, members } from '../../../domain/network/network.ts';
import { checkAnswers, readAnswers } from '../../../domain/survey/answers.ts';
import type { AskedQuestion } from '../../../domain/survey/kinds/kinds.ts';
import { type Answers, rowKey } from '../../../domain/survey/question/answer.ts';
import { type AnonymousAnswer, anonymousAnswers, type Response, responses } from '../../../domain/survey/response.ts';
import { surveys } from '../../../domain/survey/survey.ts';
import { uniqueKeysOf } from '../../../storage/record.ts';
import { made, of, sizesOf } from './made.ts';

/** Answers as a card's inputs would send them. */
function typed(questions: readonly AskedQuestion[], answers: Answers): Record<string, string> {
  const inputs = Object.entries(answers).flatMap(([key, value]): [string, string][] => {
    if (Array.isArray(value)) return [[key, value.join(',')]];
    if (typeof value !== 'object') return [[key, String(value)]];
    return Object.entries(value).map(([row, step]) => [rowKey(key, row), step]);
  });
  expect(questions.map(({ code }) => code)).to.include.members(Object.keys(answers).map((key) => key.split('.')[0]));
  return Object.fromEntries(inputs);
}

const sizes: readonly BulkSizes[] = [
  { members: 0, responses: 0, practices: 0 },
  { members: 1, responses: 1, practices: 1 },
  { members: 13, responses: 1000, practices: 3 },
  { members: 200, responses: 200, practices: 200 },
  { members: 1200, responses: 10_000, practices: 100 },
];

for (const size of sizes) {
  describe(`a network of ${size.members} members, ${size.responses} responses, ${size.practices} practices`, () => {
    let entries: readonly Entry[];
    before(async () => {
      entries = await made(size);
    });

    it('has exactly as many as asked for, beside the demo network’s own people', () => {
      expect(sizesOf(entries)).to.deep.equal({ ...size, members: Math.max(12, size.members) });
    });

    it('holds records in the shapes of their collections, all at version 1', () => {
      const shapes = new Map(collections.map(({ name, schema }) => [name, schema]));
      for (const { collection, record } of entries) {
        const read = shapes.get(collection)?.safeParse(record);
        expect(read?.success, `${collection} ${record.id}`).to.equal(true);
        expect(read?.data, 'nothing that the shape drops').to.deep.equal(record);
        expect(record.version).to.equal(1);
      }
    });

    it('keeps every id and every unique key once', () => {
      for (const collection of collections) {
        const records = of(entries, collection);
        const keys = records.flatMap((record) => [`id ${record.id}`, ...uniqueKeysOf(collection, record)]);
        expect(new Set(keys).size, collection.name).to.equal(keys.length);
      }
    });

    it('refers only to records that came before, and gives ids that sort before later ones', () => {
      const seen = new Set<string>(['uudi']);
      const fields = ['networkId', 'groupId', 'organisationId', 'memberId', 'surveyId', 'meetingId', 'practiceId'];
      const more = ['personId', 'createdBy', 'authorMemberId', 'savedBy', 'subjectId', 'replacesId'];
      for (const { collection, record } of entries) {
        const held = record as unknown as Record<string, unknown>;
        const named = [...fields, ...more].map((field) => held[field]).filter((id) => id !== undefined);
        const listed = collection === members.name ? [...(record as Member).groupIds, ...(record as Member).leads] : [];
        for (const id of [...named, ...listed]) expect(seen, `${collection} ${record.id}`).to.include(id);
        seen.add(record.id);
        if (/^[0-9a-f]{8}-/.test(record.id)) expect(record.id < '01900000').to.equal(true);
      }
    });

    it('answers what was asked, as the forms would have taken it', () => {
      const asked = new Map(of(entries, surveys).map((survey) => [survey.id, survey]));
      const given: readonly (Response | AnonymousAnswer)[] = [
        ...of(entries, responses),
        ...of(entries, anonymousAnswers),
      ];
      for (const one of given) {
        const questions = asked.get(one.surveyId)?.questions.filter((question) => question.kind !== 'section') ?? [];
        const draft = 'draft' in one ? one.draft : undefined;
        const answers = draft ?? one.answers;
        expect(Object.keys(answers).length, one.id).to.be.greaterThan(0);
        const read = readAnswers(questions, typed(questions, answers));
        expect(read, one.id).to.deep.equal({ answers, faults: {} });
        if (!draft) expect(checkAnswers(questions, answers), one.id).to.deep.equal({});
        if ('state' in one) expect(one.state).to.equal(draft ? 'draft' : 'submitted');
      }
    });
  });
}
