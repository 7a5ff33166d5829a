import { AppError } from '../errors.ts';
import { put, remove, type StoreReader, type Write } from '../store.ts';
import { load } from '../use-case.ts';
import { planned } from './reminders.ts';
import { type Response, responses } from './response.ts';
import { type SealDeps, type SealKey, sealKeys } from './seal-key.ts';
import { opens } from './sealing.ts';
import { responsesTo } from './settle.ts';
import { hasEnded, type Survey, surveys } from './survey.ts';
import type { Vault } from './vault.ts';

/** What the key of an anonymous survey that is in its place now does not open. */
export interface Shut {
  readonly survey: Survey;
  /** How many of the submitted answers. */
  readonly answers: number;
  readonly drafts: number;
  /** How many answers were submitted in all. */
  readonly submitted: number;
  /** True when its own key is not in its place, so that it cannot be destroyed either. */
  readonly isKeyMissing: boolean;
}

interface Looked extends Shut {
  readonly key: SealKey | undefined;
  readonly shut: readonly Response[];
  /** The mark of a key that opens any of what is sealed. */
  readonly opening: string | undefined;
}

/** Looks at what would be lost by giving up the key of a survey. For the operator. Throws `NOT_FOUND`. */
export async function shutAnswers(
  deps: { readonly store: StoreReader; readonly vault: Pick<Vault, 'mark' | 'open'> },
  surveyId: string,
): Promise<Shut> {
  const { key: _key, shut: _shut, opening: _opening, ...found } = await look(deps, surveyId);
  return found;
}

/**
 * Gives up the answers to a survey whose key is lost for good, since its operator says so, who saw how many these are:
 * they are deleted and counted as lost, and drafts with them. One that is open can be answered again, with a new key;
 * one that has ended ends as far as it waited. Throws `STALE` when it is not `seen` answers by now, and `NOT_FOUND` when
 * there is nothing to give up.
 */
export async function giveUpKey(deps: SealDeps, surveyId: string, seen: number): Promise<Survey> {
  const { survey, shut, answers, isKeyMissing, key, opening } = await look(deps, surveyId);
  if (answers !== seen) throw new AppError('STALE', `survey ${surveyId}: ${answers} answers do not open, not ${seen}`);
  if (shut.length === 0 && !isKeyMissing) throw new AppError('NOT_FOUND', `survey ${surveyId} lacks no key`);
  const lostAnswers = (survey.lostAnswers ?? 0) + answers;
  const given: Survey = lostAnswers > 0 ? { ...survey, lostAnswers } : survey;
  await deps.store.commit([
    put(surveys, given),
    ...shut.map((one) => remove(responses, one)),
    ...keyWrites(survey, key, opening),
    ...(hasEnded(survey) ? [await planned(deps, survey, 'survey.close', deps.now().toISOString())] : []),
  ]);
  return { ...given, version: survey.version + 1 };
}

/** From now on the survey's key is the one that opens something, or none; an open survey without one gets another. */
function keyWrites(survey: Survey, key: SealKey | undefined, mark: string | undefined): Write[] {
  if (!key) return [];
  if (mark === undefined && !hasEnded(survey)) return [remove(sealKeys, key)];
  const { mark: _lost, ...kept } = key;
  return [put(sealKeys, mark === undefined ? kept : { ...kept, mark })];
}

async function look(
  { store, vault }: { readonly store: StoreReader; readonly vault: Pick<Vault, 'mark' | 'open'> },
  surveyId: string,
): Promise<Looked> {
  const survey = await load(store, surveys, surveyId);
  const [key, mark, given] = [
    await store.get(sealKeys, surveyId),
    await vault.mark(surveyId),
    await responsesTo(store, surveyId),
  ];
  const shut: Response[] = [];
  for (const response of given) {
    if (response.sealed !== undefined && !(await opens(vault, surveyId, response.sealed))) shut.push(response);
  }
  const isKeyMissing = key?.mark !== undefined && key.mark !== mark;
  const answers = shut.filter(({ state }) => state === 'submitted').length;
  const submitted = given.filter(({ state }) => state === 'submitted').length;
  const isOpening = given.length > shut.length || !isKeyMissing;
  const opening = isOpening ? mark : undefined;
  return { survey, answers, drafts: shut.length - answers, submitted, isKeyMissing, key, shut, opening };
}
