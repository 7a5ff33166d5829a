import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { attendances } from '../../domain/meeting/meeting.ts';
import { members, organisations } from '../../domain/network/network.ts';
import { changeOrganisation } from '../../domain/network/organisations.ts';
import { practices } from '../../domain/practice/practice.ts';
import { put, remove } from '../../domain/store.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { newPage, openBrowser } from '../browser/chromium.ts';
import { clientFolder } from './built-page.ts';
import { type Site, startSite } from './site.ts';
import { visits } from './visit.ts';

describe('editing on the page', function () {
  this.timeout(30_000);
  const visit = visits();
  let site: Site;
  let page: Page;
  beforeEach(async () => {
    ({ site, page } = await visit('coordinator'));
  });

  const open = (path: string) => page.goto(`${site.url}/tab/${path}?language=fi`);
  const name = () => page.getByRole('textbox', { name: 'Nimi' });
  const save = () => page.getByRole('button', { name: 'Tallenna' });
  const library = () => site.world.deps.store.get(organisations, 'o-library');

  it('keeps a change and says so', async () => {
    await open('organisations/o-library');
    await name().fill('Kirjasto Ö');
    await save().click();
    await page.getByText('Muutokset on tallennettu.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Kirjasto Ö' }).waitFor();
    expect(await library()).to.include({ name: 'Kirjasto Ö' });
    expect(await page.getByRole('button', { name: 'Peruuta' }).count()).to.equal(0);
  });

  it('sends a change once, however often it is asked to while that is on its way', async () => {
    await open('organisations/o-library');
    await name().waitFor();
    let sent = 0;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/api/v1/organisations/**', async (route) => {
      sent += 1;
      await held;
      await route.continue();
    });
    await name().fill('Kirjasto Ö');
    await save().dblclick();
    await name().press('Enter');
    // It could not be called back any more.
    expect(await page.getByRole('button', { name: 'Peruuta' }).getAttribute('aria-disabled')).to.equal('true');
    letGo();
    await page.getByText('Muutokset on tallennettu.').waitFor();
    expect(sent).to.equal(1);
    expect(await page.getByRole('alert').count()).to.equal(0);
  });

  it('tells what is wrong in a summary that takes the focus, and beside the input', async () => {
    await open('organisations/o-library');
    await name().fill('');
    await save().click();
    const summary = page.getByRole('alert').filter({ hasText: 'Tarkista nämä kohdat' });
    await summary.waitFor();
    expect(await summary.evaluate('document.activeElement.getAttribute("role")')).to.equal('alert');
    expect(await name().getAttribute('aria-invalid')).to.equal('true');
    const described = (await name().getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`[id="${described.split(' ')[0]}"]`).innerText()).to.equal('Tämä tieto tarvitaan.');
    await summary.getByRole('link', { name: 'Nimi' }).click();
    expect(await page.evaluate('document.activeElement.id')).to.equal('name');
  });

  it('shows the second of two editors what the first has saved, and loses nothing typed', async () => {
    await open('organisations/o-library');
    await name().fill('Oma nimi');
    const actor = await site.world.actor('coordinator');
    const theirs = { name: 'Toisen nimi', type: 'library', contactPoint: 'posti@example.org', municipalities: [] };
    await changeOrganisation(site.world.deps, actor, 'o-library', theirs);
    await save().click();
    await page.getByText('Joku muu on muuttanut samoja tietoja').waitFor();
    expect(await name().inputValue()).to.equal('Oma nimi');
    await page.getByText('Nimi: Toisen nimi').waitFor();
    await page.getByRole('button', { name: 'Ota tämä: Yhteystieto' }).click();
    await save().click();
    await page.getByText('Muutokset on tallennettu.').waitFor();
    expect(await library()).to.include({ name: 'Oma nimi', contactPoint: 'posti@example.org' });
  });

  it('keeps what is typed when its writer goes elsewhere or loads the page anew, and reminds of it', async () => {
    await open('organisations/o-library');
    await name().fill('Kesken jäänyt');
    await page.getByRole('link', { name: 'Kokoukset' }).click();
    await page.getByText('Tallentamattomia muutoksia: Kirjasto A (esimerkki)').waitFor();
    await page.getByRole('button', { name: 'Jatka muokkaamista' }).click();
    expect(await name().inputValue()).to.equal('Kesken jäänyt');
    const asked = page.waitForEvent('dialog').then((dialog) => dialog.accept());
    await page.reload();
    await asked;
    await page.getByText('Lomakkeessa on tietoja, joita et ole vielä tallentanut.').waitFor();
    expect(await name().inputValue()).to.equal('Kesken jäänyt');
    await page.getByRole('button', { name: 'Hylkää tallentamattomat' }).click();
    await page.getByRole('button', { name: 'Kyllä, hylkää' }).click();
    expect(await name().inputValue()).to.equal('Kirjasto A (esimerkki)');
  });

  it('takes a task away and gives it back', async () => {
    await open('people/m-lead');
    const lead = async () => (await site.world.deps.store.get(members, 'm-lead'))?.leads;
    await page.getByRole('checkbox', { name: 'Verkoston tulevaisuus' }).click();
    await page.getByText('Tehtävä on poistettu: Verkoston tulevaisuus').waitFor();
    expect(await lead()).to.deep.equal([]);
    await page.getByRole('button', { name: 'Kumoa' }).click();
    await page.getByText('Kumottu.').waitFor();
    expect(await lead()).to.deep.equal(['future']);
    expect(await page.getByRole('checkbox', { name: 'Verkoston tulevaisuus' }).isChecked()).to.equal(true);
  });

  it('says why a task stays', async () => {
    await open('people/m-coordinator');
    await page.getByRole('checkbox', { name: 'Koordinaattori' }).click();
    await page.getByText('Verkoston ainoa koordinaattori ei voi luopua tehtävästä.').waitFor();
    expect(await page.getByRole('checkbox', { name: 'Koordinaattori' }).isChecked()).to.equal(true);
  });

  it('puts a member into a new organisation', async () => {
    await open('people/m-loner');
    await page.getByRole('combobox', { name: 'Organisaatio' }).selectOption({ label: 'Uusi organisaatio' });
    await save().click();
    await page.getByRole('alert').getByRole('link', { name: 'Nimi' }).waitFor();
    await name().fill('Yhdistys Z');
    await page.getByRole('combobox', { name: 'Tyyppi' }).selectOption({ label: 'Järjestö' });
    await page.getByRole('textbox', { name: 'Kunnat' }).fill('Mallila,  Esimerkkilä');
    await save().click();
    await page.getByText('Muutokset on tallennettu.').waitFor();
    const all = await site.world.deps.store.find(organisations, { networkId: 'uudi' });
    const made = all.find((organisation) => organisation.name === 'Yhdistys Z');
    expect(made?.municipalities).to.deep.equal(['Mallila', 'Esimerkkilä']);
  });

  it('deletes a draft only when that was not taken back', async () => {
    const draft = () => site.world.deps.store.get(surveys, 'draft');
    await open('surveys/draft');
    await page.getByRole('button', { name: 'Poista luonnos' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kyselyt' }).waitFor();
    await page.getByText('2 kyselyä').waitFor();
    await page.getByRole('button', { name: 'Kumoa' }).click();
    await page.getByText('3 kyselyä').waitFor();
    expect(await draft()).to.not.equal(undefined);
    await page.getByRole('link', { name: 'Palaute' }).click();
    await page.getByRole('button', { name: 'Poista luonnos' }).click();
    const gone = page.waitForResponse((response) => response.request().method() === 'DELETE');
    await page.getByRole('button', { name: 'Sulje', exact: true }).click();
    await gone;
    expect(await draft()).to.equal(undefined);
  });

  it('asks before what cannot be taken back, and gives the focus back to who thinks better of it', async () => {
    await open('surveys/open');
    const button = page.getByRole('button', { name: 'Sulje kysely' });
    await button.click();
    await page.getByRole('dialog', { name: 'Suljetaanko kysely?' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await button.evaluate('document.activeElement.textContent')).to.equal('Sulje kysely');
    await button.click();
    await page.getByRole('button', { name: 'Kyllä, sulje' }).click();
    await page.getByRole('link', { name: 'Katso tulokset' }).waitFor();
    expect(await site.world.deps.store.get(surveys, 'open')).to.include({ state: 'closed' });
  });

  it('tells that there is no connection, and goes on by itself when there is one again', async () => {
    await open('');
    await page.getByRole('heading', { name: 'Sinua odottaa' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'Verkosto ja työryhmät' }).click();
    await page.getByRole('alert').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('heading', { level: 2, name: 'Kotiin vietävä tuki' }).waitFor();
  });

  it('gives the reader all that is kept about them as a file', async () => {
    await open('me');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Lataa omat tiedot (JSON)' }).click();
    expect((await download).suggestedFilename()).to.match(/^omat-tiedot-2026-09-01\.json$/);
  });
});

describe('a long list', function () {
  this.timeout(30_000);
  let browser: Browser;
  let site: Site;

  before(async () => {
    browser = await openBrowser();
    site = await startSite('coordinator', { clientFolder });
    const { store } = site.world.deps;
    const one = await store.get(members, 'm-member');
    if (!one) throw new Error('no member to go by');
    const writes = Array.from({ length: 1200 }, (_none, index) => {
      const number = String(index).padStart(4, '0');
      return put(members, { ...one, id: `x-${number}`, version: 0, personId: `x:${number}`, name: `Jäsen ${number}` });
    });
    await store.commit(writes);
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  it('has few of its rows in the document, and is where it was when its reader comes back', async () => {
    const page = await newPage(browser);
    await page.goto(`${site.url}/tab/people?language=fi`);
    await page.getByText('1205 jäsentä').waitFor();
    await page.getByRole('link', { name: 'Jäsen 0000' }).waitFor();
    expect(await page.getByRole('listitem').count()).to.be.lessThan(60);
    await page.evaluate('window.scrollTo(0, 60000)');
    const shown = page.getByRole('link', { name: /^Jäsen 0/ }).nth(8);
    await shown.waitFor();
    const name = await shown.innerText();
    await shown.click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('link', { name: 'Takaisin luetteloon' }).click();
    await page.getByRole('link', { name }).waitFor();
    expect(await page.getByRole('link', { name }).isVisible()).to.equal(true);
  });

  it('is narrowed by what is typed, and says how many are left', async () => {
    const page = await newPage(browser);
    await page.goto(`${site.url}/tab/people?language=fi`);
    await page.getByRole('searchbox', { name: 'Hae nimellä' }).fill('0007');
    await page.getByText('1 jäsen', { exact: true }).waitFor();
    await page.getByRole('searchbox', { name: 'Hae nimellä' }).fill('ei ketään');
    await page.getByText('Mikään ei vastaa hakua.').waitFor();
    await page.getByRole('button', { name: 'Poista rajaukset' }).click();
    await page.getByText('1205 jäsentä').waitFor();
  });
});

describe('the page of a member who looks after nothing', function () {
  this.timeout(30_000);
  const visit = visits();
  let site: Site;
  let page: Page;
  beforeEach(async () => {
    ({ site, page } = await visit('member'));
  });

  it('offers no page that shows others, and says so to who goes there all the same', async () => {
    await page.goto(`${site.url}/tab/people?language=fi`);
    await page.getByText('Sinulla ei ole oikeutta nähdä tätä').first().waitFor();
    expect(await page.getByRole('link', { name: 'Jäsenet' }).count()).to.equal(0);
    expect(await page.getByRole('link', { name: 'Kokoukset' }).count()).to.equal(1);
  });

  it('takes their reply to a meeting', async () => {
    await page.goto(`${site.url}/tab/meetings/autumn?language=fi`);
    await page.getByRole('button', { name: 'En pääse' }).click();
    await page.getByText('Vastauksesi on tallennettu.').waitFor();
    expect(await page.getByRole('button', { name: 'En pääse' }).getAttribute('aria-pressed')).to.equal('true');
  });

  it('leads from what waits for them to where it is done', async () => {
    const { store } = site.world.deps;
    const practice = await load(store, practices, 'validated');
    const [coming] = await store.find(attendances, { memberId: 'm-member', meetingId: 'autumn' });
    if (!coming) throw new Error('no attendance');
    await store.commit([
      put(practices, { ...practice, authorMemberId: 'm-lead', organisationId: 'o-council' }),
      remove(attendances, coming),
    ]);
    const focused = () => page.locator('fieldset:focus');
    await page.goto(`${site.url}/tab/?language=fi`);
    await page.getByRole('link', { name: 'Validoi', exact: true, description: practice.title.fi }).click();
    await page.getByRole('heading', { level: 1, name: practice.title.fi }).waitFor();
    await focused().waitFor();
    await page.getByLabel('Pitääkö kuvaus paikkansa?').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Validoi' }).click();
    await page.getByText('Organisaatiosi validointi on tallennettu.').waitFor();
    await page.goto(`${site.url}/tab/?language=fi`);
    await page.getByRole('link', { name: 'Ilmoita, tuletko', description: 'Syyskokous' }).click();
    await focused().getByRole('button', { name: 'Tulen', exact: true }).click();
    await page.getByText('Vastauksesi on tallennettu.').waitFor();
    await page.goto(`${site.url}/tab/?language=fi`);
    await page.getByRole('heading', { level: 2, name: 'Sinua odottaa' }).waitFor();
    expect(await page.getByRole('link', { name: /^(Validoi|Ilmoita, tuletko)$/ }).count()).to.equal(0);
  });

  it('says which language a text is in that is not written in the page’s', async () => {
    await page.goto(`${site.url}/tab/practices/chosen?language=sv`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).to.equal('sv');
    expect(await page.getByRole('heading', { level: 1 }).getAttribute('lang')).to.equal('fi');
    await page.getByRole('link', { name: 'Tillbaka till listan' }).click();
    expect(await page.getByText('Yhteinen vuosikello').getAttribute('lang')).to.equal('fi');
  });

  it('says where to look when an address is no page', async () => {
    await page.goto(`${site.url}/tab/groups/none?language=fi`);
    await page.getByText('Tarkista osoite tai valitse sivu valikosta.').waitFor();
  });
});
