import type { z } from 'zod';
import type { Reader } from '../../cards/reader.ts';
import { chartAlt } from '../../documents/charts/alt.ts';
import { type ChartData, drawChart } from '../../documents/charts/chart.ts';
import type { Chart, theme } from '../contract/chart.ts';

/** A chart with its sentence and its table. `first` heads the column of the rows' names. */
export async function chartOf(
  reader: Reader,
  data: ChartData & { readonly title: string; readonly first: string },
  look: z.output<typeof theme>,
): Promise<z.infer<typeof Chart>> {
  const { title, first, columns, rows } = data;
  return {
    svg: await drawChart(data, look),
    alt: chartAlt(reader.t, title, data),
    columns: [first, ...columns],
    rows: rows.map(({ label, values }) => [label, ...values.map(String)]),
  };
}
