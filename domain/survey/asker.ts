import { groups, networks, type WorkingGroup } from '../network/network.ts';
import type { StoreReader } from '../store.ts';
import type { LocalizedText } from '../text.ts';
import { load } from '../use-case.ts';
import { groupsOf } from './audience.ts';
import type { Survey } from './survey.ts';

/** The names of those for whom a survey asks, and of those whom it asks. */
export interface Asker {
  readonly network: LocalizedText;
  /** Undefined when no one group asks. */
  readonly group: LocalizedText | undefined;
  /** The working groups among which those asked are to be named. */
  readonly groups: readonly WorkingGroup[];
}

/** Who asks what a survey asks. */
export async function askerOf(store: StoreReader, survey: Survey): Promise<Asker> {
  const { networkId, groupId } = survey;
  const [network, group, asked] = await Promise.all([
    load(store, networks, networkId),
    groupId === undefined ? undefined : load(store, groups, groupId),
    groupsOf(store, survey),
  ]);
  return { network: network.name, group: asked.length > 1 ? undefined : group?.name, groups: asked };
}
