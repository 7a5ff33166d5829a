import {
  FluentProvider,
  type Theme,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { type Api, createApi, type Me, openLocalSession } from './api.ts';
import type { Host, ThemeName } from './host.ts';
import { NetworkView } from './network-view.tsx';
import { Loading, Notice, PageFailure } from './states.tsx';
import { useStyles } from './styles.ts';
import { languageOf, loadWords, type Words, WordsProvider } from './texts.ts';
import { useLoaded } from './use-loaded.ts';

const themes: Readonly<Record<ThemeName, Theme>> = {
  default: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

/** The whole page: finds its host, takes on its theme and language, and shows the reader's network. */
export function Page({ host }: { readonly host: Promise<Host> }) {
  const [found, setFound] = useState<{ readonly host: Host; readonly words: Words }>();
  useEffect(() => {
    const begin = async () => {
      const arrived = await host;
      setFound({ host: arrived, words: await loadWords(languageOf(arrived.locale) ?? 'fi') });
      arrived.shown();
    };
    void begin();
  }, [host]);
  const setWords = useCallback((words: Words) => setFound((before) => before && { ...before, words }), []);
  const theme = useTheme(found?.host);
  const styles = useStyles();
  return (
    <FluentProvider theme={themes[theme]} className={styles.page}>
      <main className={styles.main}>
        {found ? (
          <WordsProvider value={found.words}>
            <Reading host={found.host} words={found.words} onWords={setWords} />
          </WordsProvider>
        ) : (
          <Loading label="" />
        )}
      </main>
    </FluentProvider>
  );
}

function useTheme(host: Host | undefined): ThemeName {
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const [theme, setTheme] = useState<ThemeName>(dark ? 'dark' : 'default');
  useEffect(() => {
    if (!host) return;
    setTheme(host.theme);
    host.onTheme(setTheme);
  }, [host]);
  return theme;
}

interface ReadingProps {
  readonly host: Host;
  readonly words: Words;
  readonly onWords: (words: Words) => void;
}

/** Signs the reader in, speaks the language they chose in the chat, and shows their network. */
function Reading({ host, words, onWords }: ReadingProps) {
  const { language, t } = words;
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const [api] = useState(() => createApi(host));
  const load = useCallback(() => signedIn(host, api, language), [host, api, language]);
  const { loaded, reload } = useLoaded(load);
  const chosen = host.localeIsAsked ? null : loaded.value?.language;
  useEffect(() => {
    if (chosen && chosen !== language) void loadWords(chosen).then(onWords);
  }, [chosen, language, onWords]);
  if (loaded.state === 'loading') return <Loading label={t('tab:loading')} />;
  if (loaded.state === 'failed') {
    const away = host.kind === 'browser' && loaded.problem.code === 'SIGN_IN_NEEDED';
    if (away) return <Notice title={t('tab:openInTeams.title')} text={t('tab:openInTeams.text')} />;
    return <PageFailure problem={loaded.problem} onRetry={reload} />;
  }
  const { networks } = loaded.value;
  if (networks.length === 0) return <Notice title={t('tab:noNetwork.title')} text={t('tab:noNetwork.text')} />;
  return <NetworkView api={api} networks={networks} teamId={host.teamId} />;
}

/** Who the reader is. Outside Teams only a server in local mode knows, once it has signed its user in. */
async function signedIn(host: Host, api: Api, language: Words['language']): Promise<Me> {
  if (host.kind === 'browser') await openLocalSession();
  return api.me(language);
}
