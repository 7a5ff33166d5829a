import type { StoreReader } from '../../domain/store.ts';
import { responses } from '../../domain/survey/response.ts';
import { keysNeeded } from '../../domain/survey/seal-key.ts';
import { opens } from '../../domain/survey/sealing.ts';
import { hasEnded, type Survey, surveys } from '../../domain/survey/survey.ts';
import type { Vault } from '../../domain/survey/vault.ts';
import { textFor } from '../../domain/text.ts';
import { countText } from '../columns.ts';
import { type Finding, fault, note, ok } from './check.ts';

/** Whether every sealed answer in a store opens with the keys there are, and every key still has a survey. */
export async function keyFindings(
  view: StoreReader,
  vault: Pick<Vault, 'open' | 'mark'>,
  keyed: readonly string[],
): Promise<readonly Finding[]> {
  const { needed, missing } = await keysNeeded({ store: view, vault });
  const waiting = new Set(needed);
  const faults: Finding[] = [];
  for await (const survey of view.stream(surveys, {})) {
    if (survey.anonymity !== 'anonymous' || survey.state === 'draft') continue;
    const { sealed, shut } = await countSealed(view, vault, survey);
    if (sealed > 0 || !hasEnded(survey)) waiting.add(survey.id);
    if (shut > 0) faults.push(fault(shutText(survey, sealed, shut)));
    else if (missing.includes(survey.id)) faults.push(fault(missingText(survey)));
  }
  const idle = keyed.filter((id) => !waiting.has(id));
  return [
    ok(`${countText(keyed.length, 'key')}, ${countText(waiting.size, 'open anonymous survey')}`),
    ...faults,
    ...idle.map((id) => note(`there is a key for ${id}, which is no open anonymous survey of this store`)),
  ];
}

async function countSealed(view: StoreReader, vault: Pick<Vault, 'open'>, { id }: Survey) {
  const count = { sealed: 0, shut: 0 };
  for await (const { sealed } of view.stream(responses, { surveyId: id })) {
    if (sealed === undefined) continue;
    count.sealed += 1;
    if (!(await opens(vault, id, sealed))) count.shut += 1;
  }
  return count;
}

function shutText(survey: Survey, sealed: number, shut: number): string {
  return (
    `survey ${nameOf(survey)}: ${shut} of ${countText(sealed, 'answer')} cannot be opened with the keys in KEY_DIR; ` +
    'they are kept and wait for their key: put it back if there is a copy. If there is none, ' +
    `"lost-key ${survey.id}" gives them up`
  );
}

function missingText(survey: Survey): string {
  const what = hasEnded(survey) ? 'cannot be found to be destroyed' : 'is not in KEY_DIR, so nobody can answer';
  return `survey ${nameOf(survey)}: its key ${what}; put it back, or "lost-key ${survey.id}" if it is gone for good`;
}

function nameOf({ id, title }: Survey): string {
  return `${id} (${textFor(title, 'en')})`;
}
