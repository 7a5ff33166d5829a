import { type Delivery, deliveries, type Task, tasks } from '../../../domain/outbox.ts';
import { put } from '../../../domain/store.ts';
import { draftSurvey, postSurvey } from '../../../domain/survey/make.ts';
import type { Anonymity, Audience } from '../../../domain/survey/survey.ts';
import { type SentTo, type Survey, SurveyTemplate } from '../../../domain/survey/survey.ts';
import { aDelivery } from '../../storage/records.ts';
import type { Role, World } from '../fixture.ts';

/** One question, which must be answered. */
export const template = SurveyTemplate.parse({
  code: 'test',
  title: { fi: 'Tuen tarve' },
  purpose: { fi: 'Miksi' },
  anonymity: 'named',
  questions: [{ kind: 'text', code: 'first', label: { fi: 'Ensimmäinen' }, required: true }],
});

interface Posting {
  readonly sentTo?: SentTo;
  readonly anonymity?: Anonymity;
  readonly surveyId?: string;
  readonly groupId?: string;
  /** In the place of the group. */
  readonly audience?: Audience;
  readonly alsoIn?: readonly string[];
  readonly closesAt?: string;
  readonly by?: Role;
}

/** A survey, `s-1` of the world's group unless another is asked for, posted by its lead. */
export async function aPostedSurvey(world: World, request: Posting = {}): Promise<Survey> {
  const { sentTo = 'channel', anonymity = 'named', surveyId = 's-1', groupId = 'future', audience, alsoIn } = request;
  const { closesAt = '2026-09-15T13:00:00.000Z', by = 'lead' } = request;
  const author = await world.actor(by);
  const asked = audience ? { audience } : { groupId };
  await draftSurvey(world.deps, author, { surveyId, networkId: 'uudi', ...asked, closesAt, template, anonymity });
  return postSurvey(world.deps, author, surveyId, { sentTo, ...(alsoIn && { alsoIn }) });
}

/** Puts a message about `s-1` into the store, in the chat of a person unless something else is given. */
export async function aMessage(world: World, given: Partial<Delivery>): Promise<Delivery> {
  const personId = given.targetId ?? `p-${given.key ?? world.deps.newId()}`;
  const delivery = aDelivery({
    networkId: 'uudi',
    groupId: 'future',
    subjectId: 's-1',
    to: { type: 'person', personId },
    targetId: personId,
    id: world.deps.newId(),
    ...given,
  });
  await world.deps.store.commit([put(deliveries, delivery)]);
  return delivery;
}

/** Does a task again and again until it is gone, as the worker would. */
export async function finish(world: World, id: string, handle: (task: Task) => Promise<void>): Promise<number> {
  for (let steps = 0; ; steps += 1) {
    const task = await world.deps.store.get(tasks, id);
    if (!task) return steps;
    await handle(task);
  }
}

/** The states of the messages about `s-1`, and how many there are in each. */
export async function states(world: World, kind?: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const where = kind === undefined ? { subjectId: 's-1' } : { subjectId: 's-1', kind };
  for (const { state } of await world.deps.store.find(deliveries, where)) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
