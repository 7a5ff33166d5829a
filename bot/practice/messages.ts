import { alsoOnPage } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import { movedPost, proposedPost, returnedPost, type Told, validationPost } from '../../cards/practice/posts.ts';
import type { Reader } from '../../cards/reader.ts';
import { organisations } from '../../domain/network/network.ts';
import { practiceMessages } from '../../domain/practice/announce.ts';
import { practices } from '../../domain/practice/practice.ts';
import type { PracticeState } from '../../domain/practice/states.ts';
import type { MessageCard } from '../feature.ts';

/** The card of a practice that, when the message goes out, still is in the state the message is about. */
function telling(make: (reader: Reader, told: Told) => Card, state?: PracticeState): MessageCard {
  return async (deps, delivery, reader) => {
    const practice = await deps.store.get(practices, delivery.subjectId);
    if (!practice || (state !== undefined && practice.state !== state)) return undefined;
    const { organisationId } = practice;
    const organisation = organisationId === undefined ? undefined : await deps.store.get(organisations, organisationId);
    const form = deps.builtIn.practiceForms[practice.kind];
    const made = make(reader, { practice, form, organisation: organisation?.name });
    return alsoOnPage(reader, made, deps.links.tab(`practices/${practice.id}`));
  };
}

/** What is told of practices without being asked. */
export const messages: Readonly<Record<string, MessageCard>> = {
  [practiceMessages.proposed]: telling(proposedPost, 'proposed'),
  [practiceMessages.validation]: telling(validationPost, 'inValidation'),
  [practiceMessages.returned]: telling(returnedPost, 'returned'),
  [practiceMessages.moved]: telling(movedPost),
};
