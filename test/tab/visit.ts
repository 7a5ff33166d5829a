import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import { newPage, openBrowser, type Screen } from '../browser/chromium.ts';
import type { Role } from '../domain/fixture.ts';
import { clientFolder, colourRules, themes, wcagRules } from './built-page.ts';
import { fillNetwork } from './busy-network.ts';
import { type Site, startSite } from './site.ts';

/** The page of a network in which much goes on, in a window of a browser. */
export interface Visit {
  readonly site: Site;
  readonly page: Page;
}

/**
 * Gives the suite that calls it a way to visit the page as somebody, in a window of the suite's browser. What was
 * visited is closed after each test, and the browser after the last.
 */
export function visits(): (role: Role, screen?: Screen) => Promise<Visit> {
  let browser: Browser;
  let open: Visit[] = [];
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());
  afterEach(async () => {
    for (const { page, site } of open) {
      await page.context().close();
      await site.close();
    }
    open = [];
  });
  return async (role, screen) => {
    const site = await startSite(role, { clientFolder });
    await fillNetwork(site.world.deps.store);
    const page = await newPage(browser, screen);
    page.setDefaultTimeout(10_000);
    open.push({ site, page });
    return { site, page };
  };
}

/** Whether the focus is on something now. */
export async function hasFocus(target: Locator): Promise<boolean> {
  return (await target.and(target.page().locator(':focus')).count()) > 0;
}

/** Goes on with the keyboard until the focus is there; throws when it is not on the way. */
export async function reach(target: Locator, key = 'Tab'): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 90; presses += 1) {
    if (await hasFocus(target)) return;
    await target.page().keyboard.press(key);
  }
  throw new Error(`the keyboard does not reach ${String(target)}`);
}

/**
 * What axe finds on a page as it is, by WCAG 2.1 AA or some of its rules, or all but some. axe is brought into a page
 * once, where `AxeBuilder` would bring it anew for each look.
 */
export async function violations(
  page: Page,
  rules: readonly string[] = wcagRules,
  without: readonly string[] = [],
): Promise<string[]> {
  const off = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const isThere = await page.evaluate<boolean>("typeof axe !== 'undefined'");
  if (!isThere) await new AxeBuilder({ page }).withRules(['document-title']).analyze();
  return page.evaluate<string[]>(`axe
    .run(document, { runOnly: ${JSON.stringify(rules)}, rules: ${JSON.stringify(off)}, resultTypes: ['violations'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`);
}

/** What axe finds on a page in every theme: all its rules look at it in light, those of colours in the others, too. */
export async function violationsInThemes(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [theme, media] of Object.entries(themes)) {
    await page.emulateMedia({ reducedMotion: 'reduce', ...media });
    // A page without a script has its colours from the browser alone.
    const isDrawnAnew = (await page.locator('html[data-theme]').count()) > 0;
    if (isDrawnAnew) await page.locator(`html[data-theme="${theme}"]`).waitFor({ state: 'attached' });
    const told = await violations(page, theme === 'default' ? wcagRules : colourRules);
    found.push(...told.map((violation) => `${theme} ${violation}`));
  }
  return found;
}
