import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { practices } from '../../domain/practice/practice.ts';
import { savePracticeText, type TypedPractice } from '../../domain/practice/write.ts';
import { remove } from '../../domain/store.ts';
import { load } from '../../domain/use-case.ts';
import { aPractice } from '../domain/example-network.ts';
import { forms } from '../domain/practice/practices.ts';
import type { Site } from './site.ts';
import { hasFocus, reach, violations, violationsInThemes, visits } from './visit.ts';

describe('writing a practice in the browser', function () {
  this.timeout(30_000);
  const visit = visits();
  let site: Site;
  let page: Page;
  beforeEach(async () => {
    ({ site, page } = await visit('lead'));
  });

  const store = () => site.world.deps.store;
  const stored = (id: string) => load(store(), practices, id);
  const open = (path: string) => page.goto(`${site.url}/tab/${path}?language=fi`);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const words = (name: string, language = 'suomeksi') =>
    page.getByRole('group', { name }).getByRole('textbox', { name: language });
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  const type = async (target: Locator, text: string) => {
    await reach(target);
    await page.keyboard.insertText(text);
  };
  const press = async (target: Locator, key = 'Enter') => {
    await reach(target);
    await page.keyboard.press(key);
  };
  const aDraft = async (title = 'Etätuki', more: object = {}) => {
    const draft = {
      groupId: 'future',
      state: 'draft',
      authorMemberId: 'm-lead',
      title: { fi: title },
      ...more,
    } as const;
    await store().commit([aPractice('own', draft)]);
  };
  /** Saves as somebody else would meanwhile, such as its author in the chat. */
  const meanwhile = async (typed: Partial<TypedPractice>) => {
    const { version: expected } = await stored('own');
    const request = { practiceId: 'own', typed: { title: {}, sections: {}, ...typed }, expected };
    await savePracticeText(site.world.deps, await site.world.actor('lead'), request, forms);
  };

  it('goes by the keyboard alone from nothing to proposed, for an organisation without Teams', async () => {
    await open('practices');
    await press(page.getByRole('link', { name: 'Kirjoita käytäntö' }));
    await heading('Kirjoita käytäntö');
    await press(page.getByRole('radio', { name: /Toimintamalli/ }), 'ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('radio', { name: /Hyvä käytäntö/ }).isChecked()).to.equal(true);
    await reach(page.getByRole('combobox', { name: 'Kenen käytäntö on?' }));
    await page.keyboard.type('Yhdistys');
    await press(button('Aloita kirjoittaminen'));
    await page.getByRole('alert').getByRole('link', { name: 'Otsikko' }).waitFor();
    await press(page.getByRole('alert').getByRole('link', { name: 'Otsikko' }));
    await page.keyboard.insertText('Iltapäivystys');
    await page.keyboard.press('Enter');
    await heading('Kirjoita: Iltapäivystys');
    await press(page.getByRole('checkbox', { name: 'ruotsiksi' }), 'Space');
    await press(page.getByRole('checkbox', { name: 'Etätuki' }), 'Space');
    await press(button('Lue ja ehdota'));
    const summary = page.getByRole('alert').filter({ hasText: 'Tarkista nämä kohdat' });
    await summary.waitFor();
    expect(await violations(page)).to.deep.equal([]);
    expect(await summary.getByRole('link').allInnerTexts()).to.deep.equal([
      'Ongelma',
      'Mitä tehtiin',
      'Tulos ja näyttö',
    ]);
    await press(summary.getByRole('link').first());
    expect(await hasFocus(words('Ongelma'))).to.equal(true);
    expect(await words('Ongelma').getAttribute('aria-invalid')).to.equal('true');
    await page.keyboard.insertText('Tukea ei saanut iltaisin.');
    await type(words('Ongelma', 'ruotsiksi'), 'Det fanns inget stöd på kvällarna.');
    await press(button('Lue ja ehdota'));
    await summary.getByRole('link', { name: 'Ongelma' }).waitFor({ state: 'detached' });
    expect(await hasFocus(summary)).to.equal(true);
    await type(words('Mitä tehtiin'), 'Päivystettiin puhelimessa.');
    await type(words('Tulos ja näyttö'), 'Apua sai joka ilta.');
    await press(button('Lue ja ehdota'));
    await heading('Lue ja ehdota: Iltapäivystys');
    await page.getByText('Käännöksiä puuttuu: ruotsiksi 3. Voit silti ehdottaa.').waitFor();
    await press(button('Ehdota työryhmälle'));
    await page.getByText('Käytäntö on ehdotettu työryhmälle.').waitFor();
    await heading('Iltapäivystys');
    await page.getByText('Kirjattu organisaation puolesta').waitFor();
    const [made] = (await store().find(practices, { state: 'proposed' })).filter(({ id }) => id !== 'home');
    expect(made).to.deep.include({ kind: 'goodPractice', organisationId: 'o-quiet', onBehalf: true });
    expect(made?.filing.supportForms).to.deep.equal(['remote']);
    expect(made?.sections['problem']).to.deep.equal({
      fi: 'Tukea ei saanut iltaisin.',
      sv: 'Det fanns inget stöd på kvällarna.',
    });
  });

  it('shows the second of two writers what the first has saved, joins the rest, and loses nothing', async () => {
    await aDraft();
    await open('practices/own/edit');
    await words('Otsikko').fill('Oma otsikko');
    await words('Mitä tehtiin').fill('Oma kuvaus.');
    await meanwhile({ title: { fi: 'Toisen otsikko' }, sections: { needs: { fi: 'Kaksi työntekijää.' } } });
    await button('Tallenna').click();
    const told = page.getByRole('alert').filter({ hasText: 'Joku muu on muuttanut samoja tietoja' });
    await told.waitFor();
    expect(await told.innerText())
      .to.include('Otsikko (suomeksi): Toisen otsikko')
      .and.include('Mitä käytäntö vaatii (suomeksi)');
    await button('Valmis esimerkki').click();
    await page.getByRole('heading', { level: 3, name: 'Esimerkki: Kotiin vietävä tuki' }).waitFor();
    expect(await violationsInThemes(page)).to.deep.equal([]);
    expect(await words('Otsikko').inputValue()).to.equal('Oma otsikko');
    expect(await words('Mitä käytäntö vaatii').inputValue()).to.equal('Kaksi työntekijää.');
    await page.getByRole('button', { name: 'Ota tämä: Otsikko (suomeksi)' }).click();
    await button('Tallenna').click();
    await page.getByText('Muutokset on tallennettu.').waitFor();
    const { title, sections } = await stored('own');
    expect(title).to.deep.equal({ fi: 'Toisen otsikko' });
    expect(sections).to.deep.equal({ whatWasDone: { fi: 'Oma kuvaus.' }, needs: { fi: 'Kaksi työntekijää.' } });
  });

  it('offers again what was typed and not saved, also over what somebody has saved since', async () => {
    await aDraft();
    await open('practices/own/edit');
    await words('Otsikko').fill('Kesken jäänyt');
    await meanwhile({ title: { fi: 'Toisen otsikko' } });
    const asked = page.waitForEvent('dialog').then((dialog) => dialog.accept());
    await page.reload();
    await asked;
    await page.getByText('Joku muu on muuttanut samoja tietoja').waitFor();
    expect(await words('Otsikko').inputValue()).to.equal('Kesken jäänyt');
    await button('Hylkää tallentamattomat').first().click();
    await button('Kyllä, hylkää').click();
    expect(await words('Otsikko').inputValue()).to.equal('Toisen otsikko');
  });

  it('goes on with a draft among two hundred, and says in which language ten thousand characters are too many', async () => {
    const many = Array.from({ length: 200 }, (_none, index) =>
      aPractice(`many-${index}`, { groupId: 'future', state: 'proposed' }),
    );
    await store().commit(many);
    await aDraft('Etätuki', { sections: { problem: { fi: 'Lyhyt', sv: 'x'.repeat(10_000) } } });
    await open('practices');
    const begun = page.locator('section').filter({ hasText: 'Keskeneräiset' });
    await begun.getByRole('link', { name: 'Etätuki' }).click();
    await heading('Kirjoita: Etätuki');
    await page.getByRole('checkbox', { name: 'ruotsiksi' }).uncheck();
    await words('Mitä tehtiin').fill('Päivystettiin.');
    await button('Lue ja ehdota').click();
    const link = page.getByRole('alert').getByRole('link', { name: 'Ongelma (ruotsiksi)' });
    await link.click();
    expect(await hasFocus(words('Ongelma', 'ruotsiksi'))).to.equal(true);
    await page.getByText('5000 merkkiä liikaa').first().waitFor();
    expect((await stored('own')).sections).to.deep.include({
      problem: { fi: 'Lyhyt', sv: 'x'.repeat(10_000) },
      whatWasDone: { fi: 'Päivystettiin.' },
    });
  });

  it('leaves the proposed text as it stands, offers to go on with its change, and asks before discarding it', async () => {
    await open('practices/chosen');
    await page.getByRole('link', { name: 'Muokkaa' }).click();
    await page.getByText('Voimassa on versio 1.').waitFor();
    await words('Otsikko').fill('Uusi vuosikello');
    await button('Tallenna').click();
    await page.getByText('Muutokset on tallennettu.').waitFor();
    await page.getByRole('link', { name: 'Takaisin käytäntöön' }).click();
    await heading('Yhteinen vuosikello');
    await page.getByText('Muutoksia on kesken. Muut eivät näe niitä vielä.').waitFor();
    await page.getByRole('link', { name: 'Jatka kirjoittamista' }).waitFor();
    await button('Hylkää muutokset').click();
    await button('Kyllä, hylkää').click();
    await page.getByText('Muutokset on hylätty.').waitFor();
    expect((await stored('chosen')).draft).to.equal(undefined);
  });

  it('says what to do where there is no practice yet', async () => {
    const { deps } = site.world;
    await deps.store.commit((await deps.store.find(practices, {})).map((one) => remove(practices, one)));
    await open('practices');
    await page.getByText('Aloita kohdasta ”Kirjoita käytäntö”.').waitFor();
  });
});
