import type { Texts } from '../../locales/texts.ts';
import type { ChartData } from './data.ts';

/** What a chart shows, in a sentence or two: for who does not see it. `title` is what the numbers are about. */
export function chartAlt(t: Texts, title: string, { columns, rows }: ChartData): string {
  const sums = rows.map(({ label, values }) => ({ label, sum: values.reduce((sum, value) => sum + value, 0) }));
  const most = sums.reduce((a, b) => (b.sum > a.sum ? b : a), { label: '', sum: 0 });
  if (columns.length > 1 || most.sum === 0) return t('tab:chart.alt', { title });
  return t('tab:chart.altMost', { title, label: most.label, count: most.sum });
}
