import { type Activity, CardFactory, type ConversationParameters } from 'botbuilder';
import { AuthenticationConstants, type BotFrameworkAuthentication, ClaimsIdentity } from 'botframework-connector';
import type { Card } from '../cards/card.ts';
import type { ReadTeam } from '../domain/network/nightly.ts';
import { readPages, rosterPage } from './roster-pages.ts';

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
  /** Reads who is in a team, by the team's id, page by page; rejects when any page cannot be had. */
  readTeam: ReadTeam;
}

/** Messages that carry a card, with the text for notifications and for clients that show no cards. */
export function cardActivity(card: Card): Partial<Activity> {
  return { type: 'message', summary: card.fallbackText, attachments: [CardFactory.adaptiveCard(card)] };
}

/** The messenger of one app. `appId` is empty in local mode. `turn` is asked before each page of a roster. */
export function createMessenger(
  authentication: BotFrameworkAuthentication,
  app: { readonly appId: string; readonly tenantId: string | undefined },
  turn: () => Promise<void>,
): Messenger {
  const identity = new ClaimsIdentity(
    [
      { type: AuthenticationConstants.AudienceClaim, value: app.appId },
      { type: AuthenticationConstants.AppIdClaim, value: app.appId },
    ],
    true,
  );
  const tenant = app.tenantId === undefined ? {} : { tenantId: app.tenantId };
  const conversationsAt = async (serviceUrl: string) => {
    const factory = authentication.createConnectorFactory(identity);
    const connector = await factory.create(serviceUrl, AuthenticationConstants.ToChannelFromBotOAuthScope);
    return connector.conversations;
  };
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
    async readTeam(serviceUrl, teamId) {
      const conversations = await conversationsAt(serviceUrl);
      return readPages(async (continuationToken) => {
        await turn();
        // The SDK's type wants a token for the first page, which has none.
        const wish = { pageSize: rosterPage, continuationToken: continuationToken as string };
        return conversations.getConversationPagedMembers(teamId, wish);
      });
    },
    async remove(serviceUrl, posted) {
      const conversations = await conversationsAt(serviceUrl);
      await conversations.deleteActivity(posted.conversationId, posted.activityId);
      return posted;
    },
  };
}
