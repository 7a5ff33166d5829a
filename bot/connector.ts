import { type Activity, CardFactory, type ConversationParameters } from 'botbuilder';
import { AuthenticationConstants, type BotFrameworkAuthentication, ClaimsIdentity } from 'botframework-connector';
import type { Card } from '../cards/card.ts';

/** Teams' ids of a message that stands in a conversation. */
export interface Posted {
  readonly conversationId: string;
  readonly activityId: string;
}

/** Sends cards without being asked: what the worker sends with. Each call is one request, never tried again here. */
export interface Messenger {
  /** Starts a thread in a channel. */
  postToChannel(serviceUrl: string, channelId: string, card: Card): Promise<Posted>;
  /** Writes into a conversation that exists. */
  postToConversation(serviceUrl: string, conversationId: string, card: Card): Promise<Posted>;
  /** Replaces a card where it stands. */
  update(serviceUrl: string, posted: Posted, card: Card): Promise<Posted>;
}

/** Messages that carry a card, with the text for notifications and for clients that show no cards. */
export function cardActivity(card: Card): Partial<Activity> {
  return { type: 'message', summary: card.fallbackText, attachments: [CardFactory.adaptiveCard(card)] };
}

/** The messenger of one app. `appId` is empty in local mode. */
export function createMessenger(
  authentication: BotFrameworkAuthentication,
  app: { readonly appId: string; readonly tenantId: string | undefined },
): Messenger {
  const identity = new ClaimsIdentity(
    [
      { type: AuthenticationConstants.AudienceClaim, value: app.appId },
      { type: AuthenticationConstants.AppIdClaim, value: app.appId },
    ],
    true,
  );
  const connect = async (serviceUrl: string) => {
    const factory = authentication.createConnectorFactory(identity);
    return factory.create(serviceUrl, AuthenticationConstants.ToChannelFromBotOAuthScope);
  };
  return {
    async postToChannel(serviceUrl, channelId, card) {
      const connector = await connect(serviceUrl);
      const parameters = {
        isGroup: true,
        ...(app.tenantId === undefined ? {} : { tenantId: app.tenantId }),
        channelData: { channel: { id: channelId } },
        activity: cardActivity(card),
      } as ConversationParameters;
      const created = await connector.conversations.createConversation(parameters);
      return { conversationId: created.id, activityId: created.activityId };
    },
    async postToConversation(serviceUrl, conversationId, card) {
      const connector = await connect(serviceUrl);
      const sent = await connector.conversations.sendToConversation(conversationId, cardActivity(card));
      return { conversationId, activityId: sent.id };
    },
    async update(serviceUrl, posted, card) {
      const connector = await connect(serviceUrl);
      const activity = { ...cardActivity(card), id: posted.activityId };
      await connector.conversations.updateActivity(posted.conversationId, posted.activityId, activity);
      return posted;
    },
  };
}
