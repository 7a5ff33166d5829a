import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { languages } from '../../domain/text.ts';
import { newPage, openBrowser } from '../browser/chromium.ts';
import { callEverything } from '../domain/called.ts';
import { clientFolder, colourRules, themes, wcagRules } from './built-page.ts';
import { allPages, fillNetwork } from './busy-network.ts';
import { type Site, startSite } from './site.ts';
import { violations, violationsInThemes } from './visit.ts';

const shots = join(import.meta.dirname, '..', '..', 'build', 'screenshots');

describe('every page in a browser', function () {
  this.timeout(60_000);
  let site: Site;
  let browser: Browser;
  before(async () => {
    await mkdir(shots, { recursive: true });
    site = await startSite('coordinator', { clientFolder });
    await fillNetwork(site.world.deps.store);
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  /** Opens a page and waits until everything that it fetches has come. */
  async function open(page: Page, path: string, language: string): Promise<void> {
    await page.goto(`${site.url}/tab/${path}?language=${language}`);
    await settle(page);
  }

  /** Goes to a page as a link on the page does, without loading everything anew; every page has a title of its own. */
  async function go(page: Page, path: string): Promise<void> {
    const before = await page.title();
    const isThere = await page.evaluate<boolean>(`location.pathname === ${JSON.stringify(`/tab/${path}`)}`);
    await page.evaluate(`
      history.pushState(null, '', ${JSON.stringify(`/tab/${path}`)} + location.search);
      dispatchEvent(new PopStateEvent('popstate'));
    `);
    if (isThere) return;
    while ((await page.title()) === before) await page.locator('h1').first().waitFor();
    await settle(page);
  }

  async function settle(page: Page): Promise<void> {
    await page.locator('h1').waitFor();
    const coming = page.locator('.fui-Skeleton');
    while ((await coming.count()) > 0) await coming.first().waitFor({ state: 'detached' });
  }

  async function withPage(screen: { width: number; height: number }, use: (page: Page) => Promise<void>) {
    const page = await newPage(browser, screen);
    try {
      await page.emulateMedia({ reducedMotion: 'reduce', ...themes.default });
      await use(page);
    } finally {
      await page.context().close();
    }
  }

  const wide = { width: 1280, height: 900 };

  it('has nothing for axe to find where it tells what the law wants told', () =>
    withPage(wide, async (page) => {
      for (const path of ['accessibility', 'privacy', 'terms']) {
        await open(page, path, 'fi');
        expect(await violationsInThemes(page), path).to.deep.equal([]);
      }
    }));

  for (const language of languages) {
    const isEveryTheme = language === 'fi';
    it(`has nothing for axe to find in ${language}${isEveryTheme ? ', in every theme' : ''}`, () =>
      withPage(wide, async (page) => {
        const found: string[] = [];
        await open(page, '', language);
        expect(await page.locator('html').getAttribute('lang')).to.equal(language);
        for (const { path } of allPages) {
          await go(page, path);
          // Colours are the same in every language, and the costliest to look at.
          const told = await (isEveryTheme ? violationsInThemes(page) : violations(page, wcagRules, colourRules));
          found.push(...told.map((violation) => `${path} ${violation}`));
        }
        expect(found).to.deep.equal([]);
      }));
  }

  it('fits a screen of 320 pixels, which is 1280 enlarged to 400 per cent, without scrolling sideways', () =>
    withPage({ width: 320, height: 800 }, async (page) => {
      await open(page, '', 'fi');
      for (const { path } of allPages) {
        await go(page, path);
        const [scrolled, shown] = await page.evaluate<[number, number]>(
          '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
        );
        expect(scrolled, path).to.be.at.most(shown);
      }
      await page.getByRole('button', { name: 'Valikko' }).click();
      await page.getByRole('link', { name: 'Kokoukset' }).click();
      await page.getByRole('heading', { level: 1, name: 'Kokoukset' }).waitFor();
      expect(await page.getByRole('link', { name: 'Organisaatiot' }).isVisible()).to.equal(false);
      await page.screenshot({ path: join(shots, 'tab-narrow.png'), fullPage: true });
    }));

  it('fits it, too, when everything is called by one long word, and runs nothing that a name holds', async () => {
    const other = await startSite('coordinator', { clientFolder });
    try {
      await fillNetwork(other.world.deps.store);
      const name = (longest: number) => `<img src=x onerror=alert(1)>${'x'.repeat(longest)}`.slice(0, longest);
      await callEverything(other.world.deps.store, name);
      await withPage({ width: 320, height: 800 }, async (page) => {
        const told: string[] = [];
        page.on('dialog', (dialog) => told.push(dialog.message()) && void dialog.dismiss());
        for (const path of [
          '',
          'people',
          'people/m-lead',
          'surveys/open/answer',
          'surveys/draft/edit',
          'practices/validated',
        ]) {
          await page.goto(`${other.url}/tab/${path}?language=fi`);
          await settle(page);
          const [scrolled, shown] = await page.evaluate<[number, number]>(
            '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
          );
          expect(scrolled, path).to.be.at.most(shown);
          expect(await page.locator('img[src=x]').count(), path).to.equal(0);
        }
        expect(told).to.deep.equal([]);
      });
    } finally {
      await other.close();
    }
  });

  it('lets the keyboard reach everything that can be pressed or filled in, and leave again', () =>
    withPage(wide, async (page) => {
      await open(page, '', 'fi');
      for (const { path } of allPages) {
        await go(page, path);
        await page.evaluate('document.activeElement.blur(); document.body.tabIndex = -1; document.body.focus()');
        const all = await page.evaluate<number>(`(() => {
          const found = [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]')];
          const shown = found.filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0);
          window.reached = new Set();
          document.addEventListener('focusin', ({ target }) => window.reached.add(target));
          // Of a group of radio buttons, the chosen one is reached, or else the first.
          const group = (one) => shown.filter(({ type, name }) => type === 'radio' && name === one.name);
          const stops = (one) => (group(one).find(({ checked }) => checked) ?? group(one)[0]) === one;
          window.expected = shown.filter((one) => one.type !== 'radio' || stops(one));
          // The browser's own inputs for days and times are several stops each.
          const moments = window.expected.filter((one) => one.type === 'date' || one.type === 'time');
          return window.expected.length + 4 * moments.length;
        })()`);
        for (let pressed = 0; pressed <= all; pressed += 1) {
          await page.keyboard.press('Tab');
          if (pressed === 0) expect(await page.locator(':focus').innerText()).to.equal('Siirry sisältöön');
        }
        const missed = await page.evaluate<string[]>(
          'window.expected.filter((one) => !window.reached.has(one)).map((one) => one.outerHTML.slice(0, 200))',
        );
        expect(missed, path).to.deep.equal([]);
      }
    }));

  it('has a title and one heading of the first rank, which takes the focus when one goes there', () =>
    withPage(wide, async (page) => {
      await open(page, '', 'fi');
      const inMenu = allPages.filter((one) => !one.path.includes('/') && one.path !== '');
      for (const { path, heading } of inMenu) {
        await page.locator(`nav a[href="/tab/${path}?language=fi"]`).click();
        await page.getByRole('heading', { level: 1, name: heading }).waitFor();
        expect(await page.locator('h1').count()).to.equal(1);
        expect(await page.locator(':focus').innerText(), path).to.equal(heading);
        expect(await page.title()).to.equal(`${heading} – Verkostobotti`);
        expect(await page.locator('nav [aria-current="page"]').getAttribute('href')).to.include(path);
      }
      await page.goBack();
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: inMenu.at(-3)?.heading ?? '' }).waitFor();
    }));

  it('does not move while it waits, for who wants less motion', () =>
    withPage(wide, async (page) => {
      await page.route('**/api/v1/mine*', () => undefined);
      await page.goto(`${site.url}/tab/?language=fi`);
      await page.locator('.fui-Skeleton').waitFor({ state: 'attached' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      const moving = 'document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 1).length';
      expect(await page.evaluate(moving)).to.equal(0);
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      expect(await page.evaluate(moving)).to.be.greaterThan(0);
    }));

  describe('when it is loaded anew', () => {
    const hosts = new Set<string>();
    const told: string[] = [];
    const shifts: [path: string, shift: number][] = [];

    before(() =>
      withPage(wide, async (page) => {
        page.on('request', (request) => hosts.add(new URL(request.url()).host));
        page.on('console', (message) => message.type() === 'error' && told.push(message.text()));
        page.on('pageerror', (error) => told.push(error.message));
        await page.addInitScript(`
          window.shift = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) window.shift += entry.value;
          }).observe({ type: 'layout-shift', buffered: true });
        `);
        for (const { path } of allPages) {
          await open(page, path, 'fi');
          shifts.push([path, await page.evaluate<number>('window.shift')]);
        }
      }),
    );

    it('asks nothing of another host', () => {
      expect([...hosts].filter(Boolean)).to.deep.equal([new URL(site.url).host]);
    });

    it('breaks no rule of its own and tells no error', () => {
      expect(told).to.deep.equal([]);
    });

    it('stays where it is once it is shown', () => {
      expect(shifts.filter(([, shift]) => shift >= 0.05)).to.deep.equal([]);
    });
  });
});
