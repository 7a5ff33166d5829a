import { loadContent } from '../../../content/content.ts';
import { claimed, settled } from '../../../domain/delivery/settle.ts';
import { networks } from '../../../domain/network/network.ts';
import { changeOrganisation, placeMember } from '../../../domain/network/organisations.ts';
import { removeMembers } from '../../../domain/network/roster.ts';
import { deliveries } from '../../../domain/outbox.ts';
import { seenOf } from '../../../domain/seen.ts';
import { put } from '../../../domain/store.ts';
import { savePage, submitForm } from '../../../domain/survey/answer.ts';
import { cancelSurvey, closeSurvey } from '../../../domain/survey/close.ts';
import { offeredContact, shownOfContact, takeContactPoint } from '../../../domain/survey/contact-point.ts';
import { invitePeopleDue, remindPeopleDue, showClosedDue, showOpenDue } from '../../../domain/survey/deliver.ts';
import { editDraft, openDraft, startDraft } from '../../../domain/survey/draft.ts';
import { closeDue, openDue, remindDue } from '../../../domain/survey/due.ts';
import { giveUpKey } from '../../../domain/survey/give-up.ts';
import { archiveSurvey, moveClosing, remindNow, reopenSurvey } from '../../../domain/survey/life.ts';
import { limitRetention } from '../../../domain/survey/limit-retention.ts';
import { discardDraft, draftSurvey, postSurvey } from '../../../domain/survey/make.ts';
import { chooseReminders } from '../../../domain/survey/reminders.ts';
import { expireDue } from '../../../domain/survey/results/expire.ts';
import { redactText, shareTexts, textsToReview } from '../../../domain/survey/results/review-texts.ts';
import { limitResults } from '../../../domain/survey/results-rule.ts';
import { rewordPart, rewordSurvey } from '../../../domain/survey/reword.ts';
import { putKeysInOrder } from '../../../domain/survey/seal-key.ts';
import { shownOf } from '../../../domain/survey/seen.ts';
import { type Anonymity, SurveyTemplate, surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { objectIdOf, type Role } from '../../domain/fixture.ts';
import type { Act } from '../interleave.ts';
import { template } from '../records.ts';
import { actorIn, type RaceDeps } from '../scene.ts';
import { due, inDays, nowhere, press, type Situation } from './situation.ts';

const { surveyTemplates } = loadContent();

const closesAt = inDays(14);
const survey = (deps: RaceDeps) => load(deps.store, surveys, 's');
const seen = async (deps: RaceDeps) => seenOf(shownOf(await survey(deps)));

async function drafted(deps: RaceDeps, anonymity: Anonymity, more: { opensAt?: string } = {}): Promise<void> {
  const plan = { surveyId: 's', networkId: 'uudi', groupId: 'future', closesAt, template, anonymity };
  const settings = { breakdowns: ['organisationType' as const] };
  await draftSurvey(deps, await actorIn(deps, 'lead'), { ...plan, ...more, settings });
}

async function posted(deps: RaceDeps, anonymity: Anonymity, more: { opensAt?: string } = {}): Promise<void> {
  await drafted(deps, anonymity, more);
  await postSurvey(deps, await actorIn(deps, 'lead'), 's', { sentTo: 'both' });
  for (const delivery of await deps.store.find(deliveries, { state: 'waiting' })) {
    const sending = claimed(delivery, 'i', new Date(inDays(1)));
    const outcome = { was: 'sent', activityId: 'a', conversationId: 'c' } as const;
    await deps.store.commit([put(deliveries, settled(sending, outcome, { now: deps.now(), chance: 0 }))]);
  }
}

const answers = (role: Role, first: string, to: 'submit' | 'leave' = 'submit'): Act =>
  press(to === 'submit' ? `answers «${first}»` : `leaves a draft «${first}»`, role, (deps, actor) =>
    savePage(deps, actor, 's', { page: 0, to, typed: { first, second: 'b' } }),
  );

async function answeredBy(deps: RaceDeps, ...roles: readonly Role[]): Promise<void> {
  for (const role of roles) await answers(role, `Ajoissa ${role}`).act(deps, nowhere);
}

/** The second reading of the clock that says that the time of the answers has passed, and all steps from then on. */
const expiring: Act = {
  says: 'task survey.expire',
  act: async (deps) => {
    for (let steps = 0; steps < 8; steps += 1) await due('survey.expire', 's', expireDue, 42).act(deps, nowhere);
  },
};

const closing = [
  press('closes', 'lead', async (deps, actor) => closeSurvey(deps, actor, 's', await seen(deps))),
  press('cancels', 'lead', async (deps, actor) => cancelSurvey(deps, actor, 's', 'Väärä aika', await seen(deps))),
];
const afterwards = [
  press('opens again', 'lead', (deps, actor) => reopenSurvey(deps, actor, 's', inDays(60))),
  press('archives', 'lead', (deps, actor) => archiveSurvey(deps, actor, 's')),
];
const deciding = [
  press('keeps answers for a month', 'lead', async (deps, actor) =>
    limitRetention(deps, actor, 's', 1, await seen(deps)),
  ),
  press('shows results to coordinators alone', 'coordinator', async (deps, actor) =>
    limitResults(deps, actor, 's', { resultsFor: 'coordinators' }, await seen(deps)),
  ),
];
const timing = [
  press('moves the closing', 'lead', (deps, actor) => moveClosing(deps, actor, 's', inDays(21))),
  press('chooses reminders', 'coordinator', (deps, actor) => chooseReminders(deps, actor, 's', [inDays(3), inDays(7)])),
];
const wording = [
  press('changes the title', 'lead', (deps, actor) =>
    rewordPart(deps, actor, 's', { part: 'title', text: { fi: 'Toisin' } }),
  ),
  press('takes an option away', 'coordinator', async (deps, actor) => {
    const { title, purpose, questions, version } = await survey(deps);
    const fewer = questions.map((one) =>
      one.kind === 'choice' ? { ...one, options: one.options.filter(({ code }) => code !== 'b') } : one,
    );
    return rewordSurvey(deps, actor, 's', { title, purpose, questions: fewer }, version);
  }),
];
const closingTask = due('survey.close', 's', closeDue, 22);
const people: readonly Act[] = [
  {
    says: 'member leaves the team',
    act: async (deps) => removeMembers(deps, await load(deps.store, networks, 'uudi'), [objectIdOf('member')]),
  },
  press('places loner in an organisation', 'coordinator', (deps, actor) =>
    placeMember(deps, actor, {
      memberId: 'm-loner',
      organisationId: 'o-library',
      newOrganisationId: 'o-new',
      fresh: { name: '', type: '', contactPoint: '', municipalities: [] },
    }),
  ),
];

/** Whatever is read in its place: the same one of the texts. */
const redacting = (role: Role, text: string) =>
  press(`has «${text}» read in the place of a text`, role, async (deps, actor) => {
    const { texts } = await textsToReview(deps.store, actor, 's');
    const [one] = texts.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    return redactText(deps, actor, 's', { key: one?.key ?? '', text, seen: one?.seen });
  });

const drafts: Situation = {
  name: 'a draft of a survey',
  setting: { writes: [], before: (deps) => drafted(deps, 'named') },
  useCases: [
    press('sends its form again', 'lead', (deps, actor) =>
      startDraft(
        deps,
        actor,
        { surveyId: 's', networkId: 'uudi', groupId: 'future', closesAt: inDays(16) },
        { kind: 'template', template, practices: [] },
      ),
    ),
    press('edits it', 'coordinator', async (deps, actor) => {
      const draft = await openDraft(deps.store, actor, 's');
      const { title, purpose, anonymity, groupId, version } = draft;
      const questions = draft.questions.slice(0, 1);
      const edit = { title, purpose, anonymity, questions, groupId, closesAt: inDays(18), audience: undefined };
      return editDraft({ ...deps, surveyTemplates }, actor, 's', edit, version);
    }),
    press('posts what was seen', 'lead', async (deps, actor) =>
      postSurvey(deps, actor, 's', { seen: await seen(deps) }),
    ),
    press('discards what was seen', 'lead', async (deps, actor) => {
      const draft = await deps.store.get(surveys, 's');
      await discardDraft(deps, actor, 's', draft && seenOf(shownOf(draft)));
    }),
    press('chooses reminders', 'lead', (deps, actor) => chooseReminders(deps, actor, 's', [inDays(3)])),
    ...deciding,
    answers('member', 'Ensin'),
    closing[0] as Act,
  ],
};

const scheduled = (anonymity: Anonymity): Situation => ({
  name: `a scheduled ${anonymity} survey`,
  setting: { writes: [], before: (deps) => posted(deps, anonymity, { opensAt: inDays(1) }) },
  useCases: [due('survey.open', 's', openDue, 2), closingTask, ...closing, ...timing, ...deciding, ...wording],
});

const open = (anonymity: Anonymity): Situation => ({
  name: `an open ${anonymity} survey`,
  setting: {
    writes: [],
    before: async (deps) => {
      await posted(deps, anonymity);
      await answeredBy(deps, 'member', 'other');
      await answers('loner', 'Kesken', 'leave').act(deps, nowhere);
    },
  },
  useCases: [
    answers('lead', 'Ensin'),
    answers('member', 'Muutettu'),
    answers('other', 'Kesken', 'leave'),
    press('sends what was saved', 'loner', (deps, actor) => submitForm(deps, actor, 's')),
    ...closing,
    closingTask,
    ...afterwards,
    ...timing,
    press('reminds', 'lead', (deps, actor) => remindNow(deps, actor, 's')),
    due('survey.remind', 's', remindDue, 12),
    due('survey.remindPeople', 's', remindPeopleDue),
    due('survey.invitePeople', 's', invitePeopleDue),
    due('survey.showOpen', 's', showOpenDue),
    due('survey.showClosed', 's', showClosedDue),
    ...wording,
    ...deciding,
    ...people,
  ],
});

/** Nobody has answered yet. */
const unanswered: Situation = {
  name: 'an anonymous survey that nobody has answered',
  setting: { writes: [], before: (deps) => posted(deps, 'anonymous') },
  useCases: [
    answers('member', 'Ensin'),
    answers('other', 'Samalla'),
    answers('lead', 'Kesken', 'leave'),
    ...closing,
    closingTask,
    { says: 'start of an instance', act: (deps) => putKeysInOrder(deps, ['s']) },
  ],
};

const closed = (anonymity: Anonymity): Situation => ({
  name: `a closed ${anonymity} survey`,
  setting: {
    writes: [],
    before: async (deps) => {
      await posted(deps, anonymity);
      await answeredBy(deps, 'coordinator', 'lead', 'member', 'other', 'loner');
      await limitRetention(deps, await actorIn(deps, 'lead'), 's', 1);
      await closeSurvey(deps, await actorIn(deps, 'lead'), 's');
      await due('survey.expire', 's', expireDue, 40).act(deps, nowhere);
    },
  },
  useCases: [
    closingTask,
    expiring,
    ...afterwards,
    ...closing,
    due('survey.showClosed', 's', showClosedDue),
    press('limits who sees the results', 'coordinator', async (deps, actor) =>
      limitResults(deps, actor, 's', { resultsFor: 'coordinators' }, await seen(deps)),
    ),
    redacting('lead', 'Muuta'),
    redacting('coordinator', ''),
    press('shares the texts that were seen', 'lead', async (deps, actor) =>
      shareTexts(deps, actor, 's', (await textsToReview(deps.store, actor, 's')).seen),
    ),
    answers('member', 'Myöhässä'),
    ...people,
  ],
});

const keyless: Situation = {
  name: 'an anonymous survey whose key is lost',
  setting: {
    writes: [],
    before: async (deps) => {
      await posted(deps, 'anonymous');
      await answeredBy(deps, 'member', 'other');
      await deps.vault.destroy('s', await deps.vault.mark('s'));
      await deps.vault.clear('s');
    },
  },
  useCases: [
    { says: 'operator: gives two answers up', act: (deps) => giveUpKey(deps, 's', 2) },
    answers('lead', 'Ensin'),
    ...closing,
    closingTask,
  ],
};

/** An answer that holds how to reach the organisation it comes from. */
const reached = (text: string): Act =>
  press(`says how to reach the library: «${text}»`, 'member', (deps, actor) =>
    savePage(deps, actor, 's', { page: 0, to: 'submit', typed: { first: 'Ensin', contactPoint: text } }),
  );

const contact: Situation = {
  name: 'a named survey with a contact point in an answer',
  setting: {
    writes: [],
    before: async (deps) => {
      const question = { kind: 'text', code: 'contactPoint', label: { fi: 'Kysymys' } };
      const asking = SurveyTemplate.parse({ ...template, questions: [...template.questions, question] });
      const plan = { surveyId: 's', networkId: 'uudi', groupId: 'future', closesAt, template: asking };
      await draftSurvey(deps, await actorIn(deps, 'lead'), { ...plan, anonymity: 'named', settings: {} });
      await postSurvey(deps, await actorIn(deps, 'lead'), 's', { sentTo: 'both' });
      await reached('digi@example.org').act(deps, nowhere);
    },
  },
  useCases: [
    press('takes the contact point over', 'member', async (deps, actor) => {
      const offered = await offeredContact(deps.store, actor, await survey(deps));
      await takeContactPoint(deps, actor, 's', offered && seenOf(shownOfContact(offered)));
    }),
    press('changes the row', 'coordinator', (deps, actor) =>
      changeOrganisation(deps, actor, 'o-library', {
        name: 'Kirjasto A (esimerkki)',
        type: 'library',
        contactPoint: 'toinen@example.org',
        municipalities: [],
      }),
    ),
    reached('uusi@example.org'),
    ...closing,
    ...people,
  ],
};

export const ofSurveys: readonly Situation[] = [
  drafts,
  contact,
  scheduled('named'),
  ...(['named', 'confidential', 'anonymous'] as const).flatMap((anonymity) => [open(anonymity), closed(anonymity)]),
  unanswered,
  keyless,
];
