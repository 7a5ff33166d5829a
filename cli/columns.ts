/** Rows as lines; each cell is as wide as the widest of its column, and one that begins with a digit stands right. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widthOf = (place: number) => Math.max(...rows.map((row) => row[place]?.length ?? 0));
  const padded = (cell: string, place: number) =>
    /^\d/.test(cell) ? cell.padStart(widthOf(place)) : cell.padEnd(widthOf(place));
  return rows.map((row) => row.map(padded).join('  ').trimEnd());
}

const units = ['byte', 'kB', 'MB', 'GB', 'TB'];

/** A number of bytes for people: `12.3 MB`, of a million bytes each. */
export function sizeText(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return power === 0 ? countText(bytes, 'byte') : `${value.toFixed(value < 100 ? 1 : 0)} ${units[power]}`;
}

/** A number for people, with its thousands apart, and the word for what it counts: `1,204 records`. */
export function countText(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`;
}
