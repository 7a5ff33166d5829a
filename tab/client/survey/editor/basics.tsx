import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { Section } from '../../ui/facts.tsx';
import { Localized } from '../../ui/localized.tsx';
import { useWords } from '../../ui/texts.ts';
import { type Askable, AudienceChoice } from './audience.tsx';
import { type Check, type Edited, withMode } from './edited.ts';
import { DayField } from './numbers.tsx';
import { useEditorStyles } from './styles.ts';

interface BasicsProps {
  readonly edited: Edited;
  readonly askable: Askable;
  readonly zone: string;
  readonly check: Check;
  /** What was wrong when it was to be saved, by input. */
  readonly refused: Readonly<Record<string, string>>;
  readonly change: (next: (edited: Edited) => Edited) => void;
}

const respondents = ['person', 'organisation'] as const satisfies readonly Edited['respondent'][];
const modes = ['named', 'confidential', 'anonymous'] as const satisfies readonly Edited['anonymity'][];

/** What a survey is called and for, whom it asks until when, and what it promises. */
export function Basics({ edited, askable, zone, check, refused, change }: BasicsProps) {
  const styles = useEditorStyles();
  const { t } = useWords();
  const set = (part: Partial<Edited>) => change((before) => ({ ...before, ...part }));
  const faultAt = (at: Check['faults'][number]['at']) =>
    check.faults.some((one) => one.at === at) ? t(`editor:fault.${at}`) : undefined;
  const refusal = (input: string) => (refused[input] ? t(`editor:refused.${refused[input]}`) : undefined);
  return (
    <Section title={t('editor:basics')}>
      <div className={styles.form}>
        <Localized
          id="title"
          label={t('survey:text.title')}
          text={edited.title}
          onChange={(title) => set({ title })}
          fault={faultAt('title')}
        />
        <Localized
          id="purpose"
          label={t('survey:text.purpose')}
          hint={t('editor:purposeHint')}
          text={edited.purpose}
          isLong
          onChange={(purpose) => set({ purpose })}
          fault={faultAt('purpose')}
        />
        <Field label={t('survey:anonymity')} hint={t(`editor:promise.${edited.anonymity}`)}>
          <RadioGroup
            value={edited.anonymity}
            onChange={(_event, { value }) => change((before) => withMode(before, value as Edited['anonymity']))}
          >
            {modes.map((mode) => (
              <Radio key={mode} value={mode} label={t(`terms:anonymity.${mode}`)} />
            ))}
          </RadioGroup>
        </Field>
        <Field
          label={t('survey:respondent')}
          {...(edited.respondent === 'organisation' && { hint: t('editor:organisationHint') })}
        >
          <RadioGroup
            value={edited.respondent}
            onChange={(_event, { value }) => set({ respondent: value as Edited['respondent'] })}
          >
            {respondents.map((one) => (
              <Radio key={one} value={one} label={t(`editor:respondent.${one}`)} />
            ))}
          </RadioGroup>
        </Field>
        <AudienceChoice
          audience={edited.audience}
          askable={askable}
          respondent={edited.respondent}
          anonymity={edited.anonymity}
          fault={refusal('audience')}
          onChange={(audience) => set({ audience })}
        />
        <div className={styles.pair}>
          <DayField
            id="opensOn"
            label={t('editor:opensOn')}
            hint={t('editor:opensHint')}
            value={edited.opensOn ?? ''}
            fault={refusal('opensOn')}
            onChange={(opensOn) => set({ opensOn })}
          />
          <DayField
            id="opensTime"
            kind="time"
            label={t('editor:opensTime')}
            value={edited.opensTime ?? ''}
            onChange={(opensTime) => set({ opensTime })}
          />
          <DayField
            id="closesOn"
            label={t('editor:closesOn')}
            value={edited.closesOn ?? ''}
            fault={refusal('closesOn') ?? faultAt('closes')}
            onChange={(closesOn) => set({ closesOn })}
          />
          <DayField
            id="closesTime"
            kind="time"
            label={t('editor:closesTime')}
            value={edited.closesTime ?? ''}
            onChange={(closesTime) => set({ closesTime })}
          />
        </div>
        <p className={styles.marks}>{t('editor:zone', { zone })}</p>
      </div>
    </Section>
  );
}
