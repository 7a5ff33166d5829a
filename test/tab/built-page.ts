import { join } from 'node:path';

/** Where `vite build` leaves the page. */
export const clientFolder = join(import.meta.dirname, '..', '..', 'build', 'tab');

/** The rules of axe that make up WCAG 2.1, levels A and AA. */
export const wcagRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** Those of them that look at colours, all that a theme changes. */
export const colourRules = ['color-contrast', 'link-in-text-block'];

/** What a browser says that its user prefers, by the theme of Teams that it leads to. */
export const themes = {
  default: { colorScheme: 'light', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  contrast: { colorScheme: 'dark', contrast: 'more' },
} as const;
