import { expect } from 'chai';
import { members } from '../../domain/network/network.ts';
import { longestKept } from '../../domain/practice/form.ts';
import { practices } from '../../domain/practice/practice.ts';
import { put } from '../../domain/store.ts';
import { load } from '../../domain/use-case.ts';
import { aPractice } from '../domain/example-network.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { fillNetwork } from './busy-network.ts';
import { type Site, startSite } from './site.ts';

describe('the form of a practice on the page', () => {
  let site: Site;
  let role: Role;

  beforeEach(async () => {
    role = 'lead';
    const identify = async () => ({ tenantId, aadObjectId: objectIdOf(role) });
    site = await startSite(role, { identity: { identify, openSession: async () => '' } });
    await fillNetwork(site.world.deps.store);
  });
  afterEach(() => site.close());

  const send = (method: string, path: string, body?: object, version?: number) =>
    site.ask(`/api/v1/${path}${path.includes('?') ? '' : '?language=fi'}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  const get = async (path: string) => (await send('GET', path)).json;
  const stored = (id: string) => load(site.world.deps.store, practices, id);
  const begin = (given: object = {}) =>
    send('POST', 'practices', {
      practiceId: 'fresh',
      kind: 'serviceDescription',
      groupId: 'future',
      title: { fi: 'Etätuki' },
      ...given,
    });

  it('begins with what there is to choose: kinds with what they are for, own groups, organisations without Teams', async () => {
    const { kinds, groups, organisations } = await get('practice-start');
    expect(kinds).to.have.length(6);
    expect(kinds[1]).to.deep.include({ kind: 'serviceDescription' });
    expect(kinds[1].purpose).to.include('toinen toimija');
    expect(groups).to.deep.equal([{ id: 'future', name: 'Verkoston tulevaisuus' }]);
    expect(organisations.items).to.deep.include({ id: 'o-quiet', name: 'Yhdistys E (esimerkki)' });
    role = 'member';
    expect((await get('practice-start')).organisations.items).to.deep.equal([]);
  });

  it('names the region of a practice in its reader’s language', async () => {
    await begin();
    const { version, filing } = await get('practices/fresh/form?language=sv');
    expect(filing.region).to.equal('Nyland');
    const saved = await send('PUT', 'practices/fresh/form?language=en', { title: { fi: 'Etätuki' } }, version);
    expect(saved.json.filing.region).to.equal('Uusimaa');
    expect((await stored('fresh')).filing.region).to.equal('Uusimaa');
  });

  it('is offered to whoever has a group to write in', async () => {
    const { store } = site.world.deps;
    const writes = async () => (await get('me')).networks[0].writesPractices;
    role = 'member';
    expect(await writes()).to.equal(true);
    const member = await load(store, members, 'm-member');
    await store.commit([put(members, { ...member, groupIds: [] })]);
    expect(await writes()).to.equal(false);
    expect((await get('practice-start')).groups).to.deep.equal([]);
    expect((await begin()).json.code).to.equal('FORBIDDEN');
  });

  it('finds what its writer has begun: drafts, and changes of what is proposed', async () => {
    await begin();
    role = 'member';
    const { version } = await get('practices/validated/form');
    await send('PUT', 'practices/validated/form', { title: { fi: 'Uusi nimi' } }, version);
    const { begun } = await get('practice-start');
    expect(begun).to.deep.equal([
      { id: 'validated', title: 'Uusi nimi', kind: 'goodPractice', state: 'inValidation', changed: 'ke 1.9.2021' },
    ]);
    role = 'lead';
    expect((await get('practice-start')).begun).to.have.length(1);
  });

  it('tells what is asked, in the reader’s words, with all that is written in each language', async () => {
    await begin({ organisationId: 'o-quiet', title: { fi: 'Etätuki', sv: 'Distansstöd' } });
    const form = await get('practices/fresh/form');
    expect(form).to.deep.include({
      kind: 'serviceDescription',
      state: 'draft',
      begun: true,
      group: 'Verkoston tulevaisuus',
      organisation: 'Yhdistys E (esimerkki)',
      onBehalf: true,
      title: { fi: 'Etätuki', sv: 'Distansstöd' },
      longest: { title: 150, municipality: 100, section: 5000 },
    });
    expect(form.asked[0]).to.deep.include({ code: 'what', label: 'Mikä palvelu on', required: true });
    expect(form.faults).to.deep.equal({
      's.what': 'required',
      's.forWhom': 'required',
      's.access': 'required',
      's.steps': 'required',
    });
    expect((await get('practices/fresh/form?language=sv')).asked[0].label).to.equal('Vad tjänsten är');
  });

  it('saves only what it names', async () => {
    await begin();
    const { version } = await get('practices/fresh/form');
    const first = await send(
      'PUT',
      'practices/fresh/form',
      { sections: { what: { fi: ' Tukea puhelimitse. ', sv: 'Stöd per telefon.' } } },
      version,
    );
    expect(first.headers.etag).to.equal(`"${first.json.version}"`);
    await send('PUT', 'practices/fresh/form', { sections: { what: { sv: '' } } }, first.json.version);
    const { title, sections } = await stored('fresh');
    expect(title).to.deep.equal({ fi: 'Etätuki' });
    expect(sections).to.deep.equal({ what: { fi: 'Tukea puhelimitse.' } });
  });

  it('shows the second of two writers what the first has made of it, and asks for the version', async () => {
    await begin();
    const { version } = await get('practices/fresh/form');
    const saved = await send('PUT', 'practices/fresh/form', { title: { fi: 'Yksi' } }, version);
    const second = await send('PUT', 'practices/fresh/form', { title: { fi: 'Kaksi' } }, version);
    expect([second.status, second.json.code]).to.deep.equal([412, 'STALE']);
    expect(second.json.current).to.deep.equal(saved.json);
    expect((await send('PUT', 'practices/fresh/form', { title: { fi: 'Kaksi' } })).status).to.equal(428);
    expect((await send('POST', 'practices/fresh/propose')).status).to.equal(428);
    expect((await stored('fresh')).title).to.deep.equal({ fi: 'Yksi' });
  });

  it('names each input and language with a fault, and keeps ten thousand characters', async () => {
    await begin();
    const { version } = await get('practices/fresh/form');
    const long = 'ä'.repeat(longestKept);
    const kept = await send('PUT', 'practices/fresh/form', { sections: { what: { fi: long, en: long } } }, version);
    expect(kept.json.faults).to.deep.include({ 's.what.fi': 'tooLong', 's.what.en': 'tooLong' });
    const refused = await send(
      'PUT',
      'practices/fresh/form',
      { title: { fi: '' }, sections: { steps: { sv: `${long}ä` } } },
      kept.json.version,
    );
    expect([refused.status, refused.json.fields]).to.deep.equal([400, { title: 'required', 's.steps.sv': 'tooLong' }]);
    const proposed = await send('POST', 'practices/fresh/propose', undefined, kept.json.version);
    expect(proposed.json.fields).to.include({ 's.what.en': 'tooLong', 's.steps': 'required' });
  });

  it('proposes a change of what stands, and tells the practice then', async () => {
    role = 'member';
    const before = await get('practices/validated');
    expect(before).to.deep.include({ begun: false, onBehalf: false });
    expect(before.offers).to.include('edit').and.not.include('propose').and.not.include('discard');
    const { version } = await get('practices/validated/form');
    const text = { fi: 'Ohjattiin.' };
    const saved = await send(
      'PUT',
      'practices/validated/form',
      { sections: { whatWasDone: text, result: text } },
      version,
    );
    expect((await get('practices/validated')).offers).to.include.members(['edit', 'propose', 'discard']);
    role = 'other';
    expect((await get('practices/validated')).begun).to.equal(false);
    role = 'member';
    const proposed = await send('POST', 'practices/validated/propose', undefined, saved.json.version);
    expect(proposed.json).to.deep.include({ state: 'inValidation', revision: 2, begun: false });
  });

  it('is its author’s alone while it is a draft, and nobody’s when it is retired', async () => {
    await site.world.deps.store.commit([aPractice('retired', { groupId: 'future', state: 'retired' })]);
    await begin();
    expect((await get('practices/retired/form')).code).to.equal('PRACTICE_STATE');
    for (const other of ['coordinator', 'member'] as const) {
      role = other;
      expect((await get('practices/fresh/form')).code, other).to.equal('FORBIDDEN');
    }
  });

  it('has a worked example beside it, in the reader’s language', async () => {
    const { title, kind, sections } = (await send('GET', 'practice-example')).json;
    expect([title, kind]).to.deep.equal(['Esimerkki: Kotiin vietävä tuki', 'serviceDescription']);
    expect(sections.map(({ code }: { code: string }) => code)).to.include.members(['what', 'steps', 'safety']);
  });
});
