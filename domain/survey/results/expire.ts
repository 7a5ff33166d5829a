import { agreedMoment, awaitAgreement } from '../../agreed-time.ts';
import { accountOfDeletion } from '../../network/audit.ts';
import { type Task, taskId, tasks } from '../../outbox.ts';
import { stepSize } from '../../stepwise.ts';
import { put, remove, type StoreReader, type Write } from '../../store.ts';
import type { Deps } from '../../use-case.ts';
import { answeredQuestions } from '../answered-questions.ts';
import { type CloseDeps, close } from '../close.ts';
import { populations } from '../population.ts';
import { progressOf } from '../progress.ts';
import { anonymousAnswers, redactions, responses, sharedTexts } from '../response.ts';
import { expiresAt } from '../retention.ts';
import { sealKeys } from '../seal-key.ts';
import { hasEnded, isSecret, type Survey, surveys } from '../survey.ts';
import { shareAtEnd } from '../turnout.ts';
import { figuresOnly, type PublishedResults, publishedResults } from './published-results.ts';
import { lastingResults } from './survey-results.ts';

/**
 * Deletes the answers to a survey whose time has passed, by two readings of the clock a day apart. The first commit keeps the numbers that may be published of
 * them, and says that they are deleted: from then on nobody reads any. Each later one deletes some of them, drafts and
 * what was put in the place of texts too, and in the end the store forgets them. The task stays until all that is done,
 * and each part may be done again after a crash. One of a survey that was opened again does nothing, and one that comes
 * too early waits.
 */
export async function expireDue(deps: CloseDeps, task: Task): Promise<void> {
  const survey = await deps.store.get(surveys, task.subjectId);
  if (survey?.answersDeleted) return deleteOnward(deps, task, survey);
  const dueAt = survey && hasEnded(survey) ? expiresAt(survey) : undefined;
  if (!survey || dueAt === undefined) return deps.store.commit([remove(tasks, task)]);
  const now = deps.now().toISOString();
  if (dueAt > now) return deps.store.commit([put(tasks, { ...task, dueAt, readAt: undefined })]);
  const agreed = agreedMoment(task, deps.now());
  if (agreed === undefined || agreed < dueAt) return deps.store.commit([awaitAgreement(task, dueAt, deps.now())]);
  if (await deps.store.get(tasks, taskId('survey.close', survey.id))) {
    // Only a closing that is done has put down what counts. This task comes again when its lease is over.
    await close(deps, survey.id);
    return undefined;
  }
  return deps.store.commit([...(await emptying(deps, survey, now)), put(tasks, { ...task, dueAt: now })]);
}

/** What marks the answers to a survey as deleted. Of a cancelled one no number stays. */
async function emptying(deps: Deps, survey: Survey, at: string): Promise<Write[]> {
  const account = accountOfDeletion(deps, survey);
  if (survey.state === 'cancelled') return [put(surveys, { ...survey, answersDeleted: { at } }), ...account];
  const figures = await figuresFor(deps, survey);
  return [
    put(surveys, { ...survey, answersDeleted: { at, ...(await countsKept(deps.store, survey)) } }),
    put(publishedResults, figures),
    ...account,
  ];
}

/** The counts that stay: of a secret survey those alone that everybody may read who looks after it. */
async function countsKept(
  store: StoreReader,
  survey: Survey,
): Promise<Omit<NonNullable<Survey['answersDeleted']>, 'at'>> {
  const { submitted, members, entered } = await progressOf(store, survey);
  if (!isSecret(survey)) return { submitted, members, entered };
  const share = shareAtEnd(submitted, members);
  return { ...(share !== 'few' && { submitted }), ...(share !== 'nearlyAll' && members !== undefined && { members }) };
}

async function figuresFor({ store }: Deps, survey: Survey): Promise<PublishedResults> {
  const results = await lastingResults(store, survey);
  const { id, networkId } = survey;
  const questions = results.suppressed ? undefined : results.questions.map(figuresOnly);
  return { id, version: 0, networkId, submitted: results.submitted, questions };
}

async function deleteOnward(deps: Deps, task: Task, { id: surveyId, anonymity }: Survey): Promise<void> {
  const { store } = deps;
  const some = { limit: stepSize };
  const population = await store.get(populations, surveyId);
  const shared = await store.get(sharedTexts, surveyId);
  const key = await store.get(sealKeys, surveyId);
  const answered = await store.get(answeredQuestions, surveyId);
  const deleting = [
    ...(population ? [remove(populations, population)] : []),
    ...(key ? [remove(sealKeys, key)] : []),
    ...(answered ? [remove(answeredQuestions, answered)] : []),
    ...(await store.find(responses, { surveyId }, some)).map((one) => remove(responses, one)),
    ...(await store.find(anonymousAnswers, { surveyId }, some)).map((one) => remove(anonymousAnswers, one)),
    ...(await store.find(redactions, { surveyId }, some)).map((one) => remove(redactions, one)),
    ...(shared ? [remove(sharedTexts, shared)] : []),
  ];
  if (deleting.length > 0) return store.commit([...deleting, put(tasks, { ...task, dueAt: deps.now().toISOString() })]);
  await store.forget(anonymity === 'anonymous' ? anonymousAnswers : responses, redactions, sharedTexts);
  return store.commit([remove(tasks, task)]);
}
