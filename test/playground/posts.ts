import type { Page } from 'playwright-core';
import type { Card } from '../../cards/card.ts';

/** A message with a card that the bot sent through the Playground, wherever it stands. */
export interface Posted {
  readonly conversationId: string;
  readonly messageId: string;
  readonly card: Card;
}

/** What the bot sends, as the Playground tells its page. */
export interface Posts {
  /** The first message whose card has this headline, sent or still to come. */
  waitFor(headline: string): Promise<Posted>;
}

interface Frame {
  readonly action: string;
  readonly actionConversationId: string;
  readonly message?: {
    readonly messageId: string;
    readonly postConversationId?: string;
    readonly attachments?: readonly { readonly content?: Card }[];
  };
}

const withinMs = 15_000;

/** Listens to the Playground's stream. To be called before the page is opened. */
export function listenToPosts(page: Page): Posts {
  const posted: Posted[] = [];
  const waiting = new Map<(post: Posted) => void, string>();
  page.on('websocket', (socket) => {
    if (!socket.url().endsWith('/conversations/stream')) return;
    socket.on('framereceived', ({ payload }) => {
      const post = postIn(JSON.parse(String(payload)) as Frame);
      if (!post) return;
      posted.push(post);
      for (const [resolve, headline] of waiting) if (post.card.fallbackText === headline) resolve(post);
    });
  });
  return {
    waitFor(headline) {
      const found = posted.find(({ card }) => card.fallbackText === headline);
      if (found) return Promise.resolve(found);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`the bot posted no «${headline}»`)), withinMs);
        const done = (post: Posted) => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve(post);
        };
        waiting.set(done, headline);
      });
    },
  };
}

function postIn({ action, actionConversationId, message }: Frame): Posted | undefined {
  const card = message?.attachments?.[0]?.content;
  if (action !== 'createMessage' || !message || !card) return undefined;
  return { conversationId: message.postConversationId ?? actionConversationId, messageId: message.messageId, card };
}
