import { type Activity, StatusCodes } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  type BotFrameworkAuthentication as Authentication,
  AuthenticationError,
  BotFrameworkAuthentication,
  type BotFrameworkClient,
  type ClaimsIdentity,
  type ConnectorClient,
  ConnectorFactory,
  type TeamsConnectorClient,
  type UserTokenClient,
} from 'botframework-connector';

/** How many clients are kept: one per app, service address and audience; Teams has a few addresses per region. */
const keptClients = 64;

/** After so long without an answer a request is given up; Teams answers in a second or not at all. */
export const requestTimeoutMs = 20_000;

/** Resolves when one more request may leave. */
export type Pace = () => Promise<void>;

const atOnce: Pace = async () => undefined;

/**
 * The SDK's own authentication with three changes that no option of it allows. Clients are reused, since the stock
 * adapter builds two HTTP pipelines for every turn; the hidden retries are taken out, since a post that was accepted
 * but whose reply was lost would be posted up to four times; and every request waits for its turn, and not for ever
 * for its answer. Tokens are validated by the SDK alone.
 */
export class ReusingAuthentication extends BotFrameworkAuthentication {
  readonly #inner: Authentication;
  readonly #pace: Pace;
  readonly #connectors = new Map<string, Promise<ConnectorClient>>();
  readonly #tokenClients = new Map<string, Promise<UserTokenClient>>();

  /** `pace` is asked before each request; default none waits. */
  constructor(inner: Authentication, pace: Pace = atOnce) {
    super();
    this.#inner = inner;
    this.#pace = pace;
  }

  override async authenticateRequest(activity: Activity, authHeader: string): Promise<AuthenticateRequestResult> {
    const result = await this.#inner.authenticateRequest(activity, authHeader).catch((error: unknown) => {
      throw asUnauthorised(error);
    });
    const { connectorFactory, claimsIdentity } = result;
    return connectorFactory ? { ...result, connectorFactory: this.#reusing(connectorFactory, claimsIdentity) } : result;
  }

  override authenticateStreamingRequest(authHeader: string, channelId: string): Promise<AuthenticateRequestResult> {
    return this.#inner.authenticateStreamingRequest(authHeader, channelId);
  }

  override authenticateChannelRequest(authHeader: string): Promise<ClaimsIdentity> {
    return this.#inner.authenticateChannelRequest(authHeader);
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    return this.#reusing(this.#inner.createConnectorFactory(identity), identity);
  }

  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    return kept(this.#tokenClients, appOf(identity), () => this.#inner.createUserTokenClient(identity));
  }

  override createBotFrameworkClient(): BotFrameworkClient {
    return this.#inner.createBotFrameworkClient();
  }

  override getOriginatingAudience(): string {
    return this.#inner.getOriginatingAudience();
  }

  #reusing(inner: ConnectorFactory, identity: ClaimsIdentity): ConnectorFactory {
    return new ReusingConnectorFactory(inner, appOf(identity), this.#connectors, this.#pace);
  }
}

class ReusingConnectorFactory extends ConnectorFactory {
  readonly #inner: ConnectorFactory;
  readonly #app: string;
  readonly #clients: Map<string, Promise<ConnectorClient>>;
  readonly #pace: Pace;

  constructor(inner: ConnectorFactory, app: string, clients: Map<string, Promise<ConnectorClient>>, pace: Pace) {
    super();
    this.#inner = inner;
    this.#app = app;
    this.#clients = clients;
    this.#pace = pace;
  }

  override create(serviceUrl: string, audience: string): Promise<ConnectorClient> {
    return kept(this.#clients, `${this.#app}|${serviceUrl}|${audience}`, async () => {
      const connector = await this.#inner.create(serviceUrl, audience);
      limit(connector, this.#pace);
      return connector;
    });
  }
}

/** A token that does not hold is a 401; the SDK lets its JWT library's own errors through, which would be a 500. */
function asUnauthorised(error: unknown): unknown {
  const names = ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError'];
  if (!(error instanceof Error) || !names.includes(error.name)) return error;
  return new AuthenticationError('the token does not hold', StatusCodes.UNAUTHORIZED);
}

/** The app an identity speaks for: the audience of a channel's token, else the app id, else none (local mode). */
function appOf(identity: ClaimsIdentity): string {
  return identity.getClaimValue('aud') ?? identity.getClaimValue('appid') ?? '';
}

interface PipelineRequest {
  timeout: number;
}

interface Pipeline {
  removePolicy(options: { phase: 'Retry' }): unknown[];
  addPolicy(
    policy: {
      readonly name: string;
      sendRequest(request: PipelineRequest, next: (request: PipelineRequest) => Promise<unknown>): Promise<unknown>;
    },
    options: { afterPhase: 'Sign' },
  ): void;
}

/**
 * No hidden retries; and each request of a client of the SDK leaves in its turn, as the last thing before it does, and
 * ends in time.
 */
export function limit(connector: ConnectorClient | TeamsConnectorClient, pace: Pace = atOnce): void {
  const { pipeline } = (connector as unknown as { client: { pipeline: Pipeline } }).client;
  pipeline.removePolicy({ phase: 'Retry' });
  const policy = {
    name: 'verkostobottiPace',
    async sendRequest(request: PipelineRequest, next: (request: PipelineRequest) => Promise<unknown>) {
      await pace();
      request.timeout = requestTimeoutMs;
      return next(request);
    },
  };
  pipeline.addPolicy(policy, { afterPhase: 'Sign' });
}

/** The value under a key, made once; a failed making is forgotten, and the oldest goes when there are too many. */
function kept<T>(values: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = values.get(key);
  if (found) return found;
  const made = make();
  values.set(key, made);
  made.catch(() => values.delete(key));
  const oldest = values.keys().next();
  if (values.size > keptClients && !oldest.done) values.delete(oldest.value);
  return made;
}
