import { alsoOnPage, box, paragraph, saying } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import { sayingTooLong } from '../../cards/delivery/too-long.ts';
import { staleText } from '../../cards/stale.ts';
import { manageCard } from '../../cards/survey/manage.ts';
import { wasTooLong } from '../../domain/delivery/too-long.ts';
import { asAppError } from '../../domain/errors.ts';
import { groupsOf } from '../../domain/survey/audience.ts';
import { familyNetworks } from '../../domain/survey/family.ts';
import { surveyLookedAfter } from '../../domain/survey/list.ts';
import { seesWhoAnswered } from '../../domain/survey/missing.ts';
import { progressFor } from '../../domain/survey/progress.ts';
import { ownReminders } from '../../domain/survey/reminders.ts';
import { seesResults } from '../../domain/survey/results-rule.ts';
import { lacksKey } from '../../domain/survey/seal-key.ts';
import { hasEnded, type Survey } from '../../domain/survey/survey.ts';
import type { Turn } from '../feature.ts';
import { showDraft } from './draft.ts';

/** What is to be said of a survey beside itself. */
export async function placesOf({ deps, actor, place }: Turn, survey: Survey) {
  const { store } = deps;
  // What others may read along says nothing of their reader's other networks.
  const alone = place.type === 'personal';
  return {
    groups: await groupsOf(store, survey),
    madeIn: alone ? await familyNetworks(store, actor, survey) : [],
    reminders: await ownReminders(deps, survey),
  };
}

/** A survey for those who look after it. */
export function managed({ deps, actor }: Turn, surveyId: string): Promise<Survey> {
  return surveyLookedAfter(deps.store, actor, surveyId);
}

/** How a posted survey stands, for those who look after it. */
export async function manage(turn: Turn, survey: Survey, reminded = false) {
  const progress = await progressFor(turn.deps.store, survey, seesWhoAnswered(turn.actor, survey));
  const keyMissing = survey.state === 'open' && (await lacksKey(turn.deps, survey.id));
  const managed = { seesResults: seesResults(turn.actor, survey), reminded, keyMissing };
  const made = manageCard(turn.reader, survey, await placesOf(turn, survey), progress, managed);
  const tooLong = !hasEnded(survey) && (await wasTooLong(turn.deps.store, turn.actor, 'survey', survey));
  const told = sayingTooLong(turn.reader, made, 'survey', tooLong);
  return alsoOnPage(turn.reader, told, turn.deps.links.tab(`surveys/${survey.id}`));
}

/** How a survey stands, for those who look after it. */
export async function show(turn: Turn, survey: Survey) {
  if (survey.state !== 'draft') return manage(turn, survey);
  return alsoOnPage(turn.reader, await showDraft(turn, survey), turn.deps.links.tab(`surveys/${survey.id}`));
}

/** Does what rests on the survey as it was seen. When it is another by now, it is shown anew, with what has changed. */
export function asSeen<D extends { readonly surveyId: string }>(act: (turn: Turn, data: D) => Promise<Card>) {
  return async (turn: Turn, data: D): Promise<Card> => {
    try {
      return await act(turn, data);
    } catch (error) {
      const { code, hint } = asAppError(error);
      if (code !== 'STALE') throw error;
      const made = await show(turn, await managed(turn, data.surveyId));
      return saying(made, box('attention', [paragraph(staleText(turn.reader.t, hint))]));
    }
  };
}
