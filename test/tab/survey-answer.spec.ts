import { expect } from 'chai';
import { put, remove } from '../../domain/store.ts';
import { closeSurvey } from '../../domain/survey/close.ts';
import { responses } from '../../domain/survey/response.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { fillNetwork } from './busy-network.ts';
import { type Site, startSite } from './site.ts';

describe('answering a survey through the interface', () => {
  let site: Site;
  let headers: Record<string, string>;
  afterEach(() => site.close());

  async function visit(role: Parameters<typeof startSite>[0]) {
    site = await startSite(role);
    await fillNetwork(site.world.deps.store);
    headers = { ...(await site.session()), 'content-type': 'application/json' };
  }

  const ask = (method: string, path: string, body?: object) =>
    site.ask(`/api/v1/surveys/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const read = async (path = 'open/answer') => (await ask('GET', path)).json;
  const save = async (page: number, to: string, typed: object) =>
    (await ask('PUT', 'open/answer', { page, to, typed })).json;
  const own = async () => (await site.world.deps.store.find(responses, { surveyId: 'open' }))[0];

  it('begins with who asks, why, and what is promised, in the reader’s language', async () => {
    await visit('member');
    const form = await read('open/answer?language=sv');
    expect(form).to.include({
      title: 'Behovet av stöd',
      asker: 'Nätverkets framtid · Nylands nätverk',
      anonymity: 'named',
      keeping: 'Enligt organisationens informationsstyrningsplan.',
      own: 'no',
      saved: null,
      stage: 'page',
      page: 0,
    });
    expect(form.seen).to.include('Arbetsgruppens ledare och nätverkets koordinatorer.');
    expect(form.pages.map(({ page, heading }: { page: number; heading: string }) => [page, heading])).to.deep.equal([
      [0, 'Nätverkets arbete'],
      [1, 'Siffror'],
    ]);
    const [choice, , rating] = form.pages[0].questions;
    expect(choice).to.include({ kind: 'choice', multiple: true, required: true, otherKey: 'form.other', fault: null });
    expect(rating.options.at(-1)).to.deep.equal({ value: '-notApplicable', label: 'Gäller inte oss' });
    expect(await own()).to.equal(undefined);
  });

  it('saves a page, gives it back as it was typed, and opens there again', async () => {
    await visit('member');
    const typed = {
      form: 'place,other',
      'form.other': 'Kotikäyntejä',
      'trust.flow': 'well',
      use: '4',
      more: 'Hyvä 🙂',
    };
    expect(await save(0, 'next', typed)).to.include({ stage: 'page', page: 1, own: 'begun' });
    const again = await read();
    expect(again.page).to.equal(1);
    expect(again.typed).to.deep.equal(typed);
    expect(again.pages[0].questions[0].answer).to.equal('Lähitukea, Kotikäyntejä');
  });

  it('holds up going on by what is wrong, tells it per question, and keeps the rest', async () => {
    await visit('member');
    await save(0, 'next', { form: 'remote' });
    const held = await save(1, 'next', { visits: 'paljon', since: '2027-01-01' });
    expect(held).to.include({ stage: 'page', page: 1 });
    expect(held.fields).to.deep.equal({ visits: 'notANumber', since: 'dateOutOfRange', goesOn: 'required' });
    const [visits, since] = held.pages[1].questions;
    expect(visits.fault).to.equal('Kirjoita luku numeroin.');
    expect(since.fault).to.match(/^Päivä ei ole sallituissa rajoissa\. Viimeistään .*30\.9\.2026/);
    expect((await own())?.draft).to.deep.equal({ form: ['remote'], since: '2027-01-01' });
  });

  it('asks what an answer calls for, shows all before it is sent, and stores it', async () => {
    await visit('member');
    await save(0, 'next', { form: 'remote' });
    const asked = await save(1, 'next', { visits: '12,5', goesOn: 'no' });
    expect(asked).to.include({ stage: 'page', page: 2 });
    expect(asked.pages[2].questions.map(({ code }: { code: string }) => code)).to.deep.equal(['why']);
    expect(asked.typed.visits).to.equal('12,5');
    expect(await save(2, 'next', { why: 'Hanke päättyy.' })).to.include({ stage: 'review' });
    const { json: stored } = await ask('POST', 'open/answer/submit');
    expect(stored).to.include({ stage: 'stored', own: 'yes' });
    expect(await own()).to.deep.include({
      state: 'submitted',
      answers: { form: ['remote'], visits: 12.5, goesOn: 'no', why: 'Hanke päättyy.' },
    });
    expect((await read()).stage).to.equal('page');
  });

  it('saves a page that is sent twice at once as one', async () => {
    await visit('member');
    const both = await Promise.all([save(0, 'next', { form: 'remote' }), save(0, 'next', { form: 'remote' })]);
    expect(both.map(({ page }) => page)).to.deep.equal([1, 1]);
    expect(await site.world.deps.store.find(responses, { surveyId: 'open' })).to.have.length(1);
  });

  it('leads back to the page where something lacks', async () => {
    await visit('member');
    await save(0, 'leave', { use: '3' });
    const { json: held } = await ask('POST', 'open/answer/submit');
    expect(held).to.deep.include({ stage: 'page', page: 0, fields: { form: 'required' } });
    expect((await own())?.state).to.equal('draft');
  });

  it('is refused once the survey is closed, and changes nothing', async () => {
    await visit('member');
    await save(0, 'leave', { use: '3' });
    const before = await own();
    await closeSurvey(site.world.deps, await site.world.actor('lead'), 'open');
    for (const [method, path, body] of [
      ['GET', 'open/answer'],
      ['PUT', 'open/answer', { page: 0, to: 'next', typed: { use: '5' } }],
      ['POST', 'open/answer/submit'],
    ] as const) {
      const { status, json } = await ask(method, path, body);
      expect([status, json.code], method).to.deep.equal([409, 'SURVEY_CLOSED']);
    }
    expect(await own()).to.deep.equal(before);
  });

  it('is shown again once the survey is closed, to whom gave it, unless it was anonymous', async () => {
    await visit('member');
    const { store } = site.world.deps;
    const shown = await read('closed/answer/own');
    expect(shown.lacking).to.equal(null);
    const [page] = shown.pages;
    expect(page.questions[0]).to.include({ code: 'form', answer: 'Etätukea puhelimessa tai verkossa' });
    expect(JSON.stringify(shown)).to.not.include('Kotikäyntejä').and.not.include('Yhteiset kokoukset');
    expect(await read('earlier/answer/own')).to.deep.equal({ lacking: 'Et vastannut tähän kyselyyn.', pages: [] });
    expect((await ask('GET', 'open/answer/own')).json.code).to.equal('NOT_FOUND');
    const survey = await load(store, surveys, 'closed');
    await store.commit([put(surveys, { ...survey, anonymity: 'confidential' })]);
    expect((await read('closed/answer/own')).pages).to.deep.equal(shown.pages);
    const confidential = await load(store, surveys, 'closed');
    await store.commit([put(surveys, { ...confidential, anonymity: 'anonymous' })]);
    const anonymised = await read('closed/answer/own');
    expect(anonymised.lacking).to.include('Vastaukset on irrotettu vastaajista');
    expect(anonymised.pages).to.deep.equal([]);
  });

  it('is not shown again to somebody of no network', async () => {
    await visit('stranger');
    expect((await ask('GET', 'closed/answer/own')).status).to.equal(403);
  });

  it('is refused when the survey was cancelled or put aside, is not open yet or is gone', async () => {
    await visit('member');
    const { store } = site.world.deps;
    for (const [state, code] of [
      ['scheduled', 'SURVEY_NOT_OPEN'],
      ['cancelled', 'SURVEY_CANCELLED'],
      ['archived', 'SURVEY_CLOSED'],
      [undefined, 'NOT_FOUND'],
    ] as const) {
      const survey = await store.get(surveys, 'open');
      if (!survey) throw new Error('no survey');
      await store.commit([state ? put(surveys, { ...survey, state }) : remove(surveys, survey)]);
      for (const to of ['next', 'submit', 'leave']) expect((await save(0, to, { use: '5' })).code).to.equal(code);
      expect((await ask('POST', 'open/answer/submit')).json.code).to.equal(code);
    }
    expect(await own()).to.equal(undefined);
  });

  it('refuses what is no page of a form, and changes nothing by it', async () => {
    await visit('member');
    for (const body of [
      { page: 0, to: 'next', typed: { use: 5 } },
      { page: 0, to: 'next', typed: { use: null } },
      { page: 0, to: 'next', typed: ['use'] },
      { page: '0', to: 'next', typed: {} },
      { page: -1, to: 'next', typed: {} },
      { page: 0.5, to: 'next', typed: {} },
      { page: 99, to: 'next', typed: {} },
      { page: 0, to: 'away', typed: {} },
      { page: 0, to: 'next' },
    ]) {
      expect((await ask('PUT', 'open/answer', body)).json.code, JSON.stringify(body)).to.equal('INPUT_INVALID');
    }
    expect(await own()).to.equal(undefined);
    const forged = JSON.parse(
      '{"__proto__":"x","constructor":"y","form":"remote","nothing":"z","form.none":"dontKnow"}',
    );
    expect((await save(0, 'next', forged)).fields).to.deep.equal({ form: 'notAnOption' });
    expect((await own())?.draft).to.deep.equal({});
  });

  it('takes texts that are shown as they were written, and no more than there is room for', async () => {
    await visit('member');
    const more = '<b>x</b> **y** \u202Eabc 👩‍👩‍👧 {{moment}}';
    const saved = await save(0, 'next', { form: 'remote', more });
    expect(saved.pages[0].questions[3].answer).to.equal(more);
    expect(site.logged.join()).not.to.include('<b>x</b>');
    const long = await save(0, 'next', { form: 'remote', more: 'x'.repeat(1001) });
    expect(long.fields).to.deep.equal({ more: 'tooLong' });
    const { status } = await ask('PUT', 'open/answer', { page: 0, to: 'next', typed: { more: 'x'.repeat(20_001) } });
    expect(status).to.equal(400);
  });

  it('shows colleagues the one answer of their organisation', async () => {
    await visit('member');
    const { store } = site.world.deps;
    const survey = await store.get(surveys, 'open');
    if (survey) await store.commit([put(surveys, { ...survey, respondent: 'organisation' })]);
    expect(await save(0, 'next', { form: 'remote' })).to.include({ respondent: 'organisation' });
    expect(await own()).to.include({ respondentId: 'o-association', memberId: 'm-member' });
  });

  it('tells who belongs to no organisation that one is needed', async () => {
    await visit('loner');
    const { store } = site.world.deps;
    const survey = await store.get(surveys, 'open');
    if (survey) await store.commit([put(surveys, { ...survey, respondent: 'organisation' })]);
    expect((await read()).code).to.equal('SURVEY_ORGANISATION_MISSING');
  });

  it('lets a lead answer in the place of an organisation without Teams, marked so', async () => {
    await visit('lead');
    const { organisations } = await read('open/entries');
    expect(organisations.items).to.deep.equal([{ id: 'o-quiet', name: 'Yhdistys E (esimerkki)', answered: 'no' }]);
    expect(organisations.next).to.equal(null);
    const path = 'open/answer?organisation=o-quiet';
    const body = { page: 0, to: 'next', typed: { form: 'remote' } };
    const { json } = await ask('PUT', path, body);
    expect(json.enteredFor).to.deep.equal({ id: 'o-quiet', name: 'Yhdistys E (esimerkki)' });
    expect(await own())
      .to.include({ respondentId: 'o-quiet', enteredBy: 'm-lead' })
      .and.not.have.property('memberId');
    expect((await read('open/entries?search=yhdistys%20E')).organisations.items[0].answered).to.equal('begun');
    expect((await read('open/entries?search=kirjasto')).organisations.items).to.deep.equal([]);
  });

  it('lets nobody else do that', async () => {
    await visit('member');
    for (const path of ['open/entries', 'open/answer?organisation=o-quiet']) {
      expect((await ask('GET', path)).status, path).to.equal(403);
    }
  });
});
