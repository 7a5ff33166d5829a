import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import pino from 'pino';
import type { Card } from '../../cards/card.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../cards/read.ts';
import { aPostedSurvey } from '../domain/delivery/messages.ts';
import { type Conversation, startConversation } from './conversation.ts';

describe('while the keys of anonymous surveys are away', () => {
  let bot: Conversation;
  let lines: string[];
  beforeEach(async () => {
    lines = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    bot = await startConversation({ log });
    await aPostedSurvey(bot.world, { anonymity: 'anonymous' });
    expect(wordsOf(await answer('member', 'Ensimmäinen'))).to.include('Kiitos');
  });
  afterEach(() => bot.close());

  const keyDir = () => join(bot.world.dataDir, 'keys');
  const away = () => rename(keyDir(), join(bot.world.dataDir, 'away'));
  const back = () => rename(join(bot.world.dataDir, 'away'), keyDir());
  const surveyId = 's-1';

  async function press(role: 'member' | 'lead' | 'other', verb: string, data: object): Promise<Card> {
    const { status, body } = await bot.forge(role, { type: 'Action.Execute', verb, data: { surveyId, ...data } });
    expect(status).to.equal(200);
    const { value } = body as { value: Card };
    expectValid(value);
    return value;
  }

  const answer = (role: 'member' | 'other', text: string) =>
    press(role, 'survey.page', { page: 0, to: 'submit', 'q.first': text });

  async function readyz() {
    const response = await fetch(`${bot.url}/readyz`);
    return { status: response.status, body: await response.json() };
  }

  it('what somebody types comes back with the request to try again later, and is logged as a fact', async () => {
    await away();
    for (const role of ['member', 'other'] as const) {
      const again = await answer(role, 'Pitkään mietitty');
      expect(wordsOf(again)).to.include('ei voi juuri nyt vastata').and.to.include('Sivua ei tallennettu');
      expect(wordsOf(again)).not.to.match(/Jokin meni vikaan|ei voida enää lukea/);
      expect(inputsOf(again)[0]).to.include({ value: 'Pitkään mietitty' });
    }
    expect(lines.join('')).not.to.match(/"stack"|Pitkään/);
    await back();
    expect(wordsOf(await answer('other', 'Pitkään mietitty'))).to.include('Kiitos');
  });

  it('who opens their answer is told to try again, by the same button', async () => {
    await away();
    const refused = await press('member', 'survey.answer', {});
    expect(wordsOf(refused)).to.include('Aiemmin tallentamasi on tallessa. Yritä myöhemmin uudelleen');
    await back();
    expect(inputsOf(await bot.press('member', refused, 'Yritä uudelleen'))[0]).to.include({ value: 'Ensimmäinen' });
  });

  it('those who look after the survey read why nobody can answer, and why its results wait', async () => {
    await away();
    expect(wordsOf(await press('lead', 'survey.manage', {}))).to.include('sen avain ei ole paikallaan');
    const closed = await press('lead', 'survey.close', {});
    for (const card of [closed, await press('lead', 'survey.manage', {})]) {
      expect(wordsOf(card)).to.include('vastaukset odottavat avaamista').and.to.include('Mitään ei ole menetetty');
      expect(buttonsOf(card).map(({ verb }) => verb)).not.to.include('survey.results');
    }
    expect(wordsOf(await press('lead', 'survey.results', { part: 0 }))).to.include('eivät ole vielä valmiit');
    await bot.work();
    const waits = lines.filter((line) => line.includes('task has to wait'));
    expect(waits).to.have.length(1);
    expect(waits[0]).to.include('sealed answers do not open').and.not.to.include('stack');
    await back();
    bot.world.pass(60_000);
    await bot.work();
    const settled = await press('lead', 'survey.manage', {});
    expect(wordsOf(settled)).not.to.include('odottavat');
    expect(buttonsOf(settled).map(({ verb }) => verb)).to.include('survey.results');
  });

  it('the bot is not ready, and is while the key of one survey among several is missing', async () => {
    expect(await readyz()).to.deep.equal({ status: 200, body: { status: 'ready' } });
    await away();
    expect(await readyz()).to.deep.equal({ status: 503, body: { status: 'the keys are not in their place' } });
    await back();
    await aPostedSurvey(bot.world, { anonymity: 'anonymous', surveyId: 's-2' });
    await bot.forge('member', {
      type: 'Action.Execute',
      verb: 'survey.page',
      data: { surveyId: 's-2', page: 0, to: 'submit', 'q.first': 'Toinen' },
    });
    await rm(join(keyDir(), 'surveys', 's-1.key'));
    expect(await readyz()).to.deep.equal({ status: 200, body: { status: 'ready', surveysWithoutKey: 1 } });
  });
});
