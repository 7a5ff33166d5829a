import type { z } from 'zod';
import type { Reader } from '../../cards/reader.ts';
import { type ChartData, type ChartLook, drawChart } from '../../documents/charts/chart.ts';
import type { Chart } from '../contract/chart.ts';

/** A chart with its sentence and its table. `first` heads the column of the rows' names. */
export async function chartOf(
  reader: Reader,
  data: ChartData & { readonly title: string; readonly first: string },
  look: ChartLook,
): Promise<z.infer<typeof Chart>> {
  const { title, first, columns, rows } = data;
  return {
    svg: await drawChart(data, look),
    alt: altOf(reader, data),
    columns: [first, ...columns],
    rows: rows.map(({ label, values }) => [label, ...values.map(String)]),
  };

  function altOf({ t }: Reader, { rows }: ChartData): string {
    const sums = rows.map(({ label, values }) => ({ label, sum: values.reduce((sum, value) => sum + value, 0) }));
    const most = sums.reduce((a, b) => (b.sum > a.sum ? b : a), { label: '', sum: 0 });
    if (columns.length > 1 || most.sum === 0) return t('tab:chart.alt', { title });
    return t('tab:chart.altMost', { title, label: most.label, count: most.sum });
  }
}
