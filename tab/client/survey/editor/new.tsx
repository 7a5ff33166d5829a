import { Button, Field, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { BodyInput } from '../../../contract/operations.ts';
import { type AnswerOf, asProblem, type Problem } from '../../ui/api.ts';
import { Back } from '../../ui/back.tsx';
import { Section } from '../../ui/facts.tsx';
import { useMore } from '../../ui/more.tsx';
import { useRouter } from '../../ui/router.tsx';
import { useSession } from '../../ui/session.tsx';
import { detailOf, WhenLoaded } from '../../ui/states.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { PageTitle } from '../../ui/title.tsx';
import { useUndo } from '../../ui/undo.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { useOnce } from '../../ui/use-once.ts';
import { AudienceChoice } from './audience.tsx';
import type { Audience } from './edited.ts';
import { useEditorStyles } from './styles.ts';

type Sources = AnswerOf<'GET /survey-sources'>;
type From = BodyInput<'POST /surveys'>['from'];
type Kind = From['kind'];

/** The most characters of a file. */
const longestFile = 1_000_000;

/** Starts a new survey from something there is, or from nothing. */
export function NewSurveyPage() {
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /survey-sources', {}), [api]);
  const { loaded, reload } = useLoaded(load);
  return (
    <>
      <Back to="surveys" />
      <PageTitle text={t('editor:new.title')} />
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {(sources) => (
          <Section title={t('editor:new.from')}>
            <StartForm sources={sources} />
          </Section>
        )}
      </WhenLoaded>
    </>
  );
}

interface Chosen {
  readonly kind: Kind;
  readonly template: string;
  readonly earlier: string;
  readonly file: File | undefined;
  readonly audience: Audience;
}

function StartForm({ sources }: { readonly sources: Sources }) {
  const styles = useEditorStyles();
  const base = useStyles();
  const { t } = useWords();
  const { start, problem, isBusy } = useStart();
  const { api } = useSession();
  const { groups, templates } = sources;
  const load = useCallback((after: string) => api('GET /survey-sources/earlier', { query: { after } }), [api]);
  const { items: earlier } = useMore({ first: sources.earlier, load }, true);
  const [chosen, setChosen] = useState<Chosen>({
    kind: 'template',
    template: templates[0]?.code ?? '',
    earlier: earlier[0]?.id ?? '',
    file: undefined,
    audience: { kind: 'groups', groupIds: groups.slice(0, 1).map(({ id }) => id) },
  });
  const set = (part: Partial<Chosen>) => setChosen((before) => ({ ...before, ...part }));
  const audienceFault = typeof problem === 'object' ? problem.fields['audience'] : undefined;
  const kinds: readonly Kind[] = ['template', ...(earlier.length > 0 ? (['earlier'] as const) : []), 'empty', 'file'];
  return (
    <form
      className={base.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void start(chosen);
      }}
    >
      <StartRefused problem={problem} />
      <RadioGroup
        aria-label={t('editor:new.from')}
        value={chosen.kind}
        onChange={(_event, { value }) => set({ kind: value as Kind })}
      >
        {kinds.map((kind) => (
          <Radio key={kind} value={kind} label={t(`editor:new.kind.${kind}`)} />
        ))}
      </RadioGroup>
      <Source chosen={chosen} templates={templates} earlier={earlier} set={set} />
      <AudienceChoice
        audience={chosen.audience}
        askable={sources}
        respondent="person"
        fault={audienceFault && t(`editor:refused.${audienceFault}`)}
        onChange={(audience) => set({ audience })}
      />
      <p className={styles.marks}>{t('editor:new.draftNote')}</p>
      <div className={base.actions}>
        <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
          {t('editor:new.make')}
        </Button>
      </div>
    </form>
  );
}

interface SourceProps {
  readonly chosen: Chosen;
  readonly templates: Sources['templates'];
  readonly earlier: readonly Sources['earlier']['items'][number][];
  readonly set: (part: Partial<Chosen>) => void;
}

