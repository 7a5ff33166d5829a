import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { type Verb, verbs } from '../../cards/verbs.ts';
import { can, rights } from '../../domain/rights.ts';
import { seenOf } from '../../domain/seen.ts';
import { shownOf } from '../../domain/survey/seen.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, wordsOf } from '../cards/read.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { addSecondNetwork, marksOf, secondNetworkId, storedOf } from '../domain/second-network.ts';
import { fillNetwork } from '../tab/busy-network.ts';
import { type Conversation, startConversation } from './conversation.ts';

const words = ['apua', 'aikataulu', 'käytäntö', 'kysely', 'kokous', 'tilanne', 'tietopaketti', 'verkosto', 'viestit'];

describe('somebody in two networks', () => {
  let bot: Conversation;
  let uudi: readonly string[];
  let kymi: readonly string[];
  beforeEach(async () => {
    bot = await startConversation();
    const { store } = bot.world.deps;
    await fillNetwork(store);
    await addSecondNetwork(store);
    uudi = await marksOf(store, 'uudi');
    kymi = await marksOf(store, secondNetworkId);
  });
  afterEach(() => bot.close());

  function expectNothingOf(marks: readonly string[], card: Card, where: string) {
    const text = JSON.stringify(card);
    expect(
      marks.filter((mark) => text.includes(JSON.stringify(mark).slice(1, -1))),
      where,
    ).to.deep.equal([]);
  }

  async function switchTo(role: Role, name: string, word = 'apua') {
    const card = await bot.say(role, word);
    return bot.press(role, card, `Siirry: ${name}`);
  }

  it('reads on the help card which one they are in, and goes to the other, which is remembered', async () => {
    const help = await bot.say('member', 'apua');
    expectValid(help);
    expect(wordsOf(help)).to.include('Verkosto: Itäinen verkosto');
    const other = await bot.press('member', help, 'Siirry: Uudenmaan verkosto');
    expectValid(other);
    expect(other.fallbackText).to.equal('Näin voin auttaa');
    expect(wordsOf(other)).to.include('Verkosto: Uudenmaan verkosto');
    expect(wordsOf(await bot.say('member', 'aikataulu')))
      .to.include('Syyskokous')
      .and.not.to.include('Itäinen');
    await bot.press('member', other, 'Siirry: Itäinen verkosto');
    expect(wordsOf(await bot.say('member', 'aikataulu')))
      .to.include('Itäinen kokous')
      .and.not.to.include('Syys');
  });

  it('goes to the same list in the other network from its header', async () => {
    const schedule = await bot.say('member', 'aikataulu');
    const other = await bot.press('member', schedule, 'Siirry: Uudenmaan verkosto');
    expect(other.fallbackText).to.equal('Aikataulu');
    expect(wordsOf(other)).to.include('Syyskokous').and.not.to.include('Itäinen kokous');
  });

  it('sees what waits in both, each under its network’s name, and stays in it from there', async () => {
    const mine = await bot.say('member', 'omat');
    expectValid(mine);
    const said = wordsOf(mine);
    expect(said.indexOf('Itäinen verkosto')).to.be.lessThan(said.indexOf('Itäinen kysely'));
    expect(said.indexOf('Itäinen kysely')).to.be.lessThan(said.indexOf('Uudenmaan verkosto'));
    expect(said.indexOf('Uudenmaan verkosto')).to.be.lessThan(said.indexOf('Tuen tarve'));
    const form = await bot.press('member', mine, 'Vastaa: Tuen tarve');
    expectValid(form);
    expect(wordsOf(form)).to.include('Verkosto: Uudenmaan verkosto');
  });

  for (const role of ['member', 'coordinator', 'other'] as const) {
    it(`sees nothing of one network among things of the other: ${role}`, async () => {
      for (const [name, foreign] of [
        ['Uudenmaan verkosto', kymi],
        ['Itäinen verkosto', uudi],
      ] as const) {
        const help = await bot.say(role, 'apua');
        if (!wordsOf(help).includes(`Verkosto: ${name}`)) await switchTo(role, name);
        for (const word of words) {
          const card = await bot.say(role, word);
          expectValid(card);
          expectNothingOf(foreign, card, `${word} in ${name}`);
        }
      }
    });
  }

  it('stays with a card in the network it was made in, whichever they chose meanwhile', async () => {
    await switchTo('member', 'Uudenmaan verkosto');
    const practices = await bot.press('member', await bot.say('member', 'käytäntö'), 'practice.list', { state: 'all' });
    expect(wordsOf(practices)).to.include('Verkosto: Uudenmaan verkosto');
    await switchTo('member', 'Itäinen verkosto');
    const again = await bot.press('member', practices, 'practice.list', { state: 'all' });
    expect(wordsOf(again)).to.include('Yhteinen vuosikello').and.not.to.include('Itäinen käytäntö');
    const fresh = await bot.press('member', await bot.say('member', 'käytäntö'), 'practice.list', { state: 'all' });
    expect(wordsOf(fresh)).to.include('Itäinen käytäntö').and.not.to.include('Yhteinen vuosikello');
  });

  it('is in the network of the team in its channels, whichever they chose', async () => {
    const schedule = await bot.say('member', 'aikataulu', { group: 'future' });
    expect(wordsOf(schedule)).to.include('Syyskokous').and.not.to.include('Itäinen');
    expect(wordsOf(await bot.ask('member', 'omat', { group: 'future' }))).not.to.include('Itäinen');
  });

  const teamId = '19:team@thread.tacv2';
  const channelId = '19:future@thread.tacv2';
  const tenant = { id: tenantId };
  for (const [how, channelData, conversation] of [
    ['in the old place alone', { teamsTeamId: teamId, teamsChannelId: channelId }, {}],
    ['in the new place alone', { team: { id: teamId }, channel: { id: channelId } }, {}],
    ['as a team in the old place and a channel in the new', { teamsTeamId: teamId, channel: { id: channelId } }, {}],
    ['as a team alone', { teamsTeamId: teamId, team: null, channel: null }, { conversationType: null }],
    ['as a channel alone', { teamsChannelId: channelId }, {}],
    ['by its conversation alone', null, {}],
    ['by its conversation’s id alone', { tenant }, { conversationType: undefined, isGroup: undefined }],
  ] as const) {
    it(`is in the network of the team when a press names it ${how}`, async () => {
      for (const thread of ['', ';messageid=1']) {
        const { body } = await bot.post({
          type: 'invoke',
          name: 'adaptiveCard/action',
          channelId: 'msteams',
          serviceUrl: bot.connector.url,
          from: { id: '29:member', aadObjectId: objectIdOf('member') },
          recipient: { id: '28:bot' },
          conversation: {
            id: `${channelId}${thread}`,
            conversationType: 'channel',
            isGroup: true,
            tenantId,
            ...conversation,
          },
          channelData,
          value: { action: { type: 'Action.Execute', verb: 'command.open', data: { name: 'schedule' } } },
        });
        const { value } = body as { value: Card };
        expect(wordsOf(value)).to.include('Syyskokous').and.not.to.include('Itäinen');
        expectNothingOf(kymi, value, how);
      }
    });
  }

  it('is in no network in a channel of a team that has none, whichever they chose', async () => {
    const { body } = await bot.post({
      type: 'invoke',
      name: 'adaptiveCard/action',
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      from: { id: '29:member', aadObjectId: objectIdOf('member') },
      recipient: { id: '28:bot' },
      conversation: { id: '19:elsewhere@thread.tacv2;messageid=1', conversationType: 'channel', tenantId },
      value: { action: { type: 'Action.Execute', verb: 'command.open', data: { name: 'schedule' } } },
    });
    expect(wordsOf((body as { value: Card }).value)).to.include('Et ole tämän verkoston jäsen');
  });

  it('is told in messages to them which network they come from', async () => {
    const seen = seenOf(shownOf(await load(bot.world.deps.store, surveys, 'draft')));
    const { body } = await bot.forge('coordinator', {
      type: 'Action.Execute',
      verb: 'survey.post',
      data: { surveyId: 'draft', sentTo: 'people', inNetwork: 'uudi', seen },
    });
    expect(JSON.stringify(body)).not.to.include('Toiminto ei onnistunut');
    const cards = await bot.work();
    const named = cards.filter((card) => wordsOf(card).includes('Verkosto: Uudenmaan verkosto'));
    expect([cards.length, named.length]).to.deep.equal([5, 3]);
    for (const card of cards) {
      expectValid(card);
      for (const { data } of buttonsOf(card)) expect(data).to.include({ inNetwork: 'uudi' });
    }
  });

  it('is not let into a network by a forged press', async () => {
    for (const data of [
      { name: 'schedule', inNetwork: secondNetworkId },
      { name: 'schedule', inNetwork: secondNetworkId, choose: true },
      { name: 'practice', inNetwork: 'none' },
    ]) {
      const { body } = await bot.forge('lead', { type: 'Action.Execute', verb: 'command.open', data });
      expect(wordsOf((body as { value: Card }).value)).to.include('Et ole tämän verkoston jäsen');
    }
    expect(wordsOf(await bot.say('lead', 'aikataulu'))).to.include('Syyskokous');
  });

  it('has one network to nobody’s eyes when they are in one', async () => {
    expect(JSON.stringify(await bot.say('lead', 'apua')))
      .not.to.include('Siirry')
      .and.not.to.include('inNetwork');
  });

  /** Data that suits every verb, all of it about the second network. */
  const foreign = {
    networkId: secondNetworkId,
    groupId: 'kymi-group',
    memberId: 'z-alone',
    organisationId: 'kymi-organisation',
    newOrganisationId: 'fresh',
    surveyId: 'kymi-survey',
    meetingId: 'kymi-meeting',
    practiceId: 'kymi-practice',
    subjectId: 'kymi-survey',
    commentId: 'c-1',
    name: 'Toinen',
    type: 'library',
    role: 'compiler',
    has: true,
    reply: 'yes',
    text: 'Näin.',
    reason: 'Näin.',
    revision: 1,
    verdict: 'correct',
  };

  for (const verb of (Object.keys(verbs) as Verb[]).filter((one) => one !== 'command.open')) {
    it(`lets nobody see or change what is not of their network: ${verb}`, async () => {
      const { store } = bot.world.deps;
      const before = await storedOf(store, secondNetworkId);
      for (const role of ['lead', 'loner'] as const) {
        for (const inNetwork of ['uudi', secondNetworkId]) {
          const data = { ...foreign, inNetwork };
          const { status, body } = await bot.forge(role, { type: 'Action.Execute', verb, data });
          expect(status).to.equal(200);
          const echoed = Object.values(foreign).map(String);
          expectNothingOf(
            kymi.filter((mark) => !echoed.includes(mark)),
            (body as { value: Card }).value,
            `${role} ${verb} ${inNetwork}`,
          );
        }
      }
      expect(await storedOf(store, secondNetworkId)).to.deep.equal(before);
    });
  }

  for (const action of Object.keys(rights) as (keyof typeof rights)[]) {
    it(`has in each network the rights they have there, and none for what they are in the other: ${action}`, async () => {
      const subject = { networkId: secondNetworkId, groupId: 'kymi-group', authorMemberId: 'z-alone' };
      const alone = await bot.world.actor('stranger');
      const both = await bot.world.actor('coordinator');
      expect(can(both, action, subject)).to.equal(can(alone, action, subject));
      const home = { networkId: 'uudi', groupId: 'future', authorMemberId: 'm-lead' };
      const there = await bot.world.actor('other');
      expect(can(there, action, home)).to.equal(can(await bot.world.actor('loner'), action, home));
      expect(can(await bot.world.actor('lead'), action, subject)).to.equal(false);
      expect(can({ ...alone, founder: true }, action, home)).to.equal(action === 'network.setUp');
    });
  }
});
