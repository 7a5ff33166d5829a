import { expect } from 'chai';
import { networks, people } from '../../domain/network/network.ts';
import { deliveries, deliveryTallies } from '../../domain/outbox.ts';
import { put } from '../../domain/store.ts';
import { aMeeting, aMember, aPractice, aResponse, aSurvey } from '../domain/example-network.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { aDelivery } from '../storage/records.ts';
import { type Answer, type Site, startSite } from './site.ts';

const closesAt = '2026-09-30T13:00:00.000Z';

/** Two surveys of one group and one of the other, answers to them, a meeting and practices. */
function work() {
  return [
    aSurvey('needs', { groupId: 'future', title: { fi: 'Tuen tarve', sv: 'Behov av stöd' }, closesAt }),
    aSurvey('feedback', {
      groupId: 'future',
      title: { fi: 'Palaute' },
      anonymity: 'anonymous',
      closesAt: '2026-09-15T13:00:00.000Z',
    }),
    aSurvey('home', { groupId: 'home', title: { fi: 'Vain toiselle ryhmälle' }, closesAt }),
    aSurvey('over', { groupId: 'future', title: { fi: 'Aika ohi' }, closesAt: '2026-08-31T13:00:00.000Z' }),
    aSurvey('draft', { groupId: 'future', title: { fi: 'Luonnos' }, state: 'draft', closesAt }),
    aResponse('needs', 'm-member', {}),
    aResponse('feedback', 'm-member', {}, { state: 'draft', sealed: 'x' }),
    aResponse('needs', 'm-other', {}),
    aMeeting('autumn', '2026-09-10T06:00:00.000Z', { groupId: 'future', title: 'Syyskokous' }),
    aMeeting('far', '2027-09-10T06:00:00.000Z', { groupId: 'future' }),
    aPractice('one', { groupId: 'future', state: 'proposed', title: { fi: 'Vertaisohjaus' } }),
    aPractice('two', { groupId: 'home', state: 'draft' }),
  ];
}

