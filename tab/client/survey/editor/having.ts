import type { Question } from './edited.ts';

/** The same question without a key whose value is not given. */
export function having<Q extends Question>(question: Q, key: string, value: unknown): Q {
  const { [key]: _before, ...rest } = question as Record<string, unknown>;
  return (value === undefined || value === '' ? rest : { ...rest, [key]: value }) as Q;
}
