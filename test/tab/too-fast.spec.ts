import { expect } from 'chai';
import { type Site, startSite } from './site.ts';

describe('somebody who asks the page too fast', () => {
  let site: Site;
  beforeEach(async () => {
    const slow = { atOnce: 3, perMinute: 6 };
    site = await startSite('member', { rates: { asking: slow, straying: slow } });
  });
  afterEach(() => site.close());

  for (const [language, words] of [
    ['fi', 'Odota 10 s'],
    ['sv', 'Vänta 10 s'],
    ['en', 'Wait 10 s'],
  ] as const) {
    it(`is told in ${language} when to go on`, async () => {
      const headers = await site.session();
      const ask = () => site.ask(`/api/v1/me?language=${language}`, { headers });
      for (let turn = 0; turn < 3; turn += 1) expect((await ask()).status).to.equal(200);
      const { status, json, headers: told } = await ask();
      expect([status, json.code, told['retry-after']]).to.deep.equal([429, 'TOO_FAST', '10']);
      expect(json.detail).to.include(words);
      site.world.pass(10_000);
      expect((await ask()).status).to.equal(200);
    });
  }

  it('without signing in is told to wait, and whoever signs in goes on', async () => {
    for (const path of ['/api/v1/me', '/api/v1/surveys', '/api/v1/no/such']) {
      expect((await site.ask(path)).status, path).to.be.oneOf([401, 404]);
    }
    const { status, headers } = await site.ask('/api/v1/me');
    expect([status, headers['retry-after']]).to.deep.equal([429, '10']);
    expect((await site.ask('/api/v1/me', { headers: await site.session() })).status).to.equal(200);
  });

  it('by links that are none is told to wait, on a page', async () => {
    for (const path of ['/calendar/x.ics', '/api/v1/packages/x.zip', '/api/v1/charts/x.png']) {
      expect((await site.ask(path)).status, path).to.be.within(400, 410);
    }
    const { status, headers, text } = await site.ask('/calendar/x.ics', { headers: { 'accept-language': 'sv' } });
    expect([status, headers['retry-after']]).to.deep.equal([429, '10']);
    expect(text).to.include('Vänta 10 s');
    expect((await site.ask('/tab/privacy')).status).to.equal(200);
  });
});
