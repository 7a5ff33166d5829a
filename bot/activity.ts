import type { Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import { entraId } from '../domain/entra-id.ts';
import { personIdOf } from '../domain/network/actor.ts';

/** Longer than any id Teams gives. */
const Id = z.string().max(1000);
/** What goes into addresses and headers: all that Teams names such things by. */
const plain = /^[\x20-\x7e]*$/;
const PlainId = Id.regex(plain);
const EntraId = z.string().max(200).transform(entraId);

/** A field with nothing in it may be left out, null or empty, as Teams' clients do: it is then undefined. */
function maybe<T>(shape: z.ZodType<T>) {
  return shape.nullish().transform((value) => (value === null || value === '' ? undefined : value));
}

/** The same of a part that has fields of its own: it is then one without any. */
function part<T extends z.ZodRawShape>(shape: T) {
  const fields = z.object(shape);
  return z.preprocess((value) => value ?? {}, fields);
}

/** A list, counted first and read up to its first fault: a wrong one costs its sender more than the bot. */
function list<T>(item: z.ZodType<T>) {
  const read = z
    .array(z.unknown())
    .max(mostListed)
    .transform((all, context): T[] => {
      const found: T[] = [];
      for (const [place, one] of all.entries()) {
        const { success, data } = item.safeParse(one);
        if (success) found.push(data);
        else {
          context.addIssue({ code: 'custom', path: [place], message: 'faulty' });
          return z.NEVER;
        }
      }
      return found;
    });
  return maybe(read);
}

/** So many people come and go in one event at the most; Teams tells of a whole team in several. */
const mostListed = 2000;

/** So many faults of an activity are named. */
const mostNamed = 5;

const Account = z
  .object({
    id: maybe(Id),
    name: maybe(z.string()),
    aadObjectId: maybe(EntraId),
    /** What some events call `aadObjectId`. */
    objectId: maybe(EntraId),
    /** The tenant of an account that is of another one. */
    tenantId: maybe(EntraId),
    role: maybe(z.string()),
    userRole: maybe(z.string()),
  })
  .transform(({ id = '', objectId, aadObjectId = objectId, ...rest }) => ({ id, aadObjectId, ...rest }));

/** Of all that may stand beside a text only its mentions are kept; what is no mention is nobody's fault. */
const Entity = z
  .object({ type: z.unknown(), text: z.unknown(), mentioned: z.unknown() })
  .partial()
  .catch({})
  .transform(({ type, text, mentioned }) => {
    const { id } = (mentioned ?? {}) as { readonly id?: unknown };
    const isMention = type === 'mention' && typeof text === 'string' && typeof id === 'string';
    return isMention ? { type, text, mentioned: { id } } : undefined;
  });

const TeamOrChannel = part({ id: maybe(PlainId), name: maybe(z.string()), aadGroupId: maybe(EntraId) });

/** Teams names a team and a channel in either of two places, and not always in both. */
const ChannelData = part({
  eventType: maybe(z.string()),
  tenant: part({ id: maybe(EntraId) }),
  team: TeamOrChannel,
  channel: TeamOrChannel,
  teamsTeamId: maybe(PlainId),
  teamsChannelId: maybe(PlainId),
}).transform(({ team, channel, teamsTeamId, teamsChannelId, ...rest }) => ({
  ...rest,
  team: { ...team, id: team.id ?? teamsTeamId },
  channel: { ...channel, id: channel.id ?? teamsChannelId },
}));

const Shape = z.object({
  type: z.string().min(1).max(100),
  id: maybe(Id),
  name: maybe(z.string()),
  action: maybe(z.string()),
  text: maybe(z.string()).transform((text = '') => text),
  /** When it happened, in Teams' clock. */
  timestamp: maybe(z.string()),
  locale: maybe(z.string()),
  /** The IANA zone of the sender's clock. */
  localTimezone: maybe(z.string()).catch(undefined),
  channelId: maybe(Id),
  replyToId: maybe(Id),
  serviceUrl: z.string().max(2000).regex(plain).refine(isWebAddress, 'no web address'),
  from: z.preprocess((account) => account ?? {}, Account),
  recipient: z.preprocess((account) => account ?? {}, Account),
  conversation: z.object({
    id: PlainId.min(1),
    name: maybe(z.string()),
    conversationType: maybe(z.string()),
    tenantId: maybe(EntraId),
    isGroup: maybe(z.boolean()),
  }),
  channelData: ChannelData,
  entities: list(Entity).transform((all = []) => all.filter((entity) => entity !== undefined)),
  membersAdded: list(Account),
  membersRemoved: list(Account),
  /** What is pressed and typed: read by the schema of the verb. */
  value: maybe(z.unknown()),
});

/**
 * An activity as far as the bot reads it. Texts are texts, ids of Entra are as `entraId` gives them, what is absent,
 * null or empty is undefined, and `text`, `from`, `recipient`, `channelData` and the parts of it are always there. There is
 * nothing else in it: what a handler needs of an activity has its line in this file.
 */
export type KnownActivity = z.output<typeof Shape>;

/**
 * Reads an activity where it comes in, before anything is done with it. Gives the places of what is wrong when it is
 * none, which is its sender's fault.
 */
export function readActivity(body: unknown): { readonly activity: KnownActivity } | { readonly faults: string } {
  const { data, error } = Shape.safeParse(body);
  if (data) return { activity: data };
  const places = error.issues.slice(0, mostNamed).map(({ path }) => path.join('.') || 'the whole');
  return { faults: places.join(', ') };
}

/** The activity of a turn, as the door has read it. */
export function activityOf(context: TurnContext): KnownActivity {
  return context.activity as unknown as KnownActivity;
}

/** The activity as the SDK calls it. */
export function asSdkActivity(activity: KnownActivity): Activity {
  return activity as unknown as Activity;
}

/** The tenant that an activity comes from: that of its conversation, which some clients name in the channel's data alone. */
export function tenantOf({ conversation, channelData }: KnownActivity): string | undefined {
  return conversation.tenantId ?? channelData.tenant.id;
}

/** The id of the person an activity comes from; undefined when it does not say so. */
export function senderOf(activity: KnownActivity): string | undefined {
  const [tenantId, { aadObjectId }] = [tenantOf(activity), activity.from];
  return tenantId && aadObjectId && personIdOf(tenantId, aadObjectId);
}

function isWebAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '');
}
