import { networks } from '../domain/network/network.ts';
import type { StoreReader } from '../domain/store.ts';
import { textFor } from '../domain/text.ts';
import { Failure } from './command.ts';

/** The complaint about a network that is not there, with those that are. */
export async function unknownNetwork(store: StoreReader, networkId: string): Promise<Failure> {
  const known = await store.find(networks, {});
  const list = known.map(({ id, name, language }) => `${id} (${textFor(name, language)})`).join(', ');
  const hint = list ? `Known networks: ${list}.` : 'The store holds no networks; check DATA_DIR.';
  return new Failure(`There is no network "${networkId}". ${hint}`);
}
