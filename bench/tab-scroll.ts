import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { members } from '../domain/network/network.ts';
import { practices } from '../domain/practice/practice.ts';
import { put, type Store, type Write } from '../domain/store.ts';
import { newPage, openBrowser } from '../test/browser/chromium.ts';
import { startSite } from '../test/tab/site.ts';

/** How much there is to scroll through. */
const sizes = { practices: 10_000, people: 2000 } as const;

/** No frame of a scrolling list may take longer, in milliseconds. */
const longest = 50;

async function fill(store: Store): Promise<void> {
  const [example] = await store.find(members, { networkId: 'uudi' });
  if (!example) throw new Error('no member to go by');
  const at = '2026-09-01T08:00:00.000Z';
  const filing = { supportForms: [], targetGroups: [], themes: [], region: 'Uusimaa' };
  const people = Array.from({ length: sizes.people }, (_none, index): Write => {
    const name = `Organisaatio ${index % 97}, tehtävä ${index}`;
    return put(members, { ...example, id: `x-${index}`, version: 0, personId: `x:${index}`, name, roles: [] });
  });
  const written = Array.from(
    { length: sizes.practices },
    (_none, index): Write =>
      put(practices, {
        id: `x-${index}`,
        version: 0,
        networkId: 'uudi',
        groupId: 'future',
        kind: index % 2 ? 'goodPractice' : 'success',
        title: { fi: `Käytäntö ${index}${' ja mitä siitä opittiin'.repeat(index % 5)}` },
        sections: {},
        filing,
        revision: 1,
        state: 'proposed',
        authorMemberId: 'm-member',
        organisationId: 'o-association',
        example: false,
        createdAt: at,
        updatedAt: at,
      }),
  );
  for (const writes of [people, written]) {
    for (let from = 0; from < writes.length; from += 1000) await store.commit(writes.slice(from, from + 1000));
  }
}

/** In milliseconds. */
interface Measured {
  /** The lengths of frames while the list is scrolled with the wheel, and before while nothing is done. */
  readonly idle: readonly number[];
  readonly scrolling: readonly number[];
  /** The most CPU that the browser used in one go while scrolling: what a frame waits for, whatever else the machine does. */
  readonly longestTask: number;
}

/** Measures ten seconds of each. What is slow while nothing is done is the machine's, not the page's. */
async function measure(url: string): Promise<Measured> {
  const browser = await openBrowser();
  try {
    const page = await newPage(browser);
    await page.goto(url);
    await page.locator('li a').nth(5).waitFor();
    await page.mouse.move(700, 600);
    await page.evaluate(`
      let before = performance.now();
      const next = (now) => {
        window.frameTimes.push(now - before);
        before = now;
        requestAnimationFrame(next);
      };
      window.frameTimes = [];
      requestAnimationFrame(next);
    `);
    await pause(10_000);
    const idle = await page.evaluate<number[]>('window.frameTimes.splice(0)');
    const longestTask = await tracingTasks(browser, async () => {
      const until = Date.now() + 10_000;
      while (Date.now() < until) {
        await page.mouse.wheel(0, 400);
        await pause(30);
      }
    });
    const [times, down] = await page.evaluate<[number[], number]>('[window.frameTimes, window.scrollY]');
    if (down < 10_000) throw new Error(`scrolled no further than ${down} pixels`);
    return { idle, scrolling: times, longestTask };
  } finally {
    await browser.close();
  }
}

/** The longest task that the browser ran meanwhile, in milliseconds of its thread's own time. */
async function tracingTasks(browser: Browser, act: () => Promise<void>): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  let longestTask = 0;
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const { name, tdur } of value as unknown as readonly { name: string; tdur?: number }[]) {
      if (name.endsWith('RunTask') && tdur !== undefined) longestTask = Math.max(longestTask, tdur / 1000);
    }
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'] },
  });
  await act();
  const complete = new Promise((resolve) => void session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  return longestTask;
}

const site = await startSite('coordinator', { clientFolder: join(import.meta.dirname, '..', 'build', 'tab') });
try {
  await fill(site.world.deps.store);
  for (const [name, size] of Object.entries(sizes)) {
    const { idle, scrolling, longestTask } = await measure(`${site.url}/tab/${name}?language=fi`);
    const ordered = scrolling.toSorted((a, b) => a - b);
    const at = (share: number) => (ordered[Math.floor(share * (ordered.length - 1))] ?? 0).toFixed(0);
    const slowIn = (times: readonly number[]) => times.filter((time) => time > longest).length;
    const slow = slowIn(scrolling);
    process.stdout.write(
      `${size} ${name}: ${scrolling.length} frames in 10 s, median ${at(0.5)} ms, 99 % ${at(0.99)} ms, ` +
        `longest ${at(1)} ms, ${slow} over ${longest} ms (idle: ${slowIn(idle)} of ${idle.length}); ` +
        `longest task ${longestTask.toFixed(0)} ms of CPU; load ${loadavg()[0]?.toFixed(1)}\n`,
    );
    if (slow > 0 || longestTask > longest) process.exitCode = 1;
  }
} finally {
  await site.close();
}
