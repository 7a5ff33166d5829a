import { Button } from '@fluentui/react-components';
import { useStyles } from '../../ground/styles.ts';
import { useWords } from '../../ground/texts.ts';
import type { Draft, Edited } from './edited.ts';
import type { Theirs } from './merge.ts';
import type { Editor } from './use-editor.ts';
import { textIn } from './words.ts';

interface OthersProps {
  readonly others: NonNullable<Editor['others']>;
  readonly edited: Edited;
  readonly groups: Draft['groups'];
  readonly onTake: (change: Theirs) => void;
}

/** What somebody else has changed meanwhile: what is in the form already, and what there is to choose. */
export function Others({ others, edited, groups, onTake }: OthersProps) {
  const styles = useStyles();
  const { t } = useWords();
  const words = useChangeWords(edited, groups);
  const { taken, clashing } = others;
  return (
    <>
      <h2 className={styles.h3}>{t('page:conflict.title')}</h2>
      <p className={styles.plain}>{t(clashing.length > 0 ? 'editor:others.clash' : 'editor:others.joined')}</p>
      {taken.length > 0 && (
        <>
          <h3 className={styles.h4}>{t('editor:others.taken')}</h3>
          <ul>
            {taken.map((change) => (
              <li key={keyOf(change)}>{words(change)}</li>
            ))}
          </ul>
        </>
      )}
      {clashing.length > 0 && (
        <>
          <h3 className={styles.h4}>{t('editor:others.both')}</h3>
          <ul className={styles.list}>
            {clashing.map((change) => (
              <li key={keyOf(change)} className={styles.row}>
                <span className={styles.text}>{words(change)}</span>
                <Button size="small" onClick={() => onTake(change)}>
                  {t('editor:others.take')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function keyOf(change: Theirs): string {
  return change.of === 'question' ? `question ${change.code}` : change.of;
}

/** What was changed, and into what. */
function useChangeWords(edited: Edited, groups: Draft['groups']): (change: Theirs) => string {
  const { t, language } = useWords();
  return (change) => {
    if (change.of !== 'question') {
      const { of, value } = change;
      const told = typeof value === 'object' ? textIn(value, language) : valueText(of, value ?? '', groups, t);
      return t('editor:others.field', { field: t(`editor:at.${of}`), value: told || t('page:conflict.empty') });
    }
    const { question, code } = change;
    const own = edited.questions.find((one) => one.code === code);
    const name = textIn(question?.label ?? own?.label ?? {}, language) || t('editor:untitledQuestion');
    return t(question ? 'editor:others.question' : 'editor:others.removed', { question: name });
  };
}

function valueText(
  of: Theirs['of'],
  value: string,
  groups: Draft['groups'],
  t: ReturnType<typeof useWords>['t'],
): string {
  if (of === 'anonymity') return t(`terms:anonymity.${value}`);
  if (of === 'respondent') return t(`editor:respondent.${value}`);
  if (of === 'group') return groups.find(({ id }) => id === value)?.name ?? '';
  return value;
}
