import type { TopLevelSpec } from 'vega-lite';

/** Numbers to draw: a bar for each row, divided when there are several columns. */
export interface ChartData {
  /** What each number of a row counts; one name for plain bars. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly values: readonly number[] }[];
}

/** How a chart is coloured: for light, dark and high-contrast surroundings. */
export type ChartLook = 'default' | 'dark' | 'contrast';

interface Palette {
  readonly text: string;
  readonly line: string;
  readonly bar: string;
  /** From one end of a scale to the other. */
  readonly scale: readonly [string, string];
}

const palettes: Readonly<Record<ChartLook, Palette>> = {
  default: { text: '#242424', line: '#8a8a8a', bar: '#4f52b2', scale: ['#b6bce0', '#2f2f6b'] },
  dark: { text: '#ffffff', line: '#a3a3a3', bar: '#9299f7', scale: ['#e8ebfa', '#5b5fc7'] },
  contrast: { text: '#ffffff', line: '#ffffff', bar: '#1aebff', scale: ['#ffffff', '#1aebff'] },
};

const width = 260;
const lettersPerLine = 26;
const letterWidth = 7.2;

/**
 * Draws numbers as horizontal bars. The picture says nothing that a table of the same numbers does not say; whoever
 * shows it gives that table beside it. The same data gives the same markup.
 */
export async function drawChart(data: ChartData, look: ChartLook): Promise<string> {
  // Together the two weigh half a second, which only those pay who draw.
  const [{ compile }, { View, parse }] = await Promise.all([import('vega-lite'), import('vega')]);
  const view = new View(parse(compile(specOf(data, palettes[look])).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

function specOf({ columns, rows }: ChartData, palette: Palette): TopLevelSpec {
  const values = rows.flatMap(({ values }, row) =>
    values.map((count, column) => ({ row: String(row).padStart(3, '0'), column, name: columns[column], count })),
  );
  const lines = rows.map(({ label }) => linesOf(label));
  return {
    width,
    height: { step: 14 + 14 * Math.max(1, ...lines.map(({ length }) => length)) },
    background: 'transparent',
    // Without a screen, the library takes letters to be half again as wide as they are.
    autosize: { type: 'none' },
    padding: paddingOf(lines.flat(), columns),
    params: [{ name: 'labels', value: lines }],
    data: { values },
    ...(columns.length > 1 ? dividedBars(columns, rows, palette) : plainBars(rows, palette)),
    config: configOf(palette),
  } as TopLevelSpec;
}

function paddingOf(lines: readonly string[], columns: readonly string[]) {
  const longest = Math.max(0, ...lines.map(({ length }) => length));
  const legend = columns.length > 1 ? 24 + 20 * columns.length : 0;
  return { left: 12 + Math.ceil(letterWidth * longest), right: 32, top: 6, bottom: 26 + legend };
}

const place = {
  field: 'row',
  type: 'nominal',
  axis: { title: null, labelExpr: 'labels[+datum.value]', ticks: false, domain: false, labelLimit: 0 },
};
/** A scale from nought to the longest bar, which is never so short that there is no scale. */
function amountOf(rows: ChartData['rows']) {
  const sums = rows.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const axis = { title: null, tickMinStep: 1, format: 'd', tickCount: 4 };
  return { field: 'count', type: 'quantitative', axis, scale: { domain: [0, Math.max(1, ...sums)] } };
}

function plainBars(rows: ChartData['rows'], { bar, text }: Palette) {
  const encoding = { y: place, x: amountOf(rows) };
  return {
    encoding,
    layer: [
      { mark: { type: 'bar', color: bar, height: 16 } },
      { mark: { type: 'text', align: 'left', dx: 4, color: text }, encoding: { text: { field: 'count' } } },
    ],
  };
}

function dividedBars(columns: readonly string[], rows: ChartData['rows'], { scale, text }: Palette) {
  return {
    mark: { type: 'bar', height: 16, stroke: text, strokeWidth: 0.5 },
    encoding: {
      y: place,
      x: amountOf(rows),
      order: { field: 'column', type: 'quantitative' },
      color: {
        field: 'name',
        type: 'ordinal',
        scale: { domain: columns, range: shades(scale, columns.length) },
        legend: { title: null, orient: 'bottom', columns: 1, labelLimit: 0 },
      },
    },
  };
}

function configOf({ text, line }: Palette) {
  return {
    font: "'Segoe UI', system-ui, sans-serif",
    view: { stroke: null },
    axis: {
      labelColor: text,
      labelFontSize: 13,
      gridColor: line,
      gridOpacity: 0.3,
      domainColor: line,
      tickColor: line,
    },
    legend: { labelColor: text, labelFontSize: 13 },
    text: { fontSize: 13 },
  };
}

/** Broken between words; a word that is longer than a line stays whole. */
function linesOf(label: string): string[] {
  const lines: string[] = [''];
  for (const word of label.split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > lettersPerLine) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

/** Evenly from one colour to another; both written as six hexadecimal digits. */
function shades([from, to]: readonly [string, string], count: number): string[] {
  const parts = (color: string) => [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
  const [start, end] = [parts(from), parts(to)];
  return Array.from({ length: count }, (_none, index) => {
    const share = count > 1 ? index / (count - 1) : 0;
    const mixed = start.map((part, place) => Math.round(part + share * ((end[place] ?? part) - part)));
    return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  });
}