describe('the interface of the page', () => {
  let site: Site | undefined;

  afterEach(async () => {
    await site?.close();
    site = undefined;
  });

  async function visit(role: Role) {
    site = await startSite(role);
    const own = site;
    await own.world.deps.store.commit(work());
    const cookie = await own.session();
    const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
      own.ask(`/api/v1/${path}`, { headers: { ...cookie, ...headers } });
    const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      own.ask(`/api/v1/${path}`, {
        method,
        headers: { ...cookie, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    return { get, send, store: own.world.deps.store, site: own };
  }

  it('tells who the visitor is', async () => {
    const { get } = await visit('lead');
    const { json, headers } = await get('me?language=sv');
    expect(json).to.deep.equal({
      language: null,
      reminders: true,
      digest: false,
      chat: null,
      network: 'uudi',
      networks: [
        {
          id: 'uudi',
          teamId: '19:team@thread.tacv2',
          name: 'Nylands nätverk',
          member: 'lead (esimerkki)',
          roles: ['member', 'lead'],
          seesStatus: true,
          seesDeliveries: true,
          writesPractices: true,
          manages: false,
        },
      ],
    });
    expect(headers['cache-control']).to.equal('no-store');
    expect(headers['x-content-type-options']).to.equal('nosniff');
  });

  it('names the newest network first and keeps networks apart', async () => {
    const { get, store } = await visit('lead');
    const uudi = await store.get(networks, 'uudi');
    if (!uudi) throw new Error('no network');
    const personId = `${tenantId}:${objectIdOf('lead')}`;
    await store.commit([
      put(networks, { ...uudi, id: 'zz', version: 0, teamId: 'another', name: { fi: 'Toinen verkosto' } }),
      aMember('zz-lead', { networkId: 'zz', personId }),
    ]);
    const me = await get('me');
    expect(me.json.networks.map((network: { id: string }) => network.id)).to.deep.equal(['zz', 'uudi']);
    const none = { items: [], next: null, total: 0 };
    expect((await get('mine')).json).to.deep.equal({ surveys: none, meetings: none, validations: none, drafts: none });
    expect((await get('mine?network=uudi')).json.surveys.total).to.equal(2);
    expect((await get('status')).json.code).to.equal('FORBIDDEN');
  });

  it('names the zone of a time to those whose clock shows another', async () => {
    const { get } = await visit('member');
    const closes = async (zone: string) =>
      (await get('mine?language=fi', { 'time-zone': zone })).json.surveys.items[0].closes;
    expect(await closes('Europe/Stockholm')).to.equal('ti 15.9.2026 klo 16.00 (Helsinki)');
    for (const zone of ['Europe/Helsinki', 'Europe/Mariehamn', 'Nowhere/None', 'anywhere']) {
      expect(await closes(zone), zone).to.equal('ti 15.9.2026 klo 16.00');
    }
  });

  it('lists the open surveys of own groups with the own answer only, what is to be answered first', async () => {
    const { get } = await visit('member');
    const { json } = await get('mine?language=fi');
    expect(json.surveys.items).to.deep.equal([
      {
        id: 'feedback',
        title: 'Palaute',
        group: 'Verkoston tulevaisuus',
        closesAt: '2026-09-15T13:00:00.000Z',
        closes: 'ti 15.9.2026 klo 16.00',
        answered: 'begun',
      },
      {
        id: 'needs',
        title: 'Tuen tarve',
        group: 'Verkoston tulevaisuus',
        closesAt,
        closes: 'ke 30.9.2026 klo 16.00',
        answered: 'yes',
      },
    ]);
  });

  it('speaks the language asked for, else the one chosen in the chat, else the browser’s', async () => {
    const { get, store } = await visit('member');
    const title = async (path: string, accepted: string) => {
      const { json } = await get(path, { 'accept-language': accepted });
      return json.surveys.items.at(-1).title;
    };
    expect(await title('mine', 'de, en;q=0.1, sv-FI;q=0.8')).to.equal('Behov av stöd');
    expect(await title('mine', 'sv;q=0, fi')).to.equal('Tuen tarve');
    expect(await title('mine', '')).to.equal('Tuen tarve');
    await store.commit([put(people, { id: `${tenantId}:${objectIdOf('member')}`, version: 0, language: 'fi' })]);
    expect(await title('mine', 'sv')).to.equal('Tuen tarve');
    expect(await title('mine?language=sv', 'fi')).to.equal('Behov av stöd');
    expect((await get('me')).json.language).to.equal('fi');
  });

  it('shows the coordinator where every group stands', async () => {
    const { get } = await visit('coordinator');
    const { json } = await get('status?network=uudi&language=fi');
    expect(json.counted).to.equal('ti 1.9.2026 klo 12.00');
    expect(json.groups.items.map((group: { name: string }) => group.name)).to.deep.equal([
      'Verkoston tulevaisuus',
      'Kotiin vietävä tuki',
    ]);
    const [future] = json.groups.items;
    expect(future.openSurveys.find((survey: { id: string }) => survey.id === 'needs')).to.deep.equal({
      id: 'needs',
      title: 'Tuen tarve',
      closes: 'ke 30.9.2026 klo 16.00',
      turnout: '2/5',
      submitted: 2,
      members: 5,
    });
    expect(json.meetings.items).to.deep.equal([
      {
        id: 'autumn',
        title: 'Syyskokous',
        group: 'Verkoston tulevaisuus',
        startsAt: '2026-09-10T06:00:00.000Z',
        when: 'to 10.9.2026 klo 9.00–10.00',
        replies: { yes: 0, maybe: 0, no: 0, none: 5 },
      },
    ]);
    expect(json.practices).to.include({ proposed: 1, draft: 1 });
    expect(json.waiting.lead.items).to.deep.include({
      kind: 'practiceProposed',
      who: 'lead',
      id: 'one',
      title: 'Vertaisohjaus',
      group: 'Verkoston tulevaisuus',
      count: 1,
    });
  });

  it('shows a lead their own groups only', async () => {
    const { get } = await visit('lead');
    const { json } = await get('status');
    expect(json.groups.items.map((group: { id: string }) => group.id)).to.deep.equal(['future']);
    expect(json.practices).to.include({ proposed: 1, draft: 0 });
    expect(JSON.stringify(json)).not.to.include('Vain toiselle ryhmälle');
  });

  it('shows a member no status, and says so in their language as a problem', async () => {
    const { get } = await visit('member');
    const { status, json, headers } = await get('status?language=en');
    expect(status).to.equal(403);
    expect(headers['content-type']).to.equal('application/problem+json; charset=utf-8');
    expect(headers['content-language']).to.equal('en');
    expect(json).to.deep.equal({
      type: 'about:blank',
      title: 'That did not work',
      status: 403,
      code: 'FORBIDDEN',
      detail: 'You do not have permission to do this. If need be, ask the network’s coordinator.',
    });
  });

  it('tells meetings of one name apart by when they begin, and surveys by when they close', async () => {
    const { get, store } = await visit('coordinator');
    const sent = ['autumn', 'feedback', 'one'].map((subjectId) => aDelivery({ networkId: 'uudi', subjectId }));
    await store.commit(sent.map((delivery) => put(deliveries, delivery)));
    const { items } = (await get('deliveries?language=fi')).json;
    expect(items.map(({ id, when }: Record<string, unknown>) => [id, when])).to.have.deep.members([
      ['autumn', 'to 10.9.2026 klo 9.00'],
      ['feedback', 'ti 15.9.2026'],
      ['one', null],
    ]);
  });

  it('tells leads whom messages did not reach, why, and what to send those people themselves', async () => {
    const { get, store } = await visit('lead');
    expect((await get('deliveries/feedback')).json).to.include({ passOn: null, onlyCounted: 0 });
    const personId = `${tenantId}:${objectIdOf('member')}`;
    const to = { type: 'person', personId } as const;
    const about = { networkId: 'uudi', groupId: 'future', subjectId: 'feedback' };
    const blocked = aDelivery({ ...about, to, targetId: personId, state: 'blocked', reason: '403' });
    const tally = { id: 't', version: 0, ...about, kind: 'survey.invitation', counts: { sent: 7, blocked: 1 } };
    await store.commit([put(deliveries, blocked), put(deliveryTallies, tally)]);
    const { json } = await get('deliveries/feedback?language=fi');
    expect(json.unreached.map(({ name }: { name: string }) => name)).to.deep.equal(['member (esimerkki)']);
    expect(json.passOn).to.include('Palaute').and.to.include('omat');
    expect(json).to.deep.include({ onlyCounted: 8, detailsKeptDays: 90, offers: ['retry'], withdrawable: 0 });
  });

  it('shows nothing of a network to strangers, nor whether it exists', async () => {
    const { get } = await visit('stranger');
    const unknown = { language: null, reminders: true, digest: false, chat: null };
    expect((await get('me')).json).to.deep.equal({ ...unknown, network: null, networks: [] });
    for (const path of ['status', 'mine', 'status?network=uudi', 'mine?network=none']) {
      const { status, json } = await get(path);
      expect([status, json.code], path).to.deep.equal([403, 'NOT_MEMBER']);
    }
  });

  it('answers an unknown address with a problem', async () => {
    const { get } = await visit('member');
    const { status, json } = await get('nothing/here');
    expect([status, json.code]).to.deep.equal([404, 'NOT_FOUND']);
  });

  it('tells of a surprise without its inside, and logs it once without the cookie', async () => {
    const broken = await startSite('member', {
      identity: {
        identify: async () => {
          throw new TypeError('inside detail');
        },
        openSession: async () => '',
      },
    });
    const { status, text } = await broken.ask('/api/v1/me', {
      headers: { cookie: 'verkostobotti_session=very-secret' },
    });
    await broken.close();
    expect(status).to.equal(500);
    expect(text).to.include('INTERNAL').and.not.include('inside detail');
    expect(broken.logged).to.have.length(1);
    expect(broken.logged[0]).to.include('inside detail').and.not.include('very-secret');
  });
});
