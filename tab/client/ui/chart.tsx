import type { AnswerOf } from './api.ts';
import { NumberTable } from './number-table.tsx';
import { useStyles } from './styles.ts';

/** A chart with the table of its numbers below; the picture is drawn by the server for the reader's theme. */
export function Chart({ chart, label }: { readonly chart: AnswerOf<'GET /status/chart'>; readonly label: string }) {
  const styles = useStyles();
  return (
    <figure className={styles.figure}>
      <img className={styles.chart} src={`data:image/svg+xml,${encodeURIComponent(chart.svg)}`} alt={chart.alt} />
      <NumberTable table={chart} caption={label} captionUnseen />
    </figure>
  );
}
