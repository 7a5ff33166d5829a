import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { features } from '../../../bot/features.ts';
import { kinds, rulesOf } from '../../../domain/delivery/kinds.ts';

const messages = features.flatMap((feature) => Object.keys(feature.messages ?? {}));
const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'delivery.md'), 'utf8');

describe('the kinds of messages', () => {
  it('are those that features make cards of, each with its rules', () => {
    expect(Object.keys(kinds).sort()).to.deep.equal([...messages].sort());
  });

  it('stand in the documentation, and what is done at a set time does, too', () => {
    const tasks = features.flatMap((feature) => Object.keys(feature.tasks ?? {}));
    expect([...messages, ...tasks].filter((kind) => !page.includes(`\`${kind}\``))).to.deep.equal([]);
  });

  it('change a card, whatever their kind, when they stand in the place of another', () => {
    expect(rulesOf({ kind: 'meeting.cancelled' }).change).to.equal(false);
    expect(rulesOf({ kind: 'meeting.cancelled', replacesId: 'd' }).change).to.equal(true);
  });
});
