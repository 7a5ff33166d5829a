import type { StoreReader } from '../store.ts';
import { groups, type Network } from './network.ts';

/** The address under which Teams serves a network's channels and people now, of one that was kept some time ago. */
export function addressNow({ serviceUrls }: Network, kept: string): string {
  return serviceUrls?.former.includes(kept) ? serviceUrls.current : kept;
}

/** The address under which Teams serves a network's team: that of any of its channels. Undefined when it has none. */
export async function teamAddress(store: StoreReader, network: Network): Promise<string | undefined> {
  if (network.serviceUrls) return network.serviceUrls.current;
  const all = await store.find(groups, { networkId: network.id });
  return (all.find(({ chat }) => !chat) ?? all[0])?.serviceUrl;
}
