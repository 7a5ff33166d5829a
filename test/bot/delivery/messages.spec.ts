import { expect } from 'chai';
import { pauseMessages } from '../../../domain/delivery/manage.ts';
import { personIdOf } from '../../../domain/network/actor.ts';
import { members, people } from '../../../domain/network/network.ts';
import { deliveries, deliveryTallies } from '../../../domain/outbox.ts';
import { put } from '../../../domain/store.ts';
import { closeSurvey } from '../../../domain/survey/close.ts';
import { responses } from '../../../domain/survey/response.ts';
import { surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { buttonsOf, wordsOf } from '../../cards/read.ts';
import { aMeeting } from '../../domain/example-network.ts';
import { objectIdOf, type Role, tenantId } from '../../domain/fixture.ts';
import { aDelivery } from '../../storage/records.ts';
import { type Conversation, startConversation } from '../conversation.ts';

const day = 24 * 60 * 60 * 1000;

describe('messages to people', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
  });
  afterEach(() => bot.close());

  async function post(sentTo: string): Promise<void> {
    const form = await bot.say('lead', 'kysely');
    const typed = {
      template: 'handover',
      respondent: 'person',
      groupId: 'future',
      closesOn: '2026-09-18',
      anonymity: 'named',
    };
    await bot.press('lead', await bot.press('lead', form, 'survey.draft', typed), 'survey.post', { sentTo });
  }

  const chatOf = (role: Role) => `a:${objectIdOf(role)}`;
  const personOf = (role: Role) => personIdOf(tenantId, objectIdOf(role));
  const invitations = (role: Role) =>
    bot.connector.messages.filter(
      ({ conversationId, card }) =>
        [chatOf(role), `a:${role}`].includes(conversationId) && card?.fallbackText?.startsWith('Kysely:'),
    );

  async function ledgerOf(role: Role) {
    const overview = await bot.say(role, 'viestit');
    const [row] = await bot.world.deps.store.find(deliveries, { kind: 'survey.invitation' }, { limit: 1 });
    return bot.press(role, overview, 'delivery.subject', { subjectId: row?.subjectId ?? '' });
  }

  it('begin the chat of everybody who never wrote, and come once', async () => {
    await post('people');
    const cards = await bot.work();
    expect(cards.map(({ fallbackText }) => fallbackText)).to.have.length(5);
    expect(new Set(bot.connector.messages.slice(-5).map(({ conversationId }) => conversationId)).size).to.equal(5);
    expect(await bot.work()).to.deep.equal([]);
    expect((await bot.world.deps.store.get(people, personOf('loner')))?.conversation?.id).to.equal(chatOf('loner'));
  });

  it('say whom they do not reach and what to do about it; the person comes back, and the message comes', async () => {
    await post('people');
    bot.connector.failNext(403);
    await bot.work();
    const card = await ledgerOf('lead');
    expect(wordsOf(card)).to.include('Ei mennyt perille: 1').and.to.include('coordinator (esimerkki)');
    const advice = await bot.press('lead', card, 'delivery.passOn');
    expect(JSON.stringify(advice)).to.include('https://teams.microsoft.com/l/app/test');
    await bot.say('coordinator', 'omat');
    expect(await bot.work()).to.have.length(1);
    expect(wordsOf(await ledgerOf('lead')))
      .to.include('Lähetetty: 5')
      .and.to.include('Ei mennyt perille: 0');
  });

  it('come once a chat can be begun, also when Teams is too busy for the first message in it', async () => {
    await post('people');
    bot.connector.failNext(403);
    await bot.work();
    const { store, now } = bot.world.deps;
    const [missed] = await store.find(deliveries, { state: 'notReached' });
    if (!missed) throw new Error('everybody was reached');
    const next = { ...missed, id: 'z', version: 0, key: 'next', state: 'waiting', dueAt: now().toISOString() } as const;
    await store.commit([put(deliveries, next)]);
    bot.connector.failNext(0, 429);
    await bot.work();
    bot.world.pass(10_000);
    await bot.work();
    expect(invitations('coordinator')).to.have.length(2);
  });

  it('that failed are sent again by a press, and nobody gets a second one', async () => {
    await post('both');
    bot.connector.failNext(400, 400);
    await bot.work();
    const card = await bot.press('coordinator', await ledgerOf('coordinator'), 'delivery.retry');
    expect(wordsOf(card)).to.include('lähetetään uudelleen');
    await bot.work();
    const rows = await bot.world.deps.store.find(deliveries, { kind: 'survey.invitation' });
    expect(rows.map(({ state }) => state)).to.deep.equal(Array.from({ length: 6 }, () => 'sent'));
    for (const role of ['coordinator', 'lead', 'member', 'other', 'loner'] as const) {
      expect(invitations(role), role).to.have.length(1);
    }
  });

  it('wait while they are paused and go on afterwards', async () => {
    await post('people');
    const { deps } = bot.world;
    const [survey] = await deps.store.find(surveys, {});
    await pauseMessages(deps, await bot.world.actor('lead'), survey?.id ?? '');
    expect(await bot.work()).to.deep.equal([]);
    const held = await ledgerOf('lead');
    expect(wordsOf(held)).to.include('Lähetys on keskeytetty').and.to.include('Odottaa lähetystä: 5');
    await bot.press('lead', held, 'delivery.resume');
    expect(await bot.work()).to.have.length(5);
  });

  it('that may have arrived are sent again only after a warning that they may come twice', async () => {
    await post('people');
    await bot.work();
    const { store } = bot.world.deps;
    const [row] = await store.find(deliveries, { kind: 'survey.invitation' }, { limit: 1 });
    if (!row) throw new Error('no row');
    await store.commit([put(deliveries, { ...row, state: 'uncertain', doubts: 6, reason: '502' })]);
    const card = await ledgerOf('lead');
    expect(wordsOf(card)).to.include('Epävarma, ehkä perillä: 1');
    const warning = await bot.press('lead', card, 'Lähetä epävarmat uudelleen');
    expect(wordsOf(warning)).to.include('1 viesti on ehkä jo mennyt perille').and.to.include('kahdesti');
    const done = await bot.press('lead', warning, 'Kyllä, lähetä uudelleen');
    expect(wordsOf(done)).to.include('Epävarmat viestit lähetetään uudelleen');
    expect(await bot.work()).to.have.length(1);
    expect(wordsOf(await bot.press('lead', done, 'Päivitä')))
      .to.include('Lähetetty: 5')
      .and.to.include('Ehkä tullut kahdesti: 1')
      .and.not.to.include('Epävarma, ehkä perillä');
  });

  for (const canDelete of [true, false]) {
    it(`are taken back when asked twice${canDelete ? '' : ', where Teams cannot delete'}`, async () => {
      bot.connector.canDelete = canDelete;
      await post('both');
      await bot.work();
      const asked = await bot.press('lead', await ledgerOf('lead'), 'delivery.askWithdraw');
      expect(wordsOf(asked)).to.include('Perumista ei voi kumota');
      await bot.press('lead', asked, 'delivery.withdraw');
      await bot.work();
      const titles = bot.connector.messages.map(({ card }) => card?.fallbackText);
      expect(titles.filter((title) => title?.startsWith('Kysely:'))).to.deep.equal([]);
      expect(titles.filter((title) => title === 'Viesti on peruttu')).to.have.length(canDelete ? 0 : 6);
      expect(wordsOf(await ledgerOf('lead'))).to.include('Peruttu: 6');
      bot.world.pass(20 * day);
      await bot.work();
      expect(bot.connector.messages.some(({ card }) => card?.fallbackText?.startsWith('Kysely on suljettu'))).to.equal(
        false,
      );
    });
  }

  it('remind by day on working days, and not those who want no reminders', async () => {
    await post('people');
    await bot.work();
    const settings = await bot.say('member', 'kieli');
    expect(wordsOf(await bot.press('member', settings, 'member.reminders'))).to.include('Et saa muistutuksia');
    // From the Tuesday at noon to the Wednesday evening two weeks on, and then to the next morning.
    bot.world.pass(15 * day + 9 * 60 * 60 * 1000);
    expect(await bot.work()).to.deep.equal([]);
    bot.world.pass(12 * 60 * 60 * 1000);
    expect((await bot.work()).map(({ fallbackText }) => fallbackText?.split(':')[0])).to.deep.equal(
      Array.from({ length: 4 }, () => 'Muistutus'),
    );
    const skipped = await bot.world.deps.store.find(deliveries, { kind: 'survey.reminder', state: 'skipped' });
    expect(skipped.map(({ reason }) => reason)).to.deep.equal(['declined']);
  });

  it('remind in their own chats those alone who have not answered when it goes out, wherever they were asked', async () => {
    await post('channel');
    await bot.work();
    const { store, now } = bot.world.deps;
    // The reminder is made in the evening, and goes out in the morning.
    bot.world.pass(15 * day + 9 * 60 * 60 * 1000);
    expect(await bot.work()).to.deep.equal([]);
    const [survey] = await store.find(surveys, {});
    const answered = { networkId: 'uudi', surveyId: survey?.id ?? '', answers: {}, updatedAt: now().toISOString() };
    const own = (role: Role) => ({
      ...answered,
      id: role,
      version: 0,
      respondentId: `m-${role}`,
      memberId: `m-${role}`,
    });
    const other = await load(store, members, 'm-other');
    await store.commit([
      put(responses, { ...own('member'), state: 'submitted' }),
      put(responses, { ...own('lead'), state: 'draft' }),
      put(members, { ...other, groupIds: [] }),
    ]);
    bot.world.pass(12 * 60 * 60 * 1000);
    await bot.work();
    const reminded = bot.connector.messages.filter(({ card }) => card?.fallbackText?.startsWith('Muistutus'));
    // The lead has written to the bot before.
    const chats = [chatOf('coordinator'), chatOf('loner'), 'a:lead'];
    expect(reminded.map(({ conversationId }) => conversationId).sort()).to.deep.equal(chats);
    const begun = reminded.find(({ conversationId }) => conversationId === 'a:lead')?.card;
    expect(begun && buttonsOf(begun).map(({ title }) => title)).to.include('Jatka vastaamista');
  });

  it('that an earlier version made to remind a channel still go there, and change when the survey closes', async () => {
    await post('channel');
    await bot.work();
    const { store } = bot.world.deps;
    const [row] = await store.find(deliveries, { kind: 'survey.invitation' }, { limit: 1 });
    if (!row) throw new Error('no row');
    const waits = { ...row, version: 0, kind: 'survey.reminder', state: 'waiting', dueAt: row.createdAt } as const;
    await store.commit([put(deliveries, { ...waits, id: 'r', key: 'r', activityId: undefined })]);
    expect((await bot.work()).map(({ fallbackText }) => fallbackText?.split(':')[0])).to.deep.equal(['Kysely']);
    expect(await store.get(deliveries, 'r')).to.include({ state: 'sent' });
    await closeSurvey(bot.world.deps, await bot.world.actor('lead'), row.subjectId);
    expect((await bot.work()).map(({ fallbackText }) => fallbackText?.split(':')[0])).to.deep.equal([
      'Kysely on suljettu',
      'Kysely on suljettu',
    ]);
  });

  it('that leave no trace leave no row and no number, also when the bot stops while they are sent', async () => {
    await post('people');
    await bot.work();
    const { store } = bot.world.deps;
    const [row] = await store.find(deliveries, { kind: 'survey.invitation' }, { limit: 1 });
    if (!row) throw new Error('no row');
    const reminder = { ...row, version: 0, kind: 'survey.secretReminder', state: 'sending' as const };
    await store.commit([put(deliveries, { ...reminder, id: 'r', key: 'r', dueAt: row.createdAt })]);
    await bot.work();
    expect(await store.get(deliveries, 'r')).to.equal(undefined);
    expect(await store.count(deliveryTallies, { subjectId: row.subjectId })).to.equal(0);
  });

  it('do not remind on a Monday at seven of what began at half past six', async () => {
    const { store } = bot.world.deps;
    const startsAt = '2026-09-07T03:30:00.000Z';
    await store.commit([
      aMeeting('m-1', startsAt, { groupId: 'future', title: 'Aamukokous' }),
      put(
        deliveries,
        aDelivery({
          id: 'r',
          networkId: 'uudi',
          kind: 'meeting.reminder',
          subjectId: 'm-1',
          to: { type: 'channel', groupId: 'future' },
          dueAt: '2026-09-06T03:30:00.000Z',
        }),
      ),
    ]);
    bot.world.pass(5 * day);
    expect(await bot.work()).to.deep.equal([]);
    expect(await store.get(deliveries, 'r')).to.include({ state: 'waiting', dueAt: '2026-09-07T04:00:00.000Z' });
    bot.world.pass(day);
    expect(await bot.work()).to.deep.equal([]);
    expect(await store.get(deliveries, 'r')).to.include({ state: 'skipped' });
  });

  it('change with their survey, each card once', async () => {
    await post('people');
    await bot.work();
    bot.world.pass(20 * day);
    const closed = (await bot.work()).filter(({ fallbackText }) => fallbackText?.startsWith('Kysely on suljettu'));
    expect(closed).to.have.length(5);
  });

  it('are shown to leads and coordinators only', async () => {
    expect(wordsOf(await bot.say('member', 'viestit'))).to.include('oikeutta');
    expect(buttonsOf(await bot.say('member', 'apua')).some(({ title }) => title === 'viestit')).to.equal(false);
  });

  it('to a channel that takes none are told to its lead, and come once it does', async () => {
    await post('channel');
    bot.connector.failNext(403);
    await bot.work();
    expect(wordsOf(await ledgerOf('lead'))).to.include('tai kanava on yksityinen');
    expect(wordsOf(await bot.say('coordinator', 'verkosto'))).to.include(
      'Botti ei ole saanut viestejä tälle kanavalle.',
    );
    await bot.say('member', 'apua', { group: 'future' });
    const cards = await bot.work();
    expect(cards.map(({ fallbackText }) => fallbackText?.split(':')[0])).to.deep.equal(['Kysely']);
    expect(wordsOf(await bot.say('coordinator', 'verkosto'))).not.to.include('Botti ei ole saanut');
  });

  it('know who has removed the bot, and try all the same', async () => {
    await bot.say('member', 'omat');
    await bot.post({
      type: 'installationUpdate',
      action: 'remove',
      id: 'gone',
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      from: { id: '29:member', aadObjectId: objectIdOf('member') },
      recipient: { id: '28:bot' },
      conversation: { id: 'a:member', conversationType: 'personal', tenantId },
    });
    expect(await bot.world.deps.store.get(people, personOf('member'))).to.have.property('refusedAt');
    await post('people');
    expect(await bot.work()).to.have.length(5);
    expect((await bot.world.deps.store.get(people, personOf('member')))?.refusedAt).to.equal(undefined);
  });
});
