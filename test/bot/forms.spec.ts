import { expect } from 'chai';
import type { Card, Element, ExecuteAction } from '../../cards/card.ts';
import { type InputAbout, inputsIn, textOf } from '../../cards/input.ts';
import { type Verb, verbs } from '../../cards/verbs.ts';
import { groups } from '../../domain/network/network.ts';
import { put } from '../../domain/store.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../cards/read.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { fillNetwork } from '../tab/busy-network.ts';
import { type Conversation, chatId, startConversation } from './conversation.ts';

/** Every verb that somebody's typing comes with, as its schema says: a new form is in this by itself. */
const forms = (Object.keys(verbs) as Verb[]).filter((verb) => inputsIn(verbs[verb]).size > 0);

const nothing = { anything: 'at all' };

/** What no input of a kind can take. */
const wrong: Readonly<Record<InputAbout['kind'], readonly unknown[]>> = {
  text: ['ä'.repeat(20_001), nothing],
  day: [
    'huomenna',
    '32.1.2027',
    '30.2.2027',
    '1/2/2027',
    '15.1.27',
    '2569-01-01',
    '9999-12-31',
    '0026-01-01',
    '١/٢/٢٠٢٧',
    '2027-01-15T22:00:00Z',
    nothing,
  ],
  time: ['puolilta', '24:00', '9:60', '9:30:15', '13.00 ip.', '٢٥:٠٠', '09:30Z', '930', nothing, [nothing]],
  choice: [nothing, [nothing], 'y'.repeat(300)],
  choices: [nothing, [nothing], 'y,'.repeat(30_000)],
};

/** Who presses, and where: in their own chat unless told otherwise. */
interface Scene {
  readonly role: Role;
  readonly place?: object;
}

const newTeam = {
  conversation: { id: '19:new@thread.tacv2', conversationType: 'channel', isGroup: true, tenantId },
  channelData: { tenant: { id: tenantId }, team: { id: '19:newteam' }, channel: { id: '19:new@thread.tacv2' } },
};
const chat = { conversation: { id: chatId, conversationType: 'groupChat', isGroup: true, tenantId } };

interface Found {
  readonly scene: Scene;
  readonly card: Card;
  readonly button: ExecuteAction;
}

