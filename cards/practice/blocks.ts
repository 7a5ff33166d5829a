import type { PracticeForm, PracticeText } from '../../domain/practice/practice.ts';
import { heading, note, written } from '../build.ts';
import type { Action, Element } from '../card.ts';
import type { Reader } from '../reader.ts';

/** A piece of a long text that is not divided between pages. */
export interface Block {
  readonly elements: readonly Element[];
  /** Its length in characters. */
  readonly size: number;
}

/** How many characters a page holds, unless one block alone has more. */
const pageSize = 9000;

/** Blocks put on pages in their order, each page as full as it may be; there is always one page. */
function blockPages(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const pages: Block[][] = [[]];
  let filled = 0;
  for (const block of blocks) {
    const page = pages.at(-1);
    if (page && (page.length === 0 || filled + block.size <= pageSize)) {
      page.push(block);
      filled += block.size;
    } else {
      pages.push([block]);
      filled = block.size;
    }
  }
  return pages;
}

/** The elements of one page with its number above when there are several; a page too far is the last one. */
export function pageOf(reader: Reader, blocks: readonly Block[], wanted: number) {
  const pages = blockPages(blocks);
  const page = Math.min(wanted, pages.length - 1);
  const elements = (pages[page] ?? []).flatMap((block) => block.elements);
  const number = pages.length > 1 ? [note(reader.t('practice:pageOf', { page: page + 1, pages: pages.length }))] : [];
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
  const asked = form.sections.map(({ code, label }) => ({ code, title: reader.pick(label) }));
  const others = Object.keys(sections).filter((code) => asked.every((section) => section.code !== code));
  return [...asked, ...others.map((code) => ({ code, title: code }))].flatMap(({ code, title }) => {
    const text = reader.pick(sections[code] ?? {});
    return text === '' ? [] : [{ elements: [heading(title), written(text)], size: title.length + text.length }];
  });
}
