import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { type Actor, authorise } from '../rights.ts';
import { assertSeen } from '../seen.ts';
import { put } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { assertKept, monthsOf, planExpiry, type Retention } from './retention.ts';
import { shownOf } from './seen.ts';
import { type Survey, surveys } from './survey.ts';

/**
 * Decides for how long a survey keeps its answers. From its posting on, that is only ever made shorter, since it was
 * promised before the first answer: `KEEPING_FIXED`; when the time has passed by then, the answers are deleted at once.
 * Leads of the group and coordinators. Throws `ANSWERS_DELETED`, and `STALE` when it is another than was seen.
 */
export async function limitRetention(
  deps: Deps,
  actor: Actor,
  surveyId: string,
  retention: Retention,
  seen?: string,
): Promise<Survey> {
  return onceMore(async () => {
    const survey = await load(deps.store, surveys, surveyId);
    authorise(actor, 'survey.manage', survey);
    assertKept(survey);
    const keepMonths = monthsOf(retention);
    if (keepMonths === survey.keepMonths) return survey;
    assertSeen(shownOf(survey), seen);
    if (survey.state !== 'draft' && !isShorter(keepMonths, survey.keepMonths)) {
      throw new AppError('KEEPING_FIXED', `survey ${surveyId} is posted`);
    }
    const limited: Survey = { ...survey, keepMonths };
    await deps.store.commit([put(surveys, limited), ...(await planExpiry(deps, limited))]);
    return { ...limited, version: survey.version + 1 };
  });
}

function isShorter(after: number | undefined, before: number | undefined): boolean {
  return after !== undefined && after < (before ?? Number.POSITIVE_INFINITY);
}
