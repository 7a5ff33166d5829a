import { mergeClasses } from '@fluentui/react-components';
import { useId } from 'react';
import { useStyles } from './styles.ts';

interface NumberTableProps {
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] };
  /** What the table is called. */
  readonly caption: string;
  /** True when what stands above the table says that already; it is then read aloud only. Default false. */
  readonly captionUnseen?: boolean;
}

/** Numbers, a row to each thing and a column to each figure of it; a wide table is moved sideways by itself. */
export function NumberTable({ table, caption, captionUnseen = false }: NumberTableProps) {
  const styles = useStyles();
  const id = useId();
  const [first = '', ...columns] = table.columns;
  const named = mergeClasses(styles.heading, styles.rowHeading);
  return (
    <div className={styles.sideways} role="region" aria-labelledby={id} tabIndex={columns.length > 1 ? 0 : undefined}>
      <table className={styles.table}>
        <caption id={id} className={captionUnseen ? styles.unseen : styles.heading}>
          {caption}
        </caption>
        <thead className={styles.title}>
          <tr>
            <th scope="col" className={named}>
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
              <th scope="row" className={named}>
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
