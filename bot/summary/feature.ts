import { statusCard, waitingCard } from '../../cards/summary/status.ts';
import { canSomewhere } from '../../domain/rights.ts';
import { type StatusSummary, statusFor } from '../../domain/summary/status.ts';
import { feature, type Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

async function visible(turn: Turn): Promise<StatusSummary> {
  const { deps, actor } = turn;
  const network = networkOf(turn);
  return deps.store.snapshot((view) => statusFor({ view, nouns: deps.nouns, now: deps.now() }, actor, network.id));
}

async function show(turn: Turn) {
  return statusCard(turn.reader, await visible(turn), turn.deps.links.tab());
}

/** The status summary in Teams. */
export const summaryFeature = feature({
  commands: [
    {
      name: 'status',
      offered: ({ actor, network }) => network !== undefined && canSomewhere(actor, 'summary.read', network.id),
      run: show,
    },
  ],
  verbs: {
    'summary.show': show,
    'summary.waiting': async (turn, { page }) => waitingCard(turn.reader, await visible(turn), page),
  },
});
