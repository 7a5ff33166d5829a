import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { deliveries } from '../../domain/outbox.ts';
import { practices } from '../../domain/practice/practice.ts';
import { put } from '../../domain/store.ts';
import { load } from '../../domain/use-case.ts';
import { newPage, openBrowser } from '../browser/chromium.ts';
import { aComment } from '../domain/example-network.ts';
import { aDelivery } from '../storage/records.ts';
import { clientFolder } from './built-page.ts';
import { fillNetwork } from './busy-network.ts';
import { type Site, startSite } from './site.ts';

const count = 45;
const written =
  'Katso https://example.org/opas?a=1. Ei http://example.org, javascript:alert(1) eikä https://a@paha.example.';

describe('what is said of a practice, on the page', function () {
  this.timeout(60_000);
  let site: Site;
  let browser: Browser;
  let page: Page;
  before(async () => {
    site = await startSite('coordinator', { clientFolder });
    const { store } = site.world.deps;
    await fillNetwork(store);
    const home = await load(store, practices, 'home');
    const said = Array.from({ length: count }, (_, index) => aComment(`said-${index}`, 'home', `Kommentti ${index}`));
    const row = {
      networkId: 'uudi',
      kind: 'practice.proposed',
      subjectId: 'home',
      state: 'failed',
      reason: '413',
    } as const;
    const tooLong = put(deliveries, aDelivery(row));
    await store.commit([
      put(practices, { ...home, sections: { ...home.sections, what: { fi: written } } }),
      ...said,
      tooLong,
    ]);
    browser = await openBrowser();
    page = await newPage(browser, { width: 900, height: 900 });
    await page.goto(`${site.url}/tab/practices/home?language=fi`);
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  it('comes a page at a time, and who asks for more goes on where it came', async () => {
    const comments = page
      .locator('section', { has: page.getByRole('heading', { name: 'Kommentit' }) })
      .getByRole('listitem');
    const total = Number(
      /(\d+)\)/.exec((await page.getByRole('button', { name: 'Näytä lisää' }).textContent()) ?? '')?.[1],
    );
    expect(total).to.be.at.least(count);
    expect(await comments.count()).to.equal(20);
    await page.getByRole('button', { name: 'Näytä lisää' }).click();
    await comments.nth(total - 1).waitFor();
    expect(await comments.count()).to.equal(total);
    expect(await comments.nth(20).evaluate((item) => item === item.ownerDocument.activeElement)).to.equal(true);
    expect(await page.getByRole('button', { name: 'Näytä lisää' }).count()).to.equal(0);
  });

  it('is told to be too long for Teams where a message about it was', async () => {
    await page.getByText('Lyhennä käytännön nimeä').waitFor();
  });

  it('has its addresses as links, but those that are not safe to follow', async () => {
    const links = page.locator('a[target="_blank"][href*="://"]');
    expect(await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')))).to.deep.equal([
      'https://example.org/opas?a=1',
    ]);
    expect(await links.first().getAttribute('rel')).to.equal('noopener noreferrer');
  });

  it('is not asked for before a question', async () => {
    await page.getByRole('button', { name: 'Avaa validointi' }).click();
    await page.getByRole('dialog').getByText('Työryhmän kanavalle lähtee pyyntö').waitFor();
    expect((await load(site.world.deps.store, practices, 'home')).state).to.equal('proposed');
    await page.getByRole('button', { name: 'Avaa ja lähetä pyyntö' }).click();
    await page.getByText('Käytännön voi merkitä validoiduksi, kun').waitFor();
    expect((await load(site.world.deps.store, practices, 'home')).state).to.equal('inValidation');
  });
});
