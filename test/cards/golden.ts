import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as AdaptiveCards from 'adaptivecards';
import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { type Verb, verbs } from '../../cards/verbs.ts';
import { buttonsOf, inputsOf } from './read.ts';

// The package's own entry cannot be loaded by Node; its bundle can.
const require = createRequire(import.meta.url);
const adaptiveCards = require('adaptivecards/dist/adaptivecards.js') as typeof AdaptiveCards;

/** The largest card, in bytes as sent. */
export const largestCard = 25 * 1024;

const folder = join(import.meta.dirname, 'golden');
const update = process.env['UPDATE_GOLDEN'] === '1';

/** Everything that holds for every card: valid in 1.5, small enough, only verbs that exist, all of it named. */
export function expectValid(card: Card): void {
  expect(faultsOf(card), 'faults found by adaptivecards').to.deep.equal([]);
  expect(Buffer.byteLength(JSON.stringify(card)), 'bytes').to.be.at.most(largestCard);
  expect(card.lang).to.match(/^(fi|sv|en)$/);
  expect((card.actions ?? []).length, 'buttons').to.be.at.most(6);
  expectNamed(card);
  for (const { verb, data } of buttonsOf(card)) {
    expect(verbs, 'verbs').to.have.property(verb);
    const parsed = verbs[verb as Verb].partial().safeParse(data);
    expect(parsed.error?.issues ?? [], `data of ${verb}`).to.deep.equal([]);
    // To the renderer every part of a card has a `key` of its own; it throws instead of sending one that is ours.
    expect(data, `data of ${verb}`).not.to.have.property('key');
  }
}

/** What a screen reader says of a card: its heading first, then each input by its own label, each button by its title. */
function expectNamed(card: Card): void {
  const [first] = card.body;
  expect(first, 'what comes first').to.include({ type: 'TextBlock', style: 'heading' });
  const inputs = inputsOf(card);
  const choices = inputs.flatMap((input) => (input.type === 'Input.ChoiceSet' ? input.choices : []));
  const named = [
    card.fallbackText,
    ...inputs.map(({ label }) => label),
    ...choices.map(({ title }) => title),
    ...buttonsOf(card).map(({ title }) => title),
  ];
  expect(
    named.filter((name) => name.trim() === ''),
    'things without a name',
  ).to.deep.equal([]);
  const ids = inputs.map(({ id }) => id);
  expect([...new Set(ids)], 'inputs with an id of their own').to.deep.equal(ids);
}

function faultsOf(card: Card): string[] {
  const context = new adaptiveCards.SerializationContext(adaptiveCards.Versions.v1_5);
  const parsed = new adaptiveCards.AdaptiveCard();
  // Teams shows six; the library's own default is five.
  parsed.hostConfig = new adaptiveCards.HostConfig({ actions: { maxActions: 6 } });
  // Its pattern for `lang` remembers where it stopped in the card before, so it refuses every other card.
  parsed.parse({ ...card, lang: undefined }, context);
  const faults: string[] = [];
  for (let index = 0; index < context.eventCount; index += 1) faults.push(context.getEventAt(index).message);
  return [...faults, ...parsed.validateProperties().validationEvents.map((event) => event.message)];
}

/** The card equals the one kept under this name, and is valid. `UPDATE_GOLDEN=1` keeps the card instead. */
export function expectGolden(name: string, card: Card): void {
  expectValid(card);
  const file = join(folder, `${name}.json`);
  if (update) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(card, null, 2)}\n`);
    return;
  }
  const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
  expect(JSON.parse(JSON.stringify(card))).to.deep.equal(kept);
}
