import { app, authentication, pages } from '@microsoft/teams-js';
import type { Host, ThemeName } from './host.ts';

/** Teams as the page's host. Rejects or hangs outside it. */
export async function teamsHost(): Promise<Host> {
  await app.initialize();
  const context = await app.getContext();
  return {
    kind: 'teams',
    locale: context.app.locale,
    localeIsAsked: false,
    theme: themeNamed(context.app.theme),
    teamId: context.team?.internalId,
    subPage: context.page.subPageId || undefined,
    token: () => authentication.getAuthToken(),
    onTheme: (changed) => app.registerOnThemeChangeHandler((theme) => changed(themeNamed(theme))),
    shown: () => void app.notifySuccess(),
    openLink: (url) => void app.openLink(url),
  };
}

/** Lets a channel's tab be saved with the settings as they are at that moment; only in the set-up that Teams opens. */
export function offerTab(settings: () => pages.InstanceConfig): void {
  pages.config.registerOnSaveHandler((save) => {
    pages.config.setConfig(settings()).then(
      () => save.notifySuccess(),
      () => save.notifyFailure(),
    );
  });
  pages.config.setValidityState(true);
}

function themeNamed(name: string): ThemeName {
  return name === 'dark' || name === 'contrast' ? name : 'default';
}
