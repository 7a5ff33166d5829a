import type { Page } from 'playwright-core';

/** What a press came to that it may not come to. */
export interface Fault {
  readonly path: string;
  readonly pressed: string;
  readonly fault: 'the focus is on nothing' | 'nothing was said';
}

/** What of a page can be pressed, by its words; those of a dialog alone while one is open. */
const pressable = `
  window.pressable = () => {
    const room = document.querySelector('dialog[open]') ?? document.body;
    const all = [...room.querySelectorAll('button, input[type="checkbox"], input[type="radio"], main a[href^="/tab/"]')];
    const isShown = (one) => one.checkVisibility() && !one.matches(':disabled, [aria-disabled="true"]');
    const nameOf = (one) => {
      const [page, id, ...part] = (one.getAttribute('href') ?? '').split('?')[0].replace('/tab/', '').split('/');
      // Links from one kind of page to another are one and the same way.
      if (one.href) return 'to ' + [page, id && 'one', ...part.slice(0, 1)].filter(Boolean).join(' ');
      const words = one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText;
      // Of many alike, such as questions or rows, one is tried.
      return words.replace(/[:\\d].*$/s, '').trim() + (room.matches('dialog') ? ' (dialog)' : '');
    };
    return all.filter(isShown).map((one) => [nameOf(one), one]);
  };
  window.names = () => [...new Set(window.pressable().map(([name]) => name))];
  window.press = (name) => {
    const one = window.pressable().find(([own]) => own === name)?.[1];
    one?.focus();
    one?.click();
  };`;

/** Counts the requests that are under way, those that changed something, and what was said. */
const watch = `
  window.watched = { under: 0, changed: 0, said: 0 };
  const plain = window.fetch;
  window.fetch = async (address, init) => {
    window.watched.under += 1;
    try {
      const response = await plain(address, init);
      const isDeed = !['GET', undefined].includes(init?.method) && !/session|preview|check|me\\/network/.test(address);
      if (isDeed && response.ok) window.watched.changed += 1;
      return response;
    } finally {
      setTimeout(() => { window.watched.under -= 1; });
    }
  };
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const within = target.nodeType === 1 ? target : target.parentElement;
        const region = within?.closest('[role="status"], [role="alert"]');
        if (region?.innerText.trim()) window.watched.said += 1;
        for (const one of addedNodes) {
          if (one.nodeType === 1 && (one.matches('[role="alert"]') || one.querySelector('[role="alert"]'))) {
            window.watched.said += 1;
          }
        }
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  window.becomes = async (isSo) => {
    const last = performance.now() + 2_000;
    while (!isSo() && performance.now() < last) await new Promise((resolve) => { requestAnimationFrame(resolve); });
    return isSo();
  };
  // Nothing is under way, and the page has had time to draw what has come and to give the focus.
  window.settled = async () => {
    let calm = 0;
    while (calm < 4) {
      await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
      calm = window.watched.under > 0 || document.querySelector('.fui-Skeleton') ? 0 : calm + 1;
    }
  };`;

/** Fills in what is asked for, so that forms can be sent and what is typed can be given up. */
const fill = `
  window.fill = () => {
    const room = document.querySelector('dialog[open]') ?? document.querySelector('main');
    for (const input of room.querySelectorAll('input, textarea, select')) {
      if (!input.checkVisibility() || input.readOnly || input.disabled) continue;
      const value = input.localName === 'select' ? [...input.options].find((one) => one.value && !one.selected)?.value
        : input.type === 'date' ? '2026-09-20' : input.type === 'time' ? '12:00' : input.type === 'number' ? '3'
        : ['text', 'search'].includes(input.type) || input.localName === 'textarea' ? 'Kokeilu' : undefined;
      if (value === undefined) continue;
      const proto = Object.getPrototypeOf(input);
      Object.getOwnPropertyDescriptor(proto, 'value').set.call(input, value);
      input.dispatchEvent(new Event(input.localName === 'select' ? 'change' : 'input', { bubbles: true }));
    }
  };`;

/** Makes a page one that can be crawled; before anything is opened in it. */
export async function watchPresses(page: Page): Promise<void> {
  for (const script of [pressable, watch, fill]) await page.addInitScript(script);
  page.on('dialog', (dialog) => void dialog.accept());
}

/**
 * Presses everything that a page of the network shows and comes to show, first as it is and then with its forms filled
 * in, each press once: `known` are those that were tried elsewhere. Gives what was wrong after which press.
 */
export async function pressAll(page: Page, url: string, known: Set<string>): Promise<Fault[]> {
  const faults: Fault[] = [];
  const path = new URL(url).pathname.replace('/tab/', '');
  const open = async () => {
    await page.goto(url);
    await page.locator('h1').waitFor();
    await page.evaluate('window.settled()');
  };
  await open();
  const kind = path.replace(/\/[^/]+/, '/one');
  for (const isFilled of [false, true]) {
    const pressed = new Set<string>();
    const next = async () => {
      if (isFilled) await page.evaluate('window.fill()');
      const isNew = (name: string) => !pressed.has(name) && !known.has(`${isFilled} ${kindOf(name, kind)}`);
      const found = (await page.evaluate<string[]>('window.names()')).find(isNew);
      if (found !== undefined || (await page.locator('dialog[open]').count()) === 0) return found;
      await page.keyboard.press('Escape');
      await page.evaluate('window.settled()');
      return (await page.evaluate<string[]>('window.names()')).find(isNew);
    };
    for (let name = await next(); name !== undefined; name = await next()) {
      pressed.add(name);
      known.add(`${isFilled} ${kindOf(name, kind)}`);
      const fault = await pressOne(page, name);
      if (fault) faults.push({ path, pressed: `${name}${isFilled ? ', filled in' : ''}`, fault });
      if (new URL(page.url()).pathname !== new URL(url).pathname) await open();
    }
  }
  return faults;
}

/** What leads elsewhere is the same on every page; a button is one of its kind of page. */
function kindOf(name: string, kind: string): string {
  return name.startsWith('to ') ? name : `${kind} ${name}`;
}

async function pressOne(page: Page, name: string): Promise<Fault['fault'] | undefined> {
  const before = await page.evaluate<{ changed: number; said: number }>('({ ...window.watched })');
  await page.evaluate(`window.press(${JSON.stringify(name)})`);
  await page.evaluate('window.settled()');
  const has = (condition: string) => page.evaluate<boolean>(`window.becomes(() => ${condition})`);
  if (!(await has('document.activeElement !== null && document.activeElement !== document.body'))) {
    return 'the focus is on nothing';
  }
  const { changed } = await page.evaluate<{ changed: number }>('window.watched');
  const isSaid = changed === before.changed || (await has(`window.watched.said > ${before.said}`));
  return isSaid ? undefined : 'nothing was said';
}
