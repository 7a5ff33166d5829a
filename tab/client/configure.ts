import { findHost } from './app/host.ts';
import { languageOf, loadWords } from './ground/texts.ts';

/** The set-up of a channel tab: there is nothing to choose, so saving is allowed at once. */
async function configure(): Promise<void> {
  const host = await findHost();
  const { language, t } = await loadWords(languageOf(host.locale) ?? 'fi');
  const say = (id: string, text: string) => document.getElementById(id)?.replaceChildren(text);
  document.documentElement.lang = language;
  document.title = `${t('tab:configure.title')} – ${t('tab:productName')}`;
  say('title', t('tab:configure.title'));
  say('text', t(host.kind === 'teams' ? 'tab:configure.text' : 'tab:openInTeams.text'));
  if (host.kind !== 'teams') return;
  const { offerTab } = await import('./app/teams.ts');
  offerTab(`${window.location.origin}/tab/`, t('tab:productName'));
  host.shown();
}

void configure();
