import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { personIdOf } from '../../domain/network/actor.ts';
import { members } from '../../domain/network/network.ts';
import { put } from '../../domain/store.ts';
import { closeSurvey } from '../../domain/survey/close.ts';
import { draftSurvey, postSurvey } from '../../domain/survey/make.ts';
import { responses } from '../../domain/survey/response.ts';
import { seenResults } from '../../domain/survey/results/seen-results.ts';
import { type Anonymity, SurveyTemplate } from '../../domain/survey/survey.ts';
import { tenantId } from '../domain/fixture.ts';
import { aMember } from '../storage/records.ts';
import { type Conversation, startConversation } from './conversation.ts';

const crowd = Array.from({ length: 100 }, (_, place) => place);
const label = { fi: 'Kysymys' };
const template = SurveyTemplate.parse({
  code: 'crowd',
  title: { fi: 'Kaikki yhdessä' },
  purpose: { fi: 'Miksi' },
  anonymity: 'named',
  questions: [
    { kind: 'number', code: 'number', label, required: true },
    { kind: 'section', code: 'more', label },
    { kind: 'choice', code: 'choice', label, options: ['a', 'b', 'c', 'd'].map((code) => ({ code, label })) },
  ],
});

/** A press by the n-th of the crowd, from one of their devices. */
async function press(bot: Conversation, place: number, verb: string, data: object): Promise<Card> {
  const { status, body } = await bot.post({
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `crowd-${place}-${verb}`,
    channelId: 'msteams',
    serviceUrl: bot.connector.url,
    from: { id: `29:crowd-${place}`, name: 'Jäsen (esimerkki)', aadObjectId: `crowd-${place}` },
    recipient: { id: '28:bot', name: 'Verkostobotti' },
    conversation: { id: `a:crowd-${place}`, conversationType: 'personal', tenantId },
    value: { action: { type: 'Action.Execute', verb, data: { surveyId: 's-1', ...data } } },
  });
  expect(status).to.equal(200);
  return (body as { value: Card }).value;
}

async function answerAll(bot: Conversation, place: number): Promise<string | undefined> {
  await press(bot, place, 'survey.answer', {});
  const first = { page: 0, to: 'next', 'q.number': String(place) };
  // Every tenth presses on two devices at once.
  const devices = place % 10 === 0 ? [1, 2] : [1];
  await Promise.all(devices.map(() => press(bot, place, 'survey.page', first)));
  const second = { page: 1, to: 'next', 'q.choice': ['a', 'b', 'c', 'd'][place % 4] };
  await press(bot, place, 'survey.page', second);
  const receipts = await Promise.all(devices.map(() => press(bot, place, 'survey.submit', {})));
  return receipts.at(-1)?.fallbackText;
}

describe('a hundred members who answer at once', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
    const joined = crowd.map((place) =>
      aMember({
        id: `crowd-${place}`,
        networkId: 'uudi',
        personId: personIdOf(tenantId, `crowd-${place}`),
        groupIds: ['future'],
      }),
    );
    await bot.world.deps.store.commit(joined.map((member) => put(members, member)));
  });
  afterEach(() => bot.close());

  for (const anonymity of ['named', 'anonymous'] satisfies Anonymity[]) {
    it(`leave a hundred ${anonymity} answers, none lost or doubled, and the results are right`, async function () {
      this.timeout(60_000);
      const { deps } = bot.world;
      const lead = await bot.world.actor('lead');
      const plan = { surveyId: 's-1', networkId: 'uudi', groupId: 'future', closesAt: '2026-09-15T13:00:00.000Z' };
      await draftSurvey(deps, lead, { ...plan, template, anonymity });
      await postSurvey(deps, lead, 's-1');

      const receipts = await Promise.all(crowd.map((place) => answerAll(bot, place)));
      expect([...new Set(receipts)]).to.deep.equal(['Kiitos, vastauksesi on tallennettu']);
      const given = await deps.store.find(responses, { surveyId: 's-1', state: 'submitted' });
      expect(new Set(given.map(({ memberId }) => memberId)).size).to.equal(100);
      expect(given).to.have.length(100);

      await closeSurvey(deps, lead, 's-1');
      const { results } = await seenResults(deps.store, lead, 's-1');
      if (results.suppressed) throw new Error('a hundred answers are enough');
      expect(results.submitted).to.equal(100);
      const [number, choice] = results.questions;
      expect(number).to.include({ answered: 100, mean: 49.5, median: 49.5 });
      expect(choice?.counts?.map(({ count }) => count)).to.deep.equal([25, 25, 25, 25]);
    });
  }
});
