import { z } from 'zod';
import { memberRoles } from '../../domain/network/network.ts';
import { ChosenId, choicesUpTo, chosen, DayInput, Id, NewId, Seen, typed, VersionIfTold, YesOrNo } from '../input.ts';
import { pickingInput } from '../picking.ts';

const lead = z.object({ memberId: ChosenId, groupId: ChosenId, groupIdSearch: typed(100), search: typed(100) });

/** What was typed into the form to set up a network: ids of channels are some 60 characters long. */
const setUp = z.object({
  name: typed(100),
  region: chosen(z.string().max(60), ''),
  projectEndsOn: DayInput,
  channels: choicesUpTo(20_000),
  ...pickingInput,
});

const organisation = z.object({
  name: typed(100),
  type: chosen(z.string().max(60), ''),
  contactPoint: typed(200),
  municipalities: typed(1000),
  region: typed(60),
});

const member = organisation.extend({
  memberId: Id,
  search: typed(100),
  organisationId: ChosenId,
  organisationIdSearch: typed(100),
});

/** The presses that network cards offer, and what each brings along. */
export const networkVerbs = {
  /** The form, empty or with what was typed, and the page of its channels that is asked for. */
  'network.setUp': setUp,
  'network.create': setUp,
  'network.show': z.object({}),
  'network.members': lead,
  'network.makeLead': lead,
  'network.removeLead': lead,
  /** Registers those who are in the team now, and asks about those who are not. */
  'network.sync': z.object({}),
  /** Carries the key of those about whom was asked; of a group chat, its group. */
  'network.removeAbsent': z.object({ agreed: Id, groupId: Id.optional() }),
  /** Whether the network takes over its team's name, or keeps its own; carries what stands for both. */
  'network.answerName': z.object({ name: z.string().min(1).max(256), take: z.boolean(), seen: Seen }),
  'network.people': z.object({ search: typed(100) }),
  /** One member; with the id that a new organisation gets, what was typed into the form. */
  'network.member': member.extend({ memberId: ChosenId, newOrganisationId: Id.optional() }),
  /** Carries the id that a new organisation gets. */
  'network.assign': member.extend({ newOrganisationId: Id, version: VersionIfTold }),
  /** Brings along what was typed of the organisation, so that it is not lost. */
  'network.role': member.extend({
    newOrganisationId: Id.optional(),
    role: z.enum(memberRoles),
    has: YesOrNo,
    version: VersionIfTold,
  }),
  /** Makes the channel in which it is pressed a working group. */
  'network.bind': z.object({}),
  /** Makes the group chat in which it is pressed one; carries the key of those who were asked about. */
  'network.bindChat': z.object({
    name: typed(100),
    networkId: ChosenId,
    agreed: Id.optional(),
    /** For a question that comes to somebody's own chat. */
    chatId: z.string().max(1000).optional(),
  }),
  'network.changes': z.object({ after: z.string().max(2000).optional() }),
  'network.organisations': z.object({ search: typed(100) }),
  'network.organisation': z.object({ organisationId: ChosenId, search: typed(100) }),
  'network.newOrganisation': z.object({}),
  /** Carries the id that the organisation gets. */
  'network.addOrganisation': organisation.extend({ organisationId: NewId }),
  'network.saveOrganisation': organisation.extend({ organisationId: Id, version: VersionIfTold }),
};
