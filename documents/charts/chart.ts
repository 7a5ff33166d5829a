import { openMeasure } from './letters.ts';
import { specOf } from './spec.ts';

/** Numbers to draw: a bar for each row, divided when there are several columns. */
export interface ChartData {
  /** What each number of a row counts; one name for plain bars. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly values: readonly number[] }[];
}

/** How a chart is coloured: for light, dark and high-contrast surroundings, or for a page whose own colours change. */
export type ChartLook = 'default' | 'dark' | 'contrast' | 'inherited';

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
  const view = new View(parse(compile(specOf(data, look, measure)).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}
