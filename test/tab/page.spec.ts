import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type RunningBot, startBot } from '../../demo/bot.ts';
import { freePort } from '../../demo/port.ts';
import { languages } from '../../domain/text.ts';
import { textsFor } from '../../locales/text.ts';
import { withPage } from '../browser/chromium.ts';

const folder = join(import.meta.dirname, '..', '..', 'build', 'screenshots');

describe('the page in a browser', function () {
  this.timeout(60_000);
  let dataDir: string;
  let bot: RunningBot;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'verkostobotti-page-'));
    bot = await startBot({ dataDir, port: await freePort(0) });
    await mkdir(folder, { recursive: true });
  });
  after(async () => {
    await bot.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function open(page: Page, language: (typeof languages)[number], colorScheme: 'light' | 'dark'): Promise<void> {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(`${bot.url}/tab/?language=${language}`);
    await page.getByRole('heading', { name: textsFor(language)('tab:status.responses') }).waitFor();
  }

  for (const language of languages) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`shows the status summary in ${language}, ${colorScheme}, with nothing for axe to find`, async () => {
        await withPage(async (page) => {
          await open(page, language, colorScheme);
          const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
          expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
          expect(await page.locator('html').getAttribute('lang')).to.equal(language);
          await page.screenshot({ path: join(folder, `tab-${language}-${colorScheme}.png`), fullPage: true });
        });
      });
    }
  }

  it('fits a narrow screen without scrolling sideways', async () => {
    await withPage(
      async (page) => {
        await open(page, 'fi', 'light');
        const { scrollWidth, clientWidth } = await page.evaluate<{ scrollWidth: number; clientWidth: number }>(
          '({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth })',
        );
        expect(scrollWidth).to.equal(clientWidth);
        await page.screenshot({ path: join(folder, 'tab-narrow.png'), fullPage: true });
      },
      { width: 320, height: 800 },
    );
  });

  it('asks nothing of any other host', async () => {
    await withPage(async (page) => {
      const hosts = new Set<string>();
      page.on('request', (request) => hosts.add(new URL(request.url()).host));
      await open(page, 'fi', 'light');
      expect([...hosts]).to.deep.equal([new URL(bot.url).host]);
    });
  });
});
