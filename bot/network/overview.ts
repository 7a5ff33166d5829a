import { alsoOnPage } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import { overviewCard } from '../../cards/network/overview.ts';
import type { SyncOutcome } from '../../cards/network/sync.ts';
import { networkOverview } from '../../domain/network/overview.ts';
import type { Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

/** The network of a turn at a glance, for a coordinator. */
export async function overview(turn: Turn, synced?: SyncOutcome): Promise<Card> {
  const seen = await networkOverview(turn.deps.store, turn.actor, networkOf(turn));
  const inTeam = turn.place.type === 'channel';
  const made = overviewCard(turn.reader, seen, { inTeam, unbound: inTeam && turn.group === undefined, synced });
  return alsoOnPage(turn.reader, made, turn.deps.links.tab('groups'));
}
