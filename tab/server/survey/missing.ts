import { organisationNames } from '../../../domain/network/directory.ts';
import { missingFrom } from '../../../domain/survey/missing.ts';
import type { Call } from '../api/call.ts';

/** Who has not answered an open survey, by organisation and name, or how many. */
export async function missingView({ deps, actor, path, readerIn }: Call<'GET /surveys/{surveyId}/missing'>) {
  const { survey, count, members } = await missingFrom(deps.store, actor, path.surveyId);
  const reader = await readerIn(survey.networkId);
  const names = await organisationNames(deps.store, members ?? []);
  const told = members?.map(({ id, name, organisationId = '' }) => ({
    id,
    name,
    organisation: names.get(organisationId) ?? null,
  }));
  const order = new Intl.Collator(reader.language);
  const ordered = told?.sort(
    (a, b) => order.compare(a.organisation ?? '', b.organisation ?? '') || order.compare(a.name, b.name),
  );
  return { title: reader.pick(survey.title), anonymity: survey.anonymity, count, members: ordered ?? null };
}
