import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import type { Identity } from '../../tab/server/identity.ts';
import { createTeamsIdentity } from '../../tab/server/teams-identity.ts';
import { objectIdOf, tenantId as ourTenant } from '../domain/fixture.ts';
import { expectCode } from '../storage/expect-code.ts';
import { startSite } from './site.ts';

const tenantId = 'aaaaaaaa-1111-4111-8111-111111111111';
const otherTenant = '99999999-9999-4999-8999-999999999999';
const appId = 'cccccccc-3333-4333-8333-333333333333';
const oid = 'bbbbbbbb-2222-4222-8222-222222222222';
const now = new Date('2026-11-24T09:00:00.000Z');
const seconds = now.getTime() / 1000;
const v1 = `https://sts.windows.net/${tenantId}/`;
const v2 = `https://login.microsoftonline.com/${tenantId}/v2.0`;

const good = { aud: appId, iss: v2, tid: tenantId, oid, scp: 'access_as_user', exp: seconds + 600, nbf: seconds - 600 };
type Claims = Partial<Record<keyof typeof good, string | number | undefined>>;

describe('sign-in by Teams', () => {
  let own: CryptoKey;
  let foreign: CryptoKey;
  let keys: Server;
  let identity: Identity;
  let served: () => { status: number; body: string };

  before(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true });
    own = pair.privateKey;
    foreign = (await generateKeyPair('RS256')).privateKey;
    const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' }] };
    served = () => ({ status: 200, body: JSON.stringify(jwks) });
    keys = createServer((_request, response) => {
      const { status, body } = served();
      response.statusCode = status;
      response.end(body);
    });
    await new Promise<void>((resolve) => void keys.listen(0, '127.0.0.1', resolve));
    identity = newIdentity();
  });

  after(async () => {
    await new Promise((resolve) => keys.close(resolve));
  });

  function newIdentity(tenant = tenantId): Identity {
    const { port } = keys.address() as AddressInfo;
    const keysUrl = new URL(`http://127.0.0.1:${port}/keys`);
    return createTeamsIdentity({
      appId,
      tenantId: tenant,
      publicUrl: 'https://bot.example.org',
      keysUrl,
      now: () => now,
    });
  }

  async function token(claims: Claims = {}, key = own, kid = 'own'): Promise<string> {
    const all = Object.entries({ ...good, ...claims }).filter(([, value]) => value !== undefined);
    return new SignJWT(Object.fromEntries(all)).setProtectedHeader({ alg: 'RS256', kid }).sign(key);
  }

  const identify = (authorization: string | undefined, by = identity) =>
    by.identify({ headers: { authorization } } as IncomingMessage);
  const refused = async (bearer: string) => expectCode(identify(`Bearer ${bearer}`), 'SIGN_IN_NEEDED');

  it('knows the person of a token of version 2', async () => {
    const person = await identify(`Bearer ${await token()}`);
    expect(person).to.deep.equal({ tenantId, aadObjectId: oid });
  });

  it('knows the person of a token of version 1, whose audience is the address of the app', async () => {
    const person = await identify(`bearer ${await token({ iss: v1, aud: `api://bot.example.org/${appId}` })}`);
    expect(person.aadObjectId).to.equal(oid);
  });

  it('takes one scope of several', async () => {
    expect(await identify(`Bearer ${await token({ scp: 'openid access_as_user' })}`)).to.include({ tenantId });
  });

  it('forgives clocks that differ by less than a minute', async () => {
    expect(await identify(`Bearer ${await token({ exp: seconds - 50, nbf: seconds + 50 })}`)).to.include({ tenantId });
  });

  it('knows people, tenant and app in whatever case their ids are written', async () => {
    const [tid, loud] = [tenantId.toUpperCase(), oid.toUpperCase()];
    const aud = `api://bot.example.org/${appId.toUpperCase()}`;
    const iss = `https://sts.windows.net/${tid}/`;
    const person = await identify(`Bearer ${await token({ tid, oid: loud, aud, iss })}`, newIdentity(tid));
    expect(person).to.deep.equal({ tenantId, aadObjectId: oid });
  });

  const wrong: Record<string, Claims> = {
    'another audience': { aud: otherTenant },
    'the app at another host': { aud: `api://evil.example.org/${appId}` },
    'another issuer': { iss: `https://login.microsoftonline.com/${otherTenant}/v2.0` },
    'no issuer': { iss: undefined },
    'another tenant': { tid: otherTenant },
    'no tenant': { tid: undefined },
    'a time that is over': { exp: seconds - 120 },
    'no end to its time': { exp: undefined },
    'a time that has not begun': { nbf: seconds + 120 },
    'no scope': { scp: undefined },
    'another scope': { scp: 'access_as_user_not User.Read' },
    'no person': { oid: undefined },
  };
  for (const [name, claims] of Object.entries(wrong)) {
    it(`refuses a token with ${name}`, async () => {
      await refused(await token(claims));
    });
  }

  it('refuses a token of an unknown key, whatever name it gives itself', async () => {
    await refused(await token({}, foreign, 'own'));
    await refused(await token({}, foreign, 'foreign'));
  });

  it('refuses a token without a signature, and one signed with the public key as a password', async () => {
    await refused(new UnsecuredJWT(good).encode());
    const password = new TextEncoder().encode(served().body.padEnd(32));
    await refused(await new SignJWT(good).setProtectedHeader({ alg: 'HS256', kid: 'own' }).sign(password));
  });

  it('refuses a request without a token and one with nonsense', async () => {
    await expectCode(identify(undefined), 'SIGN_IN_NEEDED');
    await expectCode(identify('Basic YTpi'), 'SIGN_IN_NEEDED');
    await refused('nonsense');
    await refused('a.b.c');
  });

  it('fetches the keys once for many tokens, and again when the tenant has taken a new one', async () => {
    const before = served;
    let fetched = 0;
    served = () => {
      fetched += 1;
      return before();
    };
    const { port } = keys.address() as AddressInfo;
    const keysUrl = new URL(`http://127.0.0.1:${port}/keys`);
    const url = 'https://bot.example.org';
    const rotating = createTeamsIdentity({ appId, tenantId, publicUrl: url, keysUrl, keysCooldown: 0, now: () => now });
    await identify(`Bearer ${await token()}`, rotating);
    await identify(`Bearer ${await token()}`, rotating);
    expect(fetched).to.equal(1);
    const next = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(next.publicKey)), kid: 'next', alg: 'RS256', use: 'sig' };
    served = () => ({ status: 200, body: JSON.stringify({ keys: [jwk] }) });
    const person = await identify(`Bearer ${await token({}, next.privateKey, 'next')}`, rotating);
    expect(person.aadObjectId).to.equal(oid);
    await expectCode(identify(`Bearer ${await token()}`, rotating), 'SIGN_IN_NEEDED');
    served = before;
  });

  it('blames itself, not the person, when the keys cannot be fetched', async () => {
    const before = served;
    served = () => ({ status: 503, body: '' });
    await expectCode(identify(`Bearer ${await token()}`, newIdentity()), 'INTERNAL');
    served = () => ({ status: 200, body: '<html>' });
    await expectCode(identify(`Bearer ${await token()}`, newIdentity()), 'INTERNAL');
    served = before;
  });

  it('lets the page ask in a person’s name, and refuses what comes without a token', async () => {
    const site = await startSite('member', { identity: newIdentity(ourTenant) });
    const iss = `https://sts.windows.net/${ourTenant}/`;
    const known = await token({ iss, tid: ourTenant, oid: objectIdOf('member') });
    const ask = (headers: Record<string, string>) => site.ask('/api/v1/me', { headers });
    const { status, json } = await ask({ authorization: `Bearer ${known}` });
    const refused = await ask({ cookie: 'verkostobotti_session=x' });
    const session = await site.ask('/api/v1/session', { method: 'POST' });
    await site.close();
    expect([status, json.networks[0].member]).to.deep.equal([200, 'member (esimerkki)']);
    expect([refused.status, refused.json.code, refused.headers['www-authenticate']]).to.deep.equal([
      401,
      'SIGN_IN_NEEDED',
      'Bearer',
    ]);
    expect(session.status).to.equal(401);
  });

  it('opens no local session', async () => {
    await expectCode(identity.openSession({ headers: {} } as IncomingMessage), 'SIGN_IN_NEEDED');
  });
});
