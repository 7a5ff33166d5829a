import { expect } from 'chai';
import { SignJWT } from 'jose';
import { keys, type Site, startSite } from './site.ts';

describe('a session in local mode', () => {
  let site: Site;

  before(async () => {
    site = await startSite('coordinator');
  });

  after(() => site.close());

  const open = (headers: Record<string, string> = {}) => site.ask('/api/v1/session', { method: 'POST', headers });

  it('signs the demo person in with a cookie that no script and no other site gets', async () => {
    const { status, headers } = await open();
    expect(status).to.equal(204);
    expect(headers['set-cookie']?.[0]).to.match(/; Path=\/api\/v1; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    const me = await site.ask('/api/v1/me', { headers: await site.session() });
    expect(me.json.networks[0].member).to.equal('coordinator (esimerkki)');
  });

  it('is needed', async () => {
    const { status, json, headers } = await site.ask('/api/v1/me');
    expect(status).to.equal(401);
    expect(json.code).to.equal('SIGN_IN_NEEDED');
    expect(headers['www-authenticate']).to.equal('Bearer');
  });

  for (const host of ['localhost', 'localhost:3978', '127.0.0.1:1', '[::1]:3978']) {
    it(`opens under the name ${host}`, async () => {
      expect((await open({ host })).status).to.equal(204);
    });
  }

  for (const host of ['bot.example.org', 'localhost.example.org', '127.0.0.1.example.org', '10.0.0.1']) {
    it(`does not open or work under the name ${host}`, async () => {
      const session = await site.session();
      expect((await open({ host })).status).to.equal(401);
      expect((await site.ask('/api/v1/me', { headers: { ...session, host } })).status).to.equal(401);
    });
  }

  it('does not open or work through a proxy', async () => {
    const session = await site.session();
    for (const name of ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded']) {
      expect((await open({ [name]: 'for=127.0.0.1' })).status, name).to.equal(401);
      expect((await site.ask('/api/v1/me', { headers: { ...session, [name]: '::1' } })).status, name).to.equal(401);
    }
  });

  it('opens for the own page only, not for a page of another origin', async () => {
    expect((await open({ origin: site.url })).status).to.equal(204);
    expect((await open({ origin: 'http://127.0.0.1:1' })).status).to.equal(401);
    expect((await open({ origin: 'null' })).status).to.equal(401);
    expect((await open({ origin: site.url.replace('http:', 'https:') })).status).to.equal(401);
  });

  it('is not made of a link, of another key, or of a session of somebody else', async () => {
    const signed = (claims: object, key = keys.sessions) =>
      new SignJWT({ exp: 4_000_000_000, ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(key);
    const subject = '11111111-1111-4111-8111-111111111111:22222222-2222-4222-8222-000000000000';
    const works = await signed({ aud: 'session', sub: subject });
    const wrong = [
      await signed({ aud: 'schedule', sub: subject }),
      await signed({ aud: 'session', sub: `${subject}1` }),
      await signed({ aud: 'session', sub: subject }, new Uint8Array(32)),
      await signed({ aud: 'session', sub: subject, exp: 1 }),
    ];
    const ask = (token: string) =>
      site.ask('/api/v1/me', { headers: { cookie: `a=b; verkostobotti_session=${token}` } });
    expect((await ask(works)).status).to.equal(200);
    for (const token of wrong) expect((await ask(token)).status).to.equal(401);
  });

  it('ends after twelve hours', async () => {
    const headers = await site.session();
    site.world.pass(11 * 3_600_000);
    expect((await site.ask('/api/v1/me', { headers })).status).to.equal(200);
    site.world.pass(2 * 3_600_000);
    expect((await site.ask('/api/v1/me', { headers })).status).to.equal(401);
  });
});
