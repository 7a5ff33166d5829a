import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InvokeResponse } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import type { Logger } from 'pino';
import { BodyRefused, readJson } from '../http/body.ts';
import { sendPlainly } from '../http/send.ts';
import { activityOf, type KnownActivity, readActivity, tenantOf } from './activity.ts';
import type { TeamsAdapter } from './adapter.ts';
import { type RefusalReason, Refused } from './refused.ts';
import type { TeamsHandler } from './teams-handler.ts';
import { isLikeToken } from './token.ts';

/** The largest body the door takes, in bytes: Teams' messages stay under 100 KB. */
const largestBody = 256 * 1024;

/** The channel that Teams is to the Bot Framework: in others a sender may claim to be anybody. */
const teamsChannel = 'msteams';

/** What is asked of requests in local mode, where no token says who sends them. */
export interface Loopback {
  /** False when a request comes from another machine or was meant for one. */
  isFromThisMachine(request: IncomingMessage): boolean;
  /** False when a browser says that a page of another origin sends the request. */
  isFromOwnPage(request: IncomingMessage): boolean;
  /** Whether an address leads to this machine. */
  isOnThisMachine(url: string): boolean;
}

export interface Door {
  readonly adapter: TeamsAdapter;
  readonly handler: TeamsHandler;
  /**
   * How many surveys wait for their key alone. Rejects with the reason when the store cannot be used, or the folder of
   * keys is away.
   */
  ready(): Promise<number>;
  /** Called after each activity: there may be something to send. */
  afterTurn(): void;
  /** Counts what was turned away: that is its sender's fault, and no matter for the log. */
  refused(reason: RefusalReason): void;
  /** Counts a request that nobody stands behind; the seconds its sender has to wait, 0 for none. */
  strays(request: IncomingMessage): number;
  /** The one tenant that is served; undefined in local mode. */
  readonly tenantId: string | undefined;
  /** The checks of local mode; undefined with a registration, where the token decides. */
  readonly loopback: Loopback | undefined;
  readonly log: Logger;
}

/** Takes an activity from its bytes to its answer: whoever sent them is unknown until the token is checked. */
export async function receive(door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const activity = await activityIn(door, request);
    const answered = await taken(door, activity, request.headers.authorization ?? '');
    sendPlainly(response, answered?.status ?? 200, answered?.body);
    door.afterTurn();
  } catch (error) {
    if (error instanceof Refused) return turnAway(door, request, response, error);
    door.log.error({ err: error }, 'an activity failed');
    sendPlainly(response, 500, { code: 'internal', message: 'it did not work' });
  }
}

/** Answers whom the door turns away. Who does nothing else is told to wait, and has to connect anew. */
export function turnAway(door: Door, request: IncomingMessage, response: ServerResponse, refused: Refused): void {
  const { reason, status, message, headers } = refused;
  door.refused(reason);
  door.log.debug({ reason, status }, 'turned away at the door');
  const wait = door.strays(request);
  if (wait === 0) return sendPlainly(response, status, { code: reason, message }, headers);
  const later = { 'Retry-After': String(wait), Connection: 'close' };
  return sendPlainly(response, 429, { code: 'tooFast', message: `wait ${wait} s` }, later);
}

async function activityIn({ loopback }: Door, request: IncomingMessage): Promise<KnownActivity> {
  if (loopback && !(loopback.isFromThisMachine(request) && loopback.isFromOwnPage(request))) {
    throw new Refused('place', 403, 'local mode serves this machine only');
  }
  const body = await readJson(request, largestBody).catch((error: unknown) => {
    throw error instanceof BodyRefused ? new Refused('body', error.status, error.message, error.headers) : error;
  });
  if (loopback && !isAnsweredHere(body, loopback)) {
    throw new Refused('place', 403, 'local mode answers on this machine only');
  }
  const read = readActivity(body);
  if ('faults' in read) throw new Refused('activity', 400, `not an activity: ${read.faults}`);
  return read.activity;
}

/**
 * Whether answers, and all that the bot sends later, would stay on this machine: they go to the address that an
 * activity names.
 */
function isAnsweredHere(body: unknown, { isOnThisMachine }: Loopback): boolean {
  const { serviceUrl } = Object(body) as { readonly serviceUrl?: unknown };
  return serviceUrl === undefined || (typeof serviceUrl === 'string' && isOnThisMachine(serviceUrl));
}

async function taken(door: Door, activity: KnownActivity, token: string): Promise<InvokeResponse | undefined> {
  const { adapter, handler, tenantId } = door;
  if (tenantId !== undefined) {
    if (activity.channelId !== teamsChannel) throw new Refused('channel', 403, 'only Teams is served');
    if (!isLikeToken(token)) throw new Refused('token', 401, 'the token does not hold');
  }
  const turn = adapter.take(token, activity, async (context) => {
    if (tenantId === undefined || tenantOf(activityOf(context)) === tenantId) await handler.run(context);
    else door.refused('tenant');
  });
  return turn.catch((error: unknown) => {
    throw isOfToken(error) ? new Refused('token', 401, 'the token does not hold') : error;
  });
}

/** Not when it is Microsoft's keys that could not be had: then nothing is said of the token. */
function isOfToken(error: unknown): boolean {
  return error instanceof AuthenticationError && error.statusCode < 500;
}
