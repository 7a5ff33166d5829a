import { Button, Checkbox, Radio, RadioGroup } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { ChatButton } from '../ui/chat.tsx';
import { Facts, Section } from '../ui/facts.tsx';
import { useSession } from '../ui/session.tsx';
import { useStyles } from '../ui/styles.ts';
import { type Language, languages, loadWords, useWords } from '../ui/texts.ts';
import { PageTitle } from '../ui/title.tsx';
import { Refusal, useAction } from '../ui/use-action.tsx';
import { CalendarAddress } from './calendar.tsx';

/** The reader's own part in the network, the language spoken with them, and all that is kept about them. */
export function MePage() {
  const styles = useStyles();
  const { t, language } = useWords();
  const { network } = useSession();
  return (
    <>
      <PageTitle text={t('page:nav.me')} />
      <Section title={t('page:me.about')}>
        <Facts
          facts={[
            [t('page:me.name'), network.member],
            [t('tab:network'), network.name],
            [t('page:person.roles'), network.roles.map((role) => t(`terms:role.${role}`)).join(', ')],
          ]}
        />
        <p className={styles.quiet}>{t('page:me.source')}</p>
      </Section>
      <LanguageChoice />
      <MessageChoices />
      <CalendarAddress />
      <Section title={t('page:me.data')}>
        <p className={styles.plain}>{t('page:me.dataText')}</p>
        <Download />
        <h3 className={styles.h3}>{t('page:me.erase')}</h3>
        <p className={styles.plain}>{t('page:me.eraseText')}</p>
        <a className={styles.link} href={`/tab/privacy?language=${language}`} target="_blank" rel="noreferrer">
          {t('page:me.privacy')}
        </a>
        <ChatButton />
      </Section>
    </>
  );
}

function LanguageChoice() {
  const styles = useStyles();
  const { t, language } = useWords();
  const { api, refresh, host } = useSession();
  const { act, isBusy, problem } = useAction();
  const [chosen, setChosen] = useState<Language>(language);
  useEffect(() => setChosen(language), [language]);
  const change = () =>
    act(async () => {
      await api('PUT /me/language', { body: { language: chosen } });
      // Said in the language that the page speaks from now on.
      const words = await loadWords(chosen);
      refresh();
      return { text: words.t('page:me.languageSaved'), language: chosen };
    });
  return (
    <Section title={t('page:me.language')}>
      <Refusal problem={problem} />
      <RadioGroup
        aria-label={t('page:me.language')}
        value={chosen}
        disabled={host.localeIsAsked}
        onChange={(_event, { value }) => setChosen(value as Language)}
      >
        {languages.map((one) => (
          <Radio key={one} value={one} label={<span lang={one}>{t(`page:me.languages.${one}`)}</span>} />
        ))}
      </RadioGroup>
      {host.localeIsAsked ? (
        <p className={styles.quiet}>{t('page:me.languageAsked')}</p>
      ) : (
        <div className={styles.actions}>
          <Button disabledFocusable={isBusy || chosen === language} onClick={() => void change()}>
            {t('page:me.changeLanguage')}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** What the bot writes to the reader unasked. */
function MessageChoices() {
  const { t } = useWords();
  const { api, me, refresh } = useSession();
  const { act, isBusy, problem } = useAction();
  const choose = (what: 'reminders' | 'digest', wanted: boolean) =>
    act(async () => {
      await api(`PUT /me/${what}`, { body: { wanted } });
      refresh();
      return t('page:me.messagesSaved');
    });
  return (
    <Section title={t('page:me.messages')}>
      <Refusal problem={problem} />
      {(['reminders', 'digest'] as const).map((what) => (
        <Checkbox
          key={what}
          label={t(`page:me.wants.${what}`)}
          checked={me[what]}
          onChange={(_event, { checked }) => !isBusy && void choose(what, checked === true)}
        />
      ))}
    </Section>
  );
}

function Download() {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { act, isBusy, problem } = useAction();
  const download = () =>
    act(async () => {
      const told = await api('GET /me/data', {});
      const file = new Blob([JSON.stringify(told, null, 2)], { type: 'application/json' });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = `${t('page:me.fileName')}-${told.savedAt.slice(0, 10)}.json`;
      link.click();
      URL.revokeObjectURL(link.href);
      return t('page:downloaded');
    });
  return (
    <>
      <Refusal problem={problem} />
      <div className={styles.actions}>
        <Button disabledFocusable={isBusy} onClick={() => void download()}>
          {t('page:me.download')}
        </Button>
      </div>
    </>
  );
}