/** Which of the chosen kind. */
function Source({ chosen, templates, earlier, set }: SourceProps) {
  const styles = useStyles();
  const { t } = useWords();
  const size = (questions: number) => t('editor:new.questions', { count: questions });
  switch (chosen.kind) {
    case 'template':
      return (
        <RadioGroup
          aria-label={t('editor:new.kind.template')}
          value={chosen.template}
          onChange={(_event, { value }) => set({ template: value })}
        >
          {templates.map(({ code, title, purpose, questions }) => (
            <Radio
              key={code}
              value={code}
              label={
                <>
                  <span className={styles.title}>{title}</span> ({size(questions)})
                  <br />
                  <span className={styles.quiet}>{purpose}</span>
                </>
              }
            />
          ))}
        </RadioGroup>
      );
    case 'earlier':
      return (
        <Field label={t('editor:new.kind.earlier')} hint={t('editor:new.earlierHint')}>
          <Select value={chosen.earlier} onChange={(_event, { value }) => set({ earlier: value })}>
            {earlier.map(({ id, title, state, closes, questions }) => (
              <option key={id} value={id}>
                {[title, t(`terms:surveyState.${state}`), closes, size(questions)].join(' · ')}
              </option>
            ))}
          </Select>
        </Field>
      );
    case 'file':
      return (
        <Field label={t('editor:new.file')} hint={t('editor:new.fileHint')}>
          {(props) => (
            <input
              {...props}
              type="file"
              accept="application/json,.json"
              onChange={({ target }) => set({ file: target.files?.[0] })}
            />
          )}
        </Field>
      );
    case 'empty':
      return null;
  }
}

/** Makes the draft and goes to it. Pressed twice, it makes one. */
function useStart() {
  const { t } = useWords();
  const { tell } = useUndo();
  const { api } = useSession();
  const { go } = useRouter();
  const [surveyId] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<Problem | 'noFile' | 'largeFile'>();
  const { once, isBusy } = useOnce();
  const start = (chosen: Chosen) =>
    once(async () => {
      setProblem(undefined);
      try {
        const from = await sourceOf(chosen);
        if (typeof from === 'string') return setProblem(from);
        const { id } = await api('POST /surveys', { body: { surveyId, audience: chosen.audience, from } });
        go(`surveys/${id}/edit`);
        tell({ heard: t('editor:new.made') });
      } catch (error) {
        setProblem(asProblem(error));
      }
    });
  return { start, problem, isBusy };
}

async function sourceOf({ kind, template, earlier, file }: Chosen): Promise<From | 'noFile' | 'largeFile'> {
  switch (kind) {
    case 'empty':
      return { kind };
    case 'template':
      return { kind, template };
    case 'earlier':
      return { kind, surveyId: earlier };
    case 'file': {
      if (!file) return 'noFile';
      // A character takes up to three bytes, or four that count as two.
      if (file.size > 3 * longestFile) return 'largeFile';
      const text = await file.text();
      return text.length > longestFile ? 'largeFile' : { kind, text };
    }
  }
}

function StartRefused({ problem }: { readonly problem: Problem | 'noFile' | 'largeFile' | undefined }) {
  const styles = useStyles();
  const { t } = useWords();
  if (!problem) return null;
  if (typeof problem === 'string') {
    return (
      <div role="alert" className={styles.faults}>
        {t(`editor:new.${problem}`)}
      </div>
    );
  }
  const places = Object.entries(problem.fields).filter(([place]) => place !== 'audience');
  return (
    <div role="alert" className={styles.faults}>
      <p className={styles.plain}>{detailOf(problem, t)}</p>
      {places.length > 0 && (
        <ul>
          {places.map(([place, fault]) => (
            <li key={place}>
              <code>{place}</code>: {t(`editor:refused.${fault}`)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
