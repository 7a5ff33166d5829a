import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { put } from '../../domain/store.ts';
import { closeSurvey } from '../../domain/survey/close.ts';
import { responses } from '../../domain/survey/response.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { type Screen } from '../browser/chromium.ts';
import type { Role } from '../domain/fixture.ts';
import { type Site } from './site.ts';
import { reach, violations, violationsInThemes, visits } from './visit.ts';

describe('answering a survey on the page', function () {
  this.timeout(30_000);
  const start = visits();
  let site: Site;
  let page: Page;

  async function visit(role: Role, path: string, screen?: Screen) {
    ({ site, page } = await start(role, screen));
    await page.goto(`${site.url}/tab/${path}?language=fi`);
    await page.locator('main h1').waitFor();
  }

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const next = () => button('Seuraava');
  const pageHeading = (name: string) => page.getByRole('heading', { level: 2, name });
  const own = async () => (await site.world.deps.store.find(responses, { surveyId: 'open' }))[0];
  const focusOn = (one: Locator) => one.and(page.locator(':focus')).waitFor();

  it('takes an answer to every kind of question from the keyboard alone', async () => {
    await visit('member', 'surveys/open');
    const { keyboard } = page;
    await reach(page.getByRole('link', { name: 'Vastaa', exact: true }));
    await keyboard.press('Enter');
    await page.getByText('Vastauksesi näkyvät verkoston tietopaketissa').waitFor();
    // The rest of the notice is folded until its reader wants it.
    const folded = page.getByText('Kysyjä', { exact: true });
    expect(await folded.isVisible()).to.equal(false);
    await reach(page.getByText('Kuka kysyy ja kuka näkee vastauksen?'));
    await keyboard.press('Enter');
    await folded.waitFor();
    await page.getByText('julkisuuslain (621/1999) nojalla').waitFor();
    await keyboard.press('Enter');
    await folded.waitFor({ state: 'hidden' });
    await reach(page.getByRole('checkbox', { name: 'Lähitukea' }));
    await keyboard.press('Space');
    await reach(page.getByRole('checkbox', { name: 'Muu' }));
    await keyboard.press('Space');
    await reach(page.getByRole('textbox', { name: 'Muu, mikä?' }));
    await keyboard.type('Kotikäyntejä');
    const flow = page.getByRole('group', { name: 'Miten verkosto toimii?' }).getByRole('radiogroup');
    await reach(flow.first().getByRole('radio', { name: 'Ei lainkaan' }));
    await keyboard.press('ArrowDown');
    await reach(page.getByRole('radiogroup', { name: 'Luotamme toisiimme' }).getByRole('radio').first());
    await keyboard.press('ArrowUp');
    await reach(page.getByRole('radio', { name: '1 – ei hyötyä' }));
    await keyboard.press('Space');
    await keyboard.press('ArrowRight');
    await reach(page.getByRole('textbox', { name: 'Mitä muuta haluat sanoa?' }));
    await keyboard.type('Hyvä näin.');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await pageHeading('Lukuja').waitFor();
    await focusOn(pageHeading('Lukuja'));
    await reach(
      page.getByRole('textbox', { name: 'Kuinka monta kävijää autoitte viime vuonna? (pakollinen) (kävijää)' }),
    );
    await keyboard.type('12,5');
    await reach(page.getByLabel('Mistä alkaen annatte tukea?'));
    await keyboard.type('02012026');
    await reach(
      page
        .getByRole('radiogroup', { name: /^Jatkuuko tuki/ })
        .getByRole('radio')
        .first(),
    );
    await keyboard.press('ArrowDown');
    await reach(page.getByRole('radio', { name: 'Kirjastossa' }));
    await keyboard.press('ArrowDown');
    await reach(next());
    await keyboard.press('Enter');
    await reach(page.getByRole('textbox', { name: /^Miksi tuki ei jatku/ }));
    await keyboard.type('Hanke päättyy.');
    await keyboard.press('Enter');
    await pageHeading('Tarkista vastauksesi').waitFor();
    await focusOn(pageHeading('Tarkista vastauksesi'));
    await reach(button('Lähetä vastaus'));
    await keyboard.press('Enter');
    await pageHeading('Kiitos, vastauksesi on tallennettu').waitFor();
    await page.getByText('Kun kysely sulkeutuu ke 30.9.2026').waitFor();
    expect((await own())?.answers).to.deep.equal({
      form: ['place', 'other'],
      'form.other': 'Kotikäyntejä',
      trust: { flow: 'some', trust: 'well' },
      use: '2',
      more: 'Hyvä näin.',
      visits: 12.5,
      since: '2026-02-01',
      goesOn: 'no',
      area: 'home',
      why: 'Hanke päättyy.',
    });
  });

  it('shows all before it is sent, with the way back to each page, and lets what was stored be changed', async () => {
    await visit('member', 'surveys/open/answer');
    await page.getByRole('checkbox', { name: 'Lähitukea' }).check();
    await next().click();
    await page.getByRole('checkbox', { name: 'En osaa sanoa' }).check();
    await page.getByRole('radio', { name: 'Kyllä' }).check();
    await next().click();
    await page.getByRole('button', { name: 'Muuta: Verkoston työ' }).click();
    await page.getByRole('textbox', { name: 'Mitä muuta haluat sanoa?' }).fill('Lisää kokouksia');
    await next().click();
    await pageHeading('Lukuja').waitFor();
    await next().click();
    await page.getByRole('definition').filter({ hasText: 'Lisää kokouksia' }).waitFor();
    await button('Lähetä vastaus').click();
    await button('Muuta vastausta').click();
    await page.getByRole('checkbox', { name: 'Lähitukea' }).uncheck();
    await page.getByRole('checkbox', { name: 'Etätukea puhelimessa tai verkossa' }).check();
    await button('Keskeytä').click();
    await page.getByText('Vastaus on tallennettu luonnoksena.').waitFor();
    expect(await own()).to.deep.include({ state: 'submitted' });
    expect((await own())?.answers['form']).to.deep.equal(['place']);
    expect((await own())?.draft?.['form']).to.deep.equal(['remote']);
    await page.getByRole('link', { name: 'Muuta vastausta' }).waitFor();
  });

  it('tells what is wrong in a summary that takes the focus and leads to each question, and beside it', async () => {
    await visit('member', 'surveys/open/answer');
    await next().click();
    const summary = page.getByRole('alert').filter({ hasText: 'Tarkista nämä kohdat' });
    await summary.waitFor();
    await focusOn(summary);
    await summary.getByRole('link', { name: 'Mitä tukea annatte?' }).click();
    const first = page.getByRole('checkbox', { name: 'Etätukea puhelimessa tai verkossa' });
    await focusOn(first);
    await first.check();
    await next().click();
    await pageHeading('Lukuja').waitFor();
    const visits = page.getByRole('textbox', { name: /^Kuinka monta/ });
    await visits.fill('paljon');
    await page.getByRole('radio', { name: 'Kyllä' }).check();
    await next().click();
    await summary.getByText('Kirjoita luku numeroin.').waitFor();
    expect(await visits.inputValue()).to.equal('paljon');
    expect(await visits.getAttribute('aria-invalid')).to.equal('true');
    const described = (await visits.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`[id="${described.split(' ')[0]}"]`).innerText()).to.equal('Kirjoita luku numeroin.');
    expect(await page.getByRole('radio', { name: 'Kyllä' }).isChecked()).to.equal(true);
  });

  it('opens the draft where it was left, and keeps what is typed and not sent', async () => {
    await visit('member', 'surveys/open/answer');
    await page.getByRole('checkbox', { name: 'Lähitukea' }).check();
    await next().click();
    await pageHeading('Lukuja').waitFor();
    await page.reload();
    await pageHeading('Lukuja').waitFor();
    await button('Edellinen').click();
    await page.getByRole('checkbox', { name: 'Lähitukea' }).waitFor();
    await page.getByRole('textbox', { name: 'Mitä muuta haluat sanoa?' }).fill('Kesken jäänyt');
    await page.getByRole('link', { name: 'Kokoukset' }).click();
    await page.getByText('Tallentamattomia muutoksia: Tuen tarve').waitFor();
    await page.getByRole('button', { name: 'Jatka muokkaamista' }).click();
    const more = page.getByRole('textbox', { name: 'Mitä muuta haluat sanoa?' });
    expect(await more.inputValue()).to.equal('Kesken jäänyt');
    const asked = page.waitForEvent('dialog').then((dialog) => dialog.accept());
    await page.reload();
    await asked;
    await more.waitFor();
    expect(await more.inputValue()).to.equal('Kesken jäänyt');
    expect(await page.getByRole('checkbox', { name: 'Lähitukea' }).isChecked()).to.equal(true);
  });

  it('says that the survey was closed meanwhile, and keeps what was typed', async () => {
    await visit('member', 'surveys/open/answer');
    const more = page.getByRole('textbox', { name: 'Mitä muuta haluat sanoa?' });
    await page.getByRole('checkbox', { name: 'Lähitukea' }).check();
    await more.fill('Pitkään mietitty');
    await closeSurvey(site.world.deps, await site.world.actor('lead'), 'open');
    await next().click();
    const told = page.getByRole('alert').filter({ hasText: 'Kysely on suljettu' });
    await told.getByText('voit kopioida sen talteen').waitFor();
    await focusOn(told);
    expect(await more.inputValue()).to.equal('Pitkään mietitty');
    expect(await own()).to.equal(undefined);
    const asked = page.waitForEvent('dialog').then((dialog) => dialog.accept());
    await page.reload();
    await asked;
    await page.getByRole('alert').filter({ hasText: 'Kysely on suljettu' }).waitFor();
    await page.getByText('Pitkään mietitty').waitFor();
    await button('Hylkää muutokset').click();
    await page.getByText('Pitkään mietitty').waitFor({ state: 'detached' });
  });

  it('sends again what could not be sent without a connection', async () => {
    await visit('member', 'surveys/open/answer');
    await page.getByRole('checkbox', { name: 'Lähitukea' }).check();
    await page.context().setOffline(true);
    await next().click();
    await page.getByRole('alert').filter({ hasText: 'Kirjoittamasi on yhä lomakkeessa' }).waitFor();
    await page.context().setOffline(false);
    await next().click();
    await pageHeading('Lukuja').waitFor();
    expect((await own())?.draft).to.deep.equal({ form: ['place'] });
  });

  it('counts characters as people do, and takes a choice back', async () => {
    await visit('member', 'surveys/open/answer');
    await page.getByRole('textbox', { name: 'Mitä muuta haluat sanoa?' }).fill('Hyvä 🙂');
    await page.getByText('6/1000 merkkiä').waitFor();
    await page.getByRole('radio', { name: '5 – hyvin hyödyllinen' }).check();
    await page.getByRole('button', { name: 'Tyhjennä valinta: Kuinka hyödyllinen verkosto on?' }).click();
    expect(await page.getByRole('radio', { name: '5 – hyvin hyödyllinen' }).isChecked()).to.equal(false);
    await focusOn(page.getByRole('radio', { name: '1 – ei hyötyä' }));
  });

  it('takes the other choices away for one that excludes them, and that one for others', async () => {
    await visit('member', '');
    const { store } = site.world.deps;
    const survey = await load(store, surveys, 'open');
    const nothing = { code: 'nothing', label: { fi: 'Emme anna tukea' }, exclusive: true };
    const questions = survey.questions.map((one) =>
      one.kind === 'choice' && one.code === 'form' ? { ...one, options: [...one.options, nothing] } : one,
    );
    await store.commit([put(surveys, { ...survey, questions })]);
    await page.goto(`${site.url}/tab/surveys/open/answer?language=fi`);
    const box = (name: string) => page.getByRole('checkbox', { name });
    await box('Lähitukea').check();
    await box('Muu').check();
    await page.getByRole('textbox', { name: 'Muu, mikä?' }).first().fill('Kirjeitse');
    await box('Emme anna tukea').check();
    expect(await box('Lähitukea').isChecked()).to.equal(false);
    expect(await box('Muu').isChecked()).to.equal(false);
    await box('Lähitukea').check();
    expect(await box('Emme anna tukea').isChecked()).to.equal(false);
  });

  it('names the rows of a matrix and its steps on a narrow screen, too', async () => {
    await visit('member', 'surveys/open/answer', { width: 320, height: 800 });
    const row = page.getByRole('radiogroup', { name: 'Tieto kulkee' });
    await row.getByText('Jonkin verran').click();
    expect(await row.getByRole('radio', { name: 'Jonkin verran' }).isChecked()).to.equal(true);
  });

  it('lets a lead answer in the place of an organisation without Teams', async () => {
    await visit('lead', 'surveys/open');
    await page.getByRole('link', { name: 'Kirjaa vastaus organisaation puolesta' }).click();
    await page.getByRole('link', { name: 'Yhdistys E (esimerkki)' }).click();
    await page.getByText('Kirjaat vastausta toisen organisaation puolesta:').waitFor();
    await page.getByRole('checkbox', { name: 'Lähitukea' }).check();
    await next().click();
    await page.getByRole('textbox', { name: /^Kuinka monta/ }).fill('3');
    await page.getByRole('radio', { name: 'Kyllä' }).check();
    await next().click();
    await button('Lähetä vastaus').click();
    await pageHeading('Vastaus on kirjattu').waitFor();
    await page.getByRole('link', { name: 'Kirjaa toinen vastaus' }).click();
    await page.getByText('Kirjattu', { exact: true }).waitFor();
    expect(await own()).to.include({ respondentId: 'o-quiet', enteredBy: 'm-lead', state: 'submitted' });
  });

  it('has nothing for axe to find with faults told, before sending and after it, in light, dark and high contrast', async function () {
    this.timeout(60_000);
    await visit('member', 'surveys/open/answer');
    const found: string[] = [];
    const look = async (step: string) => {
      found.push(...(await violationsInThemes(page)).map((violation) => `${step} ${violation}`));
    };
    await next().click();
    await page.getByRole('alert').waitFor();
    await look('faults');
    await page.getByRole('checkbox', { name: 'Muu' }).check();
    await next().click();
    await page.getByRole('textbox', { name: /^Kuinka monta/ }).fill('x');
    await next().click();
    await page.getByRole('alert').waitFor();
    await look('more faults');
    await page.getByRole('textbox', { name: /^Kuinka monta/ }).fill('1');
    await page.getByRole('radio', { name: 'Kyllä' }).check();
    await next().click();
    await pageHeading('Tarkista vastauksesi').waitFor();
    await look('review');
    await button('Lähetä vastaus').click();
    await pageHeading('Kiitos, vastauksesi on tallennettu').waitFor();
    await look('receipt');
    expect(found).to.deep.equal([]);
  });

  it('shows what was answered once the survey is closed, and who sees the results', async () => {
    await visit('member', 'surveys/closed');
    await pageHeading('Oma vastauksesi').waitFor();
    await page.getByRole('definition').filter({ hasText: 'Etätukea puhelimessa tai verkossa' }).waitFor();
    await page.getByRole('definition').filter({ hasText: 'Työryhmän vetäjät' }).waitFor();
    await page.getByRole('definition').filter({ hasText: 'Tulokset ovat valmiit.' }).waitFor();
    expect(await violations(page)).to.deep.equal([]);
  });

  it('is what a survey on the first page leads to', async () => {
    await visit('member', '');
    await page.getByRole('link', { name: 'Tuen tarve' }).click();
    await page.getByRole('heading', { level: 1, name: 'Vastaa: Tuen tarve' }).waitFor();
  });
});
