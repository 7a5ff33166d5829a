import { longestTitle, roomForTexts } from '../../domain/practice/form.ts';
import type { PracticeForm, PracticeText } from '../../domain/practice/practice.ts';
import { heading, note, written } from '../build.ts';
import type { Action, Element } from '../card.ts';
import type { Reader } from '../reader.ts';
import { beginning, bytesOf, shortened } from '../shorten.ts';

/** A practice's title as a heading; only one that is too long to be proposed is not whole. */
export function titleOf(reader: Reader, { title }: Pick<PracticeText, 'title'>): string {
  return shortened(reader.pick(title), longestTitle);
}

/** A piece of a long text that is not divided between pages. */
export type Block = readonly Element[];

/** How many bytes of JSON a page holds, unless one block alone has more; the rest is for the title and the buttons. */
const pageSize = 18_000;

/** Blocks put on pages in their order, each page as full as it may be; there is always one page. */
function blockPages(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const pages: Block[][] = [[]];
  let filled = 0;
  for (const block of blocks) {
    const page = pages.at(-1);
    const size = bytesOf(block);
    if (page && (page.length === 0 || filled + size <= pageSize)) {
      page.push(block);
      filled += size;
    } else {
      pages.push([block]);
      filled = size;
    }
  }
  return pages;
}

/** The elements of one page with its number above when there are several; a page too far is the last one. */
export function blocksPage(reader: Reader, blocks: readonly Block[], wanted: number) {
  const pages = blockPages(blocks);
  const page = Math.min(wanted, pages.length - 1);
  const elements = (pages[page] ?? []).flat();
  const number = pages.length > 1 ? [note(reader.t('common:pageOf', { page: page + 1, pages: pages.length }))] : [];
  return { page, pages: pages.length, elements: [...number, ...elements] };
}

/** The buttons to the pages before and after. */
export function pageButtons(
  reader: Reader,
  { page, pages }: { page: number; pages: number },
  button: (title: string, page: number) => Action,
): Action[] {
  return [
    ...(page + 1 < pages ? [button(reader.t('practice:nextPage'), page + 1)] : []),
    ...(page > 0 ? [button(reader.t('practice:previousPage'), page - 1)] : []),
  ];
}

/** The sections that are written, in the order of the form; those it no longer asks for come last. */
export function sectionBlocks(
  reader: Reader,
  form: PracticeForm,
  { sections }: Pick<PracticeText, 'sections'>,
): Block[] {
  // Only a text that is too long to be proposed does not fit whole.
  const shown = (text: string) => (bytesOf(text) <= roomForTexts ? text : `${beginning(text, roomForTexts)}…`);
  const asked = form.sections.map(({ code, label }) => ({ code, title: reader.pick(label) }));
  const others = Object.keys(sections).filter((code) => asked.every((section) => section.code !== code));
  return [...asked, ...others.map((code) => ({ code, title: code }))].flatMap(({ code, title }) => {
    const text = reader.pick(sections[code] ?? {});
    return text === '' ? [] : [[heading(title), written(shown(text))]];
  });
}
