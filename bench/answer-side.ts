import { basename } from 'node:path';
import { newId } from '../config/ids.ts';
import { loadContent } from '../content/content.ts';
import { answersTo } from '../demo/bulk/answers.ts';
import { type Random, randomFor } from '../demo/bulk/random.ts';
import { groupId, networkId } from '../demo/ids.ts';
import { membershipOf } from '../domain/network/actor.ts';
import { type Member, members } from '../domain/network/network.ts';
import type { Actor } from '../domain/rights.ts';
import { put, type Store } from '../domain/store.ts';
import { savePage } from '../domain/survey/answer.ts';
import type { Question } from '../domain/survey/kinds/kinds.ts';
import { pagesOf } from '../domain/survey/pages.ts';
import { type Answers, rowKey } from '../domain/survey/question/answer.ts';
import { type Survey, surveys } from '../domain/survey/survey.ts';
import type { Vault } from '../domain/survey/vault.ts';
import { machineDisk } from '../storage/durable-file.ts';
import { openLowdbStore } from '../storage/lowdb/open.ts';
import { answerParent } from './child.ts';

export interface AnsweringInput {
  readonly dataDir: string;
  readonly answers: number;
  /** How many answers are on their way at a time. */
  readonly inFlight: number;
}

/** What answering took. */
export interface Answering {
  /** User and system time of the whole process, by answer, in microseconds. */
  readonly cpuMicros: number;
  readonly perSecond: number;
  /** How often the journal was folded meanwhile. */
  readonly folds: number;
}

/** The survey is not anonymous. */
const noVault: Vault = {
  mark: async () => undefined,
  make: async () => Promise.reject(new Error('nothing is sealed')),
  seal: async () => Promise.reject(new Error('nothing is sealed')),
  open: async () => Promise.reject(new Error('nothing is sealed')),
  destroy: async () => true,
  clear: async () => undefined,
};

await answerParent(async ({ dataDir, answers, inFlight }: AnsweringInput): Promise<Answering> => {
  let checkpoints = 0;
  const disk: typeof machineDisk = {
    open: machineDisk.open,
    rename: (from, to) => {
      if (basename(String(to)) === 'checkpoint.json') checkpoints += 1;
      return machineDisk.rename(from, to);
    },
  };
  const store = await openLowdbStore({ dataDir, disk });
  const survey = await openSurvey(store);
  const actors = await actorsIn(store);
  const answer = answerer(store, survey, actors);
  // Everybody answers once, and a first fold has been: from then on what is stored stays as much as it is.
  await times(actors.length * 2, inFlight, answer);
  await store.forget();
  const [folded, from, start] = [checkpoints, process.cpuUsage(), performance.now()];
  await times(answers, inFlight, answer);
  const { user, system } = process.cpuUsage(from);
  const seconds = (performance.now() - start) / 1000;
  const folds = checkpoints - folded;
  await store.close();
  return { cpuMicros: (user + system) / answers, perSecond: answers / seconds, folds };
});

/** A survey of one page, made for everybody in the common group. */
async function openSurvey(store: Store): Promise<Survey> {
  const template = loadContent().surveyTemplates.find(({ code }) => code === 'validationRound');
  if (!template) throw new Error('no such survey');
  const { code, perPractice: _, ...asked } = template;
  const times = { createdAt: '2026-01-01T10:00:00.000Z', closesAt: '2199-01-01T10:00:00.000Z' };
  const place = { networkId, groupId: groupId('future'), createdBy: 'bench', template: code };
  await store.commit([put(surveys, { id: 'bench', version: 0, ...place, ...asked, ...times, state: 'open' })]);
  const survey = await store.get(surveys, 'bench');
  if (!survey) throw new Error('the survey is not there');
  return survey;
}

async function actorsIn(store: Store): Promise<Actor[]> {
  const asked: Member[] = [];
  for await (const member of store.stream(members, { networkId }))
    if (member.groupIds.includes(groupId('future')) && member.leftAt === undefined) asked.push(member);
  return asked.map((member) => ({
    personId: member.personId,
    tenantId: member.personId.split(':')[0] ?? '',
    memberships: [membershipOf(member)],
    founder: false,
  }));
}

/** Answers of one member after the other, each different from the one before. */
function answerer(store: Store, survey: Survey, actors: readonly Actor[]) {
  const random = randomFor('survey', 0);
  const questions = pagesOf(survey.questions)[0]?.questions ?? [];
  const deps = { store, vault: noVault, now: () => new Date(), newId, isHoliday: async () => false };
  return async (turn: number): Promise<void> => {
    const actor = actors[turn % actors.length] as Actor;
    const typed = typedPage(questions, random);
    const form = await savePage(deps, actor, survey.id, { page: 0, to: 'submit', typed });
    if (form.response?.state !== 'submitted') throw new Error('the answer was not submitted');
  };
}

function typedPage(questions: readonly Question[], random: Random): Record<string, string> {
  return typedOf(answersTo(questions, random, new Date('2026-06-01T12:00:00.000Z')));
}

/** Answers as a card sends them. */
function typedOf(answers: Answers): Record<string, string> {
  const typed = Object.entries(answers).flatMap(([code, value]): [string, string][] => {
    if (Array.isArray(value)) return [[code, value.join(',')]];
    if (typeof value !== 'object') return [[code, String(value)]];
    return Object.entries(value).map(([row, step]) => [rowKey(code, row), step]);
  });
  return Object.fromEntries(typed);
}

async function times(count: number, inFlight: number, task: (turn: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}
