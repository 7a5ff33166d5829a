import { AppError, isAppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { check, put, remove, type StoreReader } from '../store.ts';
import { load } from '../use-case.ts';
import { classifier } from './classes.ts';
import { inOrder, mergeSmall } from './merging.ts';
import type { Answers } from './question/answer.ts';
import { anonymousAnswers, type Response, responses } from './response.ts';
import { type SealDeps, type SealKey, sealKeyRecord, sealKeys } from './seal-key.ts';
import { unsealed } from './sealing.ts';
import { responsesTo } from './settle.ts';
import { hasEnded, type Survey, surveys } from './survey.ts';

/** What anonymising needs beside the usual: the vault, and chance to shuffle answers by. */
export type AnonymiseDeps = SealDeps & {
  /** A whole number from 0 up to, not including, `limit`. */
  randomBelow(limit: number): number;
};

/**
 * Anonymises the answers to an anonymous survey that has ended, in one commit: every sealed response
 * is replaced by an answer without person, time or language, with a class at most that five share, in shuffled order.
 * All of them open, or all stay as they are: the survey then says how many wait for their key. Throws `CONFLICT` when
 * somebody changed the survey meanwhile.
 */
export async function anonymise(deps: AnonymiseDeps, surveyId: string): Promise<Survey> {
  const survey = await load(deps.store, surveys, surveyId);
  const given = await responsesTo(deps.store, surveyId);
  const key = await deps.store.get(sealKeys, surveyId);
  if (!hasEnded(survey) || (given.length === 0 && !survey.unsettled && key?.state !== 'inUse')) return survey;
  const read = await readAll(deps, given);
  const unreadable = read.filter(({ answers }) => answers === undefined).length;
  if (unreadable > 0) return stillWaiting(deps, survey, unreadable);
  const anonymised = shuffled(await withClass(deps.store, survey, read.flatMap(readable)), (limit) =>
    deps.randomBelow(limit),
  );
  const { unsettled: _unsettled, ...settled } = survey;
  await deps.store.commit([
    put(surveys, settled),
    put(sealKeys, await keyToDestroy(deps, survey, key, anonymised.length)),
    ...given.map((response) => remove(responses, response)),
    // Ids grow with time, so they are given out in shuffled order.
    ...anonymised.map((one) =>
      put(anonymousAnswers, { id: deps.newId(), version: 0, networkId: survey.networkId, surveyId, ...one }),
    ),
  ]);
  return { ...settled, version: survey.version + 1 };
}

/** Which key is to go, and how many answers there must be before it does. */
async function keyToDestroy({ vault }: SealDeps, survey: Survey, key: SealKey | undefined, count: number) {
  // Of what was sealed before keys were put down, the key that opened it is the one.
  const mark = key?.mark ?? (await vault.mark(survey.id));
  const anonymised = (key?.anonymised ?? 0) + count;
  return { ...sealKeyRecord(survey, key, { state: 'toDestroy' }), anonymised, ...(mark !== undefined && { mark }) };
}

async function stillWaiting({ store, now }: AnonymiseDeps, survey: Survey, unreadable: number): Promise<Survey> {
  if (survey.unsettled?.unreadable === unreadable) return survey;
  const since = survey.unsettled?.since ?? now().toISOString();
  const waiting: Survey = { ...survey, unsettled: { since, unreadable } };
  await store.commit([put(surveys, waiting)]);
  return { ...waiting, version: survey.version + 1 };
}

/**
 * Destroys the key of an anonymous survey once its answers are anonymised and counted: no sealed one is left in the store,
 * and as many as were opened are there. Gives false while that key is not in its place, so that it cannot be destroyed.
 * Done again, it destroys what was made too late.
 */
export async function destroyKey(deps: SealDeps, surveyId: string): Promise<boolean> {
  return onceMore(() => destroyOnce(deps, surveyId));
}

async function destroyOnce({ store, vault }: SealDeps, surveyId: string): Promise<boolean> {
  const survey = await load(store, surveys, surveyId);
  const key = await store.get(sealKeys, surveyId);
  await assertAnonymised(store, survey, key);
  if (!(await vault.destroy(surveyId, key?.mark))) {
    return (await store.get(sealKeys, surveyId))?.state === 'destroyed';
  }
  // Once the answers are deleted, nothing is put down any more.
  if (key?.state !== 'destroyed' && !survey.answersDeleted) {
    const { mark: _mark, ...known } = { ...key, ...sealKeyRecord(survey, key, { state: 'destroyed' }) };
    await store.commit([put(sealKeys, known), check(surveys, survey)]);
  }
  await vault.clear(surveyId);
  return true;
}

async function assertAnonymised(store: StoreReader, { id: surveyId, ...survey }: Survey, key: SealKey | undefined) {
  const left = await store.count(responses, { surveyId });
  const anonymised = await store.count(anonymousAnswers, { surveyId });
  const awaited = key?.state === 'toDestroy' ? (key.anonymised ?? 0) : anonymised;
  const isOver = hasEnded(survey) && survey.unsettled === undefined && key?.state !== 'inUse';
  if (isOver && left === 0 && anonymised === awaited) return;
  throw new AppError(
    'INTERNAL',
    `survey ${surveyId}: ${left} responses left, ${anonymised} of ${awaited} answers anonymised`,
  );
}

/** A submitted response with what it said; undefined when its seal does not open. */
interface Read {
  readonly response: Response;
  readonly answers: Answers | undefined;
}

/** A draft says nothing that counts, and need not open. One after the other: each reads the key's file. */
async function readAll(deps: SealDeps, given: readonly Response[]): Promise<Read[]> {
  const read: Read[] = [];
  for (const response of given) {
    if (response.state === 'submitted') read.push({ response, answers: await answersOf(deps, response) });
  }
  return read;
}

async function answersOf({ vault }: SealDeps, { surveyId, sealed, answers }: Response): Promise<Answers | undefined> {
  if (sealed === undefined) return answers;
  try {
    return (await unsealed(vault, surveyId, sealed)).answers;
  } catch (error) {
    if (isAppError(error, 'SEAL_UNREADABLE')) return undefined;
    throw error;
  }
}

type Readable = Read & { readonly answers: Answers };

function readable({ response, answers }: Read): Readable[] {
  return answers ? [{ response, answers }] : [];
}

type Parted = { readonly answers: Answers; readonly class?: string };

/** What was read, each with its class where five at least share it. */
async function withClass(store: StoreReader, survey: Survey, read: readonly Readable[]): Promise<Parted[]> {
  const [breakdown] = inOrder(survey.breakdowns ?? []);
  if (!breakdown) return read.map(({ answers }) => ({ answers }));
  const classesOf = await classifier(store, survey);
  const { classes } = mergeSmall(
    read.map(({ response }) => classesOf(response)),
    [breakdown],
  );
  return read.map(({ answers }, index) => {
    const shared = classes[index]?.[breakdown];
    return shared === undefined ? { answers } : { answers, class: shared };
  });
}

/** The same items in an order that chance decides (Fisher and Yates). */
function shuffled<T>(items: readonly T[], randomBelow: (limit: number) => number): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = randomBelow(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}
