import type { Request, Response } from 'restify';
import { scheduleCalendar } from '../../../documents/calendar/calendar.ts';
import { type Followed, followLink } from '../../../domain/link/follow.ts';
import { meetingsForCalendar } from '../../../domain/meeting/coming.ts';
import type { Meeting } from '../../../domain/meeting/meeting.ts';
import { meetingSeen } from '../../../domain/meeting/view.ts';
import { groups, networks, people } from '../../../domain/network/network.ts';
import type { Store } from '../../../domain/store.ts';
import { type Language, textFor } from '../../../domain/text.ts';
import { load } from '../../../domain/use-case.ts';
import { textsFor } from '../../../locales/text.ts';
import { fileHeaders } from '../reply.ts';
import { readingLanguage } from '../visitor.ts';
import type { FileDeps } from './file.ts';

/** How long a meeting stays in a schedule after its end, so that it does not vanish from calendars the day after. */
const daysKept = 30;

/** A meeting, or the meetings of a network, as an iCalendar file for a member of the network. */
export async function sendCalendar(
  deps: FileDeps,
  secret: string,
  request: Request,
  response: Response,
): Promise<void> {
  const { link, actor } = await followLink(deps, ['meeting', 'schedule'], secret);
  const found = await meetingsOf(deps, { link, actor });
  const network = await load(deps.store, networks, link.networkId);
  const person = await deps.store.get(people, actor.personId);
  const language = readingLanguage(request, { actor, person }) ?? network.language;
  const names = await groupNames(deps.store, network.id, language);
  const calendar = scheduleCalendar(found, {
    name: textFor(network.name, language),
    language,
    groupName: (groupId) => names.get(groupId),
  });
  const name = textsFor(language)(`tab:fileName.${link.purpose}`);
  response.sendRaw(200, calendar, fileHeaders('text/calendar; charset=utf-8', `${name}.ics`));
}

async function meetingsOf(deps: FileDeps, { link, actor }: Followed): Promise<readonly Meeting[]> {
  if (link.purpose === 'meeting') {
    return [(await meetingSeen(deps.store, actor, link.subjectId)).meeting];
  }
  const since = new Date(deps.now().getTime() - daysKept * 86_400_000);
  return meetingsForCalendar(deps.store, actor, link.networkId, since);
}

async function groupNames(store: Store, networkId: string, language: Language): Promise<Map<string, string>> {
  const all = await store.find(groups, { networkId });
  return new Map(all.map((group) => [group.id, textFor(group.name, language)]));
}
