import { CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import { asSdkActivity, type KnownActivity } from './activity.ts';

/** The SDK's adapter for activities that the door has read: nothing of HTTP reaches it but the token. */
export class TeamsAdapter extends CloudAdapter {
  /**
   * Checks the token and runs the turn; gives what answers an invoke, and nothing for other activities. Throws the
   * SDK's `AuthenticationError` when the token does not hold.
   */
  async take(
    authorization: string,
    activity: KnownActivity,
    turn: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, asSdkActivity(activity), turn);
  }
}
