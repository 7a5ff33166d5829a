import { Field, Select } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import type { AnswerOf } from '../ui/api.ts';
import { Section } from '../ui/facts.tsx';
import { useMore } from '../ui/more.tsx';
import { NumberTable } from '../ui/number-table.tsx';
import { useSession } from '../ui/session.tsx';
import { WhenLoaded } from '../ui/states.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { useLoaded } from '../ui/use-loaded.ts';

type Compared = AnswerOf<'GET /surveys/{surveyId}/comparison'>;

const nothing = {
  other: null,
  questions: { items: [], next: null, total: 0 },
  notCompared: [],
} satisfies Partial<Compared>;

/** The results beside those of another survey that asks the same: its earlier round, or one that the reader chooses. */
export function Comparison({ id }: { readonly id: string }) {
  const { api } = useSession();
  // Until the reader chooses, the earlier round stands beside it; nothing does once they have chosen so.
  const [chosen, setChosen] = useState<string>();
  const other = chosen || undefined;
  const load = useCallback(
    () => api('GET /surveys/{surveyId}/comparison', { path: { surveyId: id }, query: { other } }),
    [api, id, other],
  );
  const { loaded, reload } = useLoaded(load);
  return (
    <WhenLoaded loaded={loaded} onRetry={reload}>
      {(compared) =>
        compared.others.total > 0 ? (
          <Beside id={id} compared={chosen === '' ? { ...compared, ...nothing } : compared} onChoose={setChosen} />
        ) : null
      }
    </WhenLoaded>
  );
}

interface BesideProps {
  readonly id: string;
  readonly compared: Compared;
  /** Takes an id, or nothing to compare with. */
  readonly onChoose: (id: string) => void;
}

function Beside({ id: own, compared, onChoose }: BesideProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { other, notCompared } = compared;
  const path = useMemo(() => ({ surveyId: own }), [own]);
  const others = useMore(
    {
      first: compared.others,
      load: useCallback(
        (after) => api('GET /surveys/{surveyId}/comparison/others', { path, query: { after } }),
        [api, path],
      ),
    },
    true,
  );
  const chosen = other?.id;
  const { items: questions } = useMore(
    {
      first: compared.questions,
      load: useCallback(
        async (after) => {
          const query = { other: chosen, after };
          return (await api('GET /surveys/{surveyId}/comparison', { path, query })).questions;
        },
        [api, path, chosen],
      ),
    },
    true,
  );
  return (
    <Section title={t('page:results.comparison')}>
      <Field label={t('page:results.compareWith')} className={styles.field}>
        <Select value={other?.id ?? ''} onChange={(_event, { value }) => onChoose(value)}>
          <option value="">{t('page:results.compareNone')}</option>
          {others.items.map(({ id, title, closes }) => (
            <option key={id} value={id}>
              {title} ({closes})
            </option>
          ))}
        </Select>
      </Field>
      {other && questions.length > 0 && <p className={styles.quiet}>{t('page:results.differenceNote')}</p>}
      {questions.map(({ code, table }) => (
        <NumberTable key={code} table={table} caption={table.title} />
      ))}
      {notCompared.map(({ reason, questions: labels }) => (
        <p key={reason} className={styles.plain}>
          {t(`survey:notCompared.${reason}`)} {labels.join(' · ')}
        </p>
      ))}
    </Section>
  );
}
