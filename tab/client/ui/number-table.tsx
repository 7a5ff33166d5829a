import { mergeClasses } from '@fluentui/react-components';
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
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
  const box = useRef<HTMLDivElement>(null);
  const scrolls = useScrolls(box) && { role: 'region', 'aria-labelledby': id, tabIndex: 0 };
  return (
    <div ref={box} className={styles.sideways} {...scrolls}>
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

/** Whether something is wider than its place: only then the keyboard stops there, to move it. */
function useScrolls(box: RefObject<HTMLElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return scrolls;
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
