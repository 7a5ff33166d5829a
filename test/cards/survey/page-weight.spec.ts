import { expect } from 'chai';
import fc from 'fast-check';
import { createReader } from '../../../cards/reader.ts';
import { formCard } from '../../../cards/survey/form.ts';
import { Question } from '../../../domain/survey/kinds/kinds.ts';
import { pagesOf } from '../../../domain/survey/pages.ts';
import { type Survey } from '../../../domain/survey/survey.ts';
import { heaviestPage, weightOf } from '../../../domain/survey/weight.ts';
import { languages } from '../../../domain/text.ts';

const text = (most: number) =>
  fc.integer({ min: 1, max: most }).map((length) => ({ fi: 'ä'.repeat(length), sv: 'x'.repeat(length), en: '"' }));
const parts = (most: number) =>
  fc
    .array(text(120), { minLength: 2, maxLength: most })
    .map((labels) => labels.map((label, index) => ({ code: `part${index}`, label })));
const asked = { label: text(500), help: text(500), required: fc.boolean() };
const reasons = { nonAnswers: fc.constant(['dontKnow', 'notApplicable']) };
const question = fc.oneof(
  fc.record({ kind: fc.constant('text'), ...asked, ...reasons, maxLength: fc.constant(1000) }),
  fc.record({
    kind: fc.constant('choice'),
    ...asked,
    ...reasons,
    multiple: fc.boolean(),
    other: fc.boolean(),
    options: parts(60),
  }),
  fc.record({ kind: fc.constant('matrix'), ...asked, ...reasons, rows: parts(12), scale: parts(7) }),
  fc.record({ kind: fc.constant('rating'), ...asked, ...reasons, low: text(200), high: text(200) }),
  fc.record({ kind: fc.constant('number'), ...asked, ...reasons, unit: text(50), min: fc.constant(0) }),
);

const whole = { fi: 'ä'.repeat(500) };
const survey = { id: 's'.repeat(36), title: whole, purpose: whole, anonymity: 'confidential' } as unknown as Survey;

describe('a page of a survey that may be posted', () => {
  it('fits into a card of 25 KB with the longest answers and a fault in each, in every language', () => {
    let heavy = 0;
    fc.assert(
      fc.property(fc.array(question, { minLength: 1, maxLength: 5 }), (drawn) => {
        const questions = drawn.map((one, index) => Question.parse({ ...one, code: `question${index}` }));
        const [page, ...rest] = pagesOf(questions);
        if (!page || rest.length > 0 || weightOf(page) > heaviestPage) return;
        heavy = Math.max(heavy, weightOf(page));
        const texts = page.questions.filter(({ kind }) => kind === 'text');
        const others = page.questions.filter((one) => one.kind === 'choice' && one.other);
        const answers = Object.fromEntries([
          ...texts.map(({ code }) => [code, 'x'.repeat(1000)] as const),
          ...others.flatMap(({ code }) => [[code, 'other'] as const, [`${code}.other`, 'x'.repeat(300)] as const]),
        ]);
        for (const language of languages) {
          const form = {
            survey,
            response: undefined,
            answers,
            pages: [page],
            page: 0,
            reviewing: false,
            unreadable: false,
          };
          const asker = { network: { fi: 'Uudenmaan verkosto' }, group: { fi: 'Verkoston tulevaisuus' }, groups: [] };
          const faults = Object.fromEntries(page.questions.map(({ code }) => [code, 'outOfRange' as const]));
          const reader = createReader(language, 'Europe/Helsinki');
          const card = formCard(reader, { ...form, asker, faults }, 'STORE_UNAVAILABLE');
          expect(Buffer.byteLength(JSON.stringify(card))).to.be.at.most(25 * 1024);
        }
      }),
      { numRuns: 400 },
    );
    expect(heavy).to.be.greaterThan(heaviestPage * 0.8);
  });
});
