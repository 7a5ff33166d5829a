import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pino, { type Logger } from 'pino';
import { createApp } from '../../bot/app.ts';
import type { BotDeps } from '../../bot/feature.ts';
import { features } from '../../bot/features.ts';
import { loadContent } from '../../content/content.ts';
import { nouns } from '../../domain/nouns.ts';
import * as loopback from '../../tab/server/loopback.ts';
import { aWorld, tenantId, type World } from '../domain/fixture.ts';
import { loneInstance } from './lone-instance.ts';

export const appId = '44444444-4444-4444-8444-444444444444';
const issuer = 'https://api.botframework.com';

/** What may be wrong with a token. */
export interface TokenFaults {
  readonly audience?: string;
  readonly issuer?: string;
  readonly expired?: boolean;
  readonly stranger?: boolean;
  readonly serviceUrl?: string;
}

/** The bot with a registration, which knows the keys of a Bot Framework that is made up. */
export interface Registered {
  readonly world: World;
  readonly url: string;
  readonly port: number;
  /** The service address of activities, which takes every message. */
  readonly teamsUrl: string;
  token(faults?: TokenFaults): Promise<string>;
  close(): Promise<void>;
}

/** Starts it on loopback over the world of `aWorld`, or one like it. */
export async function startRegistered(
  given: { readonly log?: Logger; readonly tenantId?: string } = {},
): Promise<Registered> {
  const own = await generateKeyPair('RS256', { extractable: true });
  const strangers = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'k1', use: 'sig', endorsements: ['msteams'] };
  const microsoft = await serve((path, url) =>
    path.includes('openid')
      ? [200, { issuer, jwks_uri: `${url}/keys`, id_token_signing_alg_values_supported: ['RS256'] }]
      : path.includes('keys')
        ? [200, { keys: [jwk] }]
        : [201, { id: 'a-1' }],
  );
  const world = await aWorld();
  const registration = { id: appId, tenantId: given.tenantId ?? tenantId };
  const deps = depsOf(world);
  const app = createApp({
    deps,
    features,
    sdk: {
      MicrosoftAppId: appId,
      MicrosoftAppPassword: 'not-a-real-password',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: tenantId,
      ToBotFromChannelOpenIdMetadataUrl: `${microsoft.url}/openid`,
      ToBotFromChannelTokenIssuer: issuer,
      ToChannelFromBotLoginUrl: microsoft.url,
      ToChannelFromBotOAuthScope: issuer,
      ToBotFromEmulatorOpenIdMetadataUrl: `${microsoft.url}/openid`,
      OAuthUrl: microsoft.url,
      ValidateAuthority: false,
    },
    ...loneInstance(deps),
    registration,
    loopback,
    log: given.log ?? pino({ level: 'silent' }),
  });
  const port = await app.listen(0, '127.0.0.1');
  return {
    world,
    port,
    url: `http://127.0.0.1:${port}`,
    teamsUrl: microsoft.url,
    async token(faults = {}) {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ serviceurl: faults.serviceUrl ?? microsoft.url })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .setIssuer(faults.issuer ?? issuer)
        .setAudience(faults.audience ?? appId)
        .setIssuedAt(now - 7200)
        .setExpirationTime(now + (faults.expired ? -3600 : 3600))
        .sign((faults.stranger ? strangers : own).privateKey);
    },
    async close() {
      await app.close();
      await microsoft.close();
      await world.close();
    },
  };
}

function depsOf(world: World): BotDeps {
  return {
    ...world.deps,
    builtIn: loadContent(),
    timeZone: 'Europe/Helsinki',
    founders: [],
    isHoliday: async () => false,
    nouns,
    links: {
      meeting: async () => '',
      schedule: async () => '',
      package: async () => '',
      messages: async () => '',
      app: () => undefined,
      tab: () => '',
    },
  };
}

/** A server on loopback that answers with JSON. */
export async function serve(answer: (path: string, url: string) => [status: number, body: unknown]) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    requests.push(`${request.method} ${request.url}`);
    const [status, body] = answer(request.url ?? '', `http://127.0.0.1:${port}`);
    request.resume();
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, close };
}
