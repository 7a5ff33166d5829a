import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { members } from '../../domain/network/network.ts';
import { deliveries } from '../../domain/outbox.ts';
import { put } from '../../domain/store.ts';
import { rewordPart } from '../../domain/survey/reword.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { addSecondNetwork } from '../domain/second-network.ts';
import { type Site } from './site.ts';
import { reach, violations, visits } from './visit.ts';

describe('looking after a survey on the page', function () {
  this.timeout(30_000);
  const visit = visits();
  let site: Site;
  let page: Page;
  beforeEach(async () => {
    ({ site, page } = await visit('lead'));
  });

  const open = (path: string) => page.goto(`${site.url}/tab/${path}?language=fi`);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const stored = (id: string) => site.world.deps.store.get(surveys, id);
  const more = () => button('Lisää toimintoja').click();
  const dialog = () => page.getByRole('dialog');

  it('offers the likeliest first, the rest when asked for, and what ends it apart', async () => {
    const offers = page.locator('section', { hasText: 'Toiminnot' });
    const shown = () => offers.locator('button:not(dialog *), a').allInnerTexts();
    await open('surveys/open');
    await button('Muistuta').waitFor();
    const links = ['Ketkä eivät ole vastanneet', 'Kirjaa vastaus organisaation puolesta'];
    expect(await shown()).to.deep.equal(['Muistuta', 'Lisää toimintoja', ...links, 'Sulje kysely', 'Peru kysely']);
    const endings = page.getByRole('group', { name: 'Kyselyn päättäminen tai poistaminen' });
    expect(await endings.getByRole('button').allInnerTexts()).to.deep.equal(['Sulje kysely', 'Peru kysely']);
    await more();
    expect(await violations(page)).to.deep.equal([]);
    await page.keyboard.press('Shift+Tab');
    expect(await button('Muistuta').evaluate('document.activeElement.textContent')).to.equal('Muistuta');
    for (const name of ['Siirrä sulkemista', 'Muistutusten ajat', 'Tallenna tiedostona (JSON)']) {
      await reach(button(name));
    }
    await open('surveys/draft');
    await button('Julkaise').waitFor();
    expect(await shown()).to.deep.equal(['Julkaise', 'Lisää toimintoja', 'Muokkaa', 'Poista luonnos']);
    await open('surveys/closed');
    await button('Lisää toimintoja').waitFor();
    expect(await shown()).to.deep.equal(['Katso tulokset', 'Lisää toimintoja']);
  });

  it('moves its closing, a week on unless something else is typed', async () => {
    await open('surveys/open');
    await more();
    await button('Siirrä sulkemista').click();
    expect(await page.getByLabel('Sulkeutumispäivä').inputValue()).to.equal('2026-10-07');
    await page.getByLabel('Sulkeutumisaika').fill('09:30');
    await dialog().getByRole('button', { name: 'Siirrä sulkemista' }).click();
    await page.getByText('Sulkemista on siirretty.').waitFor();
    expect(await stored('open')).to.include({ closesAt: '2026-10-07T06:30:00.000Z', state: 'open' });
    expect(await button('Siirrä sulkemista').evaluate('document.activeElement.textContent')).to.equal(
      'Siirrä sulkemista',
    );
  });

  it('says in the dialog why a time cannot be, and keeps what was typed there for later', async () => {
    await open('surveys/open');
    await more();
    await button('Siirrä sulkemista').click();
    await page.getByLabel('Sulkeutumispäivä').fill('2026-08-01');
    await dialog().getByRole('button', { name: 'Siirrä sulkemista' }).click();
    await dialog().getByText('Tämä aika on jo mennyt. Valitse tuleva aika.', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Kokoukset' }).click();
    await page.getByText('Tallentamattomia muutoksia: Tuen tarve').waitFor();
    await button('Jatka muokkaamista').click();
    expect(await dialog().getByLabel('Sulkeutumispäivä').inputValue()).to.equal('2026-08-01');
    await dialog().getByRole('button', { name: 'Peruuta' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await stored('open')).to.include({ closesAt: '2026-09-30T13:00:00.000Z' });
  });

  it('keeps its answers for a shorter time, and says the day on which they go', async () => {
    await open('surveys/open');
    await page.getByText('Organisaation tiedonohjaussuunnitelman mukaan.').waitFor();
    await more();
    await button('Lyhennä säilytysaikaa').click();
    await dialog().getByText('sitä voi vain lyhentää').waitFor();
    await dialog().getByLabel('Kuinka kauan vastauksia säilytetään').selectOption({ label: '3 kuukautta' });
    await dialog().getByRole('button', { name: 'Tallenna' }).click();
    await page.getByText('vastaukset poistetaan viimeistään ke 30.12.2026; lukumäärät jäävät.').waitFor();
    expect(await stored('open')).to.include({ keepMonths: 3 });
    expect(await button('Lyhennä säilytysaikaa').count()).to.equal(0);
  });

  it('cancels it for a reason that is asked for, and shows the reason', async () => {
    await open('surveys/open');
    await button('Peru kysely').click();
    await button('Kyllä, peru').click();
    await dialog().getByText('Tarkista nämä kohdat').waitFor();
    await page.getByRole('textbox', { name: 'Perumisen syy' }).fill('Kysymme tämän keväällä.');
    expect(await violations(page)).to.deep.equal([]);
    await button('Kyllä, peru').click();
    await page.getByText('Kysely on peruttu.').waitFor();
    await page.getByText('Kysymme tämän keväällä.').waitFor();
    expect(await stored('open')).to.include({ state: 'cancelled', cancelReason: 'Kysymme tämän keväällä.' });
  });

  it('opens a closed one again and puts one aside', async () => {
    await open('surveys/closed');
    await more();
    await button('Avaa uudelleen').click();
    await dialog().getByRole('button', { name: 'Avaa uudelleen' }).click();
    await page.getByText('Kysely on avattu uudelleen. Se sulkeutuu').waitFor();
    expect(await stored('closed')).to.include({ state: 'open', closesAt: '2026-09-08T13:00:00.000Z' });
    await button('Sulje kysely').click();
    await button('Kyllä, sulje').click();
    await button('Arkistoi').click();
    await page.getByText('Kysely on arkistoitu.').waitFor();
    expect(await stored('closed')).to.include({ state: 'archived' });
  });

  it('says that it is closed and not what was said before, on that page alone', async () => {
    const said = page.getByRole('status').filter({ hasText: /\S/ });
    await open('surveys/open');
    await button('Muistuta').click();
    await button('Kyllä, muistuta').click();
    await page.getByText('Muistutukset lähetetään.').waitFor();
    await button('Sulje kysely').click();
    await button('Kyllä, sulje').click();
    await page.getByText('Kysely on suljettu. Siitä ei enää muistuteta.').waitFor();
    expect(await page.getByText('Muistutukset lähetetään.').count()).to.equal(0);
    await page.getByRole('link', { name: 'Kokoukset' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kokoukset' }).waitFor();
    expect((await said.allInnerTexts()).filter((text) => /suljettu|lähetetään/.test(text))).to.deep.equal([]);
  });

  it('is named by what is the matter where it cannot be shown', async () => {
    for (const path of ['surveys/none', 'surveys/none/results', 'surveys/none/answer', 'practices/none/edit']) {
      await open(path);
      await page.getByRole('heading', { level: 1, name: 'Tätä ei löydy' }).waitFor();
      expect(await page.getByText('Tätä ei löydy').count(), path).to.equal(1);
      expect(await page.title()).to.equal('Tätä ei löydy – Verkostobotti');
    }
  });

  it('shows results beside an earlier round, or beside nothing when that is chosen', async () => {
    await open('surveys/closed');
    const closed = await stored('closed');
    if (closed) await site.world.deps.store.commit([put(surveys, { ...closed, earlierRoundId: 'earlier' })]);
    await open('surveys/closed/results');
    const other = page.getByRole('combobox', { name: 'Vertaa kyselyyn' });
    await page.getByText('Ero on prosenttiyksikköinä').waitFor();
    expect(await other.inputValue()).to.equal('earlier');
    await other.selectOption({ label: 'Ei vertailua' });
    await page.getByText('Ero on prosenttiyksikköinä').waitFor({ state: 'detached' });
    expect(await other.inputValue()).to.equal('');
    await other.selectOption('earlier');
    await page.getByText('Ero on prosenttiyksikköinä').waitFor();
  });

  it('posts a draft where it is told to', async () => {
    await open('surveys/draft');
    await button('Julkaise').click();
    await page.getByRole('combobox', { name: 'Minne kutsu lähetetään?' }).selectOption('both');
    await button('Kyllä, julkaise').click();
    await page.getByText('Kysely on julkaistu.').waitFor();
    expect(await stored('draft')).to.include({ state: 'open', sentTo: 'both' });
    const sent = await site.world.deps.store.find(deliveries, { subjectId: 'draft' });
    expect(sent.map(({ kind }) => kind)).to.deep.equal(['survey.invitation']);
  });

  it('posts a draft for another network, too, as one of its own there', async () => {
    const { store } = site.world.deps;
    await addSecondNetwork(store);
    const inIt = { networkId: 'kymi', groupIds: ['kymi-group'], leads: ['kymi-group'] };
    const lead = await load(store, members, 'm-lead');
    await store.commit([put(members, { ...lead, id: 'z-lead', version: 0, ...inIt })]);
    await open('surveys/draft');
    await button('Julkaise').click();
    await dialog().getByRole('checkbox', { name: 'Itäinen verkosto' }).check();
    expect(await violations(page)).to.deep.equal([]);
    await button('Kyllä, julkaise').click();
    await page.getByText('Kysely on julkaistu.').waitFor();
    const made = (await store.find(surveys, { networkId: 'kymi' })).find(({ familyId }) => familyId === 'draft');
    expect(made).to.deep.include({ state: 'open', groupId: 'kymi-group', sentTo: 'channel' });
  });

  it('shows who has not answered by organisation, and reminds them once a day', async () => {
    await open('surveys/open/missing');
    const rows = page.getByRole('list', { name: 'Ketkä eivät ole vastanneet' }).getByRole('listitem');
    await rows.first().waitFor();
    const count = await rows.count();
    await page.getByText(`${count} jäsentä ei ole vielä vastannut.`).waitFor();
    await button('Muistuta').click();
    await button('Kyllä, muistuta').click();
    await page.getByText('Muistutukset lähetetään.').waitFor();
    expect((await stored('open'))?.remindedAt).to.equal(site.world.deps.now().toISOString());
    await button('Muistuta').click();
    await button('Kyllä, muistuta').click();
    await dialog().getByText('Odota huomiseen.').waitFor();
  });

  it('names organisations, not people, where each organisation gives one answer', async () => {
    const survey = await stored('open');
    if (survey) await site.world.deps.store.commit([put(surveys, { ...survey, respondent: 'organisation' })]);
    await open('surveys/open/missing');
    const rows = page.getByRole('list', { name: 'Ketkä eivät ole vastanneet' }).getByRole('listitem');
    await rows.first().waitFor();
    const names = await rows.allInnerTexts();
    expect(names).to.include('Kirjasto A (esimerkki)');
    expect(names.join()).not.to.include('member (esimerkki)');
    await page.getByText(`${names.length} organisaatiota ei ole vielä vastannut.`).waitFor();
  });

  it('chooses when it reminds by itself', async () => {
    await open('surveys/open');
    await more();
    await button('Muistutusten ajat').click();
    await page.getByRole('combobox', { name: 'Milloin muistutetaan?' }).selectOption('chosen');
    await page.getByLabel('1. muistutuksen päivä').fill('2026-09-15');
    await button('Tallenna').click();
    await page.getByText('ti 15.9.2026 klo 9.00').waitFor();
    expect((await stored('open'))?.remindAt).to.deep.equal(['2026-09-15T06:00:00.000Z']);
  });

  it('keeps from a lead the names of a confidential one', async () => {
    const survey = await stored('open');
    if (survey) await site.world.deps.store.commit([put(surveys, { ...survey, anonymity: 'confidential' })]);
    await open('surveys/open/missing');
    await page.getByText('Kysely on luottamuksellinen: nimet näkee vain koordinaattori.').waitFor();
    await button('Muistuta').waitFor();
    expect(await page.getByRole('list', { name: 'Ketkä eivät ole vastanneet' }).count()).to.equal(0);
    expect(await page.getByText('(esimerkki)').count()).to.equal(0);
  });

  it('rewords one text at a time, and shows what another lead has saved meanwhile', async () => {
    await open('surveys/open/wording');
    await button('Muuta: Mitä tukea annatte?').click();
    await page.getByRole('textbox', { name: 'Teksti suomeksi' }).fill('Millaista tukea annatte?');
    const actor = await site.world.actor('coordinator');
    const theirs = { part: 'question', code: 'form', text: { fi: 'Mitä tukea tarjoatte?' } } as const;
    await rewordPart(site.world.deps, actor, 'open', theirs);
    await button('Tallenna').click();
    await dialog().getByText('Teksti suomeksi: Mitä tukea tarjoatte?').waitFor();
    expect(await violations(page)).to.deep.equal([]);
    await button('Tallenna').click();
    await page.getByText('Muutokset on tallennettu.').waitFor();
    await button('Muuta: Millaista tukea annatte?').waitFor();
    const question = (await stored('open'))?.questions.find(({ code }) => code === 'form');
    expect(question?.label).to.deep.include({ fi: 'Millaista tukea annatte?', sv: 'Vilket stöd ger ni?' });
  });

  it('rewords an option of a question, whose options are shown when asked for', async () => {
    await open('surveys/open/wording');
    expect(await button('Muuta: Lähitukea').count()).to.equal(0);
    await button('Vaihtoehdot (2): Mitä tukea annatte?').click();
    await button('Muuta: Lähitukea').click();
    expect(await page.getByRole('textbox', { name: /^Ohje/ }).count()).to.equal(0);
    await page.getByRole('textbox', { name: 'Teksti suomeksi' }).fill('Tukea paikan päällä');
    await button('Tallenna').click();
    await button('Muuta: Tukea paikan päällä').waitFor();
    expect(await violations(page)).to.deep.equal([]);
    const form = (await stored('open'))?.questions.find(({ code }) => code === 'form');
    expect(form?.kind === 'choice' && form.options.map(({ code, label }) => [code, label.fi])).to.deep.equal([
      ['remote', 'Etätukea puhelimessa tai verkossa'],
      ['place', 'Tukea paikan päällä'],
    ]);
  });

  it('names a class once, above its statements', async () => {
    await open('surveys/closed/results');
    const table = page.getByRole('table', { name: 'Jaoteltuna: Työryhmä' }).filter({ hasText: 'Tieto kulkee' });
    expect(await table.getByRole('columnheader').first().innerText()).to.equal('Väittämä');
    expect(await table.getByText('Verkoston tulevaisuus').count()).to.equal(1);
    expect(await table.getByRole('rowheader', { name: 'Luotamme toisiimme' }).count()).to.equal(1);
  });

  it('gives a chart of the results as a picture, for reports', async () => {
    await open('surveys/closed/results');
    const link = page.getByRole('link', { name: 'Lataa kaavio kuvana (PNG): Miten verkosto toimii?' });
    const address = (await link.getAttribute('href')) ?? '';
    expect(address).to.match(/^https:\/\/bot\.example\.org\/api\/v1\/charts\/.+\.png$/);
    const { status, headers } = await site.ask(new URL(address).pathname);
    expect([status, headers['content-type']]).to.deep.equal([200, 'image/png']);
  });

  it('tells in the results that it was opened again, and who could not say', async () => {
    await open('surveys/closed/results');
    await page.getByText('Kysely avattiin uudelleen').waitFor();
    const use = page.locator('section', { hasText: 'Kuinka hyödyllinen' });
    expect(await use.locator('dd').allInnerTexts()).to.deep.equal(['2', '4,5', '4,5', '1']);
    await use.getByText('En osaa sanoa').waitFor();
  });
});
