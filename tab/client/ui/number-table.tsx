import { mergeClasses } from '@fluentui/react-components';
import { useId } from 'react';
import { useStyles } from './styles.ts';

interface Table {
  /** How many of the first columns name the row; of two, the first names those that follow each other. Default 1. */
  readonly headings?: 1 | 2;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

interface NumberTableProps {
  readonly table: Table;
  /** What the table is called. */
  readonly caption: string;
  /** True when what stands above the table says that already; it is then read aloud only. Default false. */
  readonly captionUnseen?: boolean;
}

/** Numbers, a row to each thing and a column to each figure of it; a wide table is moved sideways by itself. */
export function NumberTable({ table, caption, captionUnseen = false }: NumberTableProps) {
  const styles = useStyles();
  const id = useId();
  const [first = '', ...columns] = table.headings === 2 ? table.columns.slice(1) : table.columns;
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
        {partsOf(table).map(([name, rows]) => (
          <Part key={name} name={name} rows={rows} columns={columns} />
        ))}
      </table>
    </div>
  );
}

/** The rows, by what the first of two headings says; all in one part without a name where there is just one. */
function partsOf({ headings = 1, rows }: Table): (readonly [name: string, rows: Table['rows']])[] {
  if (headings === 1) return [['', rows]];
  const parts = Map.groupBy(rows, ([name]) => String(name));
  return [...parts].map(([name, own]) => [name, own.map((row) => row.slice(1))]);
}

interface PartProps {
  /** Stands above the rows; empty for none. */
  readonly name: string;
  readonly rows: Table['rows'];
  readonly columns: readonly string[];
}

function Part({ name: part, rows, columns }: PartProps) {
  const styles = useStyles();
  const named = mergeClasses(styles.heading, styles.rowHeading);
  return (
    <tbody>
      {part !== '' && (
        <tr>
          <th scope="rowgroup" colSpan={columns.length + 1} className={mergeClasses(styles.heading, styles.title)}>
            {part}
          </th>
        </tr>
      )}
      {rows.map(([name = '', ...values]) => (
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
  );
}
