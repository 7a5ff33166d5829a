import { buffer } from 'node:stream/consumers';
import { Parser } from 'htmlparser2';
import { fromBufferPromise } from 'yauzl';

/** A sheet as Excel reads it. */
export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly (string | number | undefined)[])[];
  readonly widths: readonly number[];
  /** How many rows at its top stay in sight. */
  readonly frozen: number;
  readonly hasFormula: boolean;
}

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** The elements of a part in the order in which they begin, each with the text right in it. */
function tagsIn(xml: string): Tag[] {
  const [all, open]: [Tag[], Tag[]] = [[], []];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const tag = { name, attributes, text: '' };
        all.push(tag);
        open.push(tag);
      },
      ontext: (text) => {
        const tag = open.at(-1);
        if (tag) tag.text += text;
      },
      onclosetag: () => void open.pop(),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return all;
}

/** Reads a workbook's sheets by ECMA-376 alone: shared strings, escapes of characters, columns and panes. */
export async function readWorkbook(bytes: Buffer): Promise<ReadSheet[]> {
  const zip = await fromBufferPromise(bytes, { autoClose: false });
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    parts.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8'));
  }
  const part = (path: string) => tagsIn(parts.get(path) ?? '');
  const strings = sharedStrings(part('xl/sharedStrings.xml'));
  const targets = new Map(part('xl/_rels/workbook.xml.rels').map(({ attributes: a }) => [a['Id'], a['Target'] ?? '']));
  return part('xl/workbook.xml')
    .filter(({ name }) => name === 'sheet')
    .map(({ attributes }) => {
      const target = targets.get(attributes['r:id'] ?? '') ?? '';
      return sheetOf(
        attributes['name'] ?? '',
        part(target.startsWith('/') ? target.slice(1) : `xl/${target}`),
        strings,
      );
    });
}

function sharedStrings(tags: readonly Tag[]): string[] {
  const strings: string[] = [];
  for (const { name, text } of tags) {
    if (name === 'si') strings.push('');
    if (name === 't') strings[strings.length - 1] += unescaped(text);
  }
  return strings;
}

/** ECMA-376, 22.9.2.19: `_xHHHH_` is a character by its number. */
function unescaped(text: string): string {
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function sheetOf(name: string, tags: readonly Tag[], strings: readonly string[]): ReadSheet {
  const rows: (string | number | undefined)[][] = [];
  const widths: number[] = [];
  let [type, at, frozen]: [string | undefined, number, number] = [undefined, 0, 0];
  for (const { name: tag, attributes, text } of tags) {
    if (tag === 'row') rows[Number(attributes['r']) - 1] = [];
    if (tag === 'col') widths[Number(attributes['min']) - 1] = Number(attributes['width']);
    if (tag === 'pane' && attributes['state'] === 'frozen') frozen = Number(attributes['ySplit']);
    if (tag === 'c') [type, at] = [attributes['t'], columnOf(attributes['r'] ?? '')];
    const row = rows.at(-1);
    if (tag === 'v' && row) row[at] = type === 's' ? strings[Number(text)] : Number(text);
    if (tag === 't' && row) row[at] = unescaped(text);
  }
  return { name, rows, widths, frozen, hasFormula: tags.some((tag) => tag.name === 'f') };
}

function columnOf(reference: string): number {
  const letters = reference.replace(/\d+$/, '');
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
