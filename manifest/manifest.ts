import { readTexts, type TextLanguage, textLanguages, textsFor } from '../locales/text.ts';
import { accent } from './icons.ts';

/** What the manifest has to know about an installation. */
export interface AppIdentity {
  /** The app's id in Entra: of the bot, of the tab's sign-in, and of the Teams app. */
  readonly appId: string;
  /** The https address of the bot and the tab, without a slash at the end. */
  readonly publicUrl: string;
  /** The version of the app (semver); Teams offers an update when it grows. */
  readonly version: string;
}

const schemas = 'https://developer.microsoft.com/en-us/json-schemas/teams/v1.25';

/** The first language is that of the manifest itself, the others stand in files of their own. */
const [defaultLanguage, ...otherLanguages] = textLanguages;

/** The names of the commands that people type, in the order in which Teams lists them. */
export function commandNames(): string[] {
  return Object.keys(readTexts(defaultLanguage)['commands'] ?? {});
}

/**
 * The Teams app manifest, version 1.25. It asks for no resource-specific consent: the bot reads no message that does
 * not mention it, and what it knows of teams and members comes with being installed.
 */
export function createManifest({ appId, publicUrl, version }: AppIdentity) {
  const { host } = new URL(publicUrl);
  const t = textsFor(defaultLanguage);
  const page = `${publicUrl}/tab/`;
  const everywhere = ['personal', 'team', 'groupChat'];
  return {
    $schema: `${schemas}/MicrosoftTeams.schema.json`,
    manifestVersion: '1.25',
    version,
    id: appId,
    localizationInfo: {
      defaultLanguageTag: defaultLanguage,
      additionalLanguages: otherLanguages.map((language) => ({ languageTag: language, file: `${language}.json` })),
    },
    developer: {
      name: t('manifest:name'),
      websiteUrl: page,
      privacyUrl: `${page}privacy`,
      termsOfUseUrl: `${page}terms`,
    },
    name: { short: t('manifest:name') },
    description: { short: t('manifest:short'), full: t('manifest:full') },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: accent,
    defaultInstallScope: 'team',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot' },
    supportsChannelFeatures: 'tier1',
    bots: [
      {
        botId: appId,
        scopes: everywhere,
        supportsFiles: false,
        isNotificationOnly: false,
        commandLists: [{ scopes: everywhere, commands: commandsIn(defaultLanguage) }],
      },
    ],
    staticTabs: [
      { entityId: 'network', name: t('manifest:tab'), contentUrl: page, websiteUrl: page, scopes: ['personal'] },
    ],
    configurableTabs: [
      { configurationUrl: `${page}configure`, canUpdateConfiguration: false, scopes: ['team', 'groupChat'] },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [host],
    webApplicationInfo: { id: appId, resource: `api://${host}/${appId}` },
  };
}

function commandsIn(language: TextLanguage): { title: string; description: string }[] {
  const t = textsFor(language);
  return commandNames().map((name) => ({ title: t(`commands:${name}.word`), description: t(`commands:${name}.help`) }));
}

/** The texts of the manifest in the other languages, by the name of their file. */
export function createLanguageFiles(): Record<string, Record<string, string>> {
  return Object.fromEntries(otherLanguages.map((language) => [`${language}.json`, languageFile(language)]));
}

function languageFile(language: TextLanguage): Record<string, string> {
  const t = textsFor(language);
  const commands = commandsIn(language).flatMap(({ title, description }, index) => [
    [`bots[0].commandLists[0].commands[${index}].title`, title],
    [`bots[0].commandLists[0].commands[${index}].description`, description],
  ]);
  return {
    $schema: `${schemas}/MicrosoftTeams.Localization.schema.json`,
    'name.short': t('manifest:name'),
    'description.short': t('manifest:short'),
    'description.full': t('manifest:full'),
    'staticTabs[0].name': t('manifest:tab'),
    ...Object.fromEntries(commands),
  };
}
