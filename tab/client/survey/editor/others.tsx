import { Joined } from '../../ui/joined.tsx';
import { useWords, type Words } from '../../ui/texts.ts';
import { textIn } from '../../ui/written.ts';
import { keepWords } from '../keep-choice.tsx';
import { audienceWords } from './audience-words.ts';
import type { Draft, Edited } from './edited.ts';
import type { Theirs } from './merge.ts';
import type { Editor } from './use-editor.ts';

interface OthersProps {
  readonly others: NonNullable<Editor['others']>;
  readonly edited: Edited;
  readonly stored: Pick<Draft, 'groups' | 'round' | 'rounds'>;
  readonly onTake: (change: Theirs) => void;
}

/** What somebody else has changed meanwhile: what is in the form already, and what there is to choose. */
export function Others({ others, edited, stored, onTake }: OthersProps) {
  const { t } = useWords();
  const words = useChangeWords(edited, stored);
  const told = (change: Theirs) => ({ key: keyOf(change), text: words(change) });
  return (
    <Joined
      taken={others.taken.map(told)}
      clashing={others.clashing.map((change) => ({
        ...told(change),
        takeText: t('editor:others.take'),
        onTake: () => onTake(change),
      }))}
    />
  );
}

type FieldChange = Exclude<Theirs, { readonly of: 'question' }>;

function keyOf(change: Theirs): string {
  return change.of === 'question' ? `question ${change.code}` : change.of;
}

/** What was changed, and into what. */
function useChangeWords(edited: Edited, stored: OthersProps['stored']): (change: Theirs) => string {
  const words = useWords();
  const { t, language } = words;
  return (change) => {
    if (change.of !== 'question') {
      const told = valueText(change, stored, words);
      return t('editor:others.field', { field: t(`editor:at.${change.of}`), value: told || t('page:conflict.empty') });
    }
    const { question, code } = change;
    const own = edited.questions.find((one) => one.code === code);
    const name = textIn(question?.label ?? own?.label ?? {}, language) || t('editor:untitledQuestion');
    return t(question ? 'editor:others.question' : 'editor:others.removed', { question: name });
  };
}

function valueText(change: FieldChange, { groups, round, rounds }: OthersProps['stored'], words: Words): string {
  const { t, language } = words;
  switch (change.of) {
    case 'title':
    case 'purpose':
      return textIn(change.value, language);
    case 'audience':
      return audienceWords(change.value, groups, words);
    case 'breakdowns':
      return change.value.map((one) => t(`terms:breakdown.${one}`)).join(', ');
    case 'earlierRound':
      return [...(round ? [round] : []), ...rounds.items].find(({ id }) => id === change.value)?.name ?? '';
    case 'keep':
      return keepWords(change.value, t);
    case 'respondent':
      return t(`editor:respondent.${change.value}`);
    case 'anonymity':
      return t(`terms:anonymity.${change.value}`);
    case 'resultsFor':
      return t(`terms:resultsFor.${change.value}`);
    case 'resultsFrom':
      return t(`terms:resultsFrom.${change.value}`);
    case 'opensOn':
    case 'opensTime':
    case 'closesOn':
    case 'closesTime':
      return change.value ?? '';
  }
}
