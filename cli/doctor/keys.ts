import { isAppError } from '../../domain/errors.ts';
import type { StoreReader } from '../../domain/store.ts';
import { responses } from '../../domain/survey/response.ts';
import { hasEnded, type Survey, surveys } from '../../domain/survey/survey.ts';
import type { Vault } from '../../domain/survey/vault.ts';
import { textFor } from '../../domain/text.ts';
import { countText } from '../columns.ts';
import { type Finding, fault, note, ok } from './check.ts';

/** Whether every sealed answer in a store opens with the keys there are, and every key still has a survey. */
export async function keyFindings(
  view: StoreReader,
  vault: Pick<Vault, 'open'>,
  keyed: readonly string[],
): Promise<readonly Finding[]> {
  const waiting: string[] = [];
  const faults: Finding[] = [];
  for await (const survey of view.stream(surveys, {})) {
    if (survey.anonymity !== 'anonymous' || survey.state === 'draft') continue;
    const { sealed, lost } = await countSealed(view, vault, survey);
    if (sealed > 0 || !hasEnded(survey)) waiting.push(survey.id);
    if (lost > 0) faults.push(fault(lostText(survey, sealed, lost)));
  }
  const idle = keyed.filter((id) => !waiting.includes(id));
  return [
    ok(`${countText(keyed.length, 'key')}, ${countText(waiting.length, 'open anonymous survey')}`),
    ...faults,
    ...idle.map((id) => note(`there is a key for ${id}, which is no open anonymous survey of this store`)),
  ];
}

async function countSealed(
  view: StoreReader,
  vault: Pick<Vault, 'open'>,
  survey: Survey,
): Promise<{ sealed: number; lost: number }> {
  const count = { sealed: 0, lost: 0 };
  for await (const response of view.stream(responses, { surveyId: survey.id })) {
    if (response.sealed === undefined) continue;
    count.sealed += 1;
    if (!(await opens(vault, survey.id, response.sealed))) count.lost += 1;
  }
  return count;
}

async function opens(vault: Pick<Vault, 'open'>, surveyId: string, sealed: string): Promise<boolean> {
  try {
    await vault.open(surveyId, sealed);
    return true;
  } catch (error) {
    if (isAppError(error, 'SEAL_UNREADABLE') || isAppError(error, 'STORE_DAMAGED')) return false;
    throw error;
  }
}

function lostText({ id, title }: Survey, sealed: number, lost: number): string {
  return (
    `survey ${id} (${textFor(title, 'en')}): ${lost} of ${countText(sealed, 'answer')} cannot be opened with the keys ` +
    'in KEY_DIR, and closing the survey counts them as lost; put the key back if there is a copy'
  );
}
