import { useId } from 'react';
import type { AnswerOf } from './api.ts';
import { useStyles } from './styles.ts';

/** A chart with the table of its numbers below; the picture is drawn by the server for the reader's theme. */
export function Chart({ chart, label }: { readonly chart: AnswerOf<'GET /status/chart'>; readonly label: string }) {
  const styles = useStyles();
  const id = useId();
  const [first = '', ...columns] = chart.columns;
  return (
    <figure className={styles.figure}>
      <img className={styles.chart} src={`data:image/svg+xml,${encodeURIComponent(chart.svg)}`} alt={chart.alt} />
      <div className={styles.sideways} role="region" aria-labelledby={id} tabIndex={columns.length > 1 ? 0 : undefined}>
        <table className={styles.table}>
          <caption id={id} className={styles.unseen}>
            {label}
          </caption>
          <thead className={styles.title}>
            <tr>
              <th scope="col" className={styles.heading}>
                {first}
              </th>
              {columns.map((column) => (
                <th key={column} scope="col" className={styles.number}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {chart.rows.map(([name, ...values]) => (
              <tr key={name}>
                <th scope="row" className={styles.heading}>
                  {name}
                </th>
                {values.map((value, index) => (
                  <td key={columns[index]} className={styles.number}>
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
