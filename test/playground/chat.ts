import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page, Response } from 'playwright-core';
import type { Card } from '../../cards/card.ts';
import { textsFor } from '../../locales/text.ts';
import { shownTexts } from './shown.ts';

const screenshots = join(import.meta.dirname, '..', '..', 'build', 'screenshots');
const cards = '.ac-adaptiveCard';

/** Places as the Playground's list of conversations names them. */
export type Place = 'Personal Chat' | 'General' | 'Kotiin vietävä tuki';

/** The Playground's page: writing to the bot, and finding its cards. */
export interface Chat {
  /** Goes to a conversation; what the bot has said there is shown. */
  open(place: Place): Promise<void>;
  /** Writes to the bot, in a channel as a new post that mentions it, and gives the card it answers with. */
  say(text: string): Promise<CardOnPage>;
  /** The newest card in the open conversation that shows a text, once there is one. */
  find(text: string): Promise<CardOnPage>;
  /** Keeps a picture of the window in `build/screenshots`. */
  screenshot(step: string): Promise<void>;
}

/** A card of the bot where it stands on the page. It stays the same one when a press changes its view. */
export interface CardOnPage {
  /** What it says, with any run of white space as one space. */
  text(): Promise<string>;
  /** The titles of its buttons. */
  buttons(): Promise<string[]>;
  fill(label: string, value: string): Promise<void>;
  /**
   * Chooses an option of a list, folded or not, by its words without number and explanation; times of day are such a
   * list too.
   */
  choose(label: string, option: string): Promise<void>;
  /** Ticks options of a list that takes several. */
  tick(label: string, ...options: string[]): Promise<void>;
  /** Picks a day, `2026-12-24`. */
  pickDay(label: string, day: string): Promise<void>;
  /**
   * Presses a button and waits until the card shows what the bot answered; gives that view as the bot sent it.
   * Where the bot changes the posted card right after, `instead` is what that one says.
   */
  press(title: string, instead?: string): Promise<Card>;
  /** Presses a button that shows more of the card itself. */
  unfold(title: string): Promise<void>;
  /** As `press`, for a button that stands in a fold: drawn anew, as when a message arrives, a card is folded again. */
  pressFolded(fold: string, title: string): Promise<Card>;
  /** The address that a button opens. */
  address(title: string): Promise<string>;
  /** How many folded lists it shows. */
  lists(): Promise<number>;
  /** Keeps a picture of the whole card in `build/screenshots`. */
  screenshot(step: string): Promise<void>;
}

/** Opens the Playground. The page must be new. */
export async function openChat(page: Page, url: string): Promise<Chat> {
  page.setDefaultTimeout(15_000);
  await mkdir(screenshots, { recursive: true });
  await page.addInitScript('window.open = (url) => { window.wouldOpen = String(url); return null; };');
  await page.goto(url);
  await greeted(page);
  let found = 0;
  let channel = false;

  async function mark(card: Locator): Promise<CardOnPage> {
    found += 1;
    await card.evaluate((element, number) => element.setAttribute('data-card', String(number)), found);
    return cardOnPage(page, page.locator(`[data-card="${found}"]`));
  }

  async function write(text: string): Promise<void> {
    const box = page.locator('[contenteditable="true"]').first();
    await box.click();
    if (channel) {
      await page.keyboard.type('@');
      await page.getByRole('menuitem', { name: 'Verkostobotti' }).click();
    }
    await page.keyboard.type(text);
    await (channel ? page.getByRole('button', { name: 'Post' }).click() : page.keyboard.press('Enter'));
  }

  return {
    async open(place) {
      await page.getByRole('treeitem', { name: new RegExp(`${place}$`) }).click();
      channel = place !== 'Personal Chat';
      await greeted(page);
    },
    async say(text) {
      await page.locator(cards).evaluateAll((all) => all.forEach((card) => card.setAttribute('data-known', '')));
      await write(text);
      const answer = page.locator(`${cards}:not([data-known])`).first();
      await answer.waitFor();
      return mark(answer);
    },
    async find(text) {
      const all = page.locator(cards).filter({ hasText: text });
      await all.first().waitFor();
      // A channel has its newest post on top, a chat its newest message below.
      return mark(channel ? all.first() : all.last());
    },
    async screenshot(step) {
      await page.screenshot({ path: join(screenshots, `${step}.png`) });
    },
  };
}

