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

/** Lets the page at this address be saved as a channel's tab under a name; only in the set-up that Teams opens. */
export function offerTab(contentUrl: string, name: string): void {
  pages.config.registerOnSaveHandler((save) => {
    const settings = { entityId: 'network', contentUrl, websiteUrl: contentUrl, suggestedDisplayName: name };
    pages.config.setConfig(settings).then(
      () => save.notifySuccess(),
      () => save.notifyFailure(),
    );
  });
  pages.config.setValidityState(true);
}

function themeNamed(name: string): ThemeName {
  return name === 'dark' || name === 'contrast' ? name : 'default';
}
