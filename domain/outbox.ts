import { z } from 'zod';
import { Moment, recordShape } from './record.ts';
import { collection, put, type Write } from './store.ts';

/** Where a message goes: the channel of a working group, or a person's own chat with the bot. */
export const Destination = z.discriminatedUnion('type', [
  z.object({ type: z.literal('channel'), groupId: z.string() }),
  z.object({ type: z.literal('person'), personId: z.string() }),
]);
export type Destination = z.infer<typeof Destination>;

/**
 * One message to one recipient or channel. Written in the commit that caused it and sent by the worker;
 * it names what to say (`kind` and `subjectId`), never the words, which are made for the reader when it is sent.
 */
export const Delivery = z.object({
  ...recordShape,
  networkId: z.string(),
  kind: z.string(),
  subjectId: z.string(),
  to: Destination,
  /** No second message with the same key is ever made: the same cause gives the same key. */
  key: z.string(),
  state: z.enum(['waiting', 'sending', 'sent', 'uncertain', 'failed', 'skipped']),
  attempts: z.number().int().nonnegative(),
  /** Not sent before this moment. */
  dueAt: Moment,
  createdAt: Moment,
  /** The delivery whose posted card this one replaces in place. */
  replacesId: z.string().optional(),
  /** Teams' id of the message sent, and of the conversation it stands in. */
  activityId: z.string().optional(),
  conversationId: z.string().optional(),
  /**
   * Why it was not sent, never content: an HTTP status, a code of the connection, `notReached` when there is no chat or
   * channel to send to, `nothingToSay` when its subject has moved on, `card` when its card could not be made.
   */
  reason: z.string().optional(),
});
export type Delivery = z.infer<typeof Delivery>;
export const deliveries = collection('deliveries', Delivery, {
  indexes: ['networkId', 'state', 'subjectId', 'kind', 'dueAt'],
  unique: [['key']],
});

/** Something to do at a set time: open, close or remind of its subject. Deleted by the commit that does it. */
export const Task = z.object({
  ...recordShape,
  networkId: z.string(),
  kind: z.string(),
  subjectId: z.string(),
  dueAt: Moment,
});
export type Task = z.infer<typeof Task>;
export const tasks = collection('tasks', Task, { indexes: ['networkId', 'subjectId', 'dueAt'] });

interface Message {
  readonly networkId: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly to: Destination;
  readonly replacesId?: string;
  /** Sets apart repeated messages of one kind about one subject; default none, so there is only one. */
  readonly occasion?: string;
}

/** The write that hands a message to the worker, to be committed with the change that causes it. */
export function send(deps: { now(): Date; newId(): string }, message: Message): Write {
  const { occasion, ...rest } = message;
  const target = message.to.type === 'channel' ? message.to.groupId : message.to.personId;
  const now = deps.now().toISOString();
  return put(deliveries, {
    ...rest,
    id: deps.newId(),
    version: 0,
    key: [message.kind, message.subjectId, target, message.replacesId, occasion].filter(Boolean).join('|'),
    state: 'waiting',
    attempts: 0,
    dueAt: now,
    createdAt: now,
  });
}

/** The write that plans a task; there is at most one of a kind for a subject. */
export function plan(task: { networkId: string; kind: string; subjectId: string; dueAt: string }): Write {
  return put(tasks, { ...task, id: taskId(task.kind, task.subjectId), version: 0 });
}

/** The id of the one task of a kind for a subject. */
export function taskId(kind: string, subjectId: string): string {
  return `${kind}:${subjectId}`;
}
