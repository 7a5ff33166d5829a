import { alsoOnPage } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import {
  askRepeatCard,
  askWithdrawCard,
  type Done,
  ledgerCard,
  passOnCard,
  subjectCard,
  tableFor,
  takenBackCard,
} from '../../cards/delivery/ledger.ts';
import type { MessagesFormat } from '../../cards/links.ts';
import { cleanUpDue } from '../../domain/delivery/clean-up.ts';
import { withdrawalKind } from '../../domain/delivery/kinds.ts';
import { ledgerOverview, subjectLedger } from '../../domain/delivery/ledger.ts';
import {
  pauseMessages,
  releaseDue,
  repeatDue,
  repeatUncertain,
  resumeMessages,
  retryDue,
  retryUndelivered,
  withdrawDue,
  withdrawMessages,
} from '../../domain/delivery/manage.ts';
import { movedDue } from '../../domain/delivery/moved.ts';
import { canSomewhere } from '../../domain/rights.ts';
import { feature, type Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

const mostSubjects = 10;

async function overview(turn: Turn): Promise<Card> {
  const { deps, actor, reader } = turn;
  const { id } = networkOf(turn);
  const made = ledgerCard(reader, await ledgerOverview(deps, actor, id, { limit: mostSubjects }));
  return alsoOnPage(reader, made, deps.links.tab('deliveries'));
}

async function show(turn: Turn, subjectId: string, done?: Done): Promise<Card> {
  const { deps, actor, reader } = turn;
  const ledger = await subjectLedger(deps, actor, subjectId);
  const address = async (format: MessagesFormat) =>
    deps.links.messages(actor, ledger.subject.networkId, subjectId, reader.language, format);
  const format = tableFor(reader);
  const files = { workbook: await address('xlsx'), table: await address(format), tableFor: format };
  return alsoOnPage(reader, subjectCard(reader, ledger, files, done), deps.links.tab(`deliveries/${subjectId}`));
}

/** What became of messages, and what can be done about them: for leads of groups and coordinators. */
export const deliveryFeature = feature({
  commands: [
    {
      name: 'messages',
      offered: ({ actor, network }) => network !== undefined && canSomewhere(actor, 'delivery.see', network.id),
      run: overview,
    },
  ],
  verbs: {
    'delivery.show': overview,
    'delivery.subject': (turn, { subjectId }) => show(turn, subjectId),
    'delivery.retry': async (turn, { subjectId }) => {
      const count = await retryUndelivered(turn.deps, turn.actor, subjectId);
      return show(turn, subjectId, count > 0 ? 'retry' : 'nothingToRetry');
    },
    'delivery.askRepeat': async ({ deps, actor, reader }, { subjectId }) =>
      askRepeatCard(reader, await subjectLedger(deps, actor, subjectId)),
    'delivery.repeat': async (turn, { subjectId }) => {
      const count = await repeatUncertain(turn.deps, turn.actor, subjectId);
      return show(turn, subjectId, count > 0 ? 'repeat' : 'nothingToRetry');
    },
    'delivery.pause': async (turn, { subjectId }) => {
      await pauseMessages(turn.deps, turn.actor, subjectId);
      return show(turn, subjectId, 'pause');
    },
    'delivery.resume': async (turn, { subjectId }) => {
      await resumeMessages(turn.deps, turn.actor, subjectId);
      return show(turn, subjectId, 'resume');
    },
    'delivery.askWithdraw': async ({ deps, actor, reader }, { subjectId }) =>
      askWithdrawCard(reader, await subjectLedger(deps, actor, subjectId)),
    'delivery.withdraw': async (turn, { subjectId }) => {
      await withdrawMessages(turn.deps, turn.actor, subjectId);
      return show(turn, subjectId, 'withdraw');
    },
    'delivery.passOn': async ({ deps, actor, reader }, { subjectId }) =>
      passOnCard(reader, await subjectLedger(deps, actor, subjectId), deps.links.app()),
  },
  forms: { 'delivery.subject': overview },
  messages: { [withdrawalKind]: async (_deps, _delivery, reader) => takenBackCard(reader) },
  tasks: {
    'delivery.retry': retryDue,
    'delivery.repeat': repeatDue,
    'delivery.release': releaseDue,
    'delivery.withdraw': withdrawDue,
    'delivery.moved': movedDue,
    'delivery.cleanUp': cleanUpDue,
  },
});
