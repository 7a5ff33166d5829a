import { Field, Select } from '@fluentui/react-components';
import { Section } from '../../ui/facts.tsx';
import { useWords } from '../../ui/texts.ts';
import { KeepChoice } from '../keep-choice.tsx';
import { BreakdownBoxes, fors, froms, OneOf } from '../results-inputs.tsx';
import { type Edited, mostBreakdowns, type Round } from './edited.ts';
import { useEditorStyles } from './styles.ts';

interface ResultsSettingsProps {
  readonly edited: Edited;
  readonly rounds: readonly Round[];
  readonly change: (next: (edited: Edited) => Edited) => void;
}

/** Who will see the results, from when on, by what they are divided, what they are compared with, and how long answers are kept. */
export function ResultsSettings({ edited, rounds, change }: ResultsSettingsProps) {
  const styles = useEditorStyles();
  const { t } = useWords();
  const { anonymity, resultsFor, resultsFrom, breakdowns, earlierRound, keep } = edited;
  const set = (part: Partial<Edited>) => change((before) => ({ ...before, ...part }));
  return (
    <Section title={t('editor:results.title')}>
      <div className={styles.form}>
        <p className={styles.marks}>{t('editor:results.text')}</p>
        <OneOf
          id="resultsFor"
          label={t('page:results.for')}
          offered={fors}
          value={resultsFor}
          onChange={(value) => set({ resultsFor: value })}
        />
        {anonymity === 'named' ? (
          <OneOf
            id="resultsFrom"
            label={t('page:results.from')}
            offered={froms}
            value={resultsFrom}
            onChange={(value) => set({ resultsFrom: value })}
          />
        ) : (
          <p className={styles.marks}>{t('editor:results.closedOnly')}</p>
        )}
        <BreakdownBoxes
          chosen={breakdowns}
          most={mostBreakdowns(anonymity)}
          onChange={(chosen) => set({ breakdowns: chosen })}
        />
        <KeepChoice keep={keep} hint={t('editor:results.keepHint')} onChange={(value) => set({ keep: value })} />
        {rounds.length > 0 && (
          <Field label={t('editor:results.compare')} hint={t('editor:results.compareHint')}>
            <Select
              id="earlierRound"
              value={earlierRound}
              onChange={(_event, { value }) => set({ earlierRound: value })}
            >
              <option value="">{t('page:results.compareNone')}</option>
              {rounds.map(({ id, name, closes }) => (
                <option key={id} value={id}>
                  <bdi>{name}</bdi> · {closes}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </div>
    </Section>
  );
}
