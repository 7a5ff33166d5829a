import { expect } from 'chai';
import { people } from '../../domain/network/network.ts';
import { operations } from '../../tab/contract/operations.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { addSecondNetwork, marksOf, secondNetworkId, storedOf } from '../domain/second-network.ts';
import { fillNetwork } from './busy-network.ts';
import { type Site, startSite } from './site.ts';

describe('the page of somebody in two networks', () => {
  let site: Site;
  let uudi: readonly string[];
  let kymi: readonly string[];
  afterEach(() => site.close());

  async function visit(role: Role) {
    const person = { tenantId, aadObjectId: objectIdOf(role) };
    site = await startSite(role, { identity: { identify: async () => person, openSession: async () => '' } });
    const { store } = site.world.deps;
    await fillNetwork(store);
    await addSecondNetwork(store);
    uudi = await marksOf(store, 'uudi');
    kymi = await marksOf(store, secondNetworkId);
    return { store, get: (path: string) => site.ask(`/api/v1/${path}`) };
  }

  const put = (path: string, body: object, version = 1) =>
    site.ask(`/api/v1/${path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'if-match': `"${version}"` },
      body: JSON.stringify(body),
    });

  const found = (marks: readonly string[], text: string) =>
    marks.filter((mark) => text.includes(JSON.stringify(mark).slice(1, -1)));

  const readings = Object.keys(operations).filter((name) => name.startsWith('GET '));
  const lists = readings
    .map((name) => name.slice('GET /'.length))
    // What is told of oneself is of all networks, and the example of none.
    .filter((path) => !path.includes('{') && !['me', 'me/data', 'practice-example'].includes(path));

  for (const role of ['member', 'coordinator', 'other'] as const) {
    it(`has nothing of one network among things of the other: ${role}`, async () => {
      const { get } = await visit(role);
      for (const path of lists) {
        const here = await get(`${path}?network=uudi`);
        const there = await get(`${path}?network=${secondNetworkId}`);
        expect(found(kymi, here.text), `${path} of uudi`).to.deep.equal([]);
        expect(found(uudi, there.text), `${path} of kymi`).to.deep.equal([]);
      }
    });
  }

  it('says of which network something is when another one was named', async () => {
    const { get } = await visit('member');
    for (const path of ['surveys/kymi-survey', 'meetings/kymi-meeting', 'practices/kymi-practice']) {
      expect((await get(path)).status, path).to.equal(200);
      expect((await get(`${path}?network=kymi`)).status, path).to.equal(200);
      const { status, json, text } = await get(`${path}?network=uudi`);
      expect([status, json.code, json.network], path).to.deep.equal([409, 'OTHER_NETWORK', 'kymi']);
      expect(found(kymi, text)).to.deep.equal([]);
    }
  });

  it('says so of members and organisations to coordinators of that network', async () => {
    const { get } = await visit('other');
    for (const path of ['members/z-alone', 'organisations/kymi-organisation']) {
      expect((await get(path)).status, path).to.equal(200);
      expect((await get(`${path}?network=uudi`)).json.code, path).to.equal('OTHER_NETWORK');
    }
    for (const path of ['members/m-lead', 'organisations/o-library']) {
      expect((await get(path)).json.code, path).to.equal('FORBIDDEN');
    }
  });

  it('is in the network chosen there or in the chat, until it names another', async () => {
    const { get, store } = await visit('member');
    expect((await get('me')).json.network).to.equal('kymi');
    expect((await put('me/network', { networkId: 'uudi' })).status).to.equal(204);
    expect((await store.get(people, `${tenantId}:${objectIdOf('member')}`))?.chosenNetworkId).to.equal('uudi');
    expect((await get('me')).json.network).to.equal('uudi');
    expect((await get('meetings')).text)
      .to.include('Syyskokous')
      .and.not.to.include('Itäinen');
    expect((await get('meetings?network=kymi')).text)
      .to.include('Itäinen kokous')
      .and.not.to.include('Syyskokous');
  });

  it('is not for those who are not in that network', async () => {
    const { get, store } = await visit('lead');
    const before = await storedOf(store, secondNetworkId);
    const ids = {
      surveyId: 'kymi-survey',
      meetingId: 'kymi-meeting',
      practiceId: 'kymi-practice',
      memberId: 'z-alone',
      organisationId: 'kymi-organisation',
    };
    const filled = (path: string) =>
      path.replace(/\{(\w+)\}/g, (_whole, part: string) => (ids as Record<string, string>)[part] ?? 'x');
    for (const name of readings.filter((one) => one !== 'GET /me' && one !== 'GET /me/data')) {
      const path = filled(name.slice('GET /'.length));
      const { json, text } = await get(`${path}?network=${secondNetworkId}&theme=default`);
      expect(json.code, path).to.be.oneOf(['NOT_MEMBER', 'NOT_FOUND']);
      expect(found(kymi, text), path).to.deep.equal([]);
    }
    expect((await put('me/network', { networkId: secondNetworkId })).json.code).to.equal('NOT_MEMBER');
    expect((await put('meetings/kymi-meeting/reply', { reply: 'yes' })).json.code).to.equal('NOT_MEMBER');
    expect((await put('members/z-alone/roles/compiler', {})).json.code).to.equal('NOT_MEMBER');
    expect(await storedOf(store, secondNetworkId)).to.deep.equal(before);
  });
});
