import { meetings } from '../../../domain/meeting/meeting.ts';
import { members, networks } from '../../../domain/network/network.ts';
import { type Delivery, deliveries, taskId, tasks } from '../../../domain/outbox.ts';
import { practiceRevisions, practices, validations } from '../../../domain/practice/practice.ts';
import { isApproval } from '../../../domain/practice/seen.ts';
import type { Collection, StoredRecord } from '../../../domain/store.ts';
import { anonymousAnswers, responses, sharedTexts } from '../../../domain/survey/response.ts';
import { sealKeys } from '../../../domain/survey/seal-key.ts';
import { hasEnded, type Survey, surveys } from '../../../domain/survey/survey.ts';
import type { RaceDeps, Scene } from '../scene.ts';

/** What README and docs promise of any moment, whatever has happened: the sentences that do not hold. */
export async function brokenPromises(scene: Scene): Promise<string[]> {
  const { deps } = scene;
  const broken: string[] = [];
  const expect = (holds: boolean, says: string) => {
    if (!holds) broken.push(says);
  };
  const people = await all(deps, members);
  for (const { id } of await all(deps, networks)) {
    const own = people.filter(({ networkId }) => networkId === id);
    expect(
      own.some(({ roles }) => roles.includes('coordinator')),
      `network ${id} has a coordinator`,
    );
    expect(new Set(own.map(({ personId }) => personId)).size === own.length, 'each person is one member');
  }
  const messages: Delivery[] = await all(deps, deliveries);
  expect(new Set(messages.map(({ key }) => key)).size === messages.length, 'each message is made once');
  for (const survey of await all(deps, surveys)) {
    for (const says of await brokenOfSurvey(scene, survey)) broken.push(`survey ${survey.state}: ${says}`);
  }
  for (const practice of await all(deps, practices)) {
    const { id, state, revision } = practice;
    const saved = await deps.store.get(practiceRevisions, `${id}:${revision}`);
    expect(state === 'draft' || saved !== undefined, 'what was proposed is kept as a revision');
    const said = (await deps.store.find(validations, { practiceId: id })).filter((one) => one.revision === revision);
    const isValidated = state === 'validated' || state === 'selected';
    expect(!isValidated || said.some(isApproval), 'what is validated is approved of by somebody');
  }
  for (const { id, state } of await all(deps, meetings)) {
    const isReminded = (await deps.store.get(tasks, taskId('meeting.remind', id))) !== undefined;
    expect(state === 'scheduled' || !isReminded, 'nobody is reminded of a cancelled meeting');
  }
  return broken;
}

async function brokenOfSurvey({ deps, vault }: Scene, survey: Survey): Promise<string[]> {
  const { id: surveyId } = survey;
  const broken: string[] = [];
  const expect = (holds: boolean, says: string) => {
    if (!holds) broken.push(says);
  };
  const planned = async (kind: string) => deps.store.get(tasks, taskId(kind, surveyId));
  const given = await deps.store.find(responses, { surveyId });
  const isOver = hasEnded(survey);
  const closing = await planned('survey.close');
  expect(new Set(given.map(({ respondentId }) => respondentId)).size === given.length, 'one answer a person');
  if (survey.state === 'open' && survey.createdAt !== survey.opensAt) {
    expect(closing === undefined || closing.dueAt <= survey.closesAt, 'an open survey closes when it says');
  }
  if (isOver) {
    for (const kind of ['survey.open', 'survey.invitePeople', 'survey.remind', 'survey.remindPeople']) {
      expect((await planned(kind)) === undefined, `nothing is done any more by ${kind}`);
    }
  }
  if (survey.anonymity === 'anonymous' && isOver && !survey.unsettled) {
    const sealed = await deps.store.get(sealKeys, surveyId);
    expect(given.length === 0, 'nobody is known who answered');
    expect(closing !== undefined || !vault.has(surveyId), 'no key is left');
    expect(
      closing !== undefined || sealed === undefined || sealed.state === 'destroyed',
      'the key is put down as gone',
    );
  }
  if (survey.anonymity !== 'anonymous') {
    expect((await deps.store.count(anonymousAnswers, { surveyId })) === 0, 'nothing is anonymised');
  }
  if (survey.answersDeleted && !(await planned('survey.expire'))) {
    const left = given.length + (await deps.store.count(anonymousAnswers, { surveyId }));
    expect(left === 0, 'deleted answers are gone');
  }
  if (survey.anonymity !== 'named' && survey.textsSharedAt === undefined) {
    expect((await deps.store.get(sharedTexts, surveyId)) === undefined, 'texts are shared by somebody’s decision');
  }
  return broken;
}

async function all<T extends StoredRecord, I extends keyof T & string>(
  { store }: RaceDeps,
  collection: Collection<T, I>,
): Promise<T[]> {
  const found: T[] = [];
  for await (const record of store.stream(collection, {})) found.push(record);
  return found;
}
