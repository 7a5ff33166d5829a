import { alsoOnPage, largestCard } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import { asTyped } from '../../cards/filled-in.ts';
import { mineCard } from '../../cards/member/mine.ts';
import { bytesOf } from '../../cards/shorten.ts';
import { endedCard } from '../../cards/survey/ended.ts';
import { entryCard } from '../../cards/survey/entry.ts';
import { formCard, largePageCard, previewCard } from '../../cards/survey/form.ts';
import { invitationCard } from '../../cards/survey/invite.ts';
import { discardedCard, postedCard, surveyListCard } from '../../cards/survey/make.ts';
import { askCloseCard, cancelCard } from '../../cards/survey/manage.ts';
import { missingCard } from '../../cards/survey/missing.ts';
import { inputPrefix } from '../../cards/survey/question-input.ts';
import { contactTakenCard, receiptCard } from '../../cards/survey/receipt.ts';
import { resultsRuleCard } from '../../cards/survey/results-rule.ts';
import { retentionCard } from '../../cards/survey/retention.ts';
import { reviewCard } from '../../cards/survey/review.ts';
import { chooseLabelCard, chooseTextCard } from '../../cards/survey/wording.ts';
import { AppError, asAppError, type ErrorCode, isAppError } from '../../domain/errors.ts';
import { mine } from '../../domain/member/mine.ts';
import { organisations } from '../../domain/network/network.ts';
import { canSomewhere, membershipIn } from '../../domain/rights.ts';
import { type Form, openForm, savePage, submitForm, unsavedPage } from '../../domain/survey/answer.ts';
import { askerOf } from '../../domain/survey/asker.ts';
import { closeSurvey } from '../../domain/survey/close.ts';
import { offeredContact, takeContactPoint } from '../../domain/survey/contact-point.ts';
import { invitePeopleDue, remindPeopleDue, showClosedDue, showOpenDue } from '../../domain/survey/deliver.ts';
import { closeDue, openDue, remindDue } from '../../domain/survey/due.ts';
import { entriesOf } from '../../domain/survey/entries.ts';
import { archiveSurvey, moveClosing, remindNow, reopenSurvey } from '../../domain/survey/life.ts';
import { discardDraft, postSurvey } from '../../domain/survey/make.ts';
import { missingFrom } from '../../domain/survey/missing.ts';
import { endedSurvey } from '../../domain/survey/own.ts';
import { pagesOf } from '../../domain/survey/pages.ts';
import { progressFor } from '../../domain/survey/progress.ts';
import { assertQuestions } from '../../domain/survey/questions.ts';
import { expireDue } from '../../domain/survey/results/expire.ts';
import { writtenNumber } from '../../domain/typed-number.ts';
import { type DataOf, feature, type Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';
import { findPeople, groupsCard } from './choose.ts';
import { changeDraft, draftAgain, draftFromForm, newSurveyForm, surveysOf } from './draft.ts';
import { askTime, cancel, cancelAgain, changeTime, timeAgain } from './life.ts';
import { asSeen, manage, managed, placesOf, show } from './manage.ts';
import { surveyMessages } from './messages.ts';
import { askReminders, remindersAgain, setReminders } from './reminders.ts';
import { limit, redact, results, share, shorten, texts } from './results.ts';
import { editText, reword, wordingAgain } from './wording.ts';

async function missing(turn: Turn, { surveyId }: DataOf<'survey.missing'>) {
  const found = await missingFrom(turn.deps.store, turn.actor, surveyId);
  const known = await turn.deps.store.find(organisations, { networkId: found.survey.networkId });
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const progress = await progressFor(turn.deps.store, found.survey, found.known !== undefined);
  const made = missingCard(turn.reader, found, progress, names);
  return alsoOnPage(turn.reader, made, turn.deps.links.tab(`surveys/${surveyId}/missing`));
}

function changesTime(change: typeof reopenSurvey) {
  return asSeen(async (turn, data: DataOf<'survey.reopen'>) =>
    changeTime(turn, await managed(turn, data.surveyId), data, change, (survey) => manage(turn, survey)),
  );
}

/** What was typed into the inputs of questions: by question code, all of it text. */
function typedIn(data: Readonly<Record<string, string | number>>): Record<string, string> {
  const inputs = Object.entries(data).filter(([id]) => id.startsWith(inputPrefix));
  const text = (value: string | number) => (typeof value === 'number' ? writtenNumber(value) : value);
  return Object.fromEntries(inputs.map(([id, value]) => [id.slice(inputPrefix.length), text(value)]));
}

function formOrReview(turn: Turn, form: Form) {
  return form.reviewing ? onItsPage(turn, form, reviewCard(turn.reader, form)) : pageCard(turn, form);
}

/** A page of a form as a card, or the way to the page where there is more room. */
function pageCard(turn: Turn, form: Form, problem?: ErrorCode) {
  const made = onItsPage(turn, form, formCard(turn.reader, form, problem));
  return bytesOf(made) <= largestCard ? made : onItsPage(turn, form, largePageCard(turn.reader, form, problem));
}

/** A card of a form with the way to the same form on the page. */
function onItsPage({ reader, deps }: Turn, { survey, enteredFor }: Form, made: Card) {
  const part = enteredFor ? `entries/${enteredFor.id}` : 'answer';
  return alsoOnPage(reader, made, deps.links.tab(`surveys/${survey.id}/${part}`));
}

async function leftCard(turn: Turn, { survey, response, enteredFor }: Form) {
  if (enteredFor) return manage(turn, survey);
  const made = invitationCard(turn.reader, survey, response?.state === 'submitted' ? 'submitted' : 'begun');
  return alsoOnPage(turn.reader, made, turn.deps.links.tab(`surveys/${survey.id}/answer`));
}

/** What is stored, and whether the contact point in it may stand for the organisation. */
async function receipt({ deps, actor, reader }: Turn, form: Form) {
  const contact = form.enteredFor ? undefined : await offeredContact(deps.store, actor, form.survey);
  return receiptCard(reader, form, contact);
}

/** The form; after its end what was answered, and the way to the results. */
async function answer(turn: Turn, { surveyId, organisationId }: DataOf<'survey.answer'>) {
  const { deps, actor, reader } = turn;
  try {
    return formOrReview(turn, await openForm(deps, actor, surveyId, undefined, organisationId));
  } catch (error) {
    const over = isAppError(error, 'SURVEY_CLOSED') || isAppError(error, 'SURVEY_NOT_ASKED');
    const ended = over && organisationId === undefined ? await endedSurvey(deps, actor, surveyId) : undefined;
    if (!ended) throw error;
    return alsoOnPage(reader, endedCard(reader, ended), deps.links.tab(`surveys/${surveyId}`));
  }
}

/** After these, a page may be saved when it is sent again. */
const unsaved: readonly ErrorCode[] = ['STORE_UNAVAILABLE', 'SURVEY_KEY_MISSING', 'CONFLICT'];

/** The surveys that somebody looks after, to choose one of. */
async function surveyList(turn: Turn): Promise<Card> {
  const seen = await surveysOf(turn);
  const made = surveyListCard(turn.reader, seen.surveys, seen.groups);
  return alsoOnPage(turn.reader, made, turn.deps.links.tab('surveys'));
}

/** Asks which text of a survey is to be changed. */
async function askWording(turn: Turn, { surveyId }: { readonly surveyId: string }): Promise<Card> {
  const made = chooseTextCard(turn.reader, await managed(turn, surveyId));
  return alsoOnPage(turn.reader, made, turn.deps.links.tab(`surveys/${surveyId}/wording`));
}

/** The organisations without Teams for which an answer can be entered. */
async function entries(turn: Turn, { surveyId, search = '' }: { readonly surveyId: string; readonly search?: string }) {
  const made = entryCard(turn.reader, await entriesOf(turn.deps.store, turn.actor, surveyId, search));
  return alsoOnPage(turn.reader, made, turn.deps.links.tab(`surveys/${surveyId}/entries`));
}

/** A page of a form as it was typed, with nothing saved. */
async function pageAgain(turn: Turn, { surveyId, organisationId, page, to, ...inputs }: DataOf<'survey.page'>) {
  const typed = { page, to, typed: typedIn(inputs) };
  return pageCard(turn, await unsavedPage(turn.deps, turn.actor, surveyId, typed, organisationId));
}

/** Takes one page of a form. What cannot be saved comes back as it was typed, unless the survey is over. */
async function answerPage(turn: Turn, { surveyId, organisationId, page, to, ...inputs }: DataOf<'survey.page'>) {
  const { deps, actor } = turn;
  const typed = { page, to, typed: typedIn(inputs) };
  try {
    const form = await savePage(deps, actor, surveyId, typed, organisationId);
    if (to === 'leave') return await leftCard(turn, form);
    const faulty = Object.keys(form.faults).map((code) => inputPrefix + code);
    if (to === 'submit' && faulty.length === 0) return await receipt(turn, form);
    // What could not be read is no answer, and stands in its input as it was typed.
    const unread = Object.entries(inputs).filter(([id]) => form.page === page && faulty.includes(id));
    return asTyped(formOrReview(turn, form), Object.fromEntries(unread));
  } catch (error) {
    const { code } = asAppError(error);
    if (!unsaved.includes(code)) throw error;
    return pageCard(turn, await unsavedPage(deps, actor, surveyId, typed, organisationId), code);
  }
}

/** The surveys that wait for somebody who makes none. */
async function ownSurveys(turn: Turn): Promise<Card> {
  const { deps, actor, reader } = turn;
  const network = networkOf(turn);
  const membership = membershipIn(actor, network.id);
  if (!membership) throw new AppError('NOT_MEMBER', 'not a member of the network of the team');
  const items = (await mine(deps, membership)).filter(({ noun }) => noun === 'survey');
  const made = mineCard(reader, [{ items, network, reader }], reader.t('member:mineSurveys'));
  return alsoOnPage(reader, made, deps.links.tab());
}

/** Surveys in Teams: made, posted and closed by leads, answered by members. */
export const surveyFeature = feature({
  commands: [
    {
      name: 'survey',
      offered: ({ actor, network }) => network !== undefined && canSomewhere(actor, 'survey.create', network.id),
      run: (turn) =>
        newSurveyForm(turn).catch((error: unknown) => {
          if (!isAppError(error, 'FORBIDDEN')) throw error;
          return ownSurveys(turn);
        }),
    },
  ],
  verbs: {
    'survey.new': (turn) => newSurveyForm(turn),
    'survey.draft': draftFromForm,
    'survey.form': (turn, typed) => newSurveyForm(turn, typed),
    'survey.people': findPeople,
    'survey.groups': (turn, typed) => groupsCard(turn, typed),
    'survey.change': changeDraft,
    'survey.preview': async (turn, { surveyId, page }) => {
      const survey = await managed(turn, surveyId);
      const pages = pagesOf(survey.questions);
      if (pages.length === 0) throw new AppError('SURVEY_WITHOUT_QUESTIONS', `survey ${surveyId} asks nothing`);
      const shown = Math.min(page, pages.length - 1);
      const made = previewCard(turn.reader, {
        survey,
        response: undefined,
        answers: {},
        pages,
        page: shown,
        reviewing: false,
        asker: await askerOf(turn.deps.store, survey),
        faults: {},
        unreadable: false,
      });
      if (bytesOf(made) > largestCard) assertQuestions(survey.questions);
      return made;
    },
    'survey.post': asSeen(async (turn, { surveyId, ...posting }) => {
      const survey = await postSurvey(turn.deps, turn.actor, surveyId, posting);
      return postedCard(turn.reader, survey, await placesOf(turn, survey));
    }),
    'survey.discard': asSeen(async (turn, { surveyId, seen }) => {
      await discardDraft(turn.deps, turn.actor, surveyId, seen);
      return discardedCard(turn.reader);
    }),
    'survey.list': surveyList,
    'survey.manage': async (turn, { surveyId }) => show(turn, await managed(turn, surveyId)),
    'survey.askClose': async (turn, { surveyId, seen }) =>
      askCloseCard(turn.reader, await managed(turn, surveyId), seen),
    'survey.close': asSeen(async (turn, { surveyId, seen }) =>
      manage(turn, await closeSurvey(turn.deps, turn.actor, surveyId, seen)),
    ),
    'survey.askTime': async (turn, { surveyId, seen }) => askTime(turn, await managed(turn, surveyId), seen),
    'survey.moveClosing': changesTime(moveClosing),
    'survey.reopen': changesTime(reopenSurvey),
    'survey.askCancel': async (turn, { surveyId, seen }) =>
      cancelCard(turn.reader, await managed(turn, surveyId), { seen }),
    'survey.cancel': asSeen(async (turn, data) =>
      cancel(turn, await managed(turn, data.surveyId), data, (survey) => manage(turn, survey)),
    ),
    'survey.askWording': askWording,
    'survey.editLabels': async (turn, { surveyId, code }) =>
      chooseLabelCard(turn.reader, await managed(turn, surveyId), code),
    'survey.editText': async (turn, data) => editText(turn, await managed(turn, data.surveyId), data),
    'survey.reword': async (turn, data) => reword(turn, await managed(turn, data.surveyId), data),
    'survey.archive': asSeen(async (turn, { surveyId, seen }) =>
      manage(turn, await archiveSurvey(turn.deps, turn.actor, surveyId, seen)),
    ),
    'survey.askReminders': async (turn, { surveyId }) => askReminders(turn, await managed(turn, surveyId)),
    'survey.chooseReminders': async (turn, data) =>
      setReminders(turn, await managed(turn, data.surveyId), data, (survey) => show(turn, survey)),
    'survey.results': results,
    'survey.resultsRule': async (turn, { surveyId, seen }) =>
      resultsRuleCard(turn.reader, await managed(turn, surveyId), { seen }),
    'survey.limitResults': asSeen(async (turn, data) =>
      limit(turn, await managed(turn, data.surveyId), data, (survey) => show(turn, survey)),
    ),
    'survey.keeping': async (turn, { surveyId, seen }) =>
      retentionCard(turn.reader, await managed(turn, surveyId), turn.deps.now(), { seen }),
    'survey.limitKeeping': asSeen(async (turn, data) =>
      shorten(turn, await managed(turn, data.surveyId), data, (survey) => show(turn, survey)),
    ),
    'survey.texts': texts,
    'survey.redact': redact,
    'survey.shareTexts': share,
    'survey.missing': missing,
    'survey.remind': async (turn, { surveyId }) => manage(turn, await remindNow(turn.deps, turn.actor, surveyId), true),
    'survey.entries': entries,
    'survey.answer': answer,
    'survey.openPage': async (turn, { surveyId, page, organisationId }) =>
      formOrReview(turn, await openForm(turn.deps, turn.actor, surveyId, page, organisationId)),
    'survey.review': async (turn, { surveyId, part, organisationId }) =>
      reviewCard(turn.reader, await openForm(turn.deps, turn.actor, surveyId, 'review', organisationId), part),
    'survey.submit': async (turn, { surveyId, organisationId }) => {
      const form = await submitForm(turn.deps, turn.actor, surveyId, organisationId);
      return form.reviewing ? receipt(turn, form) : pageCard(turn, form);
    },
    'survey.takeContact': async (turn, { surveyId, seen }) =>
      contactTakenCard(turn.reader, await takeContactPoint(turn.deps, turn.actor, surveyId, seen)),
    'survey.leave': async (turn, { surveyId, organisationId }) =>
      leftCard(turn, await openForm(turn.deps, turn.actor, surveyId, 'review', organisationId)),
    'survey.page': answerPage,
  },
  forms: {
    'survey.draft': draftAgain,
    'survey.form': (turn, typed) => newSurveyForm(turn, typed),
    'survey.people': findPeople,
    'survey.groups': (turn, typed) => groupsCard(turn, typed),
    'survey.post': async (turn, { surveyId }) => show(turn, await managed(turn, surveyId)),
    'survey.manage': surveyList,
    'survey.moveClosing': async (turn, typed) => timeAgain(turn, await managed(turn, typed.surveyId), typed),
    'survey.reopen': async (turn, typed) => timeAgain(turn, await managed(turn, typed.surveyId), typed),
    'survey.cancel': async (turn, typed) => cancelAgain(turn, await managed(turn, typed.surveyId), typed),
    'survey.editText': askWording,
    'survey.reword': async (turn, typed) => wordingAgain(turn, await managed(turn, typed.surveyId), typed),
    'survey.chooseReminders': async (turn, typed) => remindersAgain(turn, await managed(turn, typed.surveyId), typed),
    'survey.limitResults': async (turn, { surveyId, seen }) =>
      resultsRuleCard(turn.reader, await managed(turn, surveyId), { seen }),
    'survey.limitKeeping': async (turn, { surveyId, seen }) =>
      retentionCard(turn.reader, await managed(turn, surveyId), turn.deps.now(), { seen }),
    'survey.redact': texts,
    'survey.entries': entries,
    'survey.answer': entries,
    'survey.page': pageAgain,
  },
  messages: surveyMessages,
  tasks: {
    'survey.open': openDue,
    'survey.invitePeople': invitePeopleDue,
    'survey.remind': remindDue,
    'survey.remindPeople': remindPeopleDue,
    'survey.close': closeDue,
    'survey.expire': expireDue,
    'survey.showClosed': showClosedDue,
    'survey.showOpen': showOpenDue,
  },
});
