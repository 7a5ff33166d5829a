import type { AnswerOf } from '../../ui/api.ts';
import { Section } from '../../ui/facts.tsx';
import { Mark, Row } from '../../ui/row.tsx';
import { Some } from '../../ui/some.tsx';
import { type Texts, useWords } from '../../ui/texts.ts';

type Begun = AnswerOf<'GET /practice-start'>['begun'];

/** What the reader has begun to write and can go on with; nothing when there is none. */
export function BegunPractices({ begun }: { readonly begun: Begun }) {
  const { t } = useWords();
  if (begun.length === 0) return null;
  return (
    <Section title={t('writing:begun')}>
      <Some items={begun} keyOf={({ id }) => id}>
        {({ id, title, kind, state, changed }) => (
          <Row
            to={`practices/${id}/edit`}
            title={title}
            facts={[t(`terms:practiceKind.${kind}`), state === 'draft' ? t('writing:changed', { day: changed }) : '']}
            mark={<Mark tone="asked" text={markOf(state, t)} />}
          />
        )}
      </Some>
    </Section>
  );
}

/** What was proposed has a state of its own, which is not what its writer has to do. */
function markOf(state: Begun[number]['state'], t: Texts): string {
  return state === 'draft' || state === 'returned' ? t(`terms:practiceState.${state}`) : t('writing:changing');
}
