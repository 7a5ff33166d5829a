import { expect } from 'chai';
import type { Card } from '../../../cards/card.ts';
import { deliveries } from '../../../domain/outbox.ts';
import { textsFor } from '../../../locales/text.ts';
import { wordsOf } from '../../cards/read.ts';
import type { Role } from '../../domain/fixture.ts';
import { type Conversation, startConversation } from '../conversation.ts';

const told = (noun: string) => textsFor('fi')(`delivery:tooLong.${noun}`);

describe('a message that Teams takes for too long', () => {
  let bot: Conversation;
  before(async () => {
    bot = await startConversation();
  });
  after(() => bot.close());

  /** Runs the worker beside a Teams that answers 413; gives what the message was about. */
  async function refused(kind: string): Promise<string> {
    bot.connector.failNext(413);
    await bot.work();
    const [row] = await bot.world.deps.store.find(deliveries, { kind, state: 'failed' });
    expect(row?.reason).to.equal('413');
    return row?.subjectId ?? '';
  }

  const times = (card: Card, noun: string) => wordsOf(card).split(told(noun)).length - 1;

  async function ledger(role: Role, subjectId: string): Promise<Card> {
    return bot.press(role, await bot.say(role, 'viestit'), 'delivery.subject', { subjectId });
  }

  it('is told to who looks after the survey, where it stands and in the message log, until it has left', async () => {
    const typed = {
      template: 'handover',
      respondent: 'person',
      groupId: 'future',
      closesOn: '2026-09-18',
      anonymity: 'named',
    };
    const draft = await bot.press('lead', await bot.say('lead', 'kysely'), 'survey.draft', typed);
    const posted = await bot.press('lead', draft, 'survey.post', { sentTo: 'channel' });
    expect(times(posted, 'survey')).to.equal(0);
    const surveyId = await refused('survey.invitation');
    const manage = { type: 'Action.Execute', verb: 'survey.manage', data: { surveyId } };
    const shown = async () => ((await bot.forge('lead', manage)).body as { value: Card }).value;
    expect(times(await shown(), 'survey')).to.equal(1);
    const log = await ledger('lead', surveyId);
    expect(times(log, 'survey')).to.equal(1);
    await bot.press('lead', log, 'delivery.retry');
    await bot.work();
    expect(times(await shown(), 'survey')).to.equal(0);
  });

  it('is told to whoever may cancel the meeting, and to nobody else', async () => {
    const typed = { groupId: 'future', title: 'Aloitus', day: '2026-09-30', start: '14:00', end: '15:00', place: 'A' };
    await bot.press('lead', await bot.say('lead', 'kokous'), 'Sovi kokous', { ...typed, agenda: 'Tilanne' });
    const meetingId = await refused('meeting.invitation');
    const show = { type: 'Action.Execute', verb: 'meeting.show', data: { meetingId } };
    const shownTo = async (role: Role) =>
      times(((await bot.forge(role, show)).body as { value: Card }).value, 'meeting');
    expect([await shownTo('lead'), await shownTo('member')]).to.deep.equal([1, 0]);
    expect(times(await ledger('lead', meetingId), 'meeting')).to.equal(1);
  });

  it('is told to the author of the practice, and to nobody else', async () => {
    let card = await bot.press('member', await bot.say('member', 'käytäntö'), 'practice.write', {
      kind: 'developmentTarget',
      groupId: 'future',
    });
    const pages: Record<string, string>[] = [
      { title: 'Etätuki', supportForms: 'remote', targetGroups: 'young' },
      { 's.missing': 'Päivystys.', 's.forWhom': 'Nuorille.', 's.why': 'Rahoitus päättyi.' },
      { 's.proposal': 'Puhelinpalvelu.' },
    ];
    for (const inputs of pages) card = await bot.press('member', card, 'Seuraava', inputs);
    await bot.press('member', card, 'practice.propose');
    const practiceId = await refused('practice.proposed');
    const open = { type: 'Action.Execute', verb: 'practice.open', data: { practiceId } };
    const shownTo = async (role: Role) =>
      times(((await bot.forge(role, open)).body as { value: Card }).value, 'practice');
    expect([await shownTo('member'), await shownTo('loner')]).to.deep.equal([1, 0]);
    expect(times(await ledger('lead', practiceId), 'practice')).to.equal(1);
  });
});
