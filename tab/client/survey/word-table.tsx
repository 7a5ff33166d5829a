import { useId } from 'react';
import type { AnswerOf } from '../ground/api.ts';
import { useStyles } from '../ground/styles.ts';

type Table = AnswerOf<'GET /surveys/{surveyId}/comparison'>['questions'][number]['table'];

interface TableProps {
  readonly table: Table;
  /** What the table is called, seen above it. */
  readonly caption: string;
}

/** Numbers in words, a row to each thing; a wide table is moved sideways by itself. */
export function WordTable({ table, caption }: TableProps) {
  const styles = useStyles();
  const id = useId();
  const [first = '', ...columns] = table.columns;
  return (
    <div className={styles.sideways} role="region" aria-labelledby={id} tabIndex={0}>
      <table className={styles.table}>
        <caption id={id} className={styles.heading}>
          {caption}
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
          {table.rows.map(([name = '', ...values]) => (
            <tr key={`${name} ${values[0]}`}>
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
  );
}
