import type { ReactNode } from 'react';
import { useStyles } from './styles.ts';

interface FactsProps {
  /** What has no value is left out. */
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
}

/** Labels and values, one pair after the other. */
export function Facts({ facts }: FactsProps) {
  const styles = useStyles();
  const told = facts.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return (
    <dl className={styles.facts}>
      {told.map(([label, value]) => (
        <div key={label} className={styles.fact}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A part of a page under a heading of its own. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <section className={styles.card}>
      <h2 className={styles.h2}>{title}</h2>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
