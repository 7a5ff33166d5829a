import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { isBundled, newPage, openBrowser } from './chromium.ts';

const root = join(import.meta.dirname, '..', '..');

/** What pages, cards and the Playground ask for: names of other machines' fonts, and none at all. */
const families = ['Segoe UI', 'Arial', 'Times New Roman', 'sans-serif', 'serif', 'monospace', 'system-ui', 'No Such'];

/** The picture of each text, as the browser draws it on a canvas. */
function picturesOf(page: Page, texts: readonly string[]): Promise<string[]> {
  return page.evaluate<string[]>(`
    ${JSON.stringify(texts)}.map((text) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 60 });
      const context = canvas.getContext('2d');
      context.font = '30px "Segoe UI", sans-serif';
      context.fillText(text, 10, 40);
      return canvas.toDataURL();
    })`);
}

/** Every character but white space that the product writes of itself: its texts, its contents and its cards. */
async function charactersWritten(): Promise<string[]> {
  const written = new Set<string>();
  for await (const file of glob(['locales/**/*.json', 'content/**/*.json', 'cards/**/*.ts'], { cwd: root }))
    for (const one of await readFile(join(root, file), 'utf8')) if (one.trim() !== '') written.add(one);
  return [...written];
}

describe("the browser's fonts", () => {
  it('lie where npm puts their packages', async () => {
    const named = (await readFile(join(import.meta.dirname, 'fonts.conf'), 'utf8')).matchAll(/<dir[^>]*>(.*)<\/dir>/g);
    const folders = [...named].map(([, folder = '']) => join(import.meta.dirname, folder));
    const packages = [
      import.meta.resolve('@expo-google-fonts/noto-sans/package.json'),
      import.meta.resolve('@expo-google-fonts/noto-sans-math/package.json'),
      import.meta.resolve('@expo-google-fonts/noto-emoji/package.json'),
    ];
    expect(folders).to.deep.equal(packages.map((file) => dirname(fileURLToPath(file))));
  });
});

if (isBundled)
  describe('the bundled browser, in an environment of nothing', function () {
    this.timeout(60_000);
    let browser: Browser;
    let page: Page;
    before(async () => {
      browser = await openBrowser({});
      page = await newPage(browser);
    });
    after(() => browser.close());

    it('draws each character that the product writes, and each as itself', async () => {
      const characters = await charactersWritten();
      expect(characters).to.include.members([...'aåäöÅÄÖ–→▬']);
      const [nothing, unknown, ...pictures] = await picturesOf(page, ['', '\u{10FFFE}', ...characters]);
      const undrawn = characters.filter((_, place) => [nothing, unknown].includes(pictures[place]));
      expect(undrawn).to.deep.equal([]);
      expect(new Set(pictures).size).to.equal(characters.length);
    });

    it('draws emoji that people write in one colour', async () => {
      const pictures = await picturesOf(page, ['', '\u{10FFFE}', '🙂', '👍', '👩🏽‍💻']);
      expect(new Set(pictures).size).to.equal(pictures.length);
    });

    it('shows the letters of its pages in its pictures', async () => {
      const shots: string[] = [];
      for (const text of ['&nbsp;', 'Äiti', 'Aiti', 'Åbo', 'Abo', 'Öylätti', 'Oylatti', '\u{10FFFE}']) {
        await page.setContent(`<h1>${text}</h1>`);
        shots.push((await page.screenshot()).toString('base64'));
      }
      expect(new Set(shots).size).to.equal(shots.length);
    });

    it('draws with the fonts of the project alone, whatever font is asked for', async () => {
      await page.setContent(families.map((family) => `<p style="font-family: ${family}">Åbo → 🙂</p>`).join(''));
      const devtools = await page.context().newCDPSession(page);
      for (const domain of ['DOM.enable', 'CSS.enable'] as const) await devtools.send(domain);
      const { root: document } = await devtools.send('DOM.getDocument');
      const asked = { nodeId: document.nodeId, selector: 'p' };
      const { nodeIds } = await devtools.send('DOM.querySelectorAll', asked);
      const used = [];
      for (const nodeId of nodeIds) {
        const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
        used.push(fonts.map(({ familyName }) => familyName).toSorted());
      }
      expect(used).to.deep.equal(families.map(() => ['Noto Emoji', 'Noto Sans', 'Noto Sans Math']));
    });

    it('gives letters their own widths and headings a size', async () => {
      await page.setContent('<h1>Åbo</h1><span>iii</span><span>mmm</span>');
      const widths = await page.evaluate<number[]>(
        "[...document.querySelectorAll('span')].map((span) => span.getBoundingClientRect().width)",
      );
      expect(widths[0]).to.be.greaterThan(5);
      expect(widths[1]).to.be.greaterThan(2 * (widths[0] ?? 0));
      expect(await page.getByRole('heading').isVisible()).to.equal(true);
    });
  });
