import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { ownTexts } from '../../cards/survey/wording.ts';
import { type Verb, verbs } from '../../cards/verbs.ts';
import { collections } from '../../domain/collections.ts';
import { loadActor } from '../../domain/network/actor.ts';
import { members, organisations } from '../../domain/network/network.ts';
import { practices } from '../../domain/practice/practice.ts';
import { currentValidations, shownOf as shownOfPractice } from '../../domain/practice/seen.ts';
import { seenOf } from '../../domain/seen.ts';
import type { Named, Store, StoredRecord } from '../../domain/store.ts';
import { Question } from '../../domain/survey/kinds/kinds.ts';
import { hashOf, redactionKey } from '../../domain/survey/results/read-texts.ts';
import { textsToReview } from '../../domain/survey/results/review-texts.ts';
import { shownOf } from '../../domain/survey/seen.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { textsFor } from '../../locales/text.ts';
import type { Operation } from '../../tab/contract/operation.ts';
import { type OperationName, operations } from '../../tab/contract/operations.ts';
import { startConversation } from '../bot/conversation.ts';
import { aPractice, aResponse, aSurvey } from '../domain/example-network.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { fillNetwork } from './busy-network.ts';
import { startSite } from './site.ts';

type Change = Exclude<OperationName, `GET ${string}`>;

/** One use case as a card's button does it and as the page does it. */
interface Case {
  readonly operation: Change;
  readonly says: string;
  readonly verb: Verb;
  readonly data: object;
  readonly path: string;
  readonly body?: object;
  readonly query?: Readonly<Record<string, string>>;
  /** The texts by which the card tells a fault of what was filled in, beside the input, for its code. */
  readonly fault?: string | readonly string[];
}

const kirjasto = { name: 'Kirjasto Ö', type: 'library', contactPoint: 'posti@example.org' };
const role = { search: '', name: '', type: '', contactPoint: '', municipalities: '' };
const ofFuture = { kind: 'groups', groupIds: ['future'] };
const madeSurvey = { surveyId: 'fresh', groupId: 'future', opensOn: '', closesOn: '2026-09-15', closesTime: '16:00' };
const anEdit = {
  title: { fi: 'Palaute' },
  purpose: {},
  anonymity: 'named',
  questions: [],
  audience: { kind: 'groups', groupIds: ['future'] },
  resultsFrom: 'closed',
  resultsFor: 'leads',
  breakdowns: [],
  earlierRound: '',
  opensOn: '',
  opensTime: '',
  closesOn: '2026-09-20',
  closesTime: '12:00',
};
const asking = (says: string, kind: string, chosen: object, audience: object): Case => ({
  operation: 'POST /surveys',
  says: `making a survey for ${says}`,
  verb: 'survey.draft',
  data: { ...madeSurvey, template: 'feedback', groupId: `-${kind}`, chosen: true, ...chosen },
  path: 'surveys',
  body: { surveyId: 'fresh', audience: { kind, ...audience }, from: { kind: 'template', template: 'feedback' } },
  fault: ['common:chooseOne', 'errors:NO_NETWORK'],
});

const decided = (decision: string, practiceId: string, verb: Verb): Case => ({
  operation: 'POST /practices/{practiceId}/decisions/{decision}',
  says: `${decision} of ${practiceId}`,
  verb,
  data: { practiceId },
  path: `practices/${practiceId}/decisions/${decision}`,
});

const reworded = (says: string, code: string, typed: Readonly<Record<string, string>>, fault?: string): Case => {
  const languages = (prefix: string) =>
    Object.fromEntries(['fi', 'sv', 'en'].map((language) => [language, typed[prefix + language] ?? '']));
  return {
    operation: 'PUT /surveys/{surveyId}/wording',
    says,
    verb: 'survey.reword',
    data: { surveyId: 'open', code, version: 1, ...typed },
    path: 'surveys/open/wording',
    body: { code, ...languages(''), help: languages('help.') },
    ...(fault && { fault }),
  };
};

/** The longest that a code may be. */
const longCode = 'a'.repeat(100);

const reminded = (says: string, body: object): Case => ({
  operation: 'PUT /surveys/{surveyId}/reminders',
  says,
  verb: 'survey.chooseReminders',
  data: { surveyId: 'open', ...body },
  path: 'surveys/open/reminders',
  body,
});
/** A text of the closed survey, as those find it who go through texts. */
const aText = hashOf(redactionKey('closed-m-lead', 'more')).slice(0, 32);

/** A page of the form of an open survey, for oneself or in the place of an organisation without Teams. */
const saved = (
  says: string,
  page: { page: number; to: string },
  typed: Record<string, string>,
  organisation?: string,
): Case => ({
  operation: 'PUT /surveys/{surveyId}/answer',
  says,
  verb: 'survey.page',
  data: {
    surveyId: 'open',
    ...page,
    ...(organisation && { organisationId: organisation }),
    ...Object.fromEntries(Object.entries(typed).map(([key, value]) => [`q.${key}`, value])),
  },
  path: 'surveys/open/answer',
  ...(organisation && { query: { organisation } }),
  body: { ...page, typed },
});

