import {
  FluentProvider,
  type Theme,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { createApi, openLocalSession } from '../ui/api.ts';
import { systemTheme } from '../ui/find-host.ts';
import { keepFocus } from '../ui/focus-keeper.ts';
import type { Host, ThemeName } from '../ui/host.ts';
import { RouterProvider } from '../ui/router.tsx';
import { type Me, SessionProvider } from '../ui/session.tsx';
import { LoadingBox, Notice, PageFailure } from '../ui/states.tsx';
import { useStyles } from '../ui/styles.ts';
import { languageOf, loadWords, useWords, type Words, WordsProvider } from '../ui/texts.ts';
import { UndoProvider } from '../ui/undo.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { Shell } from './shell.tsx';

const themes: Readonly<Record<ThemeName, Theme>> = {
  default: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

/** The whole page: finds its host, takes on its theme and language, and shows the reader's network. */
export function App({ host }: { readonly host: Promise<Host> }) {
  const [found, setFound] = useState<{ readonly host: Host; readonly words: Words }>();
  useEffect(() => {
    const begin = async () => {
      const arrived = await host;
      setFound({ host: arrived, words: await loadWords(languageOf(arrived.locale) ?? 'fi') });
      arrived.shown();
    };
    void begin();
  }, [host]);
  useEffect(keepFocus, []);
  const setWords = useCallback((words: Words) => setFound((before) => before && { ...before, words }), []);
  const theme = useTheme(found?.host);
  const styles = useStyles();
  const { colorNeutralBackground3 } = themes[theme];
  useEffect(() => {
    document.documentElement.style.backgroundColor = colorNeutralBackground3;
    document.documentElement.style.colorScheme = theme === 'default' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = theme;
  }, [colorNeutralBackground3, theme]);
  return (
    <FluentProvider theme={themes[theme]} className={styles.page}>
      {found ? (
        <WordsProvider value={found.words}>
          <RouterProvider start={found.host.subPage}>
            <Reading host={found.host} theme={theme} onWords={setWords} />
          </RouterProvider>
        </WordsProvider>
      ) : (
        <main className={styles.alone}>
          <LoadingBox label="" />
        </main>
      )}
    </FluentProvider>
  );
}

function useTheme(host: Host | undefined): ThemeName {
  const [theme, setTheme] = useState<ThemeName>(systemTheme);
  useEffect(() => {
    if (!host) return;
    setTheme(host.theme);
    host.onTheme(setTheme);
  }, [host]);
  return theme;
}

interface ReadingProps {
  readonly host: Host;
  readonly theme: ThemeName;
  readonly onWords: (words: Words) => void;
}

/** Finds out who reads, speaks the language they chose in the chat, and shows their network. */
function Reading({ host, theme, onWords }: ReadingProps) {
  const { language, t } = useWords();
  const styles = useStyles();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const load = useCallback(async () => {
    if (host.kind === 'browser') await openLocalSession();
    return createApi(host, { language })('GET /me', {});
  }, [host, language]);
  const { loaded, reload } = useLoaded(load);
  const chosen = host.localeIsAsked ? null : loaded.value?.language;
  useEffect(() => {
    if (chosen && chosen !== language) void loadWords(chosen).then(onWords);
  }, [chosen, language, onWords]);
  if (loaded.state === 'ready' && loaded.value.networks.length > 0) {
    return <Network host={host} theme={theme} me={loaded.value} refresh={reload} />;
  }
  const away = loaded.state === 'failed' && host.kind === 'browser' && loaded.problem.code === 'SIGN_IN_NEEDED';
  return (
    <main className={styles.alone}>
      {loaded.state === 'loading' && <LoadingBox label={t('tab:loading')} />}
      {away && <Notice title={t('tab:openInTeams.title')} text={t('tab:openInTeams.text')} />}
      {loaded.state === 'failed' && !away && <PageFailure problem={loaded.problem} onRetry={reload} />}
      {loaded.state === 'ready' && <Notice title={t('tab:noNetwork.title')} text={t('tab:noNetwork.text')} />}
    </main>
  );
}

interface NetworkProps {
  readonly host: Host;
  readonly theme: ThemeName;
  readonly me: Me;
  readonly refresh: () => void;
}

/**
 * One of the reader's networks: the team's own first when the page is a tab of a team, else the one they are in at
 * present. A link to something of another one shows that network.
 */
function Network({ host, theme, me, refresh }: NetworkProps) {
  const { language } = useWords();
  const [shownId, showNetwork] = useState<string>();
  const { networks } = me;
  const network =
    networks.find(({ id }) => id === shownId) ??
    networks.find(({ teamId }) => teamId === host.teamId) ??
    networks.find(({ id }) => id === me.network);
  const networkId = network?.id ?? '';
  const api = useMemo(
    () => createApi(host, { language, network: networkId }, showNetwork),
    [host, language, networkId],
  );
  const chooseNetwork = useCallback(
    (id: string) => {
      showNetwork(id);
      // Shown already: when it cannot be kept, it is asked for again the next time.
      void api('PUT /me/network', { body: { networkId: id } }).catch(() => undefined);
    },
    [api],
  );
  if (!network) return null;
  return (
    <SessionProvider value={{ host, theme, me, network, api, chooseNetwork, refresh }}>
      <UndoProvider>
        <Shell />
      </UndoProvider>
    </SessionProvider>
  );
}
