import { Joined } from '../../ui/joined.tsx';
import { useStyles } from '../../ui/styles.ts';
import { type Texts, useWords } from '../../ui/texts.ts';
import { type Values } from './changes.ts';
import type { Writing } from './use-writing.ts';
import { valuesOf } from './values.ts';

interface OthersProps {
  readonly writing: Writing;
  readonly others: NonNullable<Writing['others']>;
  readonly labels: Readonly<Record<string, string>>;
}

/** What somebody else has written meanwhile: what is in the form already, and what there is to choose. */
export function Others({ writing, others, labels }: OthersProps) {
  const { t } = useWords();
  const theirs = valuesOf(writing.stored);
  const labelOf = (name: string) => labels[name] ?? '';
  return (
    <Joined
      taken={others.taken.map((name) => ({ key: name, text: labelOf(name) }))}
      clashing={others.clashing.map((name) => ({
        key: name,
        text: (
          <>
            {labelOf(name)}: <Theirs text={shownAs(name, theirs, t) || t('page:conflict.empty')} />
          </>
        ),
        takeText: t('page:conflict.take', { field: labelOf(name) }),
        onTake: () => writing.take(name),
      }))}
    />
  );
}

/** The longest text that is shown without asking for it, in characters. */
const atOnce = 300;

function Theirs({ text }: { readonly text: string }) {
  const styles = useStyles();
  const { t } = useWords();
  if (text.length <= atOnce) return <q>{text}</q>;
  return (
    <details>
      <summary>{t('writing:theirs')}</summary>
      <p className={styles.written}>{text}</p>
    </details>
  );
}

function shownAs(name: string, values: Values, t: Texts): string {
  const value = values[name] ?? '';
  const listed = (textOf: (code: string) => string) => value.split(',').filter(Boolean).map(textOf).join(', ');
  switch (name) {
    case 'supportForms':
      return listed((code) => t(`terms:supportForm.${code}`));
    case 'targetGroups':
      return listed((code) => t(`terms:targetGroup.${code}`));
    case 'themes':
      return listed((code) => t(`terms:theme.${code}`));
    default:
      return value;
  }
}