const firstPage = { form: 'remote,place', 'form.other': 'Kotikäyntejä', 'trust.flow': 'well', use: '-dontKnow' };

const cases: readonly Case[] = [
  {
    operation: 'PUT /me/language',
    says: 'choosing a language',
    verb: 'member.language',
    data: { language: 'sv' },
    path: 'me/language',
    body: { language: 'sv' },
  },
  {
    operation: 'PUT /me/reminders',
    says: 'choosing no reminders',
    verb: 'member.reminders',
    data: { wanted: false },
    path: 'me/reminders',
    body: { wanted: false },
  },
  {
    operation: 'PUT /me/digest',
    says: 'choosing the weekly digest',
    verb: 'member.digest',
    data: { wanted: true },
    path: 'me/digest',
    body: { wanted: true },
  },
  {
    operation: 'PUT /me/network',
    says: 'choosing a network',
    verb: 'command.open',
    data: { inNetwork: 'uudi', name: 'language', choose: true },
    path: 'me/network',
    body: { networkId: 'uudi' },
  },
  {
    operation: 'PUT /members/{memberId}/organisation',
    says: 'placing a member',
    verb: 'network.assign',
    data: { ...role, memberId: 'm-loner', organisationId: 'o-library', newOrganisationId: 'fresh' },
    path: 'members/m-loner/organisation',
    body: { organisationId: 'o-library', newOrganisationId: 'fresh' },
  },
  {
    operation: 'PUT /members/{memberId}/organisation',
    says: 'placing a member in a new organisation',
    verb: 'network.assign',
    data: { memberId: 'm-loner', search: '', newOrganisationId: 'fresh', ...kirjasto, municipalities: 'Mallila, Kylä' },
    path: 'members/m-loner/organisation',
    body: { organisationId: '', newOrganisationId: 'fresh', ...kirjasto, municipalities: ['Mallila', 'Kylä'] },
  },
  {
    operation: 'PUT /members/{memberId}/organisation',
    says: 'placing a member nowhere',
    verb: 'network.assign',
    data: { ...role, memberId: 'm-loner', organisationId: '', newOrganisationId: 'fresh' },
    path: 'members/m-loner/organisation',
    body: { organisationId: '', newOrganisationId: 'fresh' },
    fault: 'common:chooseOne',
  },
  {
    operation: 'PUT /members/{memberId}/roles/{role}',
    says: 'giving a role',
    verb: 'network.role',
    data: { ...role, memberId: 'm-lead', role: 'compiler', has: true },
    path: 'members/m-lead/roles/compiler',
  },
  {
    operation: 'DELETE /members/{memberId}/roles/{role}',
    says: 'taking the last coordinator’s role',
    verb: 'network.role',
    data: { ...role, memberId: 'm-coordinator', role: 'coordinator', has: false },
    path: 'members/m-coordinator/roles/coordinator',
  },
  {
    operation: 'PUT /members/{memberId}/leads/{groupId}',
    says: 'making a lead',
    verb: 'network.makeLead',
    data: { memberId: 'm-member', groupId: 'home', search: '' },
    path: 'members/m-member/leads/home',
  },
  {
    operation: 'DELETE /members/{memberId}/leads/{groupId}',
    says: 'taking a lead’s task',
    verb: 'network.removeLead',
    data: { memberId: 'm-lead', groupId: 'future', search: '' },
    path: 'members/m-lead/leads/future',
  },
  {
    operation: 'POST /organisations',
    says: 'adding an organisation',
    verb: 'network.addOrganisation',
    data: { organisationId: 'fresh', ...kirjasto, municipalities: 'Mallila, Kylä, Kylä' },
    path: 'organisations',
    body: { organisationId: 'fresh', ...kirjasto, municipalities: ['Mallila', 'Kylä', 'Kylä'] },
  },
  {
    operation: 'POST /organisations',
    says: 'adding an organisation of a name that is taken',
    verb: 'network.addOrganisation',
    data: { organisationId: 'fresh', ...kirjasto, name: 'Kunta C (esimerkki)', municipalities: '' },
    path: 'organisations',
    body: { organisationId: 'fresh', ...kirjasto, name: 'Kunta C (esimerkki)' },
    fault: 'network:nameTaken',
  },
  {
    operation: 'PUT /organisations/{organisationId}',
    says: 'changing an organisation',
    verb: 'network.saveOrganisation',
    data: { organisationId: 'o-library', ...kirjasto, municipalities: 'Mallila', region: 'Lapland' },
    path: 'organisations/o-library',
    body: { ...kirjasto, municipalities: ['Mallila'], region: 'lappi' },
  },
  {
    operation: 'PUT /organisations/{organisationId}',
    says: 'giving an organisation a region there is not',
    verb: 'network.saveOrganisation',
    data: { organisationId: 'o-library', ...kirjasto, municipalities: '', region: 'Nowhere' },
    path: 'organisations/o-library',
    body: { ...kirjasto, region: 'Nowhere' },
    fault: 'errors:field.notARegion',
  },
  {
    operation: 'PUT /organisations/{organisationId}',
    says: 'giving an organisation the name of another',
    verb: 'network.saveOrganisation',
    data: { organisationId: 'o-library', ...kirjasto, name: 'Kunta C (esimerkki)', municipalities: '' },
    path: 'organisations/o-library',
    body: { ...kirjasto, name: 'Kunta C (esimerkki)', municipalities: [] },
    fault: 'network:nameTaken',
  },
  {
    operation: 'POST /surveys',
    says: 'making a survey from a built-in one',
    verb: 'survey.draft',
    data: { ...madeSurvey, template: 'feedback' },
    path: 'surveys',
    body: { surveyId: 'fresh', audience: ofFuture, from: { kind: 'template', template: 'feedback' } },
    fault: 'errors:NO_NETWORK',
  },
  {
    operation: 'POST /surveys',
    says: 'making a survey from empty',
    verb: 'survey.draft',
    data: { ...madeSurvey, template: 'empty' },
    path: 'surveys',
    body: { surveyId: 'fresh', audience: ofFuture, from: { kind: 'empty' } },
    fault: 'errors:NO_NETWORK',
  },
  {
    operation: 'POST /surveys',
    says: 'making a survey from an earlier one',
    verb: 'survey.draft',
    data: { ...madeSurvey, template: '-closed' },
    path: 'surveys',
    body: { surveyId: 'fresh', audience: ofFuture, from: { kind: 'earlier', surveyId: 'closed' } },
    fault: 'errors:NO_NETWORK',
  },
  {
    operation: 'POST /surveys',
    says: 'making a survey from one that there is not',
    verb: 'survey.draft',
    data: { ...madeSurvey, template: '-nothing' },
    path: 'surveys',
    body: { surveyId: 'fresh', audience: ofFuture, from: { kind: 'earlier', surveyId: 'nothing' } },
    fault: 'errors:NO_NETWORK',
  },
  asking(
    'types of organisations',
    'organisationTypes',
    { types: 'library,association' },
    { types: ['library', 'association'] },
  ),
  asking('the whole network', 'network', {}, {}),
  asking('several groups', 'groups', { groups: 'future,home' }, { groupIds: ['future', 'home'] }),
  asking('chosen people', 'members', { people: 'm-member', found: 'm-other' }, { memberIds: ['m-member', 'm-other'] }),
  {
    operation: 'POST /surveys/{surveyId}/draft/preview',
    says: 'looking at a draft as a member',
    verb: 'survey.preview',
    data: { surveyId: 'draft', page: 0 },
    path: 'surveys/draft/draft/preview',
    body: { draft: anEdit },
  },
  {
    operation: 'POST /surveys/{surveyId}/post',
    says: 'posting a draft',
    verb: 'survey.post',
    data: { surveyId: 'draft', sentTo: 'both' },
    path: 'surveys/draft/post',
    body: { sentTo: 'both' },
  },
  {
    operation: 'POST /surveys/{surveyId}/post',
    says: 'posting a draft for another network, too',
    verb: 'survey.post',
    data: { surveyId: 'draft', alsoIn: 'kymi' },
    path: 'surveys/draft/post',
    body: { alsoIn: ['kymi'] },
  },
  {
    operation: 'POST /surveys/{surveyId}/post',
    says: 'posting what is closed',
    verb: 'survey.post',
    data: { surveyId: 'closed' },
    path: 'surveys/closed/post',
    body: {},
  },
  saved('saving a page of a form', { page: 0, to: 'next' }, firstPage),
  saved('saving a page that lacks an answer', { page: 0, to: 'next' }, { use: '3' }),
  saved('leaving a form with what cannot be read', { page: 1, to: 'leave' }, { visits: 'paljon', since: '2026-02-01' }),
  saved(
    'submitting from a page what lacks an answer elsewhere',
    { page: 1, to: 'submit' },
    { visits: '3', goesOn: 'yes' },
  ),
  saved('saving a page that there is not', { page: 9, to: 'next' }, firstPage),
  saved('saving a page for an organisation without Teams', { page: 0, to: 'next' }, firstPage, 'o-quiet'),
  saved('saving a page for an organisation in Teams', { page: 0, to: 'next' }, firstPage, 'o-library'),
  {
    operation: 'POST /surveys/{surveyId}/answer/submit',
    says: 'submitting a form',
    verb: 'survey.submit',
    data: { surveyId: 'begun' },
    path: 'surveys/begun/answer/submit',
  },
  {
    operation: 'POST /surveys/{surveyId}/answer/submit',
    says: 'submitting a form for an organisation without Teams',
    verb: 'survey.submit',
    data: { surveyId: 'begun', organisationId: 'o-quiet' },
    path: 'surveys/begun/answer/submit',
    query: { organisation: 'o-quiet' },
  },
  {
    operation: 'POST /surveys/{surveyId}/answer/submit',
    says: 'submitting a form that lacks answers',
    verb: 'survey.submit',
    data: { surveyId: 'open' },
    path: 'surveys/open/answer/submit',
  },
  {
    operation: 'POST /surveys/{surveyId}/contact-point',
    says: 'taking over a contact point that nobody gave',
    verb: 'survey.takeContact',
    data: { surveyId: 'open' },
    path: 'surveys/open/contact-point',
  },
  {
    operation: 'POST /surveys/{surveyId}/answer/submit',
    says: 'submitting to what is closed',
    verb: 'survey.submit',
    data: { surveyId: 'closed' },
    path: 'surveys/closed/answer/submit',
  },
  {
    operation: 'PUT /surveys/{surveyId}/keeping',
    says: 'keeping the answers to an open survey for a shorter time',
    verb: 'survey.limitKeeping',
    data: { surveyId: 'open', keep: '6' },
    path: 'surveys/open/keeping',
    body: { keep: 6 },
  },
  {
    operation: 'PUT /surveys/{surveyId}/keeping',
    says: 'keeping the answers to a closed survey for a shorter time',
    verb: 'survey.limitKeeping',
    data: { surveyId: 'closed', keep: '3' },
    path: 'surveys/closed/keeping',
    body: { keep: 3 },
  },
  {
    operation: 'PUT /surveys/{surveyId}/keeping',
    says: 'keeping the answers to a survey for longer than was promised',
    verb: 'survey.limitKeeping',
    data: { surveyId: 'brief', keep: '24' },
    path: 'surveys/brief/keeping',
    body: { keep: 24 },
  },
  {
    operation: 'POST /surveys/{surveyId}/close',
    says: 'closing a survey',
    verb: 'survey.close',
    data: { surveyId: 'open' },
    path: 'surveys/open/close',
  },
  {
    operation: 'PUT /surveys/{surveyId}/closing',
    says: 'moving a closing',
    verb: 'survey.moveClosing',
    data: { surveyId: 'open', closesOn: '2026-10-25', closesTime: '03:30' },
    path: 'surveys/open/closing',
    body: { closesOn: '2026-10-25', closesTime: '03:30' },
  },
  {
    operation: 'PUT /surveys/{surveyId}/closing',
    says: 'moving a closing into the past',
    verb: 'survey.moveClosing',
    data: { surveyId: 'open', closesOn: '2026-08-05', closesTime: '16:00' },
    path: 'surveys/open/closing',
    body: { closesOn: '2026-08-05', closesTime: '16:00' },
  },
  {
    operation: 'PUT /surveys/{surveyId}/closing',
    says: 'moving a closing to no day at all',
    verb: 'survey.moveClosing',
    data: { surveyId: 'open', closesOn: '', closesTime: '16:00' },
    path: 'surveys/open/closing',
    body: { closesOn: '', closesTime: '16:00' },
  },
  {
    operation: 'PUT /surveys/{surveyId}/closing',
    says: 'moving the closing of what is closed',
    verb: 'survey.moveClosing',
    data: { surveyId: 'closed', closesOn: '2026-10-25', closesTime: '16:00' },
    path: 'surveys/closed/closing',
    body: { closesOn: '2026-10-25', closesTime: '16:00' },
  },
  {
    operation: 'POST /surveys/{surveyId}/reopen',
    says: 'opening a survey again',
    verb: 'survey.reopen',
    data: { surveyId: 'closed', closesOn: '2026-10-25', closesTime: '16:00' },
    path: 'surveys/closed/reopen',
    body: { closesOn: '2026-10-25', closesTime: '16:00' },
  },
  {
    operation: 'POST /surveys/{surveyId}/reopen',
    says: 'opening a draft again',
    verb: 'survey.reopen',
    data: { surveyId: 'draft', closesOn: '2026-10-25', closesTime: '16:00' },
    path: 'surveys/draft/reopen',
    body: { closesOn: '2026-10-25', closesTime: '16:00' },
  },
  reminded('choosing reminders', { when: 'chosen', day1: '2026-09-15', day2: '2026-09-22', time: '10:00' }),
  reminded('choosing no reminders', { when: 'never' }),
  reminded('choosing reminders on no day', { when: 'chosen' }),
  reminded('choosing reminders after the closing', { when: 'chosen', day1: '2026-12-24' }),
  {
    operation: 'POST /surveys/{surveyId}/remind',
    says: 'reminding of a survey',
    verb: 'survey.remind',
    data: { surveyId: 'open' },
    path: 'surveys/open/remind',
  },
  {
    operation: 'POST /surveys/{surveyId}/remind',
    says: 'reminding of what is closed',
    verb: 'survey.remind',
    data: { surveyId: 'closed' },
    path: 'surveys/closed/remind',
  },
  {
    operation: 'POST /surveys/{surveyId}/cancel',
    says: 'cancelling a survey',
    verb: 'survey.cancel',
    data: { surveyId: 'open', reason: ' Kysymme tämän keväällä. ' },
    path: 'surveys/open/cancel',
    body: { reason: ' Kysymme tämän keväällä. ' },
  },
  {
    operation: 'POST /surveys/{surveyId}/cancel',
    says: 'cancelling a survey without a reason',
    verb: 'survey.cancel',
    data: { surveyId: 'open', reason: ' ' },
    path: 'surveys/open/cancel',
    body: { reason: ' ' },
  },
  {
    operation: 'POST /surveys/{surveyId}/archive',
    says: 'archiving a survey',
    verb: 'survey.archive',
    data: { surveyId: 'closed' },
    path: 'surveys/closed/archive',
  },
  {
    operation: 'POST /surveys/{surveyId}/archive',
    says: 'archiving what is open',
    verb: 'survey.archive',
    data: { surveyId: 'open' },
    path: 'surveys/open/archive',
  },
  reworded('rewording a question', 'form', { fi: ' Millaista tukea annatte? ', 'help.sv': 'Välj ett eller flera.' }),
  reworded('rewording a title', ownTexts.title, { sv: 'Stödbehov' }),
  reworded('rewording an option', 'form~option~remote', { fi: 'Vierailu', sv: 'Besök' }),
  reworded('rewording an end of a scale', 'use~high', { fi: 'Erittäin hyvä', en: 'Very good' }),
  {
    ...reworded('rewording an option that has the longest codes', `${longCode}~option~${longCode}`, { fi: 'Vierailu' }),
    data: { surveyId: 'coded', code: `${longCode}~option~${longCode}`, version: 1, fi: 'Vierailu' },
    path: 'surveys/coded/wording',
  },
  reworded('rewording an option that there is not', 'form~option~none', { fi: 'Vierailu' }),
  reworded('leaving an option empty', 'form~option~remote', { en: ' ' }, 'errors:field.noLanguage'),
  reworded('rewording what is not asked', 'nothing', { fi: 'Kysymys' }),
  reworded('leaving a text empty', 'form', { en: ' ' }, 'errors:field.noLanguage'),
  {
    operation: 'DELETE /surveys/{surveyId}',
    says: 'discarding a draft',
    verb: 'survey.discard',
    data: { surveyId: 'draft' },
    path: 'surveys/draft',
  },
  {
    operation: 'DELETE /surveys/{surveyId}',
    says: 'discarding what is posted',
    verb: 'survey.discard',
    data: { surveyId: 'open' },
    path: 'surveys/open',
  },
  {
    operation: 'PUT /surveys/{surveyId}/results-rule',
    says: 'deciding who sees the results of a draft',
    verb: 'survey.limitResults',
    data: { surveyId: 'draft', resultsFor: 'asked', resultsFrom: 'live', breakdowns: 'group,region' },
    path: 'surveys/draft/results-rule',
    body: { resultsFor: 'asked', resultsFrom: 'live', breakdowns: ['group', 'region'] },
  },
  {
    operation: 'PUT /surveys/{surveyId}/results-rule',
    says: 'showing the results of a posted survey to fewer',
    verb: 'survey.limitResults',
    data: { surveyId: 'open', resultsFor: 'coordinators' },
    path: 'surveys/open/results-rule',
    body: { resultsFor: 'coordinators' },
  },
  {
    operation: 'PUT /surveys/{surveyId}/results-rule',
    says: 'showing the results of a posted survey to more',
    verb: 'survey.limitResults',
    data: { surveyId: 'open', resultsFor: 'asked' },
    path: 'surveys/open/results-rule',
    body: { resultsFor: 'asked' },
  },
  {
    operation: 'PUT /surveys/{surveyId}/texts/{key}',
    says: 'changing what is read of a text',
    verb: 'survey.redact',
    data: { surveyId: 'closed', textKey: aText, decision: 'edit', text: ' Kokoukset ovat hyviä. ' },
    path: `surveys/closed/texts/${aText}`,
    body: { text: ' Kokoukset ovat hyviä. ' },
  },
  {
    operation: 'PUT /surveys/{surveyId}/texts/{key}',
    says: 'leaving out a text that is not there',
    verb: 'survey.redact',
    data: { surveyId: 'closed', textKey: 'none', decision: 'leaveOut' },
    path: 'surveys/closed/texts/none',
    body: { text: '' },
  },
  {
    operation: 'POST /surveys/{surveyId}/texts/share',
    says: 'sharing what people wrote',
    verb: 'survey.shareTexts',
    data: { surveyId: 'closed' },
    path: 'surveys/closed/texts/share',
  },
  {
    operation: 'PUT /meetings/{meetingId}/reply',
    says: 'replying to a meeting',
    verb: 'meeting.reply',
    data: { meetingId: 'autumn', reply: 'maybe' },
    path: 'meetings/autumn/reply',
    body: { reply: 'maybe' },
  },
  {
    operation: 'PUT /meetings/{meetingId}/reply',
    says: 'replying to a meeting that is over',
    verb: 'meeting.reply',
    data: { meetingId: 'past', reply: 'no' },
    path: 'meetings/past/reply',
    body: { reply: 'no' },
  },
  {
    operation: 'DELETE /me/calendar',
    says: 'changing one’s calendar address',
    verb: 'meeting.renew',
    data: { networkId: 'uudi' },
    path: 'me/calendar',
  },
  {
    operation: 'POST /meetings/{meetingId}/cancel',
    says: 'cancelling a meeting',
    verb: 'meeting.cancel',
    data: { meetingId: 'autumn' },
    path: 'meetings/autumn/cancel',
  },
  {
    operation: 'PUT /practices/{practiceId}/comments/{commentId}',
    says: 'commenting',
    verb: 'practice.comment',
    data: { practiceId: 'validated', commentId: 'c-1', text: ' Hyvä näin. ' },
    path: 'practices/validated/comments/c-1',
    body: { text: ' Hyvä näin. ' },
  },
  {
    operation: 'PUT /practices/{practiceId}/validation',
    says: 'validating',
    verb: 'practice.validate',
    data: { practiceId: 'validated', revision: 1, verdict: 'correct', reason: '' },
    path: 'practices/validated/validation',
    body: { revision: 1, verdict: 'correct', reason: '' },
  },
  {
    operation: 'PUT /practices/{practiceId}/validation',
    says: 'validating without a reason that is needed',
    verb: 'practice.validate',
    data: { practiceId: 'validated', revision: 1, verdict: 'notCorrect', reason: '' },
    path: 'practices/validated/validation',
    body: { revision: 1, verdict: 'notCorrect', reason: '' },
    fault: 'errors:PRACTICE_REASON_MISSING',
  },
  decided('openValidation', 'home', 'practice.openValidation'),
  {
    operation: 'POST /practices/{practiceId}/open-validation',
    says: 'opening a validation until a day',
    verb: 'practice.openValidation',
    data: { practiceId: 'home', lastDay: '15.1.2027' },
    path: 'practices/home/open-validation',
    body: { lastDay: '15.1.2027' },
  },
  {
    operation: 'POST /practices/{practiceId}/open-validation',
    says: 'opening a validation until a day that is past',
    verb: 'practice.openValidation',
    data: { practiceId: 'home', lastDay: '2020-01-15' },
    path: 'practices/home/open-validation',
    body: { lastDay: '2020-01-15' },
    fault: 'errors:field.inPast',
  },
  decided('markValidated', 'validated', 'practice.markValidated'),
  decided('select', 'chosen', 'practice.select'),
  decided('unselect', 'chosen', 'practice.unselect'),
  decided('retire', 'home', 'practice.retire'),
  decided('restore', 'home', 'practice.restore'),
  {
    operation: 'POST /practices/{practiceId}/return',
    says: 'returning a practice',
    verb: 'practice.return',
    data: { practiceId: 'home', reason: 'Kerro hinta.' },
    path: 'practices/home/return',
    body: { reason: 'Kerro hinta.' },
  },
  {
    operation: 'POST /practices/{practiceId}/return',
    says: 'returning a practice without a reason',
    verb: 'practice.return',
    data: { practiceId: 'home', reason: '' },
    path: 'practices/home/return',
    body: { reason: '' },
  },
  {
    operation: 'DELETE /practices/{practiceId}/draft',
    says: 'discarding a draft of a practice',
    verb: 'practice.discard',
    data: { practiceId: 'mine' },
    path: 'practices/mine/draft',
  },
];

