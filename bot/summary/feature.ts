import { statusCard, waitingCard } from '../../cards/summary/status.ts';
import { AppError } from '../../domain/errors.ts';
import { canSomewhere, membershipIn } from '../../domain/rights.ts';
import { type StatusSummary, statusSummary, visibleStatus } from '../../domain/summary/status.ts';
import { feature, type Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

async function visible(turn: Turn): Promise<StatusSummary> {
  const { deps, actor } = turn;
  const network = networkOf(turn);
  const membership = membershipIn(actor, network.id);
  if (!membership) throw new AppError('NOT_MEMBER', 'not a member of the network of the team');
  if (!canSomewhere(actor, 'summary.read', network.id)) throw new AppError('FORBIDDEN', 'reads no summary');
  const summary = await deps.store.snapshot((view) => statusSummary(view, network.id, deps.now()));
  return visibleStatus(summary, membership);
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
