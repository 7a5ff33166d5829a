import { alsoOnPage } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import { resultsCard } from '../../cards/survey/results.ts';
import { resultsRuleCard } from '../../cards/survey/results-rule.ts';
import { retentionCard } from '../../cards/survey/retention.ts';
import { textsCard } from '../../cards/survey/texts.ts';
import { asAppError, isAppError } from '../../domain/errors.ts';
import { limitRetention } from '../../domain/survey/limit-retention.ts';
import { redactText, shareTexts, textsToReview } from '../../domain/survey/results/review-texts.ts';
import { seenResults } from '../../domain/survey/results/seen-results.ts';
import { limitResults } from '../../domain/survey/results-rule.ts';
import { Breakdown, type Survey } from '../../domain/survey/survey.ts';
import type { DataOf, Turn } from '../feature.ts';

/** A part of a survey's results, for those for whom they are. */
export async function results(turn: Turn, { surveyId, part }: DataOf<'survey.results'>): Promise<Card> {
  const { deps, actor, reader } = turn;
  const seen = await seenResults(deps.store, actor, surveyId);
  return alsoOnPage(reader, resultsCard(reader, seen, part), deps.links.tab(`surveys/${surveyId}/results`));
}

/** Decides who sees results; what cannot be comes back with the reason. */
export async function limit(
  turn: Turn,
  survey: Survey,
  typed: DataOf<'survey.limitResults'>,
  shown: (survey: Survey) => Promise<Card>,
): Promise<Card> {
  const { resultsFrom, resultsFor, seen } = typed;
  // A posted survey's card does not ask what divides its results.
  const breakdowns = survey.state === 'draft' ? chosen(typed.breakdowns) : undefined;
  const request = {
    ...(resultsFrom && { resultsFrom }),
    ...(resultsFor && { resultsFor }),
    ...(breakdowns && { breakdowns }),
  };
  try {
    return await shown(await limitResults(turn.deps, turn.actor, survey.id, request, seen));
  } catch (error) {
    const { code } = asAppError(error);
    if (code !== 'RESULTS_FIXED' && code !== 'RESULTS_LIVE_NAMED') throw error;
    return resultsRuleCard(turn.reader, survey, { seen, fault: `errors:${code}` });
  }
}

/** Keeps answers for a shorter time; what cannot be comes back with the reason. */
export async function shorten(
  turn: Turn,
  survey: Survey,
  { keep, seen }: DataOf<'survey.limitKeeping'>,
  shown: (survey: Survey) => Promise<Card>,
): Promise<Card> {
  try {
    return await shown(await limitRetention(turn.deps, turn.actor, survey.id, keep, seen));
  } catch (error) {
    if (!isAppError(error, 'KEEPING_FIXED')) throw error;
    return retentionCard(turn.reader, survey, turn.deps.now(), { seen, fault: 'errors:KEEPING_FIXED' });
  }
}

function chosen(codes: readonly string[]): Breakdown[] {
  return Breakdown.options.filter((breakdown) => codes.includes(breakdown));
}

/**
 * One of the texts that people wrote, for those who look after the survey. When there are others than were `seen`, it
 * is the first of those, or the first of all, and from there they are gone through again.
 */
export async function texts(turn: Turn, { surveyId, at, seen }: DataOf<'survey.texts'>): Promise<Card> {
  const review = await textsToReview(turn.deps.store, turn.actor, surveyId, seen);
  const isOvertaken = seen !== '' && seen !== review.seen;
  const firstNew = review.texts.findIndex(({ key }) => review.changed.includes(key));
  const place = isOvertaken ? { at: Math.min(at, Math.max(0, firstNew)), isOvertaken } : { at };
  return textsCard(turn.reader, review, place);
}

/** Decides what is read in the place of a text, and shows it as it then is. */
export async function redact(turn: Turn, data: DataOf<'survey.redact'>): Promise<Card> {
  const { surveyId, textKey: key, textSeen, decision, at, seen } = data;
  const text = { edit: data.text, leaveOut: '', asWritten: undefined }[decision];
  try {
    const redacted = await redactText(turn.deps, turn.actor, surveyId, { key, text, seen: textSeen });
    return await texts(turn, { surveyId, at, seen: redacted.before === seen ? redacted.after : seen });
  } catch (error) {
    if (!isAppError(error, 'STALE')) throw error;
    return texts(turn, { surveyId, at, seen });
  }
}

/** Shares what was gone through; when there are others by now, these are shown. */
export async function share(turn: Turn, { surveyId, seen }: DataOf<'survey.shareTexts'>): Promise<Card> {
  try {
    await shareTexts(turn.deps, turn.actor, surveyId, seen);
  } catch (error) {
    if (!isAppError(error, 'STALE')) throw error;
    return texts(turn, { surveyId, at: seen === '' ? 0 : Number.MAX_SAFE_INTEGER, seen });
  }
  return results(turn, { surveyId, part: 0 });
}