/** The bot greets in every conversation that is opened. Only after that is the next card the answer to what one writes. */
async function greeted(page: Page): Promise<void> {
  await page
    .locator(cards)
    .filter({ hasText: textsFor('fi')('network:welcomeTitle') })
    .first()
    .waitFor();
}

function cardOnPage(page: Page, root: Locator): CardOnPage {
  // A required input has a star after its label, and one with a fault has that too.
  const named = (label: string) => ({ name: new RegExp(`^${literally(label)}`) });
  const button = (title: string) => root.getByRole('button', { name: title, exact: true });
  /** The bot's answer to a press, once the card shows it. */
  const pressed = async (title: string, click: () => Promise<void>, instead?: string): Promise<Card> => {
    const isAnswer = (response: Response) => response.url().endsWith('/_conversation/v1/invoke');
    const [response] = await Promise.all([page.waitForResponse(isAnswer), click()]);
    const { value: card } = (await response.json()) as { value?: Card };
    if (!card) throw new Error(`«${title}» was answered with HTTP ${response.status()} and no card`);
    await showsAll(root, instead === undefined ? shownTexts(card) : [instead]);
    return card;
  };
  return {
    text: async () => plain(await root.innerText()),
    buttons: async () => (await root.getByRole('button').allInnerTexts()).filter(Boolean),
    fill: (label, value) => root.getByRole('textbox', named(label)).fill(value),
    async choose(label, option) {
      const name = new RegExp(`^(\\d+\\. )?${literally(option)}( – .*)?$`, 's');
      const radios = root.getByRole('radiogroup', named(label));
      if ((await radios.count()) > 0) return radios.getByRole('radio', { name }).check();
      await root.getByRole('combobox', named(label)).click();
      await page.getByRole('option', { name }).click();
    },
    async tick(label, ...options) {
      for (const option of options) {
        const name = new RegExp(`^${literally(label)}.* ${literally(option)}$`);
        await root.getByRole('checkbox', { name }).check();
      }
    },
    async pickDay(label, day) {
      await root.getByRole('combobox', named(label)).click();
      const calendar = page.getByRole('dialog');
      const cell = calendar.getByRole('button', { name: calendarName(day), exact: true });
      const next = calendar.getByRole('button', { name: /^Next month/ });
      await next.waitFor();
      while ((await cell.count()) === 0) await next.click();
      await cell.click();
    },
    press: (title, instead) => pressed(title, () => button(title).click(), instead),
    pressFolded: (fold, title) =>
      pressed(title, async () => {
        const isPressed = async () => {
          try {
            await button(title).click({ timeout: 2000 });
            return true;
          } catch {
            return false;
          }
        };
        while (!(await isPressed())) await button(fold).click();
      }),
    unfold: (title) => button(title).click(),
    async address(title) {
      // The page itself opens nothing: what would be opened is kept for us.
      await root.getByRole('link', { name: title, exact: true }).click();
      return page.evaluate('window.wouldOpen');
    },
    lists: () => root.getByRole('combobox').count(),
    async screenshot(step) {
      await root.screenshot({ path: join(screenshots, `${step}.png`) });
    },
  };
}

/** Waits until an element shows every one of the texts. */
async function showsAll(root: Locator, texts: readonly string[]): Promise<void> {
  let shown = root;
  for (const text of new Set(texts)) shown = shown.filter({ hasText: text });
  await shown.waitFor();
}

/** The calendar's own name of a day, always in English: `24, December, 2026`. */
function calendarName(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  const month = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(date);
  return `${date.getUTCDate()}, ${month}, ${date.getUTCFullYear()}`;
}

function literally(text: string): string {
  return text.replace(/[^\p{L}\p{N} ]/gu, '\\$&');
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
