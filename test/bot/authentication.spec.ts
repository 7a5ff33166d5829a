import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AuthenticationConstants, ClaimsIdentity } from 'botframework-connector';
import { expect } from 'chai';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pino from 'pino';
import { createApp, createAuthentication } from '../../bot/app.ts';
import { createMessenger } from '../../bot/connector.ts';
import type { BotDeps } from '../../bot/feature.ts';
import { features } from '../../bot/features.ts';
import { helpCard } from '../../cards/help/help.ts';
import { createReader } from '../../cards/reader.ts';
import { loadContent } from '../../content/content.ts';
import * as loopback from '../../tab/server/loopback.ts';
import { aWorld, objectIdOf, tenantId, type World } from '../domain/fixture.ts';
import { loneInstance } from './lone-instance.ts';

const appId = '44444444-4444-4444-8444-444444444444';
const issuer = 'https://api.botframework.com';

/** A server on loopback that answers with JSON. */
async function serve(answer: (path: string, url: string) => [status: number, body: unknown]) {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
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

describe('the door with an app registration', () => {
  const keys = generateKeyPair('RS256', { extractable: true });
  const strangers = generateKeyPair('RS256', { extractable: true });
  let world: World;
  let microsoft: Awaited<ReturnType<typeof serve>>;
  let url: string;
  let stop: () => Promise<void>;

  before(async () => {
    world = await aWorld();
    const jwk = { ...(await exportJWK((await keys).publicKey)), kid: 'k1', use: 'sig', endorsements: ['msteams'] };
    microsoft = await serve((path, own) =>
      path.includes('openid')
        ? [200, { issuer, jwks_uri: `${own}/keys`, id_token_signing_alg_values_supported: ['RS256'] }]
        : path.includes('keys')
          ? [200, { keys: [jwk] }]
          : [201, { id: 'a-1' }],
    );
    const deps: BotDeps = {
      ...world.deps,
      builtIn: loadContent(),
      timeZone: 'Europe/Helsinki',
      founders: [],
      isHoliday: async () => false,
      links: {
        meeting: async () => '',
        schedule: async () => '',
        package: async () => '',
        messages: async () => '',
        app: () => undefined,
        tab: () => '',
      },
    };
    const sdk = {
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
    };
    const app = createApp({
      deps,
      features,
      sdk,
      ...loneInstance(deps),
      registration: { id: appId, tenantId },
      loopback,
      log: pino({ level: 'silent' }),
    });
    url = `http://127.0.0.1:${await app.listen(0, '127.0.0.1')}/api/messages`;
    stop = () => app.close();
  });

  after(async () => {
    await stop();
    await microsoft.close();
    await world.close();
  });

  interface Faults {
    readonly audience?: string;
    readonly issuer?: string;
    readonly expired?: boolean;
    readonly stranger?: boolean;
    readonly serviceUrl?: string;
    readonly tenant?: string;
  }

  async function press(faults: Faults = {}, withToken = true) {
    const { privateKey } = await (faults.stranger ? strangers : keys);
    const claims = { serviceurl: faults.serviceUrl ?? microsoft.url };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer(faults.issuer ?? issuer)
      .setAudience(faults.audience ?? appId)
      .setIssuedAt(Math.floor(Date.now() / 1000) - 7200)
      .setExpirationTime(Math.floor(Date.now() / 1000) + (faults.expired ? -3600 : 3600))
      .sign(privateKey);
    const activity = {
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: 'p-1',
      channelId: 'msteams',
      serviceUrl: microsoft.url,
      from: { id: '29:x', aadObjectId: objectIdOf('coordinator') },
      recipient: { id: '28:bot' },
      conversation: { id: 'a:x', tenantId: faults.tenant ?? tenantId },
      value: { action: { type: 'Action.Execute', verb: 'summary.show', data: {} } },
    };
    const headers = { 'Content-Type': 'application/json', ...(withToken ? { Authorization: `Bearer ${token}` } : {}) };
    return fetch(url, { method: 'POST', headers, body: JSON.stringify(activity) });
  }

  it('opens to a token that the Bot Connector signed for this app', async () => {
    const response = await press();
    expect(response.status).to.equal(200);
    expect(await response.text()).to.include('Tilannekuva');
  });

  const refused: readonly [string, Faults][] = [
    ['of another app', { audience: '55555555-5555-4555-8555-555555555555' }],
    ['of another issuer', { issuer: 'https://evil.example' }],
    ['that has expired', { expired: true }],
    ['signed with another key', { stranger: true }],
    ['for another service address', { serviceUrl: 'https://evil.example' }],
  ];
  for (const [name, faults] of refused) {
    it(`stays closed to a token ${name}`, async () => {
      expect((await press(faults)).status).to.equal(401);
    });
  }

  it('stays closed without a token', async () => {
    expect((await press({}, false)).status).to.equal(401);
  });

  it('gives another tenant nothing', async () => {
    const response = await press({ tenant: '66666666-6666-4666-8666-666666666666' });
    expect(await response.text()).not.to.include('Tilannekuva');
  });
});

describe('what the bot sends with', () => {
  const identity = new ClaimsIdentity([{ type: AuthenticationConstants.AudienceClaim, value: '' }], true);

  it('is one client for each address, used again', async () => {
    const authentication = createAuthentication({});
    const make = (url: string) => authentication.createConnectorFactory(identity).create(url, 'audience');
    const [first, again, other] = await Promise.all([
      make('http://127.0.0.1:1'),
      make('http://127.0.0.1:1'),
      make('http://127.0.0.1:2'),
    ]);
    expect(again).to.equal(first);
    expect(other).not.to.equal(first);
    const tokens = await Promise.all([1, 2].map(() => authentication.createUserTokenClient(identity)));
    expect(tokens[0]).to.equal(tokens[1]);
  });

  for (const status of [500, 502, 504, 429]) {
    it(`asks once when the answer is ${status}: a hidden second try would post twice`, async () => {
      const teams = await serve(() => [status, { error: { code: 'Fault', message: 'fault' } }]);
      const messenger = createMessenger(createAuthentication({}), { appId: '', tenantId: undefined });
      const card = helpCard(createReader('fi', 'Europe/Helsinki'), { commands: [] });
      const sent = await messenger
        .postToConversation(teams.url, 'c', card)
        .catch((error: { statusCode?: number }) => error);
      expect(sent).to.have.property('statusCode', status);
      expect(teams.requests).to.have.length(1);
      await teams.close();
    });
  }
});
