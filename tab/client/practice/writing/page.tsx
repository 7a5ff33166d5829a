import { Button } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { Back } from '../../ui/back.tsx';
import { useEditingStyles } from '../../ui/editing-styles.ts';
import { useRouter } from '../../ui/router.tsx';
import { useSession } from '../../ui/session.tsx';
import { type Language, languages, useWords } from '../../ui/texts.ts';
import { PageTitle } from '../../ui/title.tsx';
import { useUndo } from '../../ui/undo.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { WholePage } from '../../ui/whole-page.tsx';
import { textIn } from '../../ui/written.ts';
import { bodyOf, type Values, type WritingForm } from './changes.ts';
import { Example } from './example.tsx';
import { Refused } from './faults.tsx';
import { GivingUp, Restored } from './giving-up.tsx';
import { LanguageChoice, writtenLanguages } from './languages.tsx';
import { WritingNotice } from './notice.tsx';
import { SaveBar } from './save-bar.tsx';
import { useWritingStyles } from './styles.ts';
import { Texts } from './texts.tsx';
import { useWriting, type Writing } from './use-writing.ts';
import { valuesOf } from './values.ts';

/** A practice being written: its own draft, or a change of what is proposed. */
export function WritePracticePage({ id }: { readonly id: string }) {
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /practices/{practiceId}/form', { path: { practiceId: id } }), [api, id]);
  const { loaded, reload } = useLoaded(load);
  return (
    <>
      <Back to={`practices/${id}`} text={t('writing:back')} />
      <WholePage loaded={loaded} onRetry={reload}>
        {(form) => <WritingPage key={form.id} form={form} />}
      </WholePage>
    </>
  );
}

function WritingPage({ form }: { readonly form: WritingForm }) {
  const styles = useWritingStyles();
  const editing = useEditingStyles();
  const { t, language } = useWords();
  const { api } = useSession();
  const { id } = form;
  const titleOf = ({ title }: WritingForm) => t('writing:pageTitle', { title: textIn(title, language) });
  const send = useCallback(
    (values: Values, stored: WritingForm) =>
      api('PUT /practices/{practiceId}/form', {
        path: { practiceId: id },
        body: bodyOf(values, valuesOf(stored)),
        version: stored.version,
      }),
    [api, id],
  );
  const writing = useWriting(form, titleOf(form), send);
  const [shown, setShown] = useShown(writing);
  const [isExampleOpen, setExampleOpen] = useState(false);
  const { save, propose } = useSaving(writing);
  return (
    <>
      <PageTitle text={titleOf(writing.stored)} />
      <WritingNotice form={writing.stored} />
      <div className={editing.column}>
        <LanguageChoice shown={shown} onChange={setShown} />
        <div>
          <Button aria-expanded={isExampleOpen} onClick={() => setExampleOpen(!isExampleOpen)}>
            {t('writing:showExample')}
          </Button>
        </div>
      </div>
      <div className={isExampleOpen ? styles.beside : editing.column}>
        {isExampleOpen && (
          <div className={styles.example}>
            <Example onClose={() => setExampleOpen(false)} />
          </div>
        )}
        <div className={editing.main}>
          <Restored writing={writing} />
          <Refused writing={writing} shown={shown} />
          <Texts writing={writing} shown={shown} />
          <SaveBar writing={writing} onSave={() => void save()} onPropose={() => void propose()} />
          <GivingUp writing={writing} />
        </div>
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
  const { tell } = useUndo();
  const save = async () => {
    if (await writing.save()) tell(t('page:form.saved'));
  };
  const propose = async () => {
    const saved = writing.isChanged ? await writing.save() : writing.stored;
    if (!saved) return;
    if (Object.keys(saved.faults).length > 0) writing.refuse(saved.faults);
    else go(`practices/${saved.id}/review`);
  };
  return { save, propose };
}
