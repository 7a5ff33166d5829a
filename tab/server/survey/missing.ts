import { organisationNames } from '../../../domain/network/directory.ts';
import { missingFrom } from '../../../domain/survey/missing.ts';
import type { Call } from '../api/call.ts';

/** Who has not answered an open survey, by organisation and name, or how many. */
export async function missingView({ deps, actor, path, readerIn }: Call<'GET /surveys/{surveyId}/missing'>) {
  const { survey, count, members } = await missingFrom(deps.store, actor, path.surveyId);
  const reader = await readerIn(survey.networkId);
  const names = await organisationNames(deps.store, members ?? []);
  const each = survey.respondent ?? ('member' as const);
  const told =
    each === 'organisation'
      ? members && [...names].map(([id, name]) => ({ id, name, organisation: null }))
      : members?.map(({ id, name, organisationId = '' }) => ({
          id,
          name,
          organisation: names.get(organisationId) ?? null,
        }));
  const { compare } = new Intl.Collator(reader.language);
  const ordered = told?.sort((a, b) => compare(a.organisation ?? '', b.organisation ?? '') || compare(a.name, b.name));
  return { title: reader.pick(survey.title), anonymity: survey.anonymity, each, count, missing: ordered ?? null };
}
