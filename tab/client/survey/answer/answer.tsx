import { useCallback, useMemo, useState } from 'react';
import { Back } from '../../ui/back.tsx';
import { useSession } from '../../ui/session.tsx';
import { WhenLoaded } from '../../ui/states.tsx';
import { useWords } from '../../ui/texts.ts';
import { PageTitle } from '../../ui/title.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { type AnswerForm, type FormPlace, pageLeft } from './form.ts';
import { NotOpened } from './not-opened.tsx';
import { PageForm } from './page-form.tsx';
import { Receipt } from './receipt.tsx';
import { Review } from './review.tsx';

/** The form of a survey, for the reader's own answer. */
export function AnswerPage({ id }: { readonly id: string }) {
  const { t } = useWords();
  return (
    <>
      <Back to={`surveys/${id}`} text={t('page:survey.back')} />
      <Answering surveyId={id} organisation={undefined} />
    </>
  );
}

/** A form from its first page to what was stored of it. */
export function Answering({ surveyId, organisation }: FormPlace) {
  const { t } = useWords();
  const { api } = useSession();
  const place = useMemo(() => ({ surveyId, organisation }), [surveyId, organisation]);
  const load = useCallback(
    () => api('GET /surveys/{surveyId}/answer', { path: { surveyId }, query: { organisation, page: pageLeft(place) } }),
    [api, surveyId, organisation, place],
  );
  const { loaded, reload, replace } = useLoaded(load);
  // The first thing shown leaves the focus where it is; each that follows takes it.
  const [isMoved, setMoved] = useState(false);
  const move = (next: AnswerForm) => {
    setMoved(true);
    replace(next);
    window.scrollTo(0, 0);
  };
  if (loaded.state === 'failed') return <NotOpened problem={loaded.problem} place={place} onRetry={reload} />;
  return (
    <WhenLoaded loaded={loaded} onRetry={reload}>
      {(form) => {
        const step = { form, place, isMoved, onNext: move };
        return (
          <>
            <PageTitle text={t(organisation ? 'page:answer.entryTitle' : 'page:answer.title', { title: form.title })} />
            {form.stage === 'stored' && <Receipt {...step} />}
            {form.stage === 'review' && <Review {...step} />}
            {form.stage === 'page' && <PageForm key={form.page} {...step} onHeld={replace} />}
          </>
        );
      }}
    </WhenLoaded>
  );
}
