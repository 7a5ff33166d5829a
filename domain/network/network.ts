import { z } from 'zod';
import { Day, Moment, recordShape } from '../record.ts';
import { collection } from '../store.ts';
import { Language, LocalizedText } from '../text.ts';

/** A regional cooperation network and the project that coordinates it. */
export const Network = z.object({
  ...recordShape,
  tenantId: z.string(),
  /** The Teams team it lives in; a team carries one network. */
  teamId: z.string(),
  name: LocalizedText,
  region: z.string(),
  timeZone: z.string(),
  language: Language,
  /** The fixed day on which the coordinating project ends. */
  projectEndsOn: Day.optional(),
  createdAt: Moment,
  /**
   * The Bot Connector address of its team, and those that it had before: kept once Teams has moved it, and then for all
   * channels and chats of which another address is kept.
   */
  serviceUrls: z.object({ current: z.string(), former: z.array(z.string()) }).optional(),
});
export type Network = z.infer<typeof Network>;
export const networks = collection('networks', Network, {
  indexes: ['tenantId', 'teamId'],
  unique: [['tenantId', 'teamId']],
});

/** A working group and the channel or group chat it works in. */
export const WorkingGroup = z.object({
  ...recordShape,
  networkId: z.string(),
  name: LocalizedText,
  /** The id of the channel, or of the group chat. */
  channelId: z.string(),
  /** True for a group chat: only those in the chat are in the group. */
  chat: z.literal(true).optional(),
  /** The Bot Connector address that messages to the channel are sent to. */
  serviceUrl: z.string(),
  language: Language,
  /** Since when Teams refuses the bot's posts to the channel, as it does to private ones. */
  refusedAt: Moment.optional(),
  /** True for a channel that was deleted and not restored. */
  deleted: z.literal(true).optional(),
  /** When what Teams last told of the channel happened. */
  lastEventAt: Moment.optional(),
});
export type WorkingGroup = z.infer<typeof WorkingGroup>;
export const groups = collection('groups', WorkingGroup, {
  indexes: ['networkId', 'channelId'],
  unique: [['networkId', 'channelId']],
});

export const organisationTypes = [
  'library',
  'association',
  'project',
  'community',
  'municipality',
  'authority',
  'servicePoint',
  'company',
  'educationalInstitution',
  'regionalCouncil',
  'wellbeingServicesCounty',
  'hospitalDistrict',
  'specialCareDistrict',
  'other',
] as const;
export type OrganisationType = (typeof organisationTypes)[number];

export const Organisation = z.object({
  ...recordShape,
  networkId: z.string(),
  name: z.string(),
  type: z.enum(organisationTypes),
  municipalities: z.array(z.string()),
  /** The region it works in, by name; default the network's. */
  region: z.string().optional(),
  /** A role mailbox or a telephone number of a service, rather than a person. */
  contactPoint: z.string().optional(),
});
export type Organisation = z.infer<typeof Organisation>;
export const organisations = collection('organisations', Organisation, { indexes: ['networkId'] });

/** What somebody may be in a network beside a member; leads are named by group. */
export const memberRoles = ['coordinator', 'compiler'] as const;
export type MemberRole = (typeof memberRoles)[number];

/** A person's part in one network. */
export const Member = z.object({
  ...recordShape,
  networkId: z.string(),
  personId: z.string(),
  name: z.string(),
  guest: z.boolean(),
  organisationId: z.string().optional(),
  groupIds: z.array(z.string()),
  leads: z.array(z.string()),
  roles: z.array(z.enum(memberRoles)),
  /** True for somebody who is in the network through a group chat, and not in the team. */
  outside: z.literal(true).optional(),
  /** Since when the person is no longer in the team. The record stays: what they wrote keeps its writer's name. */
  leftAt: Moment.optional(),
  /** What somebody who left was in, led and did, which gives no rights until they return. */
  onReturn: z
    .object({ groupIds: z.array(z.string()), leads: z.array(z.string()), roles: z.array(z.enum(memberRoles)) })
    .optional(),
});
export type Member = z.infer<typeof Member>;
export const members = collection('members', Member, {
  indexes: ['networkId', 'personId', 'groupIds'],
  unique: [['networkId', 'personId']],
});

/** What belongs to a person whatever the network: language, and how to reach their chat with the bot. */
export const Person = z.object({
  ...recordShape,
  language: Language.optional(),
  /** The personal conversation with the bot, known once they have written to it or the bot has begun it. */
  conversation: z.object({ id: z.string(), serviceUrl: z.string() }).optional(),
  /** Since when Teams refuses the bot's messages to them: the app was removed or blocked, or never installed. */
  refusedAt: Moment.optional(),
  /** True for somebody who wants no reminders in their own chat. */
  remindersOff: z.literal(true).optional(),
  /** True for somebody who wants to hear once a week what waits for them. */
  digestOn: z.literal(true).optional(),
  /** Which of their networks their own chat and the page are about; the newest when they have chosen none. */
  chosenNetworkId: z.string().optional(),
});
export type Person = z.infer<typeof Person>;
export const people = collection('people', Person, { indexes: [] });

/** A team or a chat the bot was added to and has greeted. Its id is the team's or the conversation's. */
export const Installation = z.object({ ...recordShape, greetedAt: Moment });
export type Installation = z.infer<typeof Installation>;
export const installations = collection('installations', Installation, { indexes: [] });
