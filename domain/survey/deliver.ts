import { type Member, members } from '../network/network.ts';
import { deliveries, plan, send, type Task, tasks } from '../outbox.ts';
import { stepSize, stepThrough } from '../stepwise.ts';
import { put, remove, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { amongAsked, channelsAmong, groupsOf, hasChannels, whereAsked } from './audience.ts';
import { isAnybodyMissing, missingAmong } from './missing.ts';
import { planned } from './reminders.ts';
import { isSecret, type SentTo, type Survey, surveys } from './survey.ts';

/** Where a survey is sent: to channels when nothing else is said, and to people alone when it asks some among many. */
export function sentToOf(survey: Pick<Survey, 'sentTo' | 'audience' | 'groupId'>): SentTo {
  return hasChannels(survey) ? (survey.sentTo ?? 'channel') : 'people';
}

/** What brings an invitation to the channels of those it asks, to their own chats, or to both. */
export async function invitations(deps: Deps, survey: Survey): Promise<Write[]> {
  const { networkId, id: subjectId } = survey;
  const sentTo = sentToOf(survey);
  const dueAt = deps.now().toISOString();
  const channels = sentTo === 'people' ? [] : channelsAmong(survey, await groupsOf(deps.store, survey));
  const groupId = seenByLeadsOf(survey);
  return [
    ...channels.map(({ id }) => {
      const to = { type: 'channel', groupId: id } as const;
      return send(deps, { networkId, kind: 'survey.invitation', subjectId, groupId, to });
    }),
    ...(sentTo === 'channel' ? [] : [plan({ networkId, kind: 'survey.invitePeople', subjectId, dueAt })]),
  ];
}

/**
 * What reminds those who have not answered an open survey, in their own chats, wherever it was posted, and the survey as
 * it is then. Undefined when everybody has answered; of a secret survey never, since that would tell it.
 */
export async function reminders(
  deps: Deps,
  survey: Survey,
): Promise<{ readonly reminded: Survey; readonly writes: readonly Write[] } | undefined> {
  if (!isSecret(survey) && !(await isAnybodyMissing(deps.store, survey))) return undefined;
  const now = deps.now().toISOString();
  const reminded: Survey = { ...survey, remindedAt: now };
  return { reminded, writes: [put(surveys, reminded), await planned(deps, survey, 'survey.remindPeople', now)] };
}

/** The group whose leads alone see what became of a survey's messages: none when it asks several. */
function seenByLeadsOf({ groupId, audience }: Survey): string | undefined {
  return audience === undefined || audience.kind === 'members' ? groupId : undefined;
}

/** Invites those whom a survey asks in their own chats, step by step, while it is open. */
export async function invitePeopleDue(deps: Deps, task: Task): Promise<void> {
  const survey = await openSurvey(deps, task);
  if (!survey) return deps.store.commit([remove(tasks, task)]);
  const isOne = await amongAsked(deps.store, survey);
  return stepThrough(deps, task, members, whereAsked(survey), async (found) =>
    found.filter(isOne).map((member) => toMember(deps, survey, 'survey.invitation', member)),
  );
}

/**
 * Reminds those whom a survey asks and who have not answered, step by step, while it is open; what was to remind them
 * earlier and has not left is replaced. Of a secret one, a row is
 * made for everybody it asks, and each finds out as it leaves whether there is anything to say.
 */
export async function remindPeopleDue(deps: Deps, task: Task): Promise<void> {
  const survey = await openSurvey(deps, task);
  if (!survey) return deps.store.commit([remove(tasks, task)]);
  const isOne = await amongAsked(deps.store, survey);
  return stepThrough(deps, task, members, whereAsked(survey), async (found) => {
    const asked = found.filter(isOne);
    const kind = isSecret(survey) ? 'survey.secretReminder' : 'survey.reminder';
    const reminded = isSecret(survey) ? asked : await missingAmong(deps.store, survey, asked);
    const instead = await stillWaiting(deps, survey, kind, reminded);
    return [
      ...instead.map((row) => remove(deliveries, row)),
      ...reminded.map((to) => toMember(deps, survey, kind, to)),
    ];
  });
}

/** Their earlier reminders that still wait, as those of a weekend do: nobody is reminded twice at once. */
async function stillWaiting({ store }: Deps, { id: subjectId }: Survey, kind: string, those: readonly Member[]) {
  const targetId = those.map(({ personId }) => personId);
  if (targetId.length === 0) return [];
  return store.find(deliveries, { subjectId, kind, targetId, state: 'waiting' });
}

/**
 * Deletes the reminders of an anonymous survey that has ended and that have not left. Gives whether none is left; one
 * that is just being sent is deleted by whoever sends it.
 */
export async function dropReminders({ store }: Deps, { id: subjectId }: Survey): Promise<boolean> {
  const where = { subjectId, kind: 'survey.secretReminder' };
  for (;;) {
    const waiting = await store.find(deliveries, { ...where, state: ['waiting', 'paused'] }, { limit: stepSize });
    if (waiting.length === 0) return (await store.count(deliveries, { ...where, state: 'sending' })) === 0;
    await store.commit(waiting.map((delivery) => remove(deliveries, delivery)));
  }
}

const betweenReminders = 20 * 60 * 60 * 1000;

/** Whether people were reminded of a survey within the last 20 hours, which is too short for once more. */
export function wasJustReminded({ remindedAt }: Survey, now: Date): boolean {
  return remindedAt !== undefined && Date.parse(remindedAt) > now.getTime() - betweenReminders;
}

/** Each time of reminding is one of its own, and in each of them everybody is reminded once. */
function occasionOf({ remindedAt }: Survey, kind: string): { occasion?: string } {
  return kind !== 'survey.invitation' && remindedAt !== undefined ? { occasion: remindedAt } : {};
}

async function openSurvey(deps: Deps, task: Task): Promise<Survey | undefined> {
  const survey = await deps.store.get(surveys, task.subjectId);
  return survey?.state === 'open' && survey.closesAt > deps.now().toISOString() ? survey : undefined;
}

function toMember(deps: Deps, survey: Survey, kind: string, { personId }: Member): Write {
  const { networkId, id: subjectId } = survey;
  const to = { type: 'person', personId } as const;
  return send(deps, { networkId, kind, subjectId, groupId: seenByLeadsOf(survey), to, ...occasionOf(survey, kind) });
}

/** Changes every card that was posted of a survey, step by step, to one that says the survey is over. */
export async function showClosedDue(deps: Deps, task: Task): Promise<void> {
  const survey = await deps.store.get(surveys, task.subjectId);
  // One that is opened again may be closed again, and its cards change each time.
  return changePosted(deps, task, 'survey.closed', survey?.reopenedAt);
}

/**
 * Changes every card that was posted of a survey, step by step, to one that says what holds now: another closing time,
 * or that it is open again. A card that is about to be changed anyway is not changed twice.
 */
export async function showOpenDue(deps: Deps, task: Task): Promise<void> {
  const survey = await deps.store.get(surveys, task.subjectId);
  // Each change of the survey may be shown, and each once.
  return changePosted(deps, task, 'survey.updated', survey && `v${survey.version}`);
}

async function changePosted(deps: Deps, task: Task, kind: string, occasion: string | undefined): Promise<void> {
  const { networkId, subjectId } = task;
  const posted = { subjectId, kind: ['survey.invitation', 'survey.reminder'], state: ['sending', 'sent'] };
  return stepThrough(deps, task, deliveries, posted, async (found) => {
    const cards = found.map(({ id }) => id);
    const waiting = await deps.store.find(deliveries, { replacesId: cards, kind, state: 'waiting' });
    const about = new Set(waiting.map(({ replacesId }) => replacesId));
    return found
      .filter(({ id, replacesId }) => replacesId === undefined && !about.has(id))
      .map(({ id: replacesId, to, groupId }) =>
        send(deps, {
          networkId,
          kind,
          subjectId,
          to,
          replacesId,
          ...(groupId === undefined ? {} : { groupId }),
          ...(occasion === undefined ? {} : { occasion }),
        }),
      );
  });
}
