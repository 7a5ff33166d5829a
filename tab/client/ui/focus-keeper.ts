/** Something that had the focus and all that it stood in, from within, each with its place among its neighbours. */
type Place = readonly { readonly element: HTMLElement; readonly index: number }[];

let last: Place = [];
/** Where the focus was before it went aside, as into the bar that says what was done. */
let home: Place = [];

/** What stands in it is visited and left again: the focus then goes back to where it came from. */
export const asideAttribute = { 'data-aside': '' } as const;
const aside = '[data-aside]';

/**
 * Keeps the focus on something, whatever a press takes away: it goes to a neighbour in a list or a form, else to the
 * heading of the section, else to that of the page, as soon as there is one. Gives the way to stop.
 */
export function keepFocus(): () => void {
  let isPlanned = false;
  const look = () => {
    isPlanned = false;
    if (last.length > 0 && isLost(last)) heirOf(isAside(last) ? home : last)?.focus();
  };
  const observer = new MutationObserver(() => {
    if (isPlanned) return;
    isPlanned = true;
    // What a part of the page itself gives the focus to goes before.
    requestAnimationFrame(() => setTimeout(look));
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['class', 'disabled', 'hidden', 'open'],
  });
  document.addEventListener('focusin', remember);
  document.addEventListener('pointerdown', forget);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', remember);
    document.removeEventListener('pointerdown', forget);
  };
}

/** Back to where the focus was before it went aside. */
export function leaveAside(): void {
  heirOf(home)?.focus();
}

function remember({ target }: FocusEvent): void {
  if (!(target instanceof HTMLElement) || target === document.body) return;
  last = focusedPlace(target);
  if (!isAside(last)) home = last;
}

/** Who presses on nothing has left what had the focus. */
function forget({ target }: Event): void {
  if (target instanceof Element && !target.closest('label, [tabindex], a, button, input, select, textarea')) last = [];
}

function isAside(place: Place): boolean {
  return place.some(({ element }) => element.matches(aside));
}

function focusedPlace(target: HTMLElement): Place {
  const place = [];
  for (let element: HTMLElement | null = target; element; element = element.parentElement) {
    place.push({ element, index: [...(element.parentElement?.children ?? [])].indexOf(element) });
  }
  return place;
}

function isLost([own]: Place): boolean {
  const { activeElement } = document;
  if (activeElement !== null && activeElement !== document.body) return false;
  return own !== undefined && !canHaveFocus(own.element);
}

function canHaveFocus(element: HTMLElement): boolean {
  return element.isConnected && element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled');
}

/** What takes the focus in place of what had it; undefined while nothing is there yet. */
function heirOf(place: Place): HTMLElement | undefined {
  const [own] = place;
  if (own && canHaveFocus(own.element)) return own.element;
  const around = place.findIndex(({ element }, index) => index > 0 && canHaveFocus(element));
  const [gone, holder] = [place[around - 1], place[around]?.element];
  if (!gone || !holder) return headingIn(document.body);
  return neighbourOf(holder, gone.index) ?? headingAround(holder);
}

/** The item that has moved up in a list, or the input or button before the one that is gone from a form. */
function neighbourOf(holder: HTMLElement, index: number): HTMLElement | undefined {
  const next = holder.children[index];
  if (holder.matches('ul, ol, tbody')) {
    const item = next ?? holder.lastElementChild;
    return item instanceof HTMLElement ? (stopsIn(item)[0] ?? focusable(item)) : undefined;
  }
  const form = holder.closest<HTMLElement>('form, search');
  if (!form) return undefined;
  const stops = stopsIn(form);
  const isBefore = (stop: Node) =>
    next
      ? (next.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_PRECEDING) !== 0
      : holder.contains(stop) || (holder.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  return stops.findLast(isBefore) ?? stops[0];
}

function stopsIn(element: HTMLElement): HTMLElement[] {
  const all = element.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex="0"]');
  return [...all].filter((one) => canHaveFocus(one) && one.tabIndex >= 0);
}

function headingAround(holder: HTMLElement): HTMLElement | undefined {
  const section = holder.closest<HTMLElement>('section, dialog');
  if (!section) return headingIn(document.body);
  const heading = section.querySelector<HTMLElement>('h2, h3');
  if (heading && canHaveFocus(heading)) return focusable(heading);
  return section.parentElement ? headingAround(section.parentElement) : undefined;
}

function headingIn(element: HTMLElement): HTMLElement | undefined {
  const heading = element.querySelector('h1');
  return heading ? focusable(heading) : undefined;
}

/** What is no stop on the way of the keyboard can have the focus all the same. */
function focusable(element: HTMLElement): HTMLElement {
  if (element.tabIndex < 0) element.tabIndex = -1;
  return element;
}
