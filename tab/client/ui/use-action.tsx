import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useState } from 'react';
import { asProblem, type Problem } from './api.ts';
import { detailOf } from './states.tsx';
import { useWords } from './texts.ts';
import { type Done, useUndo } from './undo.tsx';
import { useOnce } from './use-once.ts';

/** Does something at a press and says what was done, and keeps why it was refused until the next press. */
export function useAction() {
  const [problem, setProblem] = useState<Problem>();
  const { once, isBusy } = useOnce();
  const { tell } = useUndo();
  const act = (action: () => Promise<Done>) =>
    once(async () => {
      setProblem(undefined);
      try {
        tell(await action());
      } catch (error) {
        setProblem(asProblem(error));
      }
    });
  return { act, isBusy, problem };
}

/** Why a press was refused. */
export function Refusal({ problem }: { readonly problem: Problem | undefined }) {
  const { t } = useWords();
  if (!problem) return null;
  return (
    <div role="alert">
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>{detailOf(problem, t)}</MessageBarBody>
      </MessageBar>
    </div>
  );
}
