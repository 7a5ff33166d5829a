import { alsoOnPage } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import {
  commentedPost,
  type Heard,
  judgedPost,
  movedPost,
  proposedPost,
  returnedPost,
  selectedPost,
  type Told,
  validationPost,
} from '../../cards/practice/posts.ts';
import type { Reader } from '../../cards/reader.ts';
import { organisations } from '../../domain/network/network.ts';
import { practiceMessages } from '../../domain/practice/announce.ts';
import { practices } from '../../domain/practice/practice.ts';
import type { PracticeState } from '../../domain/practice/states.ts';
import { whatIsSaid } from '../../domain/practice/view.ts';
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

/** The card that tells an author what was said of their practice, as it is when the message goes out. */
function hearing(make: (reader: Reader, heard: Heard) => Card, isSaid: (heard: Heard) => boolean): MessageCard {
  return async (deps, delivery, reader) => {
    const practice = await deps.store.get(practices, delivery.subjectId);
    if (!practice || practice.state === 'draft') return undefined;
    const view = await whatIsSaid(deps.store, practice);
    const form = deps.builtIn.practiceForms[practice.kind];
    const heard = { practice, form, organisation: view.organisation, view };
    if (!isSaid(heard)) return undefined;
    return alsoOnPage(reader, make(reader, heard), deps.links.tab(`practices/${practice.id}`));
  };
}

/** What is told of practices without being asked. */
export const messages: Readonly<Record<string, MessageCard>> = {
  [practiceMessages.proposed]: telling(proposedPost, 'proposed'),
  [practiceMessages.validation]: telling(validationPost, 'inValidation'),
  [practiceMessages.returned]: telling(returnedPost, 'returned'),
  [practiceMessages.commented]: hearing(commentedPost, ({ view }) => view.remarks.length > 0),
  [practiceMessages.judged]: hearing(judgedPost, ({ view }) => view.opinions.length > 0),
  [practiceMessages.selected]: telling(selectedPost, 'selected'),
  [practiceMessages.moved]: telling(movedPost),
};
