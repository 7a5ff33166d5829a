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
  type UserTokenClient,
} from 'botframework-connector';

/** How many clients are kept: one per app, service address and audience; Teams has a few addresses per region. */
const keptClients = 64;

/**
 * The SDK's own authentication with two changes that no option of it allows. Clients are reused, since the stock
 * adapter builds two HTTP pipelines for every turn; and the hidden retries are taken out, since a post that was
 * accepted but whose reply was lost would be posted up to four times. Tokens are validated by the SDK alone.
 */
export class ReusingAuthentication extends BotFrameworkAuthentication {
  readonly #inner: Authentication;
  readonly #connectors = new Map<string, Promise<ConnectorClient>>();
  readonly #tokenClients = new Map<string, Promise<UserTokenClient>>();

  constructor(inner: Authentication) {
    super();
    this.#inner = inner;
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
    return new ReusingConnectorFactory(inner, appOf(identity), this.#connectors);
  }
}

class ReusingConnectorFactory extends ConnectorFactory {
  readonly #inner: ConnectorFactory;
  readonly #app: string;
  readonly #clients: Map<string, Promise<ConnectorClient>>;

  constructor(inner: ConnectorFactory, app: string, clients: Map<string, Promise<ConnectorClient>>) {
    super();
    this.#inner = inner;
    this.#app = app;
    this.#clients = clients;
  }

  override create(serviceUrl: string, audience: string): Promise<ConnectorClient> {
    return kept(this.#clients, `${this.#app}|${serviceUrl}|${audience}`, async () => {
      const connector = await this.#inner.create(serviceUrl, audience);
      withoutRetries(connector);
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

interface Pipeline {
  removePolicy(options: { phase: 'Retry' }): unknown[];
}

function withoutRetries(connector: ConnectorClient): void {
  const { pipeline } = (connector as unknown as { client: { pipeline: Pipeline } }).client;
  pipeline.removePolicy({ phase: 'Retry' });
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
