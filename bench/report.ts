import { type Bar, type Figure, isMet } from './bench.ts';

/** A figure as a line: `CPU per answer …: 1.08× [1.01–1.17], at most 1.25: met`. */
export function lineOf(figure: Figure): string {
  const { what, unit, value, bar } = figure;
  const spread = `${shown(value.median)}${unit && unit !== '×' ? ' ' : ''}${unit} [${shown(value.least)}–${shown(value.most)}]`;
  const judged = bar ? `, ${barText(bar)}: ${isMet(figure) ? 'met' : 'NOT MET'}` : '';
  return `  ${what}: ${spread}${judged}\n`;
}

function barText(bar: Bar): string {
  return 'atMost' in bar ? `at most ${bar.atMost}` : `at least ${bar.atLeast}`;
}

/** Three digits, and no more of them than a measurement has. */
function shown(number: number): string {
  return Number.isInteger(number) || number >= 100 ? String(Math.round(number)) : number.toPrecision(3);
}
