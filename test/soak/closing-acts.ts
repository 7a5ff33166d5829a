import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../../config/ids.ts';
import { asAppError } from '../../domain/errors.ts';
import { loadActor } from '../../domain/network/actor.ts';
import { tasks } from '../../domain/outbox.ts';
import type { Store } from '../../domain/store.ts';
import { savePage } from '../../domain/survey/answer.ts';
import { type CloseDeps, cancelSurvey, closeSurvey } from '../../domain/survey/close.ts';
import { closeDue } from '../../domain/survey/due.ts';
import { createVault } from '../../storage/vault/vault.ts';
import { tenantId } from '../domain/fixture.ts';

/** One thing that somebody does to a survey, so many milliseconds after all begin. */
export interface SoakAct {
  readonly surveyId: string;
  readonly afterMs: number;
  readonly does:
    | { readonly kind: 'answer'; readonly aadObjectId: string; readonly text: string }
    | { readonly kind: 'close' | 'cancel'; readonly aadObjectId: string }
    | { readonly kind: 'task' };
}

/** What came of an act: `done`, the code of the refusal, or of a fault also what is behind it. */
export type SoakOutcome = string;

/** What no act is to meet, and what is known of it. */
function outcomeOf(error: unknown): SoakOutcome {
  const { code, message, cause } = asAppError(error);
  if (code !== 'INTERNAL' && code !== 'STORE_UNAVAILABLE') return code;
  return [code, message, cause instanceof Error ? cause.stack : cause].join(' ');
}

/** What closing needs on a store, with the machine's own clock. */
export function closingDeps(store: Store, keyDir: string): CloseDeps {
  return {
    store,
    vault: createVault(keyDir),
    now: () => new Date(),
    newId,
    randomBelow: (limit) => Math.floor(Math.random() * limit),
    isHoliday: async () => false,
  };
}

/** Does all of them beside each other. */
export async function actAll(deps: CloseDeps, acts: readonly SoakAct[]): Promise<SoakOutcome[]> {
  return Promise.all(
    acts.map(async (act) => {
      await wait(act.afterMs);
      return actOnce(deps, act).then(() => 'done', outcomeOf);
    }),
  );
}

async function actOnce(deps: CloseDeps, { surveyId, does }: SoakAct): Promise<unknown> {
  if (does.kind === 'task') return runClosing(deps, surveyId);
  const actor = await loadActor(deps.store, { tenantId, aadObjectId: does.aadObjectId }, []);
  switch (does.kind) {
    case 'answer':
      return savePage(deps, actor, surveyId, { page: 0, to: 'submit', typed: { first: does.text } });
    case 'close':
      return closeSurvey(deps, actor, surveyId);
    case 'cancel':
      return cancelSurvey(deps, actor, surveyId, 'Väärä aika');
  }
}

/** Takes the closing task when it is due, as the worker of each instance does, and does it. */
async function runClosing(deps: CloseDeps, surveyId: string): Promise<void> {
  const [now, leaseEnds] = [deps.now().toISOString(), new Date(deps.now().getTime() + 60_000).toISOString()];
  const taken = await deps.store.take(tasks, { subjectId: surveyId, dueAt: { upTo: now } }, { limit: 20 }, (task) => ({
    ...task,
    dueAt: leaseEnds,
  }));
  for (const task of taken.filter(({ kind }) => kind === 'survey.close')) await closeDue(deps, task);
}
