import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { groups, members, organisations } from '../../domain/network/network.ts';
import type { Write } from '../../domain/store.ts';
import { comparable } from '../../domain/text.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, inputsOf } from '../cards/read.ts';
import { clientTemplate, leaksDirection, shownOn } from '../cards/shown.ts';
import { callEverything } from '../domain/called.ts';
import {
  aComment,
  aGroup,
  aMeeting,
  aMember,
  anOrganisation,
  aPractice,
  aSurvey,
  aValidation,
} from '../domain/example-network.ts';
import type { Role } from '../domain/fixture.ts';
import { asSeen, createHostileNames } from '../hostile-names.ts';
import { fillNetwork } from '../tab/busy-network.ts';
import { type Conversation, startConversation } from './conversation.ts';

const words = ['apua', 'omat', 'aikataulu', 'käytäntö', 'kysely', 'kokous', 'tilanne', 'tietopaketti', 'verkosto'];
const moreWords = ['viestit', 'haku a', 'tietoni'];

describe('whatever things are called', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
    await fillNetwork(bot.world.deps.store);
  });
  afterEach(() => bot.close());

  /** All cards that lie so many presses behind the commands, each button pressed once with what its inputs hold. */
  async function walk(role: Role, deepest: number, look: (card: Card, where: string) => void) {
    const pressed = new Set<string>();
    const go = async (card: Card, where: string, depth: number): Promise<void> => {
      look(card, where);
      if (depth === deepest) return;
      const typed = Object.fromEntries(
        inputsOf(card).map((input) => {
          const value = 'value' in input ? input.value : undefined;
          return [input.id, String(value || (input.type === 'Input.ChoiceSet' ? input.choices[0]?.value : ''))];
        }),
      );
      for (const { verb, data, associatedInputs, type } of buttonsOf(card)) {
        const key = JSON.stringify([verb, data]).replace(/id-\d+/g, 'id');
        if (pressed.has(key)) continue;
        pressed.add(key);
        const all = associatedInputs === 'none' ? data : { ...data, ...typed };
        const { body } = await bot.forge(role, { type, verb, data: all });
        await go((body as { value: Card }).value, `${where} › ${verb}`, depth + 1);
      }
    };
    for (const word of [...words, ...moreWords]) await go(await bot.say(role, word), word, 0);
    for (const card of await bot.work()) look(card, 'posted');
    return pressed.size;
  }

  for (const [role, fewest] of [
    ['coordinator', 80],
    ['member', 25],
  ] as const) {
    it(`it is shown as it is, turns and becomes nothing, and comes back as it was: ${role}`, async () => {
      const names = createHostileNames();
      await callEverything(bot.world.deps.store, (longest) => names.next(longest));
      const found = new Set<string>();
      let whole = 0;
      const presses = await walk(role, 5, (card, where) => {
        expectValid(card);
        for (const { pieces, text, elements } of shownOn(card)) {
          const fault = (what: string) => found.add(`${where} ${what}: ${JSON.stringify(pieces)}`);
          if (elements.length > 0) fault(`became ${elements.join()}`);
          if (pieces.some((piece) => clientTemplate.test(piece))) fault('a template');
          const known = names.knownIn(text);
          whole += known.length;
          if (known.some((name) => !asSeen(text).includes(asSeen(name)))) fault('otherwise');
          if (!names.isAlone(text) && leaksDirection(text)) fault('turns');
        }
        for (const input of inputsOf(card)) {
          const value = input.type === 'Input.Text' ? (input.value ?? '') : '';
          if (names.knownIn(value).some((name) => !value.includes(name))) found.add(`${where} ${input.id}: ${value}`);
        }
      });
      expect([...found]).to.deep.equal([]);
      expect(whole).to.be.greaterThan(fewest * 4);
      expect(presses).to.be.greaterThan(fewest);
    });
  }

  it('no two things of one name look the same where one is chosen or opened', async () => {
    const { store } = bot.world.deps;
    const alike = ['x', 'y'];
    await store.commit([
      ...alike.map((id) =>
        aMember(`m-${id}`, { organisationId: 'o-library', groupIds: ['future'], leads: ['future'] }),
      ),
      ...alike.map((id) => aSurvey(id, { groupId: 'future', closesAt: '2026-09-30T13:00:00.000Z' })),
      ...alike.map((id) => aPractice(id, { groupId: 'future', state: 'draft', authorMemberId: 'm-coordinator' })),
      ...alike.map((id) => aMeeting(id, '2026-09-10T06:00:00.000Z', { groupId: 'future' })),
      aGroup('third'),
    ]);
    await callEverything(store, (longest) => 'Sama nimi'.slice(0, longest));
    const same = new Set<string>();
    let lists = 0;
    await walk('coordinator', 3, (card, where) => {
      expectValid(card);
      const sets = inputsOf(card).flatMap((input) => (input.type === 'Input.ChoiceSet' ? [input] : []));
      for (const { id, choices } of sets) {
        const seen = choices.map(({ title }) => comparable(title));
        if (seen.some((title) => title.includes('sama nimi'))) lists += 1;
        if (new Set(seen).size < seen.length) same.add(`${where} ${id}: ${seen.join(' | ')}`);
      }
      const buttons = buttonsOf(card).map(({ title }) => comparable(title));
      if (new Set(buttons).size < buttons.length) same.add(`${where}: ${buttons.join(' | ')}`);
    });
    expect([...same]).to.deep.equal([]);
    expect(lists).to.be.greaterThan(10);
  });

  it('every card stays small, with many of everything and long names in any script', async () => {
    const { store } = bot.world.deps;
    const many = (count: number, make: (id: string) => Write) =>
      Array.from({ length: count }, (_, place) => make(`many-${place}`));
    const here = { groupId: 'future' };
    await store.commit([
      ...many(100, (id) => anOrganisation(id)),
      ...many(30, (id) => aGroup(id)),
      ...many(60, (id) => aMember(id, { groupIds: ['future'], leads: ['future', 'many-1'], organisationId: id })),
      ...many(30, (id) => aSurvey(id, { ...here, closesAt: '2026-09-30T13:00:00.000Z' })),
      ...many(40, (id) => aMeeting(id, '2026-09-10T06:00:00.000Z', here)),
      ...many(40, (id) => aPractice(id, { ...here, state: 'inValidation' })),
      ...many(20, (id) => aComment(id, 'validated', 'x')),
      ...many(20, (id) => aValidation('validated', id, { verdict: 'correctWithChanges', reason: 'x' })),
    ]);
    await callEverything(bot.world.deps.store, (longest) => '漢'.repeat(longest));
    const [member] = await store.find(members, { personId: (await bot.world.actor('member')).personId });
    expect(member?.name).to.equal('漢'.repeat(100));
    expect([await store.count(organisations, {}), await store.count(groups, {})]).to.deep.equal([105, 32]);
    await walk('coordinator', 3, (card) => expectValid(card));
  });
});
