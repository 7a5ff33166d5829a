import { z } from 'zod';
import { Moment, recordShape } from './record.ts';
import { collection, put, type Write } from './store.ts';

/** Where a message goes: the channel of a working group, or a person's own chat with the bot. */
export const Destination = z.discriminatedUnion('type', [
  z.object({ type: z.literal('channel'), groupId: z.string() }),
  z.object({ type: z.literal('person'), personId: z.string() }),
]);
export type Destination = z.infer<typeof Destination>;

/** How a message stands; `domain/delivery/settle.ts` says what leads from one to another. */
export const deliveryStates = [
  /** To be sent when it is due. */
  'waiting',
  /** Held back with its subject until somebody lets it go. */
  'paused',
  /** About to be sent, or sent and not yet acknowledged. */
  'sending',
  'sent',
  /** Perhaps sent: nobody knows, and it is not sent again. */
  'uncertain',
  /** Given up with a reason. */
  'failed',
  /** Teams refuses messages to this person or channel. */
  'blocked',
  /** There is no chat with this person, and none can be begun. */
  'notReached',
  /** Taken back, before it was sent or after. */
  'withdrawn',
  /** There was nothing to say any more. */
  'skipped',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

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
  /** The group or the person of `to`, to be asked for. */
  targetId: z.string(),
  /** The working group it is about, whose leads see how it went; without one, only coordinators do. */
  groupId: z.string().optional(),
  /** No second message with the same key is ever made: the same cause gives the same key. */
  key: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.number().int().nonnegative(),
  /** Tries whose outcome nobody knows: it may have arrived with each of them. */
  doubts: z.number().int().positive().optional(),
  /**
   * Waiting: not sent before this moment. Sending: the end of its sender's lease, after which another instance takes
   * it over.
   */
  dueAt: Moment,
  /** The instance that is sending it. */
  sender: z.string().optional(),
  createdAt: Moment,
  /** When it came to rest. */
  settledAt: Moment.optional(),
  /** The delivery whose posted card this one replaces in place, or takes away. */
  replacesId: z.string().optional(),
  /** Teams' id of the message sent, and of the conversation it stands in. */
  activityId: z.string().optional(),
  conversationId: z.string().optional(),
  /** Why it was not sent, never content: an HTTP status, a code of the connection, or one of `reasons`. */
  reason: z.string().optional(),
});
export type Delivery = z.infer<typeof Delivery>;
export const deliveries = collection('deliveries', Delivery, {
  indexes: ['networkId', 'state', 'subjectId', 'groupId', 'targetId', 'kind', 'dueAt', 'replacesId'],
  unique: [['key']],
});

/** How many messages of one kind about one subject came to rest in which state, after their rows were deleted. */
export const DeliveryTally = z.object({
  ...recordShape,
  networkId: z.string(),
  groupId: z.string().optional(),
  subjectId: z.string(),
  kind: z.string(),
  counts: z.partialRecord(z.enum(deliveryStates), z.number().int().nonnegative()),
});
export type DeliveryTally = z.infer<typeof DeliveryTally>;
export const deliveryTallies = collection('deliveryTallies', DeliveryTally, {
  indexes: ['networkId', 'subjectId', 'groupId'],
});

/** Holds back the messages about one subject, whose id it has, for as long as it exists. */
export const DeliveryHold = z.object({
  ...recordShape,
  networkId: z.string(),
  heldAt: Moment,
  /** Taken back for good rather than held back. */
  withdrawn: z.literal(true).optional(),
});
export type DeliveryHold = z.infer<typeof DeliveryHold>;
export const deliveryHolds = collection('deliveryHolds', DeliveryHold, { indexes: ['networkId'] });

/** Something to do at a set time: open, close or remind of its subject. Deleted by the commit that does it. */
export const Task = z.object({
  ...recordShape,
  networkId: z.string(),
  kind: z.string(),
  subjectId: z.string(),
  /** Not done before this moment; whoever does it moves it on, so that nobody else does it meanwhile. */
  dueAt: Moment,
  /** How far a task that goes step by step has come. */
  after: z.string().optional(),
  /** Of a task that deletes: when it first found that it was due, or last ran; `domain/agreed-time.ts` says what for. */
  readAt: Moment.optional(),
});
export type Task = z.infer<typeof Task>;
export const tasks = collection('tasks', Task, { indexes: ['networkId', 'subjectId', 'dueAt'] });

/** A message of somebody to the bot that an instance has taken up, so that no other answers it as well. */
export const SeenActivity = z.object({
  ...recordShape,
  /** Until when nobody else takes it up: a little while, and once it is answered a day, after which it is deleted. */
  at: Moment,
});
export type SeenActivity = z.infer<typeof SeenActivity>;
export const seenActivities = collection('seenActivities', SeenActivity, { indexes: ['at'] });

interface Message {
  readonly networkId: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly to: Destination;
  /** The group it is about, or named as undefined, none; default the group of the channel it goes to. */
  readonly groupId?: string | undefined;
  readonly replacesId?: string;
  /** Sets apart repeated messages of one kind about one subject; default none, so there is only one. */
  readonly occasion?: string;
}

/** The write that hands a message to the worker, to be committed with the change that causes it. */
export function send(deps: { now(): Date; newId(): string }, message: Message): Write {
  const { occasion, ...rest } = message;
  const targetId = message.to.type === 'channel' ? message.to.groupId : message.to.personId;
  const now = deps.now().toISOString();
  return put(deliveries, {
    ...(message.to.type === 'channel' ? { groupId: message.to.groupId } : {}),
    ...rest,
    targetId,
    id: deps.newId(),
    version: 0,
    key: [message.kind, message.subjectId, targetId, message.replacesId, occasion].filter(Boolean).join('|'),
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
