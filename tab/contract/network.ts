import { z } from 'zod';
import { NewId, typed } from '../../cards/input.ts';
import { memberRoles, organisationTypes } from '../../domain/network/network.ts';
import { few, Named, type Operation, pageAnswer, pageQuery, perTeam, search } from './operation.ts';

/** The most leads of a group that are named beside it. */
export const mostLeads = 5;

const Group = Named.extend({
  members: z.number().int(),
  leads: z.array(Named).max(mostLeads).meta({ description: 'The first of them.' }),
  leadCount: z.number().int(),
});

const rolesThereAre = 'one of each role';

const Overview = z.object({
  name: z.string(),
  region: z.string(),
  projectEnds: z.string().nullable().meta({ description: 'The day the coordinating project ends, in words.' }),
  members: z.number().int(),
  withoutOrganisation: z.number().int(),
  groups: pageAnswer(Group).meta({ description: 'By name; the rest by `GET /groups`.' }),
});

const MemberItem = Named.extend({
  guest: z.boolean(),
  organisation: z.string().nullable(),
  leads: few(z.string(), perTeam).meta({ description: 'Names of the groups the member leads.' }),
  roles: few(z.enum(memberRoles), rolesThereAre),
});

const MemberDetails = Named.extend({
  version: z.number().int(),
  guest: z.boolean(),
  organisation: Named.nullable(),
  roles: few(z.enum(memberRoles), rolesThereAre),
  groups: few(Named.extend({ member: z.boolean(), leads: z.boolean() }), perTeam),
});

const ChangeItem = z.object({
  id: z.string(),
  at: z.string(),
  when: z.string().meta({ description: 'The moment in words, with its zone.' }),
  by: z.string().meta({ description: 'Who did it, or that it happened in Teams.' }),
  kind: z.enum(['member', 'organisation', 'group', 'survey', 'network']),
  subjectId: z.string(),
  about: z.string(),
  text: z.string().meta({ description: 'What it was and what it became, in words.' }),
});

const OrganisationDetails = Named.extend({
  version: z.number().int(),
  type: z.enum(organisationTypes),
  contactPoint: z.string(),
  municipalities: few(z.string(), 'no more than a form takes, which is 100'),
  region: z.string().meta({ description: 'In the reader’s language; empty when it is the network’s.' }),
});

/** What is typed about an organisation; what is missing reads as empty and is told as a fault. */
const organisationForm = {
  name: typed(100),
  type: typed(60),
  contactPoint: typed(200),
  municipalities: z
    .array(typed(100))
    .max(100)
    .default([])
    .meta({ description: 'Blanks around them and repetitions are dropped.' }),
  region: typed(60).meta({ description: 'A region of Finland in any of the languages; empty for the network’s.' }),
};

const member = 'GET /members/{memberId}';

/** What a coordinator does with members, groups and organisations. */
export const networkOperations = {
  'GET /network': { summary: 'A network at a glance, with its groups and their leads.', answer: Overview },
  'GET /groups': {
    summary: 'The working groups by name, with the first of their leads.',
    query: z.object(pageQuery),
    answer: pageAnswer(Group),
  },
  'GET /members': {
    summary: 'The members by name.',
    query: z.object({
      ...pageQuery,
      search,
      group: z.string().optional(),
      organisation: z.string().optional().meta({ description: 'Empty for those who belong to none.' }),
    }),
    answer: pageAnswer(MemberItem),
  },
  [member]: { summary: 'One member.', answer: MemberDetails, versioned: true },
  'PUT /members/{memberId}/organisation': {
    summary: 'Makes a member one of an organisation: of a chosen one, or of a new one when a name is typed.',
    body: z.object({ ...organisationForm, organisationId: typed(100), newOrganisationId: NewId }),
    answer: MemberDetails,
    versioned: true,
    changes: member,
  },
  'PUT /members/{memberId}/roles/{role}': {
    summary: 'Makes a member coordinator or compiler.',
    answer: MemberDetails,
    versioned: true,
    changes: member,
  },
  'DELETE /members/{memberId}/roles/{role}': {
    summary: 'Takes the task of coordinator or compiler away.',
    answer: MemberDetails,
    versioned: true,
    changes: member,
  },
  'PUT /members/{memberId}/leads/{groupId}': {
    summary: 'Makes a member lead of a group.',
    answer: MemberDetails,
    versioned: true,
    changes: member,
  },
  'DELETE /members/{memberId}/leads/{groupId}': {
    summary: 'Takes the task of lead away.',
    answer: MemberDetails,
    versioned: true,
    changes: member,
  },
  'GET /changes': {
    summary: 'Who changed roles, leads, organisations and groups, and when; the latest first.',
    query: z.object({ ...pageQuery, search }),
    answer: pageAnswer(ChangeItem),
  },
  'GET /organisations': {
    summary: 'The organisations of a network by name.',
    query: z.object({ ...pageQuery, search, type: z.enum(organisationTypes).optional() }),
    answer: pageAnswer(OrganisationDetails),
  },
  'POST /organisations': {
    summary: 'Adds an organisation that no member speaks for yet.',
    body: z.object({ ...organisationForm, organisationId: NewId }),
    answer: OrganisationDetails,
  },
  'GET /organisations/{organisationId}': {
    summary: 'One organisation.',
    answer: OrganisationDetails,
    versioned: true,
  },
  'PUT /organisations/{organisationId}': {
    summary: 'Changes what is known of an organisation.',
    body: z.object(organisationForm),
    answer: OrganisationDetails,
    versioned: true,
    changes: 'GET /organisations/{organisationId}',
  },
} as const satisfies Record<string, Operation>;
