import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { newPage, openBrowser } from '../browser/chromium.ts';
import { leaksDirection } from '../cards/shown.ts';
import { callEverything } from '../domain/called.ts';
import { asSeen, createHostileNames } from '../hostile-names.ts';
import { clientFolder } from './built-page.ts';
import { allPages, fillNetwork } from './busy-network.ts';
import { type Site, startSite } from './site.ts';

/** What a page shows: its lines as they are laid out, and what is in it beside words. */
interface Seen {
  /** Each run of text that one direction rules; what is isolated in it is one sign of an object. */
  readonly runs: readonly string[];
  /** What stands in inputs and in lists to choose from. */
  readonly values: readonly string[];
  readonly elements: readonly string[];
  /** Addresses and scripts of attributes. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

const look = `(() => {
  const [runs, values, elements, attributes] = [[], [], new Set(), []];
  const isolates = ({ unicodeBidi }) => /isolate|plaintext/.test(unicodeBidi);
  const runOf = (element) => {
    let text = '';
    const walk = (node) => {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) text += child.data;
        if (child.nodeType !== Node.ELEMENT_NODE) continue;
        const style = getComputedStyle(child);
        if (style.display === 'none') continue;
        if (child.tagName === 'BR') text += '\\n';
        else if (style.display === 'inline' && !isolates(style)) walk(child);
        else text += style.display.startsWith('inline') ? '\\uFFFC' : '\\n';
      }
    };
    walk(element);
    return text;
  };
  for (const element of document.body.querySelectorAll('*')) {
    elements.add(element.tagName.toLowerCase());
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || ['href', 'src', 'srcdoc', 'action', 'formaction'].includes(name)) attributes.push([name, value]);
    }
    if (['INPUT', 'TEXTAREA', 'OPTION'].includes(element.tagName)) values.push(element.tagName === 'OPTION' ? element.text : element.value);
    const style = getComputedStyle(element);
    const isOwn = style.display !== 'inline' || isolates(style);
    if (isOwn && !['SCRIPT', 'STYLE', 'OPTION', 'TEXTAREA'].includes(element.tagName) && element.textContent) runs.push(runOf(element));
  }
  return { runs: [...runs, document.title].filter((run) => run.trim() !== ''), values, elements: [...elements], attributes };
})()`;

const allowed =
  /^(?:a|article|aside|bdi|button|div|dialog|dl|dt|dd|em|fieldset|footer|form|h[1-6]|header|i|img|input|label|legend|li|main|nav|ol|optgroup|option|p|path|rect|circle|line|script|search|section|select|span|strong|summary|details|svg|g|text|tspan|defs|clippath|table|caption|thead|tbody|tr|th|td|time|textarea|title|ul|br|hr|noscript|style|figure|figcaption)$/;

describe('the page of a network whose every text is hostile', function () {
  this.timeout(60_000);
  const names = createHostileNames();
  let site: Site;
  let browser: Browser;
  let page: Page;
  const happened: string[] = [];

  before(async () => {
    site = await startSite('coordinator', { clientFolder });
    await fillNetwork(site.world.deps.store);
    await callEverything(site.world.deps.store, (longest) => names.next(longest));
    browser = await openBrowser();
    page = await newPage(browser);
    page.on('dialog', (dialog) => {
      happened.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => void happened.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(site.url)) happened.push(`request: ${request.url()}`);
    });
    await page.goto(`${site.url}/tab/?language=fi`);
    await settle();
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  async function settle(): Promise<void> {
    await page.locator('h1').waitFor();
    const coming = page.locator('.fui-Skeleton');
    while ((await coming.count()) > 0) await coming.first().waitFor({ state: 'detached' });
  }

  /** Goes there as a link on the page does. */
  async function go(path: string): Promise<void> {
    const before = await page.title();
    await page.evaluate(`
      history.pushState(null, '', ${JSON.stringify(`/tab/${path}`)} + location.search);
      dispatchEvent(new PopStateEvent('popstate'));
    `);
    if (path === '') return settle();
    while ((await page.title()) === before) await page.locator('h1').first().waitFor();
    await settle();
  }

  it('shows each as it was written, turns nothing beside it, and runs nothing', async () => {
    const found: string[] = [];
    let known = 0;
    for (const { path } of allPages) {
      await go(path);
      const { runs, values, elements, attributes } = await page.evaluate<Seen>(look);
      for (const element of elements) if (!allowed.test(element)) found.push(`${path}: <${element}>`);
      for (const [name, value] of attributes) {
        const isOurs = /^(?:\/|#|https:\/\/|data:image\/)/.test(value) && !name.startsWith('on');
        if (!isOurs) found.push(`${path}: ${name}=${value}`);
      }
      for (const run of [...runs, ...values]) {
        const seen = asSeen(run);
        if (seen === '' || names.isAlone(seen)) continue;
        if (leaksDirection(run)) found.push(`${path} turns: ${JSON.stringify(run.slice(0, 200))}`);
      }
      for (const run of runs) {
        for (const name of names.knownIn(run)) {
          known += 1;
          if (!asSeen(run).includes(asSeen(name)))
            found.push(`${path} changes: ${JSON.stringify([name, run.slice(0, 300)])}`);
        }
      }
    }
    expect(happened).to.deep.equal([]);
    expect([...new Set(found)]).to.deep.equal([]);
    expect(known).to.be.greaterThan(100);
  });
});
