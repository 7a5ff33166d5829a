import { findHost } from './ui/find-host.ts';
import { languageOf, loadWords, type Texts } from './ui/texts.ts';

/** The pages that a channel's tab may open at; everybody in the channel may see them. */
const firstPages = ['home', 'surveys', 'meetings', 'practices'] as const;

/** The set-up of a channel tab: saving is allowed at once, and opens the home page unless another is chosen. */
async function configure(): Promise<void> {
  const host = await findHost();
  const { language, t } = await loadWords(languageOf(host.locale) ?? 'fi');
  const say = (id: string, text: string) => document.getElementById(id)?.replaceChildren(text);
  document.documentElement.lang = language;
  document.title = `${t('tab:configure.title')} – ${t('tab:productName')}`;
  say('title', t('tab:configure.title'));
  say('text', t(host.kind === 'teams' ? 'tab:configure.text' : 'tab:openInTeams.text'));
  if (host.kind !== 'teams') return;
  say('label', t('page:firstPage'));
  const choice = offerPages(t);
  const { offerTab } = await import('./ui/teams.ts');
  offerTab(() => {
    const page = choice?.value ?? 'home';
    const contentUrl = `${window.location.origin}/tab/${page === 'home' ? '' : page}`;
    const name = page === 'home' ? t('tab:productName') : t(`page:nav.${page}`);
    return { entityId: page, contentUrl, websiteUrl: contentUrl, suggestedDisplayName: name };
  });
  host.shown();
}

function offerPages(t: Texts): HTMLSelectElement | null {
  const choice = document.querySelector('select');
  choice?.append(...firstPages.map((page) => new Option(t(`page:nav.${page}`), page)));
  document.getElementById('choice')?.removeAttribute('hidden');
  return choice;
}

void configure();
