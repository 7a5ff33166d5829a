import type { Request, Response } from 'restify';
import { scheduleCalendar } from '../../../documents/calendar/calendar.ts';
import { comingMeetings } from '../../../domain/meeting/coming.ts';
import { type Meeting, meetings } from '../../../domain/meeting/meeting.ts';
import { groups, type Network, networks } from '../../../domain/network/network.ts';
import type { Store } from '../../../domain/store.ts';
import { type Language, textFor } from '../../../domain/text.ts';
import { load } from '../../../domain/use-case.ts';
import { textsFor } from '../../../locales/text.ts';
import type { CalendarSubject } from '../links.ts';
import { fileHeaders } from '../reply.ts';
import { readingLanguage } from '../visitor.ts';
import type { FileDeps } from './routes.ts';

/** How long a meeting stays in a schedule after its end, so that it does not vanish from calendars the day after. */
const daysKept = 30;

/** A meeting, or the meetings of a network, as an iCalendar file. */
export async function sendCalendar(
  deps: FileDeps,
  secret: string,
  request: Request,
  response: Response,
): Promise<void> {
  const subject = await deps.links.verifyCalendar(secret);
  const found = await meetingsOf(deps, subject);
  const network = await load(deps.store, networks, found.networkId);
  const language = readingLanguage(request) ?? network.language;
  const names = await groupNames(deps.store, network, language);
  const calendar = scheduleCalendar(found.meetings, {
    name: textFor(network.name, language),
    language,
    groupName: (groupId) => names.get(groupId),
  });
  const name = textsFor(language)(`tab:fileName.${subject.kind}`);
  response.sendRaw(200, calendar, fileHeaders('text/calendar; charset=utf-8', `${name}.ics`));
}

interface Found {
  readonly networkId: string;
  readonly meetings: readonly Meeting[];
}

async function meetingsOf(deps: FileDeps, subject: CalendarSubject): Promise<Found> {
  if (subject.kind === 'meeting') {
    const meeting = await load(deps.store, meetings, subject.meetingId);
    return { networkId: meeting.networkId, meetings: [meeting] };
  }
  const since = new Date(deps.now().getTime() - daysKept * 86_400_000);
  return { networkId: subject.networkId, meetings: await comingMeetings(deps.store, subject.networkId, since) };
}

async function groupNames(store: Store, network: Network, language: Language): Promise<Map<string, string>> {
  const all = await store.find(groups, { networkId: network.id });
  return new Map(all.map((group) => [group.id, textFor(group.name, language)]));
}
