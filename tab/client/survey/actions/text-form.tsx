import { useMemo, useState } from 'react';
import { Problem } from '../../ui/api.ts';
import { Differences } from '../../ui/differences.tsx';
import { Form } from '../../ui/form.tsx';
import { LongTextInput } from '../../ui/inputs.tsx';
import { useSession } from '../../ui/session.tsx';
import { languages, useWords } from '../../ui/texts.ts';
import { useForm, type Values } from '../../ui/use-form.ts';
import type { SurveyText, Wording } from './survey-wording.ts';

interface TextFormProps {
  readonly id: string;
  readonly wording: Wording;
  readonly text: SurveyText;
  /** Names the form among all. */
  readonly name: string;
  readonly onSaved: (wording: Wording) => void;
  readonly close: () => void;
}

/** One text of a survey in three languages, with its help when it is a question's. */
export function TextForm({ id, wording, text, name, onSaved, close }: TextFormProps) {
  const { t } = useWords();
  const { api } = useSession();
  const stored = useMemo(() => valuesOf(text), [text]);
  const form = useForm({ name, title: wording.title, path: `surveys/${id}/wording`, stored });
  // What another editor has saved meanwhile: what is typed is saved over that version, once it has been seen.
  const [theirs, setTheirs] = useState<Wording>();
  const labels = useLabels(text);
  const send = () => {
    if (languages.every((language) => !form.values[language]?.trim())) return form.refuse({ fi: 'required' });
    return void form.submit(async (values) => {
      const body = { code: text.code, ...bodyOf(values) };
      const { version } = theirs ?? wording;
      try {
        const saved = await api('PUT /surveys/{surveyId}/wording', { path: { surveyId: id }, version, body });
        close();
        onSaved(saved);
        return t('page:form.saved');
      } catch (error) {
        if (error instanceof Problem && error.code === 'STALE') setTheirs(error.current as Wording);
        throw error;
      }
    });
  };
  const now = theirs?.texts.find(({ code }) => code === text.code);
  const explained = now && <Differences form={form} theirs={valuesOf(now)} labels={labels} />;
  return (
    <Form
      form={form}
      labels={labels}
      onSubmit={send}
      submitText={t('common:save')}
      explained={explained}
      onLeave={close}
    >
      {Object.entries(labels).map(([input, label]) => (
        <LongTextInput key={input} form={form} name={input} label={label} rows={2} />
      ))}
    </Form>
  );
}

function useLabels({ part }: SurveyText): Readonly<Record<string, string>> {
  const { t } = useWords();
  const inEach = (prefix: string, key: string) =>
    languages.map((language) => [prefix + language, t(key, { language: t(`editor:in.${language}`) })] as const);
  const hasHelp = part === 'question' || part === 'section';
  return Object.fromEntries([...inEach('', 'survey:textIn'), ...(hasHelp ? inEach('help.', 'survey:helpIn') : [])]);
}

function valuesOf({ text, help }: SurveyText): Values {
  const helps = languages.map((language) => [`help.${language}`, help[language]] as const);
  return { ...text, ...Object.fromEntries(helps) };
}

function bodyOf({ fi = '', sv = '', en = '', ...rest }: Values) {
  return { fi, sv, en, help: { fi: rest['help.fi'] ?? '', sv: rest['help.sv'] ?? '', en: rest['help.en'] ?? '' } };
}