/** What only the page does: the chat leads there. `test/tab/survey-draft.spec.ts` tries it as the same four people. */
const onPageOnly: readonly Change[] = ['PUT /surveys/{surveyId}/draft', 'POST /survey-audience'];

const begun = (says: string, title: string, given: object = {}, fault?: string): Case => ({
  operation: 'POST /practices',
  says,
  verb: 'practice.page',
  data: { practiceId: 'fresh', kind: 'success', groupId: 'future', page: 0, to: 'next', title, ...given },
  path: 'practices',
  body: { practiceId: 'fresh', kind: 'success', groupId: 'future', title: { fi: title }, ...given },
  ...(fault && { fault }),
});

const written = (says: string, practiceId: string, data: object, body: object): Case => ({
  operation: 'PUT /practices/{practiceId}/form',
  says,
  verb: 'practice.page',
  data: { practiceId, kind: 'goodPractice', groupId: 'future', to: 'next', ...data },
  path: `practices/${practiceId}/form`,
  body,
});

const filedUnder = { supportForms: ['remote', 'training'], targetGroups: [], themes: ['needs'], municipality: 'Espoo' };

const proposed = (says: string, practiceId: string, fault?: string): Case => ({
  operation: 'POST /practices/{practiceId}/propose',
  says,
  verb: 'practice.propose',
  data: { practiceId },
  path: `practices/${practiceId}/propose`,
  ...(fault && { fault }),
});

