import { FaultSummary } from '../../ui/form.tsx';
import { useStyles } from '../../ui/styles.ts';
import { type Language, languages, type Texts, useWords } from '../../ui/texts.ts';
import { type WritingForm } from './changes.ts';
import { Others } from './others.tsx';
import type { Writing } from './use-writing.ts';
import { sectionName } from './values.ts';

/** The names of inputs in words, in the order of the form; a text in one language says which. */
export function inputLabels({ asked }: WritingForm, t: Texts): Readonly<Record<string, string>> {
  const inEach = (name: string, label: string) =>
    languages.map((language) => [`${name}.${language}`, `${label} (${t(`editor:in.${language}`)})`] as const);
  const texts = [
    ['title', t('writing:title')] as const,
    ...asked.map(({ code, label }) => [sectionName(code), label] as const),
  ];
  const [title, ...sections] = texts.map(([name, label]) => [[name, label] as const, ...inEach(name, label)]);
  const filing = (['supportForms', 'targetGroups', 'themes', 'municipality'] as const).map(
    (name) => [name, t(`writing:${name}`)] as const,
  );
  return Object.fromEntries([...(title ?? []), ...filing, ...sections.flat()]);
}

interface RefusedProps {
  readonly writing: Writing;
  readonly shown: readonly Language[];
}

/** Why nothing was saved or proposed, or what somebody else has changed meanwhile. */
export function Refused({ writing, shown }: RefusedProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { stored, others, faults, problem, refusals } = writing;
  const labels = inputLabels(stored, t);
  const explained = others && <Others writing={writing} others={others} labels={labels} />;
  if (explained && refusals === 0) {
    return (
      <div role="alert" className={styles.faults}>
        {explained}
      </div>
    );
  }
  const byId = (told: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(told).map(([name, text]) => [idOf(name, shown), text]));
  const faulty = Object.fromEntries(Object.entries(labels).filter(([name]) => faults[name]));
  return (
    <FaultSummary form={{ faults: byId(faults), problem, refusals }} labels={byId(faulty)} explained={explained} />
  );
}

/** The id of the input that a fault's name means: the first language shown has the id of the text. */
function idOf(name: string, shown: readonly Language[]): string {
  const language = languages.find((one) => name.endsWith(`.${one}`));
  if (!language) return name;
  const text = name.slice(0, -language.length - 1);
  return language === shown[0] ? text : `${text}-${language}`;
}
