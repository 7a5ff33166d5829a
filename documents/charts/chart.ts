import { printable } from '../characters.ts';
import type { ChartData, ChartLook } from './data.ts';
import { openMeasure } from './letters.ts';
import { specOf } from './spec.ts';

/**
 * Draws numbers as horizontal bars, each under its label. The picture says nothing that a table of the same numbers
 * does not say; whoever shows it gives that table beside it. The same data gives the same markup.
 */
export async function drawChart(data: ChartData, look: ChartLook): Promise<string> {
  // Together they weigh half a second, which only those pay who draw.
  const [{ compile }, { View, parse }, measure] = await Promise.all([
    import('vega-lite'),
    import('vega'),
    openMeasure(),
  ]);
  const view = new View(parse(compile(specOf(drawable(data), look, measure)).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

/** The same numbers under labels that a drawing can hold. */
function drawable({ columns, rows }: ChartData): ChartData {
  return {
    columns: columns.map(printable),
    rows: rows.map(({ label, values }) => ({ label: printable(label), values })),
  };
}
