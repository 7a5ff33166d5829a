import type { WorkingGroup } from '../domain/network/network.ts';
import { isolated } from '../locales/isolated.ts';
import type { Reader } from './reader.ts';
import { shortened } from './shorten.ts';

const longestName = 80;

/** The name of the channel that is posted to, to stand in a sentence of ours: its group's. */
export function channelName({ pick }: Pick<Reader, 'pick'>, { name }: Pick<WorkingGroup, 'name'>): string {
  return isolated(shortened(pick(name), longestName));
}
