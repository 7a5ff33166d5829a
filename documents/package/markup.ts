import { type Html, html, type Insert } from './html.ts';

/**
 * A table with a caption; of each row the first cells are its headings, by default one. Wide ones scroll, by keyboard
 * too.
 */
export function table(
  caption: string,
  columns: readonly Insert[],
  rows: readonly (readonly Insert[])[],
  headings = 1,
): Html {
  const numbers = columns.map((_, index) => index >= headings && rows.every((row) => isNumber(row[index])));
  const kind = (index: number) => (numbers[index] ? html` class="number"` : undefined);
  const head = columns.map((column, index) => html`<th scope="col"${kind(index)}>${column}</th>`);
  const cellOf = (cell: Insert, index: number) =>
    index < headings ? html`<th scope="row">${cell}</th>` : html`<td${kind(index)}>${cell}</td>`;
  const body = rows.map((row) => html`<tr>${row.map(cellOf)}</tr>\n`);
  return html`<div class="table" role="group" aria-label="${caption}" tabindex="0">
<table>
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody>
</table>
</div>
`;
}

/** A number, a share, a share with its number, a difference, or the mark of what is not told; nothing, too. */
const figure = /^(?:[+−-]?[\d\s.,]+%?(?: \(\d+\))?|–|)$/;

function isNumber(cell: Insert): boolean {
  return typeof cell === 'number' || (typeof cell === 'string' && figure.test(cell));
}

/** What is opened with a press, under words that say what it is; on paper it is always open. */
export function folded(summary: string, inside: Insert): Html {
  return html`<details>
<summary>${summary}</summary>
${inside}</details>
`;
}

/** Names and values; what has no value is left out. */
export function facts(pairs: readonly (readonly [name: string, value: Insert])[]): Html {
  const known = pairs.filter(([, value]) => value !== undefined && value !== '' && !isEmpty(value));
  return html`<dl>
${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
`;
}

function isEmpty(value: Insert): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Our own words in a paragraph. */
export function paragraph(text: Insert): Html {
  return html`<p>${text}</p>\n`;
}

/** Our own words that say why something is missing. */
export function remark(text: Insert): Html {
  return html`<p class="remark">${text}</p>\n`;
}

/** A list with a point for each item. */
export function list(items: readonly Insert[]): Html {
  return html`<ul>\n${items.map((item) => html`<li>${item}</li>\n`)}</ul>\n`;
}

/** Several labels in a row, told apart by semicolons because a label may have commas of its own. */
export function together(items: readonly Insert[]): Insert {
  return items.map((item, index) => (index === 0 ? item : ['; ', item]));
}
