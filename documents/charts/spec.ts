import type { TopLevelSpec } from 'vega-lite';
import type { ChartData, ChartLook } from './data.ts';
import { letterSize, type Measure } from './letters.ts';
import { linesOf, shortened } from './lines.ts';

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
  contrast: { text: '#ffffff', line: '#ffffff', bar: '#1aebff', scale: ['#ffffff', '#0e7c86'] },
  // Bars that stand out from white and from black, and words in the colour of those around.
  inherited: { text: 'currentColor', line: 'currentColor', bar: '#3f7fc0', scale: ['#a9c8e6', '#2b5f96'] },
};

/** How wide a bar may be, in pixels: with its number it fits a narrow screen nearly unshrunk. */
const width = 300;
const barHeight = 16;
const lineHeight = 17;
/** Between a label and its bar, and between a bar and the next label. */
const gaps = { label: 2, row: 12 } as const;
/** Other fonts than the one that is measured by may be wider. */
const roomForOthers = 0.9;
const legendMark = 24;

/** What the library draws the numbers by. Places are told in pixels: without a screen, it takes letters to be too wide. */
export function specOf({ columns, rows }: ChartData, look: ChartLook, measure: Measure): TopLevelSpec {
  const palette = palettes[look];
  const room = width * roomForOthers;
  const placed = placedRows(rows, room, measure);
  const isDivided = columns.length > 1;
  const most = Math.max(1, ...placed.map(({ sum }) => sum));
  const widest = Math.max(0, ...placed.map(({ sum }) => measure(String(sum))));
  return {
    width,
    height: placed.at(-1)?.end ?? 0,
    background: 'transparent',
    autosize: { type: 'none' },
    padding: {
      left: 6,
      right: 12 + Math.ceil(widest),
      top: 6,
      bottom: 26 + (isDivided ? 18 + 18 * columns.length : 0),
    },
    params: [{ name: 'names', value: columns.map((name) => shortened(name, room - legendMark, measure)) }],
    layer: [isDivided ? partLayer(rows, placed, palette) : barLayer(placed, palette), labelLayer(placed, palette)],
    encoding: { x: { type: 'quantitative', axis, scale: { domain: [0, most] } } },
    config: configOf(palette),
  } as TopLevelSpec;
}

const axis = { title: null, tickMinStep: 1, format: 'd', tickCount: 4 };

interface PlacedRow {
  readonly lines: readonly string[];
  readonly sum: number;
  /** Where the label, the bar and the row begin and end, from the top. */
  readonly start: number;
  readonly top: number;
  readonly bottom: number;
  readonly end: number;
}

function placedRows(rows: ChartData['rows'], room: number, measure: Measure): PlacedRow[] {
  let end = 0;
  return rows.map(({ label, values }) => {
    const start = end;
    const lines = linesOf(label, room, measure);
    const top = start + lines.length * lineHeight + gaps.label;
    const bottom = top + barHeight;
    end = bottom + gaps.row;
    return { lines, sum: values.reduce((sum, value) => sum + value, 0), start, top, bottom, end };
  });
}

/** A place in pixels. */
function at(field: string) {
  return { field, type: 'quantitative', scale: null, axis: null };
}

function labelLayer(placed: readonly PlacedRow[], { text }: Palette) {
  return {
    data: { values: placed },
    mark: { type: 'text', align: 'left', baseline: 'top', lineHeight, color: text },
    encoding: { text: { field: 'lines', type: 'nominal' }, x: { value: 0 }, y: at('start') },
  };
}

const barPlace = { x: { field: 'from' }, x2: { field: 'to' }, y: at('top'), y2: { field: 'bottom' } };

function barLayer(placed: readonly PlacedRow[], { bar, text }: Palette) {
  const values = placed.map((row) => ({ ...row, from: 0, to: row.sum, middle: (row.top + row.bottom) / 2 }));
  return {
    data: { values },
    layer: [
      { mark: { type: 'rect', color: bar }, encoding: barPlace },
      {
        mark: { type: 'text', align: 'left', baseline: 'middle', dx: 4, color: text },
        encoding: { text: { field: 'sum' }, x: { field: 'to' }, y: at('middle') },
      },
    ],
  };
}

function partLayer(rows: ChartData['rows'], placed: readonly PlacedRow[], { scale, text }: Palette) {
  const columns = rows[0]?.values.map((_value, column) => column) ?? [];
  return {
    data: { values: rows.flatMap(({ values }, row) => partsOf(values, placed[row])) },
    mark: { type: 'rect', stroke: text, strokeWidth: 0.5 },
    encoding: {
      ...barPlace,
      color: {
        field: 'column',
        type: 'ordinal',
        scale: { domain: columns, range: shades(scale, columns.length) },
        legend: { title: null, orient: 'bottom', columns: 1, labelLimit: 0, labelExpr: 'names[datum.value]' },
      },
    },
  };
}

function partsOf(values: readonly number[], row: PlacedRow | undefined) {
  let to = 0;
  return values.flatMap((count, column) => {
    const from = to;
    to += count;
    return count > 0 ? [{ column, from, to, top: row?.top, bottom: row?.bottom }] : [];
  });
}

function configOf({ text, line }: Palette) {
  return {
    font: "'Segoe UI', system-ui, sans-serif",
    view: { stroke: null },
    // Who shows a chart says what it shows.
    mark: { aria: false },
    axis: {
      labelColor: text,
      labelFontSize: letterSize,
      gridColor: line,
      gridOpacity: 0.3,
      domainColor: line,
      tickColor: line,
    },
    legend: {
      aria: false,
      labelColor: text,
      labelFontSize: letterSize,
      symbolStrokeColor: text,
      symbolStrokeWidth: 0.5,
    },
    text: { fontSize: letterSize },
  };
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
