import type { z } from 'zod';
import type { Reader } from '../../cards/reader.ts';
import { chartAlt } from '../../documents/charts/alt.ts';
import type { ChartData } from '../../documents/charts/data.ts';
import type { OffLoop } from '../../documents/off-loop/off-loop.ts';
import type { Actor } from '../../domain/rights.ts';
import type { Chart, theme } from '../contract/chart.ts';

/** Numbers to be drawn. `first` heads the column of the rows' names. */
export type Drawn = ChartData & { readonly title: string; readonly first: string };

/** For whom charts are drawn, and how they are to look. */
export interface Drawing {
  readonly offLoop: OffLoop;
  readonly actor: Actor;
  readonly look: z.output<typeof theme>;
}

/** Charts, each with its sentence and its table. They are drawn off the loop, all of a page at once. */
export async function chartsOf(
  { offLoop, actor, look }: Drawing,
  reader: Reader,
  drawn: readonly Drawn[],
): Promise<z.infer<typeof Chart>[]> {
  if (drawn.length === 0) return [];
  const data = { charts: drawn.map(({ columns, rows }) => ({ columns, rows })), look };
  const about = JSON.stringify(data);
  const bytes = await offLoop.run({ task: 'charts', person: actor.personId, about, gather: async () => data });
  const svgs = JSON.parse(bytes.toString('utf8')) as string[];
  return drawn.map(({ title, first, columns, rows }, index) => ({
    svg: svgs[index] ?? '',
    alt: chartAlt(reader.t, title, { columns, rows }),
    columns: [first, ...columns],
    rows: rows.map(({ label, values }) => [label, ...values.map(String)]),
  }));
}
