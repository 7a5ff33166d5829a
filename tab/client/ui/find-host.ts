import type { Host, ThemeName } from './host.ts';

/** On a telephone Teams shows the page in a window of its own and leaves this behind; elsewhere it frames the page. */
const isAlone = window.parent === window && !('nativeInterface' in window);

/**
 * How long to wait for Teams, in milliseconds: teams-js itself waits for a minute, and everything asked of it
 * afterwards hangs. Only Teams may frame this page, so a frame is worth more patience.
 */
const patience = window.parent === window ? 2_000 : 10_000;

/** Finds out what the page stands in. Never rejects. */
export async function findHost(): Promise<Host> {
  const teams = isAlone ? undefined : await Promise.race([inTeams(), after(patience)]);
  return teams ?? browserHost();
}

/** Loads teams-js only where it is of use: when loaded it asks a server of Microsoft's which hosts there are. */
async function inTeams(): Promise<Host | undefined> {
  try {
    const { teamsHost } = await import('./teams.ts');
    return await teamsHost();
  } catch {
    return undefined;
  }
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), milliseconds);
  });
}

/** The theme that the browser's own settings ask for. */
export function systemTheme(): ThemeName {
  if (window.matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default';
}

function browserHost(): Host {
  const preferences = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((preference) =>
    window.matchMedia(preference),
  );
  const asked = new URLSearchParams(window.location.search).get('language');
  return {
    kind: 'browser',
    locale: asked ?? navigator.language,
    localeIsAsked: asked !== null,
    theme: systemTheme(),
    teamId: undefined,
    subPage: undefined,
    token: async () => undefined,
    onTheme: (changed) => {
      for (const preference of preferences) preference.addEventListener('change', () => changed(systemTheme()));
    },
    shown: () => undefined,
    openLink: (url) => void window.open(url, '_blank', 'noopener'),
  };
}
