import { alsoOnPage } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import type { Reader } from '../../cards/reader.ts';
import { closedCard, invitationCard, reminderCard } from '../../cards/survey/invite.ts';
import type { Delivery } from '../../domain/outbox.ts';
import type { StoreReader } from '../../domain/store.ts';
import { awaitedFrom } from '../../domain/survey/missing.ts';
import { hasEnded, type Survey, surveys } from '../../domain/survey/survey.ts';
import type { MessageCard } from '../feature.ts';

type WhileOpen = (reader: Reader, survey: Survey, delivery: Delivery, store: StoreReader) => Promise<Card | undefined>;

/** The card of a survey that is still open when its message goes out. */
function whileOpen(make: WhileOpen): MessageCard {
  return async (deps, delivery, reader) => {
    const survey = await deps.store.get(surveys, delivery.subjectId);
    // The closing task may run a moment late.
    if (survey?.state !== 'open' || survey.closesAt <= deps.now().toISOString()) return undefined;
    const made = await make(reader, survey, delivery, deps.store);
    return made && alsoOnPage(reader, made, deps.links.tab(`surveys/${survey.id}/answer`));
  };
}

/** A reminder that waited for the morning may come to somebody who has answered meanwhile: they get none. */
const remind: WhileOpen = async (reader, survey, { to }, store) => {
  // None is made for a channel any more; one that was waits in the store of an earlier version.
  if (to.type === 'channel') return invitationCard(reader, survey);
  const answer = await awaitedFrom(store, survey, to.personId);
  return answer && reminderCard(reader, survey, answer);
};

/** What a posted card becomes: whatever holds when the change goes out. */
const asItStands: MessageCard = async (deps, delivery, reader) => {
  const survey = await deps.store.get(surveys, delivery.subjectId);
  if (!survey) return undefined;
  if (hasEnded(survey)) return closedCard(reader, survey);
  return alsoOnPage(reader, invitationCard(reader, survey), deps.links.tab(`surveys/${survey.id}/answer`));
};

/** The card of each kind of message about a survey, made when it goes out; none when there is nothing to say any more. */
export const surveyMessages: Readonly<Record<string, MessageCard>> = {
  'survey.invitation': whileOpen(async (reader, survey) => invitationCard(reader, survey)),
  'survey.reminder': whileOpen(remind),
  'survey.secretReminder': whileOpen(remind),
  'survey.closed': asItStands,
  'survey.updated': asItStands,
};
