import { useEffect, useState } from 'react';
import { type AnswerOf, asProblem, type Problem } from '../../ui/api.ts';
import { useSession } from '../../ui/session.tsx';
import { type Audience, type Edited, namesSomebody } from './edited.ts';

export type Person = AnswerOf<'POST /survey-audience'>['people'][number];

/** What asking somebody comes to, as far as it is known. */
export interface AwaitedAnswers {
  /** Undefined until it is told, and as long as nobody is named. */
  readonly asked: AnswerOf<'POST /survey-audience'> | undefined;
  readonly problem: Problem | undefined;
  /** Those chosen one by one when it was told last. */
  readonly people: readonly Person[];
}

/** How long to wait after a choice before asking, in milliseconds. */
const pause = 200;
const none: readonly Person[] = [];

/** Asks how many answers an audience gives whenever it changes; what was told of an earlier one stays until then. */
export function useAwaited(audience: Audience, respondent: Edited['respondent']): AwaitedAnswers {
  const { api } = useSession();
  const [told, setTold] = useState<Omit<AwaitedAnswers, 'people'>>({ asked: undefined, problem: undefined });
  const isNamed = namesSomebody(audience);
  useEffect(() => {
    if (!isNamed) return undefined;
    let isCurrent = true;
    const show = (next: typeof told) => {
      if (isCurrent) setTold(next);
    };
    const timer = setTimeout(() => {
      api('POST /survey-audience', { body: { audience, respondent } }).then(
        (asked) => show({ asked, problem: undefined }),
        (error: unknown) => show({ asked: undefined, problem: asProblem(error) }),
      );
    }, pause);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, audience, respondent, isNamed]);
  const people = told.asked?.people ?? none;
  return isNamed ? { ...told, people } : { asked: undefined, problem: undefined, people };
}
