import { Button, Field, Select } from '@fluentui/react-components';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type AnswerOf, asProblem, type Problem } from '../../ui/api.ts';
import { Section } from '../../ui/facts.tsx';
import { useSession } from '../../ui/session.tsx';
import { Failure, LoadingBox } from '../../ui/states.tsx';
import { useStyles } from '../../ui/styles.ts';
import { type Language, languages, useWords } from '../../ui/texts.ts';
import type { Check, Edited } from './edited.ts';
import { useEditorStyles } from './styles.ts';

type Shown = AnswerOf<'POST /surveys/{surveyId}/draft/preview'>;

/** What the preview is to show: a page by its number, or the page of a question. */
export interface Wanted {
  readonly page?: number;
  readonly code?: string;
}

interface PreviewProps {
  readonly surveyId: string;
  readonly edited: Edited;
  readonly wanted: Wanted;
  readonly onWant: (wanted: Wanted) => void;
  /** Hears what keeps the draft, as it is typed, from being posted. */
  readonly onCheck: (check: Check) => void;
}

/** The survey as a member sees it, card by card, as it is typed. The cards are the server's own. */
export function Preview({ surveyId, edited, wanted, onWant, onCheck }: PreviewProps) {
  const styles = useEditorStyles();
  const base = useStyles();
  const { t, language: own } = useWords();
  const [language, setLanguage] = useState<Language>(own);
  const { shown, problem, ask } = useShown(surveyId, edited, wanted, language, onCheck);
  if (!shown && problem) return <Failure problem={problem} onRetry={ask} />;
  if (!shown) return <LoadingBox label={t('tab:loading')} />;
  const { page, pages, conditional, card } = shown;
  return (
    <Section title={t('editor:preview')}>
      <Field label={t('editor:previewLanguage')}>
        <Select value={language} onChange={(_event, { value }) => setLanguage(value as Language)}>
          {languages.map((one) => (
            <option key={one} value={one}>
              {t(`page:me.languages.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      <div className={base.row}>
        <Button size="small" disabledFocusable={page === 0} onClick={() => onWant({ page: page - 1 })}>
          {t('page:answer.previous')}
        </Button>
        <span role="status">
          {page === 0 ? t('editor:invitation') : t('common:pageOf', { page, pages: pages - 1 })}
        </span>
        <Button size="small" disabledFocusable={page >= pages - 1} onClick={() => onWant({ page: page + 1 })}>
          {t('common:next')}
        </Button>
      </div>
      {conditional && <p className={base.quiet}>{t('editor:conditional')}</p>}
      <div className={styles.card} lang={language} role="group" aria-label={t('editor:card')}>
        <CardView card={card} />
      </div>
    </Section>
  );
}

/** The card, or why there is none, and a way to ask again. */
interface Showing {
  readonly shown: Shown | undefined;
  readonly problem: Problem | undefined;
  ask(): void;
}

/** How long to wait after a letter before asking for the card anew, in milliseconds. */
const pause = 200;

/** The card as it is typed. One request at a time: what is typed meanwhile is asked about when it is answered. */
function useShown(
  surveyId: string,
  edited: Edited,
  wanted: Wanted,
  language: Language,
  onCheck: (check: Check) => void,
): Showing {
  const { api } = useSession();
  const [shown, setShown] = useState<Shown>();
  const [problem, setProblem] = useState<Problem>();
  const latest = useRef({ edited, wanted, language });
  const isAsking = useRef(false);
  const ask = useCallback(async () => {
    if (isAsking.current) return;
    isAsking.current = true;
    let asked: typeof latest.current | undefined;
    try {
      while (asked !== latest.current) {
        asked = latest.current;
        const { edited: draft, wanted: place, language: reading } = asked;
        const body = { draft, ...place };
        // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
        const answer = await api('POST /surveys/{surveyId}/draft/preview', {
          path: { surveyId },
          query: { language: reading },
          body,
        });
        setShown(answer);
        setProblem(undefined);
        onCheck(answer.check);
      }
    } catch (error) {
      // The card stays as it was; the next letter asks again.
      setProblem(asProblem(error));
    } finally {
      isAsking.current = false;
    }
  }, [api, surveyId, onCheck]);
  useEffect(() => {
    latest.current = { edited, wanted, language };
    const timer = setTimeout(() => void ask(), pause);
    return () => clearTimeout(timer);
  }, [edited, wanted, language, ask]);
  return { shown, problem, ask: useCallback(() => void ask(), [ask]) };
}

function CardView({ card }: { readonly card: object }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isCurrent = true;
    // The library is fetched when the first card is shown.
    const show = async () => {
      const { renderCard } = await import('./render-card.ts');
      const rendered = renderCard(card);
      if (isCurrent && rendered) place.current?.replaceChildren(rendered);
    };
    void show();
    return () => {
      isCurrent = false;
    };
  }, [card]);
  return <div ref={place} />;
}
