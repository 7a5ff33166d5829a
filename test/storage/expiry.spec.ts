import { expect } from 'chai';
import { tasks } from '../../domain/outbox.ts';
import { put } from '../../domain/store.ts';
import { close, closeSurvey } from '../../domain/survey/close.ts';
import { Question } from '../../domain/survey/kinds/kinds.ts';
import { anonymousAnswers, redactions, responses } from '../../domain/survey/response.ts';
import { expireDue } from '../../domain/survey/results/expire.ts';
import { publishedResults } from '../../domain/survey/results/published-results.ts';
import { redactText, textsToReview } from '../../domain/survey/results/review-texts.ts';
import { surveyResults } from '../../domain/survey/results/survey-results.ts';
import { Anonymity, surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { aNetwork, aResponse, surveyRecord } from '../domain/example-network.ts';
import { coordinatorOf } from '../domain/survey/results/publications.ts';
import { onLowdb, onPostgres, type Place } from './places.ts';
import { sealedIn } from './sealed.ts';

const label = { fi: 'Kysymys' };
const questions = [
  { kind: 'text', code: 'why', label },
  { kind: 'rating', code: 'grade', label, low: label, high: label },
].map((question) => Question.parse(question));
const people = 6;
const after = new Date('2027-09-01T09:00:00.000Z');
const aDayLater = new Date('2027-09-02T09:00:00.000Z');

/** A closed survey in each mode, with what people wrote, a draft, and something in the place of a text. */
async function closedSurveys({ deps }: Place): Promise<void> {
  await deps.store.commit([aNetwork()]);
  for (const anonymity of Anonymity.options) {
    await deps.store.commit([
      put(
        surveys,
        surveyRecord(anonymity, { anonymity, questions, keepMonths: 3, closesAt: '2027-01-01T00:00:00.000Z' }),
      ),
    ]);
    for (let person = 0; person < people; person += 1) {
      const answers = { why: `Vastaus ${anonymity} ${person}`, grade: String(1 + (person % 5)) };
      const state = person === 0 ? ({ state: 'draft', draft: answers } as const) : {};
      const content = person === 0 ? {} : answers;
      const sealed =
        anonymity === 'anonymous'
          ? await sealedIn(deps.vault, anonymity, JSON.stringify({ answers: content, draft: state.draft }))
          : undefined;
      const own = sealed === undefined ? { ...state } : { ...state, draft: undefined, sealed };
      await deps.store.commit([aResponse(anonymity, `vastaaja-${person}`, sealed ? {} : content, own)]);
    }
    await closeSurvey(deps, coordinatorOf('uudi'), anonymity);
    await close(deps, anonymity);
    const { texts } = await textsToReview(deps.store, coordinatorOf('uudi'), anonymity);
    const request = { key: texts[0]?.key ?? '', text: `Sijasta ${anonymity}` };
    await redactText(deps, coordinatorOf('uudi'), anonymity, request);
  }
}

async function countLeft({ store }: Place): Promise<number> {
  return (
    (await store.count(responses, {})) + (await store.count(anonymousAnswers, {})) + (await store.count(redactions, {}))
  );
}

for (const [name, open] of [
  ['lowdb', onLowdb],
  ['PostgreSQL', onPostgres],
] as const) {
  describe(`answers whose time has passed on ${name}`, function () {
    this.timeout(60_000);

    it('are nowhere any more, however often the program ended meanwhile, and their numbers stay', async () => {
      let place = await open((limit) => limit - 1);
      try {
        await closedSurveys(place);
        expect((await place.written()).join('\n'))
          .to.include('Vastaus named')
          .and.to.include('Sijasta anonymous');
        for (const id of Anonymity.options) {
          const before = await surveyResults(place.store, await load(place.store, surveys, id));
          expect(before.suppressed).to.equal(false);
          await expireDue({ ...place.deps, now: () => after }, await load(place.store, tasks, `survey.expire:${id}`));
          for (let task = await place.store.get(tasks, `survey.expire:${id}`); task; ) {
            await expireDue({ ...place.deps, now: () => aDayLater }, task);
            place = await place.again();
            task = await place.store.get(tasks, `survey.expire:${id}`);
            const now = await surveyResults(place.store, await load(place.store, surveys, id));
            expect(now.submitted).to.equal(before.submitted);
            expect(JSON.stringify(now)).not.to.match(/Vastaus|Sijasta/);
          }
        }
        expect(await countLeft(place)).to.equal(0);
        expect(await place.store.count(publishedResults, { networkId: 'uudi' })).to.equal(Anonymity.options.length);
        expect((await place.written()).join('\n')).not.to.match(/Vastaus|Sijasta|vastaaja-/);
      } finally {
        await place.dispose();
      }
    });
  });
}
