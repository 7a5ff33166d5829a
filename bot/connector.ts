import { type Activity, CardFactory, type ConversationParameters } from 'botbuilder';
import {
  AuthenticationConstants,
  type BotFrameworkAuthentication,
  ClaimsIdentity,
  type ConnectorClient,
} from 'botframework-connector';
import type { Card } from '../cards/card.ts';

/** Teams' ids of a message that stands in a conversation. */
export interface Posted {
  readonly conversationId: string;
  readonly activityId: string;
}

/**
 * Sends cards without being asked: what the worker sends with. Each call that sends is one request, never tried again
 * here, whose turn the caller waits for.
 */
export interface Messenger {
  /** Starts a thread in a channel. */
  postToChannel(serviceUrl: string, channelId: string, card: Card): Promise<Posted>;
  /** Writes into a conversation that exists. */
  postToConversation(serviceUrl: string, conversationId: string, card: Card): Promise<Posted>;
  /** Begins the chat with a person, by Entra object id, where the app is installed; gives the conversation's id. */
  beginChat(serviceUrl: string, aadObjectId: string): Promise<string>;
  /** Replaces a card where it stands. */
  update(serviceUrl: string, posted: Posted, card: Card): Promise<Posted>;
  /** Takes a message away. */
  remove(serviceUrl: string, posted: Posted): Promise<Posted>;
}

/** Messages that carry a card, with the text for notifications and for clients that show no cards. */
export function cardActivity(card: Card): Partial<Activity> {
  return { type: 'message', summary: card.fallbackText, attachments: [CardFactory.adaptiveCard(card)] };
}

/** The connector to each service address, for an app that acts by itself. `appId` is empty in local mode. */
export function connectorsOf(
  authentication: BotFrameworkAuthentication,
  appId: string,
): (serviceUrl: string) => Promise<ConnectorClient> {
  const identity = new ClaimsIdentity(
    [
      { type: AuthenticationConstants.AudienceClaim, value: appId },
      { type: AuthenticationConstants.AppIdClaim, value: appId },
    ],
    true,
  );
  return (serviceUrl) =>
    authentication
      .createConnectorFactory(identity)
      .create(serviceUrl, AuthenticationConstants.ToChannelFromBotOAuthScope);
}

/** The messenger of one app. `appId` is empty in local mode. */
export function createMessenger(
  authentication: BotFrameworkAuthentication,
  app: { readonly appId: string; readonly tenantId: string | undefined },
): Messenger {
  const tenant = app.tenantId === undefined ? {} : { tenantId: app.tenantId };
  const connectorAt = connectorsOf(authentication, app.appId);
  const conversationsAt = async (serviceUrl: string) => (await connectorAt(serviceUrl)).conversations;
  return {
    async postToChannel(serviceUrl, channelId, card) {
      const conversations = await conversationsAt(serviceUrl);
      const parameters = {
        isGroup: true,
        ...tenant,
        channelData: { channel: { id: channelId } },
        activity: cardActivity(card),
      } as ConversationParameters;
      const created = await conversations.createConversation(parameters);
      return { conversationId: created.id, activityId: created.activityId };
    },
    async postToConversation(serviceUrl, conversationId, card) {
      const conversations = await conversationsAt(serviceUrl);
      const sent = await conversations.sendToConversation(conversationId, cardActivity(card));
      return { conversationId, activityId: sent.id };
    },
    async beginChat(serviceUrl, aadObjectId) {
      const conversations = await conversationsAt(serviceUrl);
      const parameters = {
        isGroup: false,
        ...tenant,
        bot: { id: `28:${app.appId}` },
        members: [{ id: aadObjectId }],
        channelData: app.tenantId === undefined ? {} : { tenant: { id: app.tenantId } },
      } as unknown as ConversationParameters;
      return (await conversations.createConversation(parameters)).id;
    },
    async update(serviceUrl, posted, card) {
      const conversations = await conversationsAt(serviceUrl);
      const activity = { ...cardActivity(card), id: posted.activityId };
      await conversations.updateActivity(posted.conversationId, posted.activityId, activity);
      return posted;
    },
    async remove(serviceUrl, posted) {
      const conversations = await conversationsAt(serviceUrl);
      await conversations.deleteActivity(posted.conversationId, posted.activityId);
      return posted;
    },
  };
}
