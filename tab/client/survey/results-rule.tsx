import { Checkbox, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useCallback, useMemo } from 'react';
import { PageLink } from '../app/router.tsx';
import { useSession } from '../app/session.tsx';
import type { AnswerOf } from '../ground/api.ts';
import { Form } from '../ground/form.tsx';
import { WhenLoaded } from '../ground/states.tsx';
import { useStyles } from '../ground/styles.ts';
import { useWords } from '../ground/texts.ts';
import { PageTitle } from '../ground/title.tsx';
import { useUndo } from '../ground/undo.tsx';
import { type FormState, useForm } from '../ground/use-form.ts';
import { useLoaded } from '../ground/use-loaded.ts';

type Rule = AnswerOf<'GET /surveys/{surveyId}/results-rule'>;

const fors = ['coordinators', 'leads', 'asked'] as const satisfies readonly Rule['resultsFor'][];
const froms = ['live', 'closed'] as const satisfies readonly Rule['resultsFrom'][];
const allBreakdowns = ['group', 'organisationType', 'region'] as const satisfies readonly Rule['breakdowns'][number][];

/** Who sees the results of a survey, from when on, and by what they are divided. */
export function ResultsRulePage({ id }: { readonly id: string }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /surveys/{surveyId}/results-rule', { path: { surveyId: id } }), [api, id]);
  const { loaded, reload, replace } = useLoaded(load);
  return (
    <>
      <div>
        <PageLink to={`surveys/${id}`} back className={styles.link}>
          {t('page:survey.back')}
        </PageLink>
      </div>
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {(rule) => (
          <>
            <PageTitle text={`${t('page:results.rule')}: ${rule.title}`} />
            <p className={styles.written}>{t('page:results.ruleText')}</p>
            <RuleForm id={id} rule={rule} onDone={replace} />
          </>
        )}
      </WhenLoaded>
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
  const { say } = useUndo();
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
      onDone(await api('PUT /surveys/{surveyId}/results-rule', { path: { surveyId: id }, body }));
      form.reset();
      say(t('page:results.saved'));
    });
  const labels = { resultsFor: t('page:results.for'), resultsFrom: t('page:results.from') };
  return (
    <Form form={form} labels={labels} onSubmit={save} submitText={t('page:form.save')}>
      <OneOf
        form={form}
        name="resultsFor"
        label={labels.resultsFor}
        choices={fors.map((one) => [one, t(`terms:resultsFor.${one}`)])}
      />
      {rule.live && (
        <OneOf
          form={form}
          name="resultsFrom"
          label={labels.resultsFrom}
          choices={froms.map((one) => [one, t(`terms:resultsFrom.${one}`)])}
        />
      )}
      {!rule.posted && <Breakdowns form={form} most={rule.mostBreakdowns} />}
    </Form>
  );
}

interface OneOfProps {
  readonly form: FormState;
  readonly name: 'resultsFor' | 'resultsFrom';
  readonly label: string;
  readonly choices: readonly (readonly [value: string, text: string])[];
}

function OneOf({ form, name, label, choices }: OneOfProps) {
  return (
    <Field label={label}>
      <RadioGroup id={name} value={form.values[name] ?? ''} onChange={(_event, { value }) => form.set(name, value)}>
        {choices.map(([value, text]) => (
          <Radio key={value} value={value} label={text} />
        ))}
      </RadioGroup>
    </Field>
  );
}

function Breakdowns({ form, most }: { readonly form: FormState; readonly most: number }) {
  const styles = useStyles();
  const { t } = useWords();
  const chosen = (form.values['breakdowns'] ?? '').split(',').filter(Boolean);
  const toggle = (one: string, isOn: boolean) => {
    const others = most === 1 ? [] : chosen.filter((other) => other !== one);
    form.set('breakdowns', allBreakdowns.filter((each) => (each === one ? isOn : others.includes(each))).join(','));
  };
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('page:results.breakdowns')}</legend>
      {allBreakdowns.map((one) => (
        <Checkbox
          key={one}
          label={t(`terms:breakdown.${one}`)}
          checked={chosen.includes(one)}
          onChange={(_event, { checked }) => toggle(one, checked === true)}
        />
      ))}
      <p className={styles.quiet}>{t('page:results.breakdownsHint')}</p>
    </fieldset>
  );
}
