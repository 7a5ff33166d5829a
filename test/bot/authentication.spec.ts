import { AuthenticationConstants, ClaimsIdentity } from 'botframework-connector';
import { expect } from 'chai';
import { createAuthentication } from '../../bot/app.ts';
import { createMessenger } from '../../bot/connector.ts';
import { helpCard } from '../../cards/help/help.ts';
import { createReader } from '../../cards/reader.ts';
import { objectIdOf, tenantId } from '../domain/fixture.ts';
import { type Registered, serve, startRegistered, type TokenFaults } from './registered.ts';

describe('the door with an app registration', () => {
  let bot: Registered;
  before(async () => {
    bot = await startRegistered();
  });
  after(() => bot.close());

  async function press(faults: TokenFaults & { readonly tenant?: string } = {}, withToken = true) {
    const activity = {
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: 'p-1',
      channelId: 'msteams',
      serviceUrl: bot.teamsUrl,
      from: { id: '29:x', aadObjectId: objectIdOf('coordinator') },
      recipient: { id: '28:bot' },
      conversation: { id: 'a:x', tenantId: faults.tenant ?? tenantId },
      value: { action: { type: 'Action.Execute', verb: 'summary.show', data: {} } },
    };
    const bearer = { Authorization: `Bearer ${await bot.token(faults)}` };
    const headers = { 'Content-Type': 'application/json', ...(withToken ? bearer : {}) };
    return fetch(`${bot.url}/api/messages`, { method: 'POST', headers, body: JSON.stringify(activity) });
  }

  it('opens to a token that the Bot Connector signed for this app', async () => {
    const response = await press();
    expect(response.status).to.equal(200);
    expect(await response.text()).to.include('Tilannekuva');
  });

  const refused: readonly [string, TokenFaults][] = [
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