/** Writing practices. */
const writing: readonly Case[] = [
  begun('beginning a practice', ' Etätuki '),
  begun('beginning a practice without a title', ' ', {}, 'practice:fault.required'),
  begun('beginning a practice for an organisation without Teams', 'Etätuki', { organisationId: 'o-quiet' }),
  begun('beginning a practice for an organisation in Teams', 'Etätuki', { organisationId: 'o-library' }),
  begun('beginning a practice in a group that only the coordinator is in', 'Etätuki', { groupId: 'home' }),
  written(
    'naming and filing a draft',
    'mine',
    {
      page: 0,
      title: 'Uusi nimi',
      ...filedUnder,
      supportForms: 'remote,training',
      targetGroups: '',
      themes: 'needs,magic',
    },
    { title: { fi: 'Uusi nimi' }, filing: { ...filedUnder, themes: ['needs', 'magic'] } },
  ),
  written(
    'changing what is in validation',
    'validated',
    { page: 1, 's.problem': 'Tuki puuttui.', 's.whatWasDone': ' Ohjattiin. ' },
    { sections: { problem: { fi: 'Tuki puuttui.' }, whatWasDone: { fi: ' Ohjattiin. ' }, result: { fi: '' } } },
  ),
  written(
    'changing what is retired',
    'retired',
    { page: 1, 's.problem': 'Tuki puuttui.' },
    { sections: { problem: { fi: 'Tuki puuttui.' } } },
  ),
  proposed('proposing a draft', 'ready'),
  proposed('proposing a draft that lacks its sections', 'mine', 'survey:faultsTitle'),
  proposed('proposing what is returned, as it is', 'returned'),
  proposed('proposing what is retired', 'retired'),
];

