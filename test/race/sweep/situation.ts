import { onceMore } from '../../../domain/once-more.ts';
import { type Task, taskId, tasks } from '../../../domain/outbox.ts';
import type { Actor } from '../../../domain/rights.ts';
import { type Role, start } from '../../domain/fixture.ts';
import type { Pass } from '../gates.ts';
import type { Act } from '../interleave.ts';
import { actorIn, type RaceDeps, type Setting } from '../scene.ts';

/** What is there, and the use cases that change it, each of which is put together with each. */
export interface Situation {
  /** What it is: a part of a sentence. */
  readonly name: string;
  readonly setting: Setting;
  readonly useCases: readonly Act[];
  /** What comes by itself later, beside the tasks that are due, and makes up for what was passed over. */
  readonly afterwards?: (deps: RaceDeps) => Promise<unknown>;
}

/** Something that somebody of the test network does. */
export function press(says: string, role: Role, act: (deps: RaceDeps, actor: Actor) => Promise<unknown>): Act {
  return { says: `${role}: ${says}`, act: async (deps) => act(deps, await actorIn(deps, role)) };
}

/**
 * What a task does when its time has come; nothing when it is not planned. One that meets somebody else's change comes
 * again, as the worker has it.
 */
export function due(
  kind: string,
  subjectId: string,
  run: (deps: RaceDeps, task: Task) => Promise<unknown>,
  days = 0,
): Act {
  return {
    says: `task ${kind}`,
    act: async (deps) =>
      onceMore(async () => {
        const task = await deps.store.get(tasks, taskId(kind, subjectId));
        if (task) await run(atDay(deps, days), task);
      }),
  };
}

/** So many days after the beginning of the race, at the same time of day. */
export const inDays = (days: number) => new Date(start + days * 86_400_000).toISOString();

/** The same things so many days later. */
export const atDay = (deps: RaceDeps, days: number): RaceDeps => ({ ...deps, now: () => new Date(inDays(days)) });

/** Passed to an act that happens before a race. */
export const nowhere: Pass = async () => undefined;
