/** At most so many `messages`, or requests, in any `spanMs` in one conversation. */
interface Limit {
  readonly messages: number;
  readonly spanMs: number;
}

/** Teams' limits of what one bot sends in one conversation (learn.microsoft.com, bots/how-to/rate-limit). */
export const sendingLimits: readonly Limit[] = [
  { messages: 7, spanMs: 1000 },
  { messages: 8, spanMs: 2000 },
  { messages: 60, spanMs: 30_000 },
  { messages: 1800, spanMs: 3_600_000 },
];

/** Teams' limits of how often one bot asks who is in one team or chat, at the same place. */
export const readingLimits: readonly Limit[] = [
  { messages: 14, spanMs: 1000 },
  { messages: 16, spanMs: 2000 },
  { messages: 120, spanMs: 30_000 },
  { messages: 3600, spanMs: 3_600_000 },
];

/** Beside other instances, of which this one knows nothing, it takes so small a part of a conversation's limits. */
const part = 1 / 4;

/** Keeps Teams' limits of each conversation. */
export interface ConversationLimits {
  /** The moment from which one more message may go to a conversation, in milliseconds since 1970. */
  freeFrom(conversationId: string, now: number): number;
  /** A message goes there now. */
  count(conversationId: string, now: number): void;
}

/** So many conversations are remembered before those that are quiet again are forgotten. */
const mostRemembered = 10_000;

/** `alone` when no other instance writes to the same conversations. */
export function createConversationLimits(alone: boolean, whole = sendingLimits): ConversationLimits {
  const limits = alone ? whole : whole.map((limit) => ({ ...limit, messages: limit.messages * part }));
  const longestMs = Math.max(...whole.map(({ spanMs }) => spanMs));
  const sent = new Map<string, number[]>();
  return {
    freeFrom(conversationId, now) {
      const moments = sent.get(conversationId) ?? [];
      const waits = limits.map(({ messages, spanMs }) => {
        const before = moments.at(-Math.max(1, Math.floor(messages)));
        return before === undefined ? now : before + spanMs;
      });
      return Math.max(now, ...waits);
    },
    count(conversationId, now) {
      const moments = (sent.get(conversationId) ?? []).filter((moment) => moment > now - longestMs);
      sent.set(conversationId, [...moments, now]);
      if (sent.size <= mostRemembered) return;
      for (const [id, times] of sent) if ((times.at(-1) ?? 0) <= now - longestMs) sent.delete(id);
    },
  };
}