/** The changes that the ledger of messages offers, about a survey with something to do. */
const delivered = (['retry', 'repeat', 'pause', 'resume', 'withdraw'] as const).map(
  (step): Case => ({
    operation: `POST /deliveries/{subjectId}/${step}`,
    says: `${step} of messages`,
    verb: `delivery.${step}`,
    data: { subjectId: 'open' },
    path: `deliveries/open/${step}`,
  }),
);

/**
 * Everything that is stored but where Teams is, which differs between two runs, as do ids made on the way; and without
 * links, which come of showing something.
 */
async function everything(store: Store): Promise<string[]> {
  const all: string[] = [];
  for (const collection of collections.filter(({ name }) => name !== 'groups' && name !== 'links')) {
    for await (const record of store.stream(collection as Parameters<Store['stream']>[0], {})) {
      all.push(`${collection.name} ${JSON.stringify(inOrder(record)).replace(/id-\d{6}/g, 'id')}`);
    }
  }
  return all.sort();
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, inOrder(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A survey that everybody has begun to answer, and a lead for an organisation without Teams; practices with all their texts. */
async function beginForms(store: Store): Promise<void> {
  const question = { kind: 'text', code: 'more', label: { fi: 'Mitä muuta?' }, required: true } as const;
  const begun = { state: 'draft', draft: { more: 'Kaikki hyvin.' } } as const;
  const text = { fi: 'Teksti' };
  const sections = { problem: text, whatWasDone: text, result: text };
  const whole = { groupId: 'future', authorMemberId: 'm-member', sections };
  const questions = [{ ...question, multiline: true, maxLength: 100 }];
  const options = [longCode, 'other'].map((code) => ({ code, label: text }));
  const coded = Question.parse({ kind: 'choice', code: longCode, label: text, options });
  await store.commit([
    aSurvey('coded', { groupId: 'future', closesAt: '2026-09-30T13:00:00.000Z', questions: [coded] }),
    aSurvey('begun', { groupId: 'future', closesAt: '2026-09-30T13:00:00.000Z', questions }),
    aSurvey('brief', { groupId: 'future', closesAt: '2026-09-30T13:00:00.000Z', questions, keepMonths: 6 }),
    ...['m-coordinator', 'm-lead', 'm-member'].map((id) => aResponse('begun', id, {}, begun)),
    aResponse(
      'begun',
      'o-quiet',
      {},
      { ...begun, memberId: undefined, organisationId: 'o-quiet', enteredBy: 'm-lead' },
    ),
    aPractice('ready', { ...whole, state: 'draft' }),
    aPractice('returned', { ...whole, state: 'returned', returnReason: 'Kerro hinta.' }),
    aPractice('retired', { ...whole, state: 'retired' }),
  ]);
}

interface Mark {
  /** Of the record, or of all texts. */
  readonly tag: string;
  /** Of one text. */
  readonly text?: string;
}

/** What a presser has seen, by the operation and its path: as a card carries it, and as the page does. */
async function seenBefore(store: Store, { operation, path }: Case): Promise<Mark> {
  const [, kind = '', id = ''] = /^(\w+)\/([^/]+)/.exec(path) ?? [];
  const { changes, restsOn = '' } = operations[operation] as Operation;
  const reading = changes ?? restsOn;
  if (operation.includes('/texts/')) {
    const { texts, seen } = await textsToReview(store, await coordinatorIn(store), id);
    return { tag: seen, text: texts.find(({ key }) => path.endsWith(key))?.seen ?? '' };
  }
  const [survey, practice] = [await store.get(surveys, id), await store.get(practices, id)];
  if (survey && !reading.endsWith('/wording') && !reading.endsWith('/texts')) return { tag: seenOf(shownOf(survey)) };
  if (practice && reading === 'GET /practices/{practiceId}') {
    return { tag: seenOf(shownOfPractice(practice, await currentValidations(store, practice))) };
  }
  const versioned = ({ members, organisations, practices } as Record<string, Named<StoredRecord>>)[kind];
  return { tag: String((versioned && (await store.get(versioned, id)))?.version ?? 1) };
}

const coordinatorIn = (store: Store) => loadActor(store, { tenantId, aadObjectId: objectIdOf('coordinator') }, []);

/** What stands for something else than anybody was shown. */
const unseen = { tag: '9999', text: '9999' };

/** The data of a press, with what was seen where its verb asks for that. */
function dataOf(one: Case, { tag, text }: Mark): object {
  const { shape } = verbs[one.verb] as { readonly shape: object };
  const seen = 'seen' in shape && { seen: tag };
  const version = 'version' in shape && { version: Number(tag) };
  return { ...one.data, ...seen, ...version, ...('textSeen' in shape && { textSeen: text }) };
}

async function byCard(actor: Role, one: Case, mark?: Mark) {
  const chat = await startConversation();
  try {
    const { store } = chat.world.deps;
    await fillNetwork(store);
    await beginForms(store);
    const before = await everything(store);
    const data = dataOf(one, mark ?? (await seenBefore(store, one)));
    const { body } = await chat.forge(actor, { type: 'Action.Execute', verb: one.verb, data });
    return { said: JSON.stringify((body as { value: Card }).value), stored: await everything(store), before };
  } finally {
    await chat.close();
  }
}

async function byPage(actor: Role, one: Case, mark?: Mark) {
  const { operation, path, body, query } = one;
  const person = { tenantId, aadObjectId: objectIdOf(actor) };
  const site = await startSite(actor, { identity: { identify: async () => person, openSession: async () => '' } });
  try {
    const { store } = site.world.deps;
    await fillNetwork(store);
    await beginForms(store);
    const before = await everything(store);
    const { tag, text } = mark ?? (await seenBefore(store, one));
    const answer = await site.ask(`/api/v1/${path}?${new URLSearchParams({ language: 'fi', ...query }).toString()}`, {
      method: operation.split(' ')[0] ?? '',
      headers: { 'content-type': 'application/json', 'if-match': `"${tag}"` },
      ...(body ? { body: JSON.stringify({ ...body, ...(text !== undefined && { seen: text }) }) } : {}),
    });
    return { status: answer.status, problem: answer.json, stored: await everything(store), before };
  } finally {
    await site.close();
  }
}

describe('the same use case through card and page', function () {
  this.timeout(10_000);
  const t = textsFor('fi');
  const quoted = (text: string) => JSON.stringify(text).slice(1, -1);

  it('is tried for everything that the page can change', () => {
    const changes = Object.keys(operations).filter((name) => !name.startsWith('GET ') && name !== 'POST /session');
    const tried = [...cases, ...writing, ...delivered].map(({ operation }) => operation);
    expect([...new Set([...tried, ...onPageOnly])].sort()).to.deep.equal(changes.sort());
  });

  for (const one of [...cases, ...writing, ...delivered]) {
    it(`has one result and one refusal: ${one.says}`, async () => {
      const outcomes: string[] = [];
      for (const actor of ['coordinator', 'lead', 'member', 'stranger'] as const) {
        const [card, page] = await Promise.all([byCard(actor, one), byPage(actor, one)]);
        expect(card.stored, actor).to.deep.equal(page.stored);
        const refusal = page.status < 400 ? 'done' : String(page.problem.code);
        outcomes.push(refusal);
        const words = page.status < 400 ? undefined : (page.problem.detail as string);
        const faults = [one.fault ?? []].flat().map((key) => t(key));
        const shown = [...(words === undefined ? [] : [words]), ...faults].map(quoted);
        const isRefused = shown.some((text) => card.said.includes(text));
        expect(isRefused, `${actor}: ${refusal}; the card says ${card.said}`).to.equal(page.status >= 400);
      }
      // What concerns nobody but oneself, everybody may choose.
      expect(new Set(outcomes).size, outcomes.join(', ')).to.be.greaterThan(one.verb.startsWith('member.') ? 0 : 1);
    });
  }
});

describe('what decides for good', function () {
  this.timeout(10_000);
  const marks = ['seen', 'textSeen', 'version'];
  const resting = [...cases, ...writing].filter(({ verb, operation }) => {
    const shape = Object.keys((verbs[verb] as { readonly shape: object }).shape);
    const { changes, restsOn } = operations[operation] as Operation;
    return shape.some((key) => marks.includes(key)) && (changes ?? restsOn ?? operation.includes('{key}'));
  });

  it('is tried for everything that rests on what was seen', () => {
    const carrying = Object.entries(verbs).filter(([, { shape }]) => marks.some((mark) => mark in shape));
    const asking = /\.(ask\w+|keeping|resultsRule|texts|read|review|returnForm)$/;
    const deciding = carrying.map(([verb]) => verb).filter((verb) => !asking.test(verb));
    // What coordinators are asked in the chat alone, `test/bot/roster.spec.ts` tries.
    const tried = new Set<string>([...resting.map(({ verb }) => verb), 'network.answerName']);
    expect(deciding.filter((verb) => !tried.has(verb))).to.deep.equal([]);
  });

  for (const one of resting) {
    it(`changes nothing when something else was seen: ${one.says}`, async () => {
      const [card, page] = await Promise.all([byCard('coordinator', one, unseen), byPage('coordinator', one, unseen)]);
      expect(card.stored).to.deep.equal(card.before);
      expect(page.stored).to.deep.equal(page.before);
      expect(page.status).to.be.greaterThan(399);
    });
  }
});
