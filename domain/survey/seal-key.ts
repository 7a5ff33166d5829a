import { z } from 'zod';
import { AppError, isAppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { recordShape } from '../record.ts';
import { collection, put, type StoreReader } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { planned } from './reminders.ts';
import { responses } from './response.ts';
import { opens } from './sealing.ts';
import { hasEnded, type Survey, surveys } from './survey.ts';
import type { Vault } from './vault.ts';

/**
 * What is known of the key that seals the answers to an anonymous survey, whose id it has; the key itself lies apart. A
 * survey that nobody has answered has none yet.
 */
export const SealKey = z.object({
  ...recordShape,
  networkId: z.string(),
  /**
   * `inUse`: answers are sealed with the key of this mark, and no other is ever made. `toDestroy`: they are anonymised
   * and counted, and the key is to go. `destroyed`: it is gone.
   */
  state: z.enum(['inUse', 'toDestroy', 'destroyed']),
  mark: z.string().optional(),
  /** How many answers were anonymised at the closing. */
  anonymised: z.number().int().nonnegative().optional(),
});
export type SealKey = z.infer<typeof SealKey>;
export const sealKeys = collection('sealKeys', SealKey, { indexes: ['networkId', 'state'] });

/** What sealing needs: the vault beside the store. */
export type SealDeps = Deps & { readonly vault: Vault };

/** A record of a survey's key, as new or in place of the one that is known. */
export function sealKeyRecord({ id, networkId }: Survey, known: SealKey | undefined, more: Pick<SealKey, 'state'>) {
  return { id, version: known?.version ?? 0, networkId, ...more };
}

/** Whether the key that answers to a survey are sealed with is not in its place now. */
export async function lacksKey(
  { store, vault }: Pick<SealDeps, 'store' | 'vault'>,
  surveyId: string,
): Promise<boolean> {
  const known = await store.get(sealKeys, surveyId);
  return known !== undefined && isNeeded(known) && (await vault.mark(surveyId)) !== known.mark;
}

function isNeeded({ state, mark }: SealKey): boolean {
  return state === 'inUse' || (state === 'toDestroy' && mark !== undefined);
}

/** Lets those surveys pass whose answers can be read and sealed now. Throws `SURVEY_KEY_MISSING`. */
export async function assertKeyThere(deps: SealDeps, survey: Survey): Promise<void> {
  if (survey.anonymity === 'anonymous' && (await lacksKey(deps, survey.id))) throw await keyMissing(deps, survey);
}

/**
 * The mark of the key that an answer to an open anonymous survey is to be sealed with. The first answer has it made and
 * puts it down before anything is sealed; from then on there is no other. Throws `SURVEY_KEY_MISSING` while that key is
 * not in its place, and `CONFLICT` when the survey has ended meanwhile.
 */
export async function keyToSealWith(deps: SealDeps, survey: Survey): Promise<string> {
  const known = await deps.store.get(sealKeys, survey.id);
  if (!known) return firstKey(deps, survey);
  if (known.state !== 'inUse') throw new AppError('CONFLICT', `survey ${survey.id} ends`);
  if (known.mark !== undefined && (await deps.vault.mark(survey.id)) === known.mark) return known.mark;
  throw await keyMissing(deps, survey);
}

/** The error of a key that is not in its place, or of a survey that has ended and needs none any more. */
export async function keyMissing(deps: Pick<Deps, 'store'>, survey: Survey): Promise<AppError> {
  return endedOr(
    deps,
    survey,
    new AppError('SURVEY_KEY_MISSING', `the key of survey ${survey.id} is not in its place`),
  );
}

async function endedOr({ store }: Pick<Deps, 'store'>, { id }: Survey, error: AppError): Promise<AppError> {
  const now = await store.get(surveys, id);
  return now && hasEnded(now) ? new AppError('CONFLICT', `survey ${id} has ended`) : error;
}

async function firstKey(deps: SealDeps, survey: Survey): Promise<string> {
  const { store, vault } = deps;
  const mark = (await markOfSealed(deps, survey)) ?? (await madeKey(deps, survey));
  try {
    await store.commit([put(sealKeys, { ...sealKeyRecord(survey, undefined, { state: 'inUse' }), mark })]);
  } catch (error) {
    const now = await store.get(sealKeys, survey.id);
    // The closing may have looked for a key just before this one was made: it is to look once more.
    const isOver = now !== undefined && now.state !== 'inUse';
    if (isOver && (await vault.mark(survey.id)) !== undefined) await closeOnceMore(deps, survey);
    throw error;
  }
  return mark;
}

/** Has the closing task of a survey that has ended do again what is left to do. */
async function closeOnceMore(deps: Deps, survey: Survey): Promise<void> {
  await onceMore(async () => {
    await deps.store.commit([await planned(deps, survey, 'survey.close', deps.now().toISOString())]);
  });
}

/** The mark of the key that opens what was sealed before keys were put down; undefined when nothing was. */
async function markOfSealed({ store, vault }: SealDeps, survey: Survey): Promise<string | undefined> {
  const mark = await vault.mark(survey.id);
  let isSealed = false;
  for await (const { sealed } of store.stream(responses, { surveyId: survey.id })) {
    if (sealed === undefined) continue;
    isSealed = true;
    if (mark === undefined) break;
    if (await opens(vault, survey.id, sealed)) return mark;
  }
  if (!isSealed) return undefined;
  // What is sealed may be of somebody whose answer was the first a moment ago, and the key has been put down since.
  const isPutDown = (await store.get(sealKeys, survey.id)) !== undefined;
  throw isPutDown
    ? new AppError('CONFLICT', `survey ${survey.id} has got its key meanwhile`)
    : await keyMissing({ store }, survey);
}

/** A key made while its folder is away would be missing afterwards. */
async function madeKey(deps: SealDeps, survey: Survey): Promise<string> {
  try {
    await assertKeysThere(deps);
    return await deps.vault.make(survey.id);
  } catch (error) {
    // The closing removes what is half made, too.
    throw isAppError(error, 'SURVEY_KEY_MISSING') ? await endedOr(deps, survey, error) : error;
  }
}

/** What looking for keys needs. */
export type KeyDeps = { readonly store: StoreReader; readonly vault: Pick<Vault, 'mark'> };

/** The ids of the surveys whose key is still needed, to open answers or to be destroyed, and those whose key is missing. */
export async function keysNeeded({ store, vault }: KeyDeps) {
  const known = await store.find(sealKeys, { state: ['inUse', 'toDestroy'] });
  const needed = known.filter(isNeeded);
  const missing: string[] = [];
  for (const { id, mark } of needed) if ((await vault.mark(id)) !== mark) missing.push(id);
  return { needed: needed.map(({ id }) => id), missing };
}

/**
 * The ids of the surveys whose key is needed and missing. Throws `SURVEY_KEY_MISSING` when all of those needed are: then
 * the folder of keys is away.
 */
export async function assertKeysThere(deps: KeyDeps): Promise<readonly string[]> {
  const { needed, missing } = await keysNeeded(deps);
  if (missing.length === 0 || missing.length < needed.length) return missing;
  throw new AppError('SURVEY_KEY_MISSING', `no key is in its place that is needed: ${missing.join(', ')}`);
}

/**
 * For the start: puts down the keys of open surveys that an earlier version sealed answers with, and has those keys go
 * that are left of surveys that have ended, as when a process was killed while it made one too late. `keyed` are the ids
 * of the surveys that have a key. Gives the ids of the surveys whose key is missing.
 */
export async function putKeysInOrder(deps: SealDeps, keyed: readonly string[]): Promise<readonly string[]> {
  for (const id of keyed) {
    const survey = await deps.store.get(surveys, id);
    if (survey?.anonymity === 'anonymous' && hasEnded(survey)) await closeOnceMore(deps, survey);
  }
  const unknown: string[] = [];
  for await (const survey of deps.store.stream(surveys, { state: 'open' })) {
    if (survey.anonymity === 'anonymous' && !(await putDownKey(deps, survey))) unknown.push(survey.id);
  }
  return [...unknown, ...(await keysNeeded(deps)).missing];
}

/** Puts down the key of what is sealed already. Gives false when no key opens it. */
async function putDownKey(deps: SealDeps, survey: Survey): Promise<boolean> {
  const { store } = deps;
  if ((await store.get(sealKeys, survey.id)) || (await store.count(responses, { surveyId: survey.id })) === 0)
    return true;
  return onceMore(() => keyToSealWith(deps, survey)).then(
    () => true,
    (error: unknown) => {
      if (isAppError(error, 'SURVEY_KEY_MISSING')) return false;
      throw error;
    },
  );
}
