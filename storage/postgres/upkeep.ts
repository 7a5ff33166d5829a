import type { Address } from './address.ts';
import { type Connections, createConnections } from './connections.ts';

/**
 * Gives a piece of upkeep a connection without limits on statements, for as long as it takes. `lock` is how long (ms)
 * it may wait for a lock, and everybody else behind it; default as long as needed.
 */
export async function withUpkeep<T>(
  address: Address,
  work: (connections: Connections) => Promise<T>,
  { lock = 0, readOnly = false } = {},
): Promise<T> {
  const limits = { connections: 1, statement: 0, lock, idle: 0, readOnly };
  const connections = createConnections(address, limits);
  try {
    return await work(connections);
  } finally {
    await connections.pool.end();
  }
}
