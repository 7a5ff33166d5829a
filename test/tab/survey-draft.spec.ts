import { expect } from 'chai';
import { put } from '../../domain/store.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { aMember } from '../domain/example-network.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { fillNetwork } from './busy-network.ts';
import { type Site, startSite } from './site.ts';

const text = { fi: 'Teksti', sv: 'Text' };
const ofGroup = (id: string) => ({ kind: 'groups', groupIds: [id] });
const [future, home, none] = [ofGroup('future'), ofGroup('home'), ofGroup('none')];
const edit = {
  title: text,
  purpose: text,
  anonymity: 'named',
  audience: future,
  resultsFrom: 'closed',
  resultsFor: 'leads',
  breakdowns: [],
  earlierRound: '',
  opensOn: '',
  opensTime: '',
  closesOn: '2026-09-20',
  closesTime: '12:00',
  questions: [] as object[],
};
const yesNo = (code: string) => ({ kind: 'yesNo', code, label: text });

describe('a draft through the interface', () => {
  let site: Site;
  afterEach(() => site.close());

  async function as(role: Role) {
    const person = { tenantId, aadObjectId: objectIdOf(role) };
    site = await startSite(role, { identity: { identify: async () => person, openSession: async () => '' } });
    await fillNetwork(site.world.deps.store);
  }

  const get = (path: string) => site.ask(`/api/v1/${path}`);
  const send = (method: string, path: string, body: object, version?: number) =>
    site.ask(`/api/v1/${path}?language=fi`, {
      method,
      headers: { 'content-type': 'application/json', ...(version ? { 'if-match': `"${version}"` } : {}) },
      body: JSON.stringify(body),
    });
  const save = (body: object, version = 1) => send('PUT', 'surveys/draft/draft', body, version);
  const start = (from: object, surveyId = 'fresh') => send('POST', 'surveys', { surveyId, audience: future, from });

  for (const [role, code] of [
    ['coordinator', undefined],
    ['lead', undefined],
    ['member', 'FORBIDDEN'],
    ['stranger', 'NOT_MEMBER'],
  ] as const) {
    it(`is seen, saved, looked at and taken along by those who may: ${role}`, async () => {
      await as(role);
      const { store } = site.world.deps;
      const before = await load(store, surveys, 'draft');
      const answers = [
        await get('survey-sources'),
        await get('surveys/draft/draft'),
        await get('surveys/draft/file'),
        await send('POST', 'surveys/draft/draft/preview', { draft: edit }),
        await save(edit),
        await get('survey-people'),
        await send('POST', 'survey-audience', { audience: future }),
        await start({ kind: 'earlier', surveyId: 'draft' }),
      ];
      expect(answers.map(({ json }) => json.code)).to.deep.equal(answers.map(() => code));
      const after = await load(store, surveys, 'draft');
      expect(after.version > before.version).to.equal(code === undefined);
      expect((await store.get(surveys, 'fresh')) !== undefined).to.equal(code === undefined);
    });
  }

  it('is told with its version, and what it lacks', async () => {
    await as('lead');
    const { json, headers } = await get('surveys/draft/draft');
    expect(headers.etag).to.equal('"1"');
    expect(json).to.include({ closesOn: '2026-09-30', closesTime: '16:00', zone: 'Europe/Helsinki' });
    expect(json).to.deep.include({ audience: future, resultsFor: 'leads', resultsFrom: 'closed', breakdowns: [] });
    expect(json.anybody).to.equal(false);
    expect(json.groups).to.deep.equal([{ id: 'future', name: 'Verkoston tulevaisuus' }]);
    expect(json.check.faults).to.deep.equal([]);
    expect(json.check.missing).to.deep.equal([{ part: 'purpose', languages: ['sv', 'en'] }]);
  });

  it('is saved incomplete, with lasting codes, and no more over a newer one', async () => {
    await as('lead');
    const questions = [{ kind: 'choice', code: 'new:1', label: { en: 'Where from?' }, options: [] }];
    const { json, status } = await save({ ...edit, title: {}, questions });
    expect(status).to.equal(200);
    expect(json.version).to.equal(2);
    expect(json.questions[0].code).to.equal('whereFrom');
    expect(json.check.faults).to.deep.equal([
      { at: 'title', fault: 'textMissing' },
      { at: 'question', code: 'whereFrom', fault: 'optionsMissing' },
    ]);
    const stale = await save(edit);
    expect([stale.status, stale.json.current.version]).to.deep.equal([412, 2]);
    expect((await send('PUT', 'surveys/draft/draft', edit)).status).to.equal(428);
  });

  it('says how long answers are kept, and keeps that as it is when nothing is said of it', async () => {
    await as('lead');
    expect((await get('surveys/draft/draft')).json.keep).to.equal('plan');
    expect((await save({ ...edit, keep: 12 })).json.keep).to.equal(12);
    expect((await save(edit, 2)).json.keep).to.equal(12);
    const preview = { draft: { ...edit, questions: [yesNo('trust')], keep: 60, resultsFor: 'asked' }, page: 1 };
    const { json } = await send('POST', 'surveys/draft/draft/preview', preview);
    expect(JSON.stringify(json.card)).to.include('5 vuotta kyselyn').and.to.include('Kaikki, joilta kysytään');
    expect((await save({ ...edit, keep: 'plan' }, 3)).json.keep).to.equal('plan');
    expect((await save({ ...edit, keep: 121 }, 4)).status).to.equal(400);
    await start({ kind: 'empty' });
    expect((await get('surveys/fresh/draft')).json.keep).to.equal(24);
  });

  it('is refused with the input whose time is none', async () => {
    await as('lead');
    expect((await save({ ...edit, closesOn: '' })).json.fields).to.deep.equal({ closesOn: 'required' });
    expect((await save({ ...edit, opensOn: '2027-03-28', opensTime: '03:30' })).json.fields).to.deep.equal({
      opensOn: 'noSuchTime',
    });
    expect((await save({ ...edit, opensOn: '2026-09-21' })).json.fields).to.deep.equal({ closesOn: 'notAfterStart' });
    const together = { ...edit, respondent: 'organisation' };
    expect((await save({ ...together, anonymity: 'anonymous' })).json.code).to.equal('SURVEY_ORGANISATION_SECRET');
    expect((await save(together)).json).to.include({ respondent: 'organisation', version: 2 });
    expect((await save({ ...edit, audience: home }, 2)).json.code).to.equal('FORBIDDEN');
  });

  it('is for whom its maker may ask, one group or many, and says where nobody is chosen', async () => {
    await as('coordinator');
    const types = { kind: 'organisationTypes', types: ['library', 'association'] };
    const { json, status } = await save({ ...edit, audience: types });
    expect(status, json.detail).to.equal(200);
    expect(json).to.deep.include({ audience: types, anybody: true });
    expect((await load(site.world.deps.store, surveys, 'draft')).groupId).to.equal(undefined);
    expect((await get('surveys/draft')).json).to.deep.include({ channels: 0, elsewhere: [] });
    const nobody = await save({ ...edit, audience: { kind: 'members', memberIds: [] } }, 2);
    expect([nobody.json.code, nobody.json.fields]).to.deep.equal(['SURVEY_AUDIENCE_INVALID', { audience: 'required' }]);
    const many = Array.from({ length: 501 }, (_, index) => `m-${index}`);
    const tooMany = await save({ ...edit, audience: { kind: 'members', memberIds: many } }, 2);
    expect(tooMany.json.fields).to.deep.equal({ audience: 'tooLong' });
    await site.close();
    await as('lead');
    for (const audience of [types, { kind: 'network' }, { kind: 'groups', groupIds: ['future', 'home'] }]) {
      expect((await save({ ...edit, audience })).json.code).to.equal('FORBIDDEN');
      expect((await send('POST', 'survey-audience', { audience })).json.code).to.equal('FORBIDDEN');
    }
  });

  it('can name people one by one, who are found a page at a time and told by name', async () => {
    await as('lead');
    const { store } = site.world.deps;
    const crowd = Array.from({ length: 40 }, (_, index) =>
      aMember(`m-${index}`, { name: `Jäsen ${index + 10} (esimerkki)`, groupIds: ['future'] }),
    );
    await store.commit([...crowd, aMember('m-home', { name: 'Muu (esimerkki)', groupIds: ['home'] })]);
    const all = (await get('survey-people?limit=30')).json;
    expect([all.items.length, all.total]).to.deep.equal([30, 45]);
    const rest = (await get(`survey-people?limit=30&after=${all.next}`)).json;
    expect([rest.items.length, rest.next]).to.deep.equal([15, null]);
    const found = (await get(`survey-people?search=${encodeURIComponent('JÄRJESTÖ')}`)).json;
    expect(found).to.deep.equal({
      items: [{ id: 'm-member', name: 'member (esimerkki)', organisation: 'Järjestö B (esimerkki)' }],
      next: null,
      total: 1,
    });
    expect((await get('survey-people?group=home')).json.code).to.equal('FORBIDDEN');
    const chosen = { kind: 'members', memberIds: ['m-39', 'm-member'] };
    const told = (await send('POST', 'survey-audience', { audience: chosen })).json;
    expect(told).to.include({ count: 2, needed: 5, channels: false });
    expect(told.people.map(({ name }: { name: string }) => name)).to.deep.equal([
      'Jäsen 49 (esimerkki)',
      'member (esimerkki)',
    ]);
    expect((await save({ ...edit, audience: chosen })).json.audience).to.deep.equal(chosen);
    const others = { kind: 'members', memberIds: ['m-home'] };
    expect((await save({ ...edit, audience: others }, 2)).json.code).to.equal('FORBIDDEN');
  });

  it('has its results decided, and is compared with a round that it can be compared with', async () => {
    await as('lead');
    const rule = { resultsFrom: 'live', resultsFor: 'asked', breakdowns: ['group', 'region'] };
    const questions = (await get('surveys/draft/draft')).json.questions;
    const { json } = await save({ ...edit, ...rule, questions, earlierRound: 'closed' });
    expect(json).to.deep.include({ ...rule, earlierRound: 'closed' });
    expect(json.rounds.items.map(({ id }: { id: string }) => id)).to.deep.equal(['open', 'closed', 'earlier']);
    const secret = { ...edit, ...rule, resultsFrom: 'closed', anonymity: 'anonymous' };
    expect((await save(secret, 2)).json.fields).to.deep.equal({ breakdowns: 'tooManyChosen' });
    expect((await save({ ...secret, ...rule, breakdowns: [] }, 2)).json.code).to.equal('RESULTS_LIVE_NAMED');
    expect((await save({ ...edit, earlierRound: 'draft' }, 2)).json.code).to.equal('NOT_FOUND');
    expect((await save({ ...edit, earlierRound: '' }, 2)).json).to.include({ earlierRound: '' });
  });

  it('of 200 questions in three languages goes in and out', async () => {
    await as('lead');
    const long = { fi: 'ä'.repeat(500), sv: 'ö'.repeat(500), en: 'e'.repeat(500) };
    const questions = Array.from({ length: 200 }, (_, index) => ({ ...yesNo(`q${index}`), label: long }));
    const { status, json } = await save({ ...edit, questions });
    expect(status, json.detail).to.equal(200);
    expect(json.check.faults).to.deep.equal([]);
    expect((await save({ ...edit, questions: [...questions, yesNo('more')] }, 2)).json.check.faults).to.deep.equal([
      { at: 'question', code: 'more', fault: 'tooMany' },
    ]);
    const toLarge = { ...edit, note: 'x'.repeat(2_200_000) };
    expect((await save(toLarge, 3)).json.code).to.equal('INPUT_TOO_LARGE');
  });

  it('is shown as a member gets it, page by page, in the language asked for, without being stored', async () => {
    await as('lead');
    const questions = [
      { kind: 'section', code: 's', label: { fi: 'Osa' } },
      ...['a', 'b', 'c', 'd', 'e', 'f'].map(yesNo),
    ];
    const draft = { ...edit, questions: [...questions, { ...yesNo('new:x'), showIf: { code: 'a', values: ['yes'] } }] };
    const look = (more: object, language = 'fi') =>
      site.ask(`/api/v1/surveys/draft/draft/preview?language=${language}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ draft, ...more }),
      });
    const shown = async (more: object) => {
      const { json } = await look(more);
      return [json.page, json.pages, json.conditional];
    };
    expect(await shown({})).to.deep.equal([0, 3, false]);
    expect(await shown({ code: 's' })).to.deep.equal([1, 3, false]);
    expect(await shown({ code: 'new:x' })).to.deep.equal([2, 3, true]);
    expect(await shown({ code: 'gone' })).to.deep.equal([0, 3, false]);
    expect(await shown({ page: 99 })).to.deep.equal([2, 3, true]);
    expect((await look({ page: 1 }, 'sv')).json.card).to.deep.include({ lang: 'sv', fallbackText: 'Text' });
    expect((await look({})).json.check.codes.at(-1)).to.deep.equal({ code: 'teksti', standing: 'new' });
    expect((await load(site.world.deps.store, surveys, 'draft')).version).to.equal(1);
  });

  it('with nothing to ask yet shows its invitation', async () => {
    await as('lead');
    const { json } = await send('POST', 'surveys/draft/draft/preview', { draft: { ...edit, title: {} }, page: 1 });
    expect([json.page, json.pages]).to.deep.equal([0, 1]);
    expect(json.card.fallbackText).to.equal('Kysely: Kysely ilman nimeä');
  });

  it('is one however often it is asked for, and made from what there is', async () => {
    await as('lead');
    const { json } = await get('survey-sources');
    expect(json.templates).to.have.length(8);
    expect(json.earlier.items.map(({ id }: { id: string }) => id)).to.have.members([
      'open',
      'earlier',
      'closed',
      'draft',
    ]);
    expect((await start({ kind: 'template', template: 'feedback' })).json).to.deep.equal({ id: 'fresh' });
    expect((await start({ kind: 'template', template: 'feedback' })).json).to.deep.equal({ id: 'fresh' });
    expect((await get('surveys/fresh/draft')).json).to.include({ template: 'Palaute tilaisuudesta', earlierRound: '' });
    await start({ kind: 'earlier', surveyId: 'closed' }, 'next');
    const next = (await get('surveys/next/draft')).json;
    expect(next.earlierRound).to.equal('closed');
    const round = { id: 'closed', name: 'Verkoston työn arviointi', closes: 'to 20.8.2026' };
    expect([next.round, next.rounds.items[1]]).to.deep.equal([round, round]);
    expect(next.check.codes.map(({ standing }: { standing: string }) => standing)).to.deep.equal(
      next.questions.map(() => 'same'),
    );
    expect((await start({ kind: 'template', template: 'none' })).json.code).to.equal('NOT_FOUND');
  });

  it('goes into a file and comes back, and a faulty file is told by question and place', async () => {
    await as('lead');
    const file = (await get('surveys/closed/file')).json;
    expect(Object.keys(file)).to.have.members(['formatVersion', 'title', 'purpose', 'anonymity', 'questions', 'keep']);
    await start({ kind: 'file', text: JSON.stringify(file) });
    expect((await get('surveys/fresh/file')).json).to.deep.equal(file);
    const faulty = { ...file, questions: [{ ...yesNo('trust'), label: { fi: 1 } }] };
    const { status, json } = await start({ kind: 'file', text: JSON.stringify(faulty) }, 'other');
    expect([status, json.code, json.fields]).to.deep.equal([
      400,
      'SURVEY_FILE_INVALID',
      { 'trust.label.fi': 'wrongForm' },
    ]);
    expect(json.detail).to.include('trust.label.fi');
    expect((await start({ kind: 'file', text: '{"formatVersion":9}' }, 'other')).json.code).to.equal(
      'SURVEY_FILE_VERSION',
    );
  });

  it('has a published schema, open to anybody', async () => {
    await as('stranger');
    const { status, json } = await get('survey.schema.json');
    expect(status).to.equal(200);
    expect(json.$schema).to.include('2020-12');
    expect(json.properties.questions.maxItems).to.equal(500);
  });

  it('of another group or network is nobody else’s', async () => {
    await as('lead');
    const { store } = site.world.deps;
    const draft = await load(store, surveys, 'draft');
    await store.commit([put(surveys, { ...draft, id: 'home', version: 0, groupId: 'home' })]);
    expect((await get('surveys/home/draft')).json.code).to.equal('FORBIDDEN');
    expect((await get('surveys/home/file')).json.code).to.equal('FORBIDDEN');
    expect(
      (await send('POST', 'surveys', { surveyId: 'x', audience: home, from: { kind: 'empty' } })).json.code,
    ).to.equal('FORBIDDEN');
    expect(
      (await send('POST', 'surveys', { surveyId: 'x', audience: none, from: { kind: 'empty' } })).json.code,
    ).to.equal('FORBIDDEN');
  });
});
