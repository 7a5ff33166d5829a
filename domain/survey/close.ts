import { deliveries, send, taskId, tasks } from '../outbox.ts';
import { type Actor, authorise } from '../rights.ts';
import { put, remove, type StoreReader, type Write } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { type AnswerDeps, Content } from './answer.ts';
import { anonymousAnswers, responses, type Survey, surveys } from './survey.ts';

/** What closing needs beside the usual: the vault, and chance to shuffle anonymous answers by. */
export type CloseDeps = AnswerDeps & {
  /** A whole number from 0 up to, not including, `limit`. */
  randomBelow(limit: number): number;
};

/** Closes a survey before its time. Leads of the group and coordinators. A closed one stays as it is. */
export async function closeSurvey(deps: CloseDeps, actor: Actor, surveyId: string): Promise<Survey> {
  const survey = await load(deps.store, surveys, surveyId);
  authorise(actor, 'survey.manage', survey);
  return close(deps, survey);
}

/**
 * Closes a survey whose time has come, or had come while nobody was looking. In an anonymous survey the same commit
 * replaces every sealed response by an answer without person, time or language, in shuffled order; then the key is
 * destroyed, so that no earlier copy can be read.
 */
export async function close(deps: CloseDeps, survey: Survey): Promise<Survey> {
  if (survey.state === 'closed') {
    await destroyKey(deps, survey);
    return survey;
  }
  const closed: Survey = { ...survey, state: 'closed', closedAt: deps.now().toISOString() };
  const writes = [put(surveys, closed), ...(await leftoverTasks(deps.store, survey)), ...(await updates(deps, survey))];
  if (survey.anonymity === 'anonymous') writes.push(...(await unlinked(deps, survey)));
  await deps.store.commit(writes);
  await destroyKey(deps, survey);
  return closed;
}

async function destroyKey(deps: CloseDeps, survey: Survey): Promise<void> {
  if (survey.anonymity === 'anonymous') await deps.vault.destroy(survey.id);
}

async function leftoverTasks(store: StoreReader, survey: Survey): Promise<Write[]> {
  const kinds = ['survey.open', 'survey.remind', 'survey.close'];
  const found = await Promise.all(kinds.map((kind) => store.get(tasks, taskId(kind, survey.id))));
  return found.filter((task) => task !== undefined).map((task) => remove(tasks, task));
}

/** Every card already posted is replaced by one that says the survey is closed. */
async function updates(deps: Deps, survey: Survey): Promise<Write[]> {
  const posted = await deps.store.find(deliveries, {
    subjectId: survey.id,
    kind: ['survey.invitation', 'survey.reminder'],
  });
  return posted
    .filter((delivery) => delivery.replacesId === undefined)
    .map((delivery) =>
      send(deps, {
        networkId: survey.networkId,
        kind: 'survey.closed',
        subjectId: survey.id,
        to: delivery.to,
        replacesId: delivery.id,
      }),
    );
}

async function unlinked(deps: CloseDeps, survey: Survey): Promise<Write[]> {
  const writes: Write[] = [];
  const answers = [];
  for await (const response of deps.store.stream(responses, { surveyId: survey.id })) {
    writes.push(remove(responses, response));
    if (response.state !== 'submitted' || response.sealed === undefined) continue;
    answers.push(Content.parse(JSON.parse(await deps.vault.open(survey.id, response.sealed))).answers);
  }
  // Ids grow with time, so they are given out in shuffled order.
  for (let last = answers.length - 1; last > 0; last -= 1) {
    const other = deps.randomBelow(last + 1);
    [answers[last], answers[other]] = [answers[other] ?? {}, answers[last] ?? {}];
  }
  const { networkId, id: surveyId } = survey;
  for (const answer of answers) {
    writes.push(put(anonymousAnswers, { id: deps.newId(), version: 0, networkId, surveyId, answers: answer }));
  }
  return writes;
}
