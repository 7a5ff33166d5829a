import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { PageLink, useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.tsx';
import { useEditingStyles } from '../../ground/editing-styles.ts';
import { Section } from '../../ground/facts.tsx';
import { WhenLoaded } from '../../ground/states.tsx';
import { useStyles } from '../../ground/styles.ts';
import { type Language, languages, useWords } from '../../ground/texts.ts';
import { PageTitle } from '../../ground/title.tsx';
import { useUndo } from '../../ground/undo.tsx';
import { useLoaded } from '../../ground/use-loaded.ts';
import { textIn } from '../../ground/written.ts';
import { Example } from './example.tsx';
import { Refused } from './faults.tsx';
import { FilingInputs } from './filing.tsx';
import { LanguageChoice, writtenLanguages } from './languages.tsx';
import { SaveBar } from './save-bar.tsx';
import { Standing } from './standing.tsx';
import { TextInput } from './text-input.tsx';
import { useWriting, type Writing } from './use-writing.ts';
import { bodyOf, sectionName, type Values, valuesOf, type WritingForm } from './values.ts';

/** A practice being written: its own draft, or a change of what is proposed. */
export function WritePracticePage({ id }: { readonly id: string }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /practices/{practiceId}/form', { path: { practiceId: id } }), [api, id]);
  const { loaded, reload } = useLoaded(load);
  return (
    <>
      <div>
        <PageLink to={`practices/${id}`} back className={styles.link}>
          {t('writing:back')}
        </PageLink>
      </div>
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {(form) => <WritingPage key={form.id} form={form} />}
      </WhenLoaded>
    </>
  );
}

function WritingPage({ form }: { readonly form: WritingForm }) {
  const styles = useEditingStyles();
  const { t, language } = useWords();
  const { api } = useSession();
  const { id } = form;
  const title = t('writing:pageTitle', { title: textIn(form.title, language) });
  const send = useCallback(
    (values: Values, stored: WritingForm) =>
      api('PUT /practices/{practiceId}/form', {
        path: { practiceId: id },
        body: bodyOf(values, valuesOf(stored)),
        version: stored.version,
      }),
    [api, id],
  );
  const writing = useWriting(form, title, send);
  const [shown, setShown] = useShown(writing);
  const [isExampleOpen, setExampleOpen] = useState(false);
  const { save, propose } = useSaving(writing);
  return (
    <>
      <PageTitle text={title} />
      <Standing form={writing.stored} />
      <div className={isExampleOpen ? styles.columns : styles.column}>
        <div className={styles.main}>
          <Restored writing={writing} />
          <Refused writing={writing} shown={shown} />
          <LanguageChoice shown={shown} onChange={setShown} />
          <div>
            <Button aria-expanded={isExampleOpen} onClick={() => setExampleOpen(!isExampleOpen)}>
              {t('writing:showExample')}
            </Button>
          </div>
          <Texts writing={writing} shown={shown} />
          <SaveBar writing={writing} onSave={() => void save()} onPropose={() => void propose()} />
        </div>
        {isExampleOpen && (
          <div className={styles.aside}>
            <Example onClose={() => setExampleOpen(false)} />
          </div>
        )}
      </div>
    </>
  );
}

/** The languages that stand side by side. One with a fault is brought into sight. */
function useShown({ values, faults, refusals }: Writing) {
  const { language } = useWords();
  const [shown, setShown] = useState<readonly Language[]>(() => writtenLanguages(values, language));
  useEffect(() => {
    if (refusals === 0) return;
    const isFaulty = (one: Language) => Object.keys(faults).some((name) => name.endsWith(`.${one}`));
    setShown((before) => languages.filter((one) => before.includes(one) || isFaulty(one)));
  }, [faults, refusals]);
  return [shown, setShown] as const;
}

/** Saving, and going on to reading it all once more before it is proposed. */
function useSaving(writing: Writing) {
  const { t } = useWords();
  const { go } = useRouter();
  const { say } = useUndo();
  const save = async () => {
    if (await writing.save()) say(t('page:form.saved'));
  };
  const propose = async () => {
    const saved = writing.isChanged ? await writing.save() : writing.stored;
    if (!saved) return;
    if (Object.keys(saved.faults).length > 0) writing.refuse(saved.faults);
    else go(`practices/${saved.id}/review`);
  };
  return { save, propose };
}

function Texts({ writing, shown }: { readonly writing: Writing; readonly shown: readonly Language[] }) {
  const styles = useEditingStyles();
  const { t } = useWords();
  const { stored, values, faults, set } = writing;
  const { asked, longest, filing } = stored;
  const of = (name: string) => {
    const [fi = '', sv = '', en = ''] = languages.map((language) => values[`${name}.${language}`]);
    return { name, fi, sv, en, shown, faults, set };
  };
  return (
    <>
      <Section title={t('writing:basics')}>
        <div className={styles.form}>
          <TextInput {...of('title')} label={t('writing:title')} required limit={longest.title} />
          <FilingInputs
            supportForms={values['supportForms'] ?? ''}
            targetGroups={values['targetGroups'] ?? ''}
            themes={values['themes'] ?? ''}
            municipality={values['municipality'] ?? ''}
            region={filing.region}
            fault={faults['municipality']}
            set={set}
          />
        </div>
      </Section>
      <Section title={t('page:practice.text')}>
        <div className={styles.form}>
          {asked.map(({ code, label, help, required }) => (
            <TextInput
              key={code}
              {...of(sectionName(code))}
              label={label}
              hint={help}
              required={required}
              isLong
              limit={longest.section}
            />
          ))}
        </div>
      </Section>
    </>
  );
}

function Restored({ writing }: { readonly writing: Writing }) {
  const { t } = useWords();
  if (!writing.isRestored || !writing.isChanged || writing.refusals > 0) return null;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>{t('page:form.restored')}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={writing.reset}>{t('page:form.discard')}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
