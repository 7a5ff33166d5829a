import { cleanUpDue } from '../../../domain/delivery/clean-up.ts';
import { comeBack, teamComesBack } from '../../../domain/delivery/come-back.ts';
import { concluding, dropTraceless } from '../../../domain/delivery/conclude.ts';
import { moveNetwork } from '../../../domain/delivery/follow-address.ts';
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
} from '../../../domain/delivery/manage.ts';
import { movedDue } from '../../../domain/delivery/moved.ts';
import { planAnew } from '../../../domain/delivery/plan-anew.ts';
import { claimed, type Outcome, settled } from '../../../domain/delivery/settle.ts';
import { networks } from '../../../domain/network/network.ts';
import { planRecurring } from '../../../domain/network/recurring.ts';
import { onceMore } from '../../../domain/once-more.ts';
import { type Delivery, deliveries, deliveryHolds } from '../../../domain/outbox.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { aSurvey } from '../../domain/example-network.ts';
import { aDelivery } from '../../storage/records.ts';
import type { Act } from '../interleave.ts';
import { actorIn, type RaceDeps, type Setting } from '../scene.ts';
import { due, inDays, press, type Situation } from './situation.ts';

const aboutSurvey = (state: Delivery['state'], more: Partial<Delivery> = {}) =>
  put(
    deliveries,
    aDelivery({
      id: `d-${state}`,
      key: `d-${state}`,
      networkId: 'uudi',
      subjectId: 's',
      groupId: 'future',
      to: { type: 'person', personId: `p-${state}` },
      targetId: `p-${state}`,
      state,
      dueAt: inDays(0),
      createdAt: inDays(0),
      ...more,
    }),
  );

const settledAt = inDays(0);
const setting: Setting = {
  writes: [
    aSurvey('s', { groupId: 'future', closesAt: inDays(14), createdBy: 'm-lead' }),
    aboutSurvey('waiting'),
    aboutSurvey('sent', { settledAt, activityId: 'a', conversationId: 'c', attempts: 1 }),
    aboutSurvey('failed', { settledAt, reason: '404', attempts: 1 }),
    aboutSurvey('uncertain', { settledAt, attempts: 1, doubts: 6 }),
    aboutSurvey('blocked', { settledAt, reason: '403', attempts: 1 }),
  ],
  before: (deps) => planRecurring(deps),
};

/** An instance takes a message that is due, sends it unless it is held back, and records what came of it, as the worker does. */
function sends(says: string, sender: string, answer: Outcome): Act {
  return {
    says,
    act: async (deps, pass) => {
      const where = { state: 'waiting', targetId: 'p-waiting', dueAt: { upTo: deps.now().toISOString() } };
      const taken = await deps.store.take(deliveries, where, { limit: 10 }, (row) =>
        claimed(row, sender, new Date(inDays(1))),
      );
      for (const row of taken) {
        const hold = await deps.store.get(deliveryHolds, row.subjectId);
        const outcome: Outcome = hold ? { was: hold.withdrawn ? 'withdrawn' : 'held' } : answer;
        if (!hold) await pass('asking Teams');
        const ended = settled(row, outcome, { now: deps.now(), chance: 0 });
        await onceMore(async () => {
          const now = await deps.store.get(deliveries, row.id);
          if (now?.state !== 'sending' || now.sender !== sender) return;
          await deps.store.commit(await concluding(deps, { ...ended, version: now.version }));
        });
      }
    },
  };
}

const useCases: readonly Act[] = [
  press('sends what did not arrive again', 'lead', (deps, actor) => retryUndelivered(deps, actor, 's')),
  press('sends what may have arrived again', 'lead', (deps, actor) => repeatUncertain(deps, actor, 's')),
  press('pauses', 'lead', (deps, actor) => pauseMessages(deps, actor, 's')),
  press('lets go', 'coordinator', (deps, actor) => resumeMessages(deps, actor, 's')),
  press('takes back', 'coordinator', (deps, actor) => withdrawMessages(deps, actor, 's')),
  due('delivery.retry', 's', retryDue),
  due('delivery.repeat', 's', repeatDue),
  due('delivery.release', 's', releaseDue),
  due('delivery.withdraw', 's', withdrawDue),
  due('delivery.moved', 'uudi', movedDue),
  due('delivery.cleanUp', 'uudi', cleanUpDue, 1),
  { says: 'Teams: moves to another address', act: (deps) => moveNetwork(deps, 'uudi', 'http://127.0.0.1:10') },
  sends('an instance sends', 'one', { was: 'sent', activityId: 'b', conversationId: 'd' }),
  sends('an instance is refused', 'two', { was: 'refused', reason: '403', status: 403, doubtful: false }),
  { says: 'Teams: somebody is back', act: (deps) => comeBack(deps, 'p-blocked') },
  {
    says: 'Teams: the team is back',
    act: async (deps) => teamComesBack(deps, await load(deps.store, networks, 'uudi')),
  },
  { says: 'clock: plans anew', act: (deps) => planAnew(deps) },
  {
    says: 'drops what leaves no trace',
    act: async (deps) => dropTraceless(deps, await deps.store.find(deliveries, { subjectId: 's' })),
  },
];

const begun = (says: string, ...acts: readonly ((deps: RaceDeps) => Promise<unknown>)[]): Situation => ({
  name: `messages ${says}`,
  setting: {
    ...setting,
    before: async (deps) => {
      await planRecurring(deps);
      for (const act of acts) await act(deps);
    },
  },
  useCases,
});

export const ofDeliveries: readonly Situation[] = [
  { name: 'messages about a survey', setting, useCases },
  begun('that are held back', async (deps) => pauseMessages(deps, await actorIn(deps, 'lead'), 's')),
  begun(
    'that are to be sent again',
    async (deps) => retryUndelivered(deps, await actorIn(deps, 'lead'), 's'),
    async (deps) => repeatUncertain(deps, await actorIn(deps, 'lead'), 's'),
  ),
  begun('that are taken back', async (deps) => withdrawMessages(deps, await actorIn(deps, 'lead'), 's')),
];
