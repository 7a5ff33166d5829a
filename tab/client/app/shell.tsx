import {
  Button,
  Field,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  mergeClasses,
  Select,
} from '@fluentui/react-components';
import { Suspense, useEffect, useRef, useState } from 'react';
import { dropDraft, useDrafts } from '../ui/drafts.ts';
import { Forget } from '../ui/forget.tsx';
import { PageLink, type PageName, useRouter } from '../ui/router.tsx';
import { type MyNetwork, useSession } from '../ui/session.tsx';
import { LoadingBox } from '../ui/states.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { PageBoundary } from './boundary.tsx';
import { CurrentPage } from './pages.tsx';

/** What stands around every page: the ways to the others, what is not saved yet, and what law wants told. */
export function Shell() {
  const styles = useStyles();
  const { t, language } = useWords();
  const { place } = useRouter();
  const main = useRef<HTMLElement>(null);
  return (
    <>
      <a href="#main" className={styles.skip} onClick={(event) => skipTo(event, main.current)}>
        {t('page:skip')}
      </a>
      <div className={styles.shell}>
        <Side />
        <main id="main" ref={main} tabIndex={-1} className={styles.main}>
          <Unsaved />
          <Suspense fallback={<LoadingBox label={t('tab:loading')} />}>
            <PageBoundary key={`${place.page} ${place.id} ${place.of}`}>
              <CurrentPage />
            </PageBoundary>
          </Suspense>
        </main>
        <footer className={styles.footer}>
          {(['accessibility', 'privacy', 'terms'] as const).map((name) => (
            <a
              key={name}
              className={styles.link}
              href={`/tab/${name}?language=${language}`}
              target="_blank"
              rel="noreferrer"
            >
              {t(`page:footer.${name}`)}
            </a>
          ))}
        </footer>
      </div>
    </>
  );
}

function skipTo(event: { preventDefault(): void }, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
  main?.scrollIntoView();
}

/** The pages that a reader is offered, by what they may do. */
function offered({ manages, seesDeliveries }: MyNetwork): PageName[] {
  const managed: PageName[] = manages ? ['people', 'groups', 'organisations', 'changes'] : [];
  const led: PageName[] = seesDeliveries ? ['deliveries'] : [];
  return ['', 'surveys', 'meetings', 'practices', ...managed, ...led, 'me'];
}

function Side() {
  const styles = useStyles();
  const { t } = useWords();
  const { place } = useRouter();
  const { network } = useSession();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [place.page, place.id]);
  return (
    <div className={styles.side}>
      <NetworkChoice />
      <Button
        className={styles.menuButton}
        aria-expanded={isOpen}
        aria-controls="menu"
        onClick={() => setOpen(!isOpen)}
      >
        {t('page:menu')}
      </Button>
      <nav id="menu" aria-label={t('page:pages')} className={mergeClasses(!isOpen && styles.menuClosed)}>
        <ul className={styles.menu}>
          {offered(network).map((name) => (
            <li key={name}>
              <PageLink to={name} className={styles.menuLink} current={place.page === name}>
                {t(`page:nav.${name || 'home'}`)}
              </PageLink>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

function NetworkChoice() {
  const { t } = useWords();
  const { me, network, chooseNetwork } = useSession();
  if (me.networks.length < 2) return null;
  return (
    <Field label={t('tab:network')}>
      <Select value={network.id} onChange={(_event, { value }) => chooseNetwork(value)}>
        {me.networks.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** What was typed on other pages and not saved. */
function Unsaved() {
  const styles = useStyles();
  const { t } = useWords();
  const { place, go } = useRouter();
  const here = [place.page, place.id, place.part, place.of].filter(Boolean).join('/');
  const elsewhere = [...useDrafts()].filter(([, draft]) => draft.path !== here);
  if (elsewhere.length === 0) return null;
  return (
    <div className={styles.section} role="status">
      {elsewhere.map(([name, { title, path }]) => (
        <MessageBar key={name} intent="warning" layout="multiline">
          <MessageBarBody>{t('page:form.unsaved', { title })}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => go(path)}>{t('page:form.goOn')}</Button>
            <Forget onYes={() => dropDraft(name)} />
          </MessageBarActions>
        </MessageBar>
      ))}
    </div>
  );
}
