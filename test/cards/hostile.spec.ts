import { expect } from 'chai';
import { card, choice, facts, heading, strong, written, writtenNote } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import { createReader } from '../../cards/reader.ts';
import { asSeen } from '../hostile-names.ts';
import { hostileTexts } from '../hostile-texts.ts';
import { expectValid } from './golden.ts';
import { clientTemplate, leaksDirection, shownOn } from './shown.ts';

const reader = createReader('fi', 'Europe/Helsinki');
const { t } = reader;

/** A text in every part of a card that can hold one, alone and beside others. */
function cardOf(text: string): Card {
  const choices = [{ title: text, value: 'a' }];
  return card(reader, text, [
    heading(text),
    strong(text),
    writtenNote(text),
    written(text),
    written('1', { label: text }),
    ...facts([[t('common:group'), text]]),
    written(t('page:answer.title', { title: text })),
    choice({ id: 'few', label: text, choices }),
    choice({ id: 'many', label: text, choices, expandedUpTo: 0 }),
    { type: 'Input.Text', id: 'text', label: t('page:answer.title', { title: text }), value: text },
  ]);
}

describe('a card of any text', () => {
  it('shows it as it was written: no Markdown, no template, nothing turned beside it', () => {
    const found: string[] = [];
    for (const text of hostileTexts) {
      const made = cardOf(text);
      expectValid(made);
      for (const { pieces, text: shown, elements } of shownOn(made)) {
        const seen = asSeen(shown);
        const isAlone = seen === asSeen(text);
        const isWhole = seen.includes(asSeen(text));
        const isOurs = elements.length === 0 && !pieces.some((piece) => clientTemplate.test(piece));
        if (!isWhole || !isOurs || (!isAlone && leaksDirection(shown))) found.push(JSON.stringify([text, pieces]));
      }
      expect(made.body.at(-1)).to.include({ value: text });
    }
    expect(found).to.deep.equal([]);
  });

  it('has the addresses in what people wrote as links, and still fits when it holds nothing else', () => {
    const linksIn = (made: Card) =>
      made.body
        .flatMap((element) => (element.type === 'RichTextBlock' ? element.inlines : []))
        .flatMap(({ text, selectAction }) => (selectAction ? [[text, selectAction.url]] : []));
    const text = 'Lue [tästä](https://a.fi/b), [ei](javascript:alert(1)) eikä https://me@a.fi.';
    const address = ['https://a.fi/b', 'https://a.fi/b'];
    expect(linksIn(cardOf(text))).to.deep.equal([address, address, address, address]);
    const many = card(
      reader,
      'x',
      Array.from({ length: 2 }, () => written('https://a.fi/b '.repeat(400))),
    );
    expectValid(many);
    expect(linksIn(many)).not.to.deep.equal([]);
    const full = card(
      reader,
      'x',
      Array.from({ length: 3 }, () => written('https://a.fi/b '.repeat(400))),
    );
    expectValid(full);
    expect(linksIn(full)).to.deep.equal([]);
  });
});
