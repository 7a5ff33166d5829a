import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { members } from '../../domain/network/network.ts';
import { put } from '../../domain/store.ts';
import { editDraft } from '../../domain/survey/draft.ts';
import { parseSurveyFile } from '../../domain/survey/format.ts';
import { Question, questionKinds } from '../../domain/survey/kinds/kinds.ts';
import { type Survey, surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { clientFolder } from './built-page.ts';
import { fillNetwork } from './busy-network.ts';
import { type Site, startSite } from './site.ts';
import { hasFocus, reach, violations, violationsInThemes, visits } from './visit.ts';

describe('the editor of surveys', function () {
  this.timeout(30_000);
  const visit = visits();
  let site: Site;
  let page: Page;
  beforeEach(async () => {
    ({ site, page } = await visit('coordinator'));
  });

  const store = () => site.world.deps.store;
  const stored = (id = 'draft') => load(store(), surveys, id);
  const open = (path: string) => page.goto(`${site.url}/tab/${path}?language=fi`);
  const group = (name: string, among: Locator | Page = page) => among.getByRole('group', { name, exact: true });
  const words = (name: string, language = 'suomeksi') => group(name).getByRole('textbox', { name: language });
  const row = (name: string | RegExp) => page.getByRole('button', { name }).and(page.locator('[aria-expanded]'));
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const card = () => group('Esikatselu, jossa mitään ei tallenneta');
  const saved = async () => {
    await button('Tallenna').click();
    await page.getByText('Muutokset on tallennettu.').waitFor();
  };
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  it('makes a survey from empty with the keyboard alone', async () => {
    await open('surveys');
    await reach(page.getByRole('link', { name: 'Uusi kysely' }));
    await press('Enter');
    await reach(page.getByRole('radio', { name: 'Valmiista kyselystä' }));
    await press('ArrowDown', 'ArrowDown');
    expect(await page.getByRole('radio', { name: 'Tyhjästä' }).isChecked()).to.equal(true);
    await reach(button('Tee luonnos'));
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Muokkaa: kysely ilman nimeä' }).waitFor();
    await reach(words('Kyselyn nimi'));
    await page.keyboard.type('Kevään kysely');
    await reach(words('Kyselyn tarkoitus'));
    await page.keyboard.type('Miksi kysytään');
    await reach(page.getByRole('combobox', { name: 'Uuden kysymyksen laji' }));
    await page.keyboard.type('Val');
    await reach(button('Lisää kysymys'));
    await press('Enter');
    // The new question is open, and its first words are awaited.
    await page.keyboard.type('Mitä tukea annatte?');
    await reach(group('Vaihtoehto 1').getByRole('textbox', { name: 'suomeksi' }));
    await page.keyboard.type('Etätukea');
    await reach(group('Vaihtoehto 2').getByRole('textbox', { name: 'suomeksi' }));
    await page.keyboard.type('Lähitukea');
    await reach(button('Lisää kysymys'));
    await press('Enter');
    await page.keyboard.type('Toinen kysymys');
    await reach(button('Siirrä ylös'), 'Shift+Tab');
    await press('Enter');
    expect(await hasFocus(button('Siirrä ylös'))).to.equal(true);
    await reach(button('Tallenna'));
    await press('Enter');
    await page.getByText('Muutokset on tallennettu.').waitFor();
    const [made] = (await store().find(surveys, {})).filter(({ state, id }) => state === 'draft' && id !== 'draft');
    expect(made).to.deep.include({
      title: { fi: 'Kevään kysely' },
      purpose: { fi: 'Miksi kysytään' },
      groupId: 'future',
    });
    expect(made?.questions.map(({ code, label }) => [code, label.fi])).to.deep.equal([
      ['toinenKysymys', 'Toinen kysymys'],
      ['mitaTukeaAnnatte', 'Mitä tukea annatte?'],
    ]);
    await page.getByText('Ennen julkaisua on korjattava 1 kohta.').waitFor();
  });

  it('shows the card as it is typed, in each language, and its buttons do nothing', async () => {
    await open('surveys/draft/edit');
    await card().getByText('Kysely: Palaute').waitFor();
    await row(/Mitä muuta haluat sanoa/).click();
    await words('Kysymys').fill('Mitä jäi *sanomatta*?');
    await card().getByText('Mitä jäi *sanomatta*?').waitFor();
    await page.getByRole('combobox', { name: 'Vastaajan kieli' }).selectOption({ label: 'Svenska' });
    await card().getByText('Vad vill du tillägga?').waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await card().getByRole('button', { name: 'Skicka' }).click();
    await page.getByRole('button', { name: 'Edellinen', exact: true }).click();
    await card().getByText('Enkät: Respons').waitFor();
    expect(asked.filter((url) => !url.includes('/preview'))).to.deep.equal([]);
    expect(await stored()).to.include({ version: 1, state: 'draft' });
  });

  it('has nothing for axe to find in any kind of question and its card, in light, dark and high contrast', async () => {
    const kinds = [...questionKinds, 'section'] as const;
    const label = { fi: 'Teksti', sv: 'Text' };
    const parts = ['a', 'b'].map((code) => ({ code, label }));
    const questions = kinds.map((kind) =>
      Question.parse({ kind, code: kind, label, options: parts, rows: parts, scale: parts, low: label, high: label }),
    );
    await store().commit([
      put(surveys, {
        ...(await stored()),
        questions: [...questions, { ...questions[6], code: 'empty', label: {} } as Question],
      }),
    ]);
    await open('surveys/draft/edit');
    await card().getByText('Kysely: Palaute').waitFor();
    const found: string[] = [];
    for (const kind of kinds) {
      await page.locator(`[id="${kind}-row"]`).click();
      if (kind !== 'section') await card().getByText('Teksti').first().waitFor();
      found.push(...(await violationsInThemes(page)).map((violation) => `${kind} ${violation}`));
    }
    expect(found).to.deep.equal([]);
  });

  it('fetches what draws cards only here', async () => {
    const scripts: string[] = [];
    page.on('response', (response) => scripts.push(response.url()));
    for (const path of ['', 'surveys', 'surveys/draft', 'surveys/new']) {
      await open(path);
      await page.locator('h1').waitFor();
    }
    expect(scripts.filter((url) => url.includes('render-card'))).to.deep.equal([]);
    await open('surveys/draft/edit');
    await card().getByText('Kysely: Palaute').waitFor();
    expect(scripts.filter((url) => url.includes('render-card'))).to.have.length(1);
  });

  it('marks what keeps it from being posted and what is not translated, and leads there', async () => {
    await open('surveys/draft/edit');
    await row(/Mitä muuta haluat sanoa/).click();
    await words('Kysymys', 'ruotsiksi').fill('');
    await group('Kysymys').getByText('Käännös puuttuu').waitFor();
    await page.getByText('1 käännös puuttuu').waitFor();
    for (const language of ['suomeksi', 'englanniksi']) await words('Kysymys', language).fill('');
    await group('Kysymys').getByText('Kirjoita teksti ainakin yhdellä kielellä.').waitFor();
    await row(/Kysymys ilman tekstiä/).click();
    expect(await group('Kysymys').count()).to.equal(0);
    await page.getByRole('link', { name: 'Kysymys ilman tekstiä' }).click();
    await page.waitForFunction("document.activeElement.id === 'more-label'");
    await saved();
    expect((await stored()).questions.at(-1)).to.deep.include({ code: 'more', label: {} });
  });

  it('deletes a question and gives it back where it stood', async () => {
    await open('surveys/draft/edit');
    await row(/Kuinka hyödyllinen/).click();
    await button('Poista').click();
    await page.getByText('Kysymys on poistettu.').waitFor();
    expect(await row(/Kuinka hyödyllinen/).count()).to.equal(0);
    await button('Kumoa').click();
    await row(/3\. ?Kuinka hyödyllinen/).waitFor();
    await button('Tallenna').waitFor();
    expect(await button('Tallenna').getAttribute('aria-disabled')).to.equal('true');
  });

  it('asks a question of those only who have answered so before', async () => {
    await open('surveys/draft/edit');
    await row(/Mitä muuta haluat sanoa/).click();
    const condition = page.getByRole('combobox', { name: 'Keneltä kysytään?' });
    await condition.selectOption({ label: 'Vastauksen mukaan: Mitä tukea annatte?' });
    const answers = group('Kysytään, jos on valittu');
    await answers.getByRole('checkbox', { name: 'Muu' }).check();
    await answers.getByRole('checkbox', { name: 'Etätukea' }).uncheck();
    await saved();
    const question = (await stored()).questions.at(-1);
    expect(question?.kind === 'text' && question.showIf).to.deep.equal({ code: 'form', values: ['other'] });
    await page.getByText('Osa tämän sivun kysymyksistä kysytään vain joiltakin.').waitFor();
  });

  it('says when a question no longer compares with the earlier round', async () => {
    await open('surveys/new');
    await page.getByRole('radio', { name: 'Aiemmasta kyselystä' }).check();
    await page.getByRole('combobox', { name: 'Aiemmasta kyselystä' }).selectOption('closed');
    await button('Tee luonnos').click();
    await page.getByText('Tuloksia verrataan aiempaan kyselyyn:').waitFor();
    await row(/Kuinka hyödyllinen.*vertailtavissa/).click();
    await words('Kysymys').fill('Miten hyödyllinen?');
    await page.getByText('Vastauksia voi verrata', { exact: false }).first().waitFor();
    await page.getByRole('combobox', { name: 'Kysymyksen laji', exact: true }).selectOption('yesNo');
    await page.getByText('Kysymyksen merkitys on muuttunut').first().waitFor();
    expect(await page.getByText('Tunnus:').count()).to.equal(0);
    await saved();
    await row(/Miten hyödyllinen.*ei enää vertailtavissa/).waitFor();
  });

  it('shows the second of two editors what the first has changed, and loses nothing of either', async () => {
    await open('surveys/draft/edit');
    await words('Kyselyn nimi').fill('Oma nimi');
    await row(/Mitä muuta haluat sanoa/).click();
    await words('Kysymys').fill('Oma kysymys');
    const { deps } = site.world;
    const { opensAt, closesAt, groupId, ...now }: Survey = await stored();
    const added = Question.parse({ kind: 'yesNo', code: 'added', label: { fi: 'Toisen kysymys' } });
    const theirs = {
      ...now,
      groupId,
      opensAt,
      closesAt,
      title: { fi: 'Toisen nimi' },
      questions: [...now.questions, added],
    };
    await editDraft({ ...deps, surveyTemplates: [] }, await site.world.actor('lead'), 'draft', theirs, 1);
    await button('Tallenna').click();
    const alert = page.getByRole('alert').filter({ hasText: 'Joku muu on muuttanut samoja tietoja' });
    await alert.getByText('Kysymys: Toisen kysymys').waitFor();
    await alert.getByText('Kyselyn nimi: Toisen nimi').waitFor();
    expect(await words('Kyselyn nimi').inputValue()).to.equal('Oma nimi');
    await alert.getByRole('button', { name: 'Ota toisen muutos' }).click();
    expect(await words('Kyselyn nimi').inputValue()).to.equal('Toisen nimi');
    await saved();
    const { title, questions } = await stored();
    expect(title).to.deep.equal({ fi: 'Toisen nimi' });
    expect(questions.slice(-2).map(({ label }) => label.fi)).to.deep.equal(['Oma kysymys', 'Toisen kysymys']);
  });

  it('keeps what is typed over other pages and reloads, and reminds of it', async () => {
    await open('surveys/draft/edit');
    await words('Kyselyn nimi').fill('Kesken jäänyt');
    await page.getByRole('link', { name: 'Kokoukset' }).click();
    await page.getByText('Tallentamattomia muutoksia: Muokkaa: Palaute').waitFor();
    await page.getByRole('button', { name: 'Jatka muokkaamista' }).click();
    expect(await words('Kyselyn nimi').inputValue()).to.equal('Kesken jäänyt');
    const asked = page.waitForEvent('dialog').then((dialog) => dialog.accept());
    await page.reload();
    await asked;
    await page.getByText('Lomakkeessa on tietoja, joita et ole vielä tallentanut.').waitFor();
    await page.getByRole('button', { name: 'Hylkää tallentamattomat' }).first().click();
    expect(await words('Kyselyn nimi').inputValue()).to.equal('Kesken jäänyt');
    await page.getByRole('button', { name: 'Kyllä, hylkää' }).click();
    expect(await words('Kyselyn nimi').inputValue()).to.equal('Palaute');
    expect(await page.getByText('Tallentamattomia muutoksia').count()).to.equal(0);
  });

  it('tells in a summary that takes the focus which time is none', async () => {
    await open('surveys/draft/edit');
    await page.getByRole('textbox', { name: 'Sulkeutumispäivä' }).or(page.locator('#closesOn')).first().fill('');
    await button('Tallenna').click();
    const alert = page.getByRole('alert').filter({ hasText: 'Tarkista nämä kohdat' });
    await alert.getByRole('link', { name: 'Sulkeutumispäivä' }).click();
    expect(await page.evaluate('document.activeElement.id')).to.equal('closesOn');
  });

  it('marks the one input that is refused, within a question too, and keeps all that was typed', async () => {
    await open('surveys/draft/edit');
    await row(/Mitä muuta haluat sanoa/).click();
    const long = 'ä'.repeat(501);
    // A browser keeps to the length that an input says; what else may fill it in does not.
    await words('Kysymys', 'ruotsiksi').evaluate((input) => input.removeAttribute('maxlength'));
    await words('Kysymys', 'ruotsiksi').fill(long);
    await row(/Mitä muuta haluat sanoa/).click();
    await button('Tallenna').click();
    const alert = page.getByRole('alert').filter({ hasText: 'Tarkista nämä kohdat' });
    await alert.waitFor();
    expect(await alert.getByRole('listitem').allInnerTexts()).to.deep.equal([
      'Mitä muuta haluat sanoa?: Tietoa on liikaa. Lyhennä sitä.',
    ]);
    await alert.getByRole('link').click();
    await page.waitForFunction("document.activeElement.id === 'more-label-sv'");
    expect(await page.locator('[aria-invalid=true]').evaluateAll((all) => all.map(({ id }) => id))).to.deep.equal([
      'more-label-sv',
    ]);
    expect(await words('Kysymys', 'ruotsiksi').inputValue()).to.equal(long);
  });

  it('saves a survey as a file and makes one from it, and says where a file is faulty', async () => {
    await open('surveys/closed');
    await button('Lisää toimintoja').click();
    const download = page.waitForEvent('download');
    await button('Tallenna tiedostona (JSON)').click();
    const file = await download;
    expect(file.suggestedFilename()).to.equal('verkoston-tyon-arviointi.json');
    const text = await readFile(await file.path(), 'utf8');
    expect(parseSurveyFile(text).questions).to.deep.equal((await stored('closed')).questions);
    await open('surveys/new');
    await page.getByRole('radio', { name: 'Tiedostosta' }).check();
    await button('Tee luonnos').click();
    await page.getByText('Valitse ensin tiedosto.').waitFor();
    const choose = (content: string) =>
      page
        .getByLabel('Kysely tiedostona (JSON)')
        .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(content) });
    await choose(text.replace('"kind": "rating"', '"kind": "stars"'));
    await button('Tee luonnos').click();
    await page.getByRole('alert').getByText('use.kind').last().waitFor();
    await choose(text);
    await button('Tee luonnos').click();
    await page.getByRole('heading', { level: 1, name: 'Muokkaa: Verkoston työn arviointi' }).waitFor();
    expect(await row(/\d\. /).count()).to.equal(4);
  });

  it('has one form however many questions there are', async () => {
    const draft = await stored();
    const [, choice] = draft.questions;
    const questions = Array.from({ length: 200 }, (_, index) => ({ ...(choice as Question), code: `q${index}` }));
    await store().commit([put(surveys, { ...draft, questions })]);
    await open('surveys/draft/edit');
    await row(/^200\./).waitFor();
    const inputs = () => page.locator('main fieldset').count();
    const before = await inputs();
    await row(/^148\./).click();
    await words('Kysymys').fill('Sadasviideskymmenes');
    const after = await inputs();
    expect(after - before).to.be.lessThan(8);
    await row(/^149\./).click();
    await row(/Sadasviideskymmenes/).waitFor();
    expect(await inputs()).to.equal(after);
    await card().getByText('Sadasviideskymmenes *', { exact: true }).waitFor();
  });

  it('asks organisations of two types, and is posted to their people alone', async () => {
    await open('surveys/draft/edit');
    await page.getByRole('radio', { name: 'Tietyntyyppisiltä organisaatioilta' }).check();
    await page.getByText('Valitse ainakin yksi.').waitFor();
    await button('Tallenna').click();
    const alert = page.getByRole('alert').filter({ hasText: 'Tarkista nämä kohdat' });
    await alert.getByRole('link', { name: 'Keneltä kysytään' }).click();
    expect(await page.evaluate('document.activeElement.id')).to.equal('audience');
    await group('Organisaatiotyypit').getByRole('checkbox', { name: 'Kirjasto' }).check();
    await group('Organisaatiotyypit').getByRole('checkbox', { name: 'Järjestö' }).check();
    await page.getByText('Vastauksia odotetaan: 2').waitFor();
    await page.getByRole('radio', { name: 'Kaikki, joilta kysytään' }).check();
    await group('Minkä mukaan tulokset jaotellaan?').getByRole('checkbox', { name: 'Organisaation tyyppi' }).check();
    await page.getByRole('combobox', { name: 'Mihin kyselyyn tuloksia verrataan?' }).selectOption('closed');
    await saved();
    await open('surveys/draft');
    await button('Julkaise').click();
    await page.getByRole('dialog').getByText('Kutsu lähetetään jokaiselle vastaajalle omaan keskusteluun').waitFor();
    expect(await page.getByRole('dialog').getByRole('combobox').count()).to.equal(0);
    await button('Kyllä, julkaise').click();
    await page.getByText('Kysely on julkaistu.').waitFor();
    expect(await stored()).to.deep.include({
      state: 'open',
      sentTo: 'people',
      audience: { kind: 'organisationTypes', types: ['library', 'association'] },
      resultsFor: 'asked',
      breakdowns: ['organisationType'],
      earlierRoundId: 'closed',
    });
  });

  it('asks people who are looked for and taken away by name', async () => {
    await open('surveys/draft/edit');
    await page.getByRole('radio', { name: 'Valituilta henkilöiltä' }).check();
    await page.getByRole('searchbox', { name: 'Nimi tai organisaatio' }).fill('järjestö');
    await page.getByRole('checkbox', { name: /^lead/ }).waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: 'member (esimerkki) – Järjestö B (esimerkki)' }).check();
    await page.getByRole('searchbox').fill('');
    await page.getByRole('checkbox', { name: /^lead/ }).check();
    await page.getByRole('heading', { name: 'Valitut (2)' }).waitFor();
    expect(await violations(page)).to.deep.equal([]);
    await button('Poista: member (esimerkki)').click();
    expect(await page.evaluate('document.activeElement.id')).to.equal('people-search');
    await page.getByText('Vastauksia odotetaan: 1').waitFor();
    await saved();
    expect((await stored()).audience).to.deep.equal({ kind: 'members', memberIds: ['m-lead'] });
    await page.reload();
    await page.getByRole('heading', { name: 'Valitut (1)' }).waitFor();
    await button('Poista: lead (esimerkki)').waitFor();
    await store().commit([
      put(members, { ...(await load(store(), members, 'm-lead')), leftAt: '2026-09-01T08:00:00.000Z' }),
    ]);
    await page.reload();
    await button('Poista: Ei enää verkostossa').click();
    await page.getByText('Valitse ainakin yksi.').waitFor();
  });

  it('divides an anonymous one by one thing, and shows its results after its closing', async () => {
    await store().commit([put(surveys, { ...(await stored()), resultsFrom: 'live', breakdowns: ['group', 'region'] })]);
    await open('surveys/draft/edit');
    await page.getByRole('radio', { name: 'Nimetön' }).check();
    await page.getByText('Tulokset näkyvät vasta, kun kysely on suljettu.').waitFor();
    const divided = group('Minkä mukaan tulokset jaotellaan?');
    expect(await divided.getByRole('checkbox', { checked: true }).count()).to.equal(1);
    await divided.getByRole('checkbox', { name: 'Maakunta' }).check();
    await saved();
    expect(await stored()).to.deep.include({ resultsFrom: 'closed', breakdowns: ['region'], anonymity: 'anonymous' });
  });

  it('offers a lead their own groups and their people, and nothing wider', async () => {
    const lead = await startSite('lead', { clientFolder });
    try {
      await fillNetwork(lead.world.deps.store);
      for (const path of ['surveys/new', 'surveys/draft/edit']) {
        await page.goto(`${lead.url}/tab/${path}?language=fi`);
        await page.getByText('Vastauksia odotetaan: 5').waitFor();
        const offered = page.getByRole('radiogroup', { name: 'Keneltä kysytään?' }).getByRole('radio');
        expect(await offered.count(), path).to.equal(2);
        expect(await group('Työryhmät').getByRole('checkbox').count()).to.equal(1);
      }
      const body = JSON.stringify({
        surveyId: 'fresh',
        audience: { kind: 'organisationTypes', types: ['library', 'association'] },
        from: { kind: 'empty' },
      });
      const headers = { ...(await lead.session()), 'content-type': 'application/json' };
      expect((await lead.ask('/api/v1/surveys', { method: 'POST', headers, body })).json.code).to.equal('FORBIDDEN');
    } finally {
      await lead.close();
    }
  });

  it('is not for those who make no surveys', async () => {
    const members = await startSite('member', { clientFolder });
    try {
      await fillNetwork(members.world.deps.store);
      await page.goto(`${members.url}/tab/surveys?language=fi`);
      await page.getByRole('heading', { level: 1, name: 'Kyselyt' }).waitFor();
      expect(await page.getByRole('link', { name: 'Uusi kysely' }).count()).to.equal(0);
      await page.goto(`${members.url}/tab/surveys/draft/edit?language=fi`);
      await page.getByText('Sinulla ei ole oikeutta nähdä tätä').first().waitFor();
    } finally {
      await members.close();
    }
  });
});
