import { useCallback, useMemo } from 'react';
import { isolated } from '../../../locales/isolated.ts';
import type { AnswerOf } from '../ui/api.ts';
import { asSeen } from '../ui/as-seen.ts';
import { Back } from '../ui/back.tsx';
import { Form } from '../ui/form.tsx';
import { useSession } from '../ui/session.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { PageTitle } from '../ui/title.tsx';
import { useForm } from '../ui/use-form.ts';
import { useLoaded } from '../ui/use-loaded.ts';
import { WholePage } from '../ui/whole-page.tsx';
import { breakdowns as allBreakdowns, BreakdownBoxes, fors, froms, OneOf } from './results-inputs.tsx';

type Rule = AnswerOf<'GET /surveys/{surveyId}/results-rule'>;

/** Who sees the results of a survey, from when on, and by what they are divided. */
export function ResultsRulePage({ id }: { readonly id: string }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /surveys/{surveyId}/results-rule', { path: { surveyId: id } }), [api, id]);
  const { loaded, reload, replace } = useLoaded(load);
  return (
    <>
      <Back to={`surveys/${id}`} text={t('page:survey.back')} />
      <WholePage loaded={loaded} onRetry={reload}>
        {(rule) => (
          <>
            <PageTitle text={`${t('page:results.rule')}: ${isolated(rule.title)}`} />
            <p className={styles.written}>{t('page:results.ruleText')}</p>
            <RuleForm id={id} rule={rule} onDone={replace} />
          </>
        )}
      </WholePage>
    </>
  );
}

interface RuleProps {
  readonly id: string;
  readonly rule: Rule;
  readonly onDone: (rule: Rule) => void;
}

function RuleForm({ id, rule, onDone }: RuleProps) {
  const { t } = useWords();
  const { api } = useSession();
  const { resultsFor, resultsFrom, breakdowns } = rule;
  const stored = useMemo(
    () => ({ resultsFor, resultsFrom, breakdowns: breakdowns.join(',') }),
    [resultsFor, resultsFrom, breakdowns],
  );
  const form = useForm({ name: `results-rule ${id}`, title: rule.title, path: `surveys/${id}/results-rule`, stored });
  const save = () =>
    void form.submit(async (chosen) => {
      const divided = chosen['breakdowns']?.split(',') ?? [];
      const body = {
        resultsFor: fors.find((one) => one === chosen['resultsFor']),
        resultsFrom: froms.find((one) => one === chosen['resultsFrom']),
        breakdowns: rule.posted ? undefined : allBreakdowns.filter((one) => divided.includes(one)),
      };
      onDone(
        await asSeen(
          api('PUT /surveys/{surveyId}/results-rule', { path: { surveyId: id }, version: rule.seen, body }),
          onDone,
        ),
      );
      form.reset();
      return t('page:results.saved');
    });
  const labels = { resultsFor: t('page:results.for'), resultsFrom: t('page:results.from') };
  return (
    <Form form={form} labels={labels} onSubmit={save} submitText={t('common:save')}>
      <OneOf
        id="resultsFor"
        label={labels.resultsFor}
        offered={fors}
        value={form.values['resultsFor'] ?? ''}
        onChange={(value) => form.set('resultsFor', value)}
      />
      {rule.live && (
        <OneOf
          id="resultsFrom"
          label={labels.resultsFrom}
          offered={froms}
          value={form.values['resultsFrom'] ?? ''}
          onChange={(value) => form.set('resultsFrom', value)}
        />
      )}
      {!rule.posted && (
        <BreakdownBoxes
          chosen={(form.values['breakdowns'] ?? '').split(',').filter(Boolean)}
          most={rule.mostBreakdowns}
          onChange={(chosen) => form.set('breakdowns', chosen.join(','))}
        />
      )}
    </Form>
  );
}
