import { Button } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import { asSeen } from '../../ui/as-seen.ts';
import { Facts, Section } from '../../ui/facts.tsx';
import { PageLink } from '../../ui/router.tsx';
import { useSession } from '../../ui/session.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { Refusal, useAction } from '../../ui/use-action.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { Answers } from './answers.tsx';
import type { AnswerForm } from './form.ts';
import { StepHeading, type StepProps, Whose } from './step.tsx';
import { useAnswerStyles } from './styles.ts';

/** What was stored, until when it can be changed, and the ways on. */
export function Receipt({ form, place, isMoved, onNext }: StepProps) {
  const styles = useStyles();
  const answering = useAnswerStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { act, isBusy, problem } = useAction();
  const { surveyId, organisation } = place;
  const change = () =>
    act(async () => {
      onNext(await api('GET /surveys/{surveyId}/answer', { path: { surveyId }, query: { organisation, page: 0 } }));
      return { heard: t('page:answer.changeNow') };
    });
  return (
    <>
      <div className={answering.stored}>
        <StepHeading text={t(form.enteredFor ? 'survey:enteredTitle' : 'survey:receiptTitle')} isMoved={isMoved} />
        <p className={styles.plain}>{t('survey:receiptText', { moment: form.saved ?? '', closes: form.closes })}</p>
        <Facts
          facts={[
            [t('survey:noticeSeen'), form.seen],
            [t('survey:whenSeen'), form.shown],
          ]}
        />
      </div>
      <Whose form={form} />
      {!form.enteredFor && asksForContact(form) && <Contact surveyId={surveyId} />}
      <h2 className={styles.h2}>{t(form.enteredFor ? 'survey:enteredAnswers' : 'survey:yourAnswers')}</h2>
      <Answers pages={form.pages} />
      <Refusal problem={problem} />
      <div className={answering.ways}>
        <Button disabledFocusable={isBusy} onClick={() => void change()}>
          {t('survey:changeAnswer')}
        </Button>
        {form.enteredFor && (
          <PageLink to={`surveys/${surveyId}/entries`} className={styles.link}>
            {t('survey:enterAnother')}
          </PageLink>
        )}
        <PageLink to="" className={styles.link}>
          {t('page:answer.home')}
        </PageLink>
      </div>
    </>
  );
}

/** Whether there may be a contact point among what was answered. */
function asksForContact({ pages }: AnswerForm): boolean {
  return pages.some(({ questions }) => questions.some(({ code }) => code === 'contactPoint'));
}

/** Asks whether the contact point that was answered may stand for the organisation from now on. */
function Contact({ surveyId }: { readonly surveyId: string }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { act, isBusy, problem } = useAction();
  const [isTaken, setTaken] = useState(false);
  const path = useMemo(() => ({ surveyId }), [surveyId]);
  const { loaded, replace } = useLoaded(
    useCallback(() => api('GET /surveys/{surveyId}/contact-point', { path }), [api, path]),
  );
  if (isTaken) {
    return <p className={styles.plain}>{t('survey:contact.taken')}</p>;
  }
  if (loaded.state !== 'ready' || !loaded.value.contact) return null;
  const { contact, seen: version } = loaded.value;
  const take = () =>
    act(async () => {
      await asSeen(api('POST /surveys/{surveyId}/contact-point', { path, version }), replace);
      setTaken(true);
      return t('survey:contact.taken');
    });
  const facts = [
    [t('page:person.organisation'), contact.organisation],
    [t('survey:contact.given'), contact.given],
    [t('survey:contact.kept'), contact.kept ?? t('page:organisation.noContact')],
  ] as const;
  return (
    <Section title={t('survey:contact.title')}>
      <Facts facts={facts} />
      <p className={styles.plain}>{t('survey:contact.text')}</p>
      <Refusal problem={problem} />
      <div>
        <Button disabledFocusable={isBusy} onClick={() => void take()}>
          {t('survey:contact.take')}
        </Button>
      </div>
    </Section>
  );
}