describe('every form in Teams', function () {
  this.timeout(60_000);
  let bot: Conversation;
  const found = new Map<Verb, Found>();
  let commits = 0;

  before(async () => {
    const often = { atOnce: 1_000_000, perMinute: 1_000_000 };
    bot = await startConversation({ rates: { asking: often, writing: often } });
    const { store } = bot.world.deps;
    await fillNetwork(store);
    const [group] = await store.find(groups, { networkId: 'uudi' });
    if (!group) throw new Error('no group');
    // So many groups that they are searched.
    const more = Array.from({ length: 45 }, (_none, place) => ({
      ...group,
      id: `g-${place}`,
      channelId: `19:${place}`,
    }));
    await store.commit(
      more.map((one) => put(groups, { ...one, version: 0, name: { fi: `Ryhmä ${one.id} (esimerkki)` } })),
    );
    bot.connector.channels = more.map(({ id }) => ({ id: `19:${id}`, name: `Kanava ${id} (esimerkki)` }));
    bot.connector.roster = [{ aadObjectId: objectIdOf('stranger'), name: 'Perustaja (esimerkki)' }];
    // Nothing that is pressed changes anything: what leads on stays as it is.
    store.commit = async () => {
      commits += 1;
    };
    await walk({ role: 'stranger', place: newTeam });
    await walk({ role: 'lead', place: chat });
    for (const role of ['coordinator', 'member', 'lead'] as const) await walk({ role });
  });
  after(() => bot.close());

  /** Looks behind every button, once for each verb, for the forms. */
  async function walk(scene: Scene): Promise<void> {
    const pressed = new Set<string>();
    const names = ['survey', 'meeting', 'practice', 'network', 'messages', 'schedule', 'mine', 'status'];
    const cards: Card[] = [];
    for (const name of names) cards.push(await answerTo(scene, { verb: 'command.open', data: { name } }, {}));
    for (let card = cards.shift(); card && found.size < forms.length; card = cards.shift()) {
      for (const button of buttonsOf(card)) {
        const verb = button.verb as Verb;
        const { associatedInputs = 'auto' } = button;
        const isForm = associatedInputs === 'auto' && forms.includes(verb) && !found.has(verb);
        if (isForm && (await isStored(scene, card, button))) found.set(verb, { scene, card, button });
        for (const typed of associatedInputs === 'auto' ? choicesOn(card) : [{}]) {
          const key = `${verb} ${card.fallbackText} ${Object.values(typed).join(' ')}`;
          if (pressed.has(key)) continue;
          pressed.add(key);
          cards.push(await answerTo(scene, button, typed));
        }
      }
    }
  }

  /** Whether a card shows inputs of a verb, and is about something that is there: nothing that is pressed here is kept. */
  async function isStored(scene: Scene, card: Card, button: ExecuteAction): Promise<boolean> {
    const known = inputsIn(verbs[button.verb as Verb]);
    const input = inputsOf(card).find(({ id }) => known.has(id));
    return input !== undefined && markedIn(await answerTo(scene, button, { [input.id]: nothing })).length > 0;
  }

  async function answerTo(
    { role, place = { conversation: { id: `a:${role}`, conversationType: 'personal', tenantId } } }: Scene,
    { verb, data }: Pick<ExecuteAction, 'verb' | 'data'>,
    typed: object,
  ): Promise<Card> {
    const { body } = await bot.post({
      type: 'invoke',
      name: 'adaptiveCard/action',
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      from: { id: `29:${role}`, aadObjectId: objectIdOf(role) },
      recipient: { id: '28:bot' },
      locale: 'fi-FI',
      ...place,
      value: { action: { type: 'Action.Execute', verb, data: { ...data, ...typed } } },
    });
    return (body as { value: Card }).value;
  }

  it('is known by its verb’s schema and is shown by some button', () => {
    expect(forms.filter((verb) => !found.has(verb))).to.deep.equal([]);
  });

  for (const verb of forms) {
    it(`comes back as it was typed, with what is wrong marked: ${verb}`, async () => {
      const form = found.get(verb);
      if (!form) throw new Error('no card leads to it');
      const typed = typedInto(form.card);
      for (const [input, about] of inputsIn(verbs[verb])) {
        if (!inputsOf(form.card).some(({ id }) => id === input)) continue;
        for (const value of wrong[about.kind]) {
          commits = 0;
          const again = await answerTo(form.scene, form.button, { ...typed, [input]: value });
          const where = `${input}: ${JSON.stringify(value)?.slice(0, 40)} gives «${again.fallbackText}»: ${wordsOf(again).slice(0, 200)}`;
          expectValid(again);
          expect(markedIn(again), where).to.deep.equal([input]);
          const { [input]: _faulty, ...others } = typed;
          const held = typedInto(again);
          const lists = inputsOf(form.card).filter(({ type }) => type === 'Input.ChoiceSet');
          const chosen = lists.flatMap(({ id }) => others[id] ?? []);
          // What was chosen may stand in another list of the form by now.
          expect(Object.values(held), where).to.include.members(chosen);
          for (const { id } of lists) delete others[id];
          expect(held, where).to.deep.include(others);
          if (typeof textOf(value) === 'string' && about.kind !== 'choice' && about.kind !== 'choices') {
            expect(String(value).startsWith(String(held[input])), where).to.equal(true);
            expect(String(held[input]), where).not.to.equal('');
          }
          expect(commits, where).to.equal(0);
        }
      }
    });
  }
});

/** What may be chosen on a card that lists things, one after the other. */
function choicesOn(card: Card): Record<string, string>[] {
  const typed = typedInto(card);
  const lists = inputsOf(card).filter((input) => input.type === 'Input.ChoiceSet');
  return [
    typed,
    ...lists.flatMap(({ id, choices }) => {
      // Among several lists, only those lead on in which something stands for another card.
      const leading = lists.length === 1 ? choices.slice(0, 8) : choices.filter(({ value }) => value.startsWith('-'));
      return leading.map(({ value }) => ({ ...typed, [id]: value }));
    }),
  ];
}

/** What the inputs of a card hold, and something where they are empty, so that it can be lost. */
function typedInto(card: Card): Record<string, string> {
  return Object.fromEntries(
    inputsOf(card).map((input) => {
      if (input.value !== undefined && input.value !== '') return [input.id, String(input.value)];
      if (input.type === 'Input.ChoiceSet') return [input.id, input.choices[0]?.value ?? ''];
      if (input.id.toLowerCase().endsWith('search')) return [input.id, 'esim'];
      if (input.type === 'Input.Date') return [input.id, '2026-09-12'];
      if (input.type === 'Input.Time') return [input.id, '09:30'];
      return [input.id, input.type === 'Input.Number' ? '12' : `typed into ${input.id}`];
    }),
  );
}

/** The inputs before which a fault is told. */
function markedIn(card: Card): string[] {
  const all = (elements: readonly Element[]): Element[] =>
    elements.flatMap((element) => (element.type === 'Container' ? all(element.items) : [element]));
  const elements = all(card.body);
  return elements.flatMap((element, place) => {
    const before = elements[place - 1];
    const isTold = before?.type === 'RichTextBlock' && before.inlines.some(({ color }) => color === 'attention');
    return isTold && element.type.startsWith('Input.') ? [element.id ?? ''] : [];
  });
}
