import { turnoutText } from '../../../cards/survey/turnout.ts';
import { organisationNames } from '../../../domain/network/directory.ts';
import { partOf } from '../../../domain/page.ts';
import { missingFrom } from '../../../domain/survey/missing.ts';
import { progressFor } from '../../../domain/survey/progress.ts';
import type { Call } from '../api/call.ts';
import { pageView } from '../page.ts';

/** Who has not answered an open survey, by organisation and name, or how far it is where that is not for the visitor. */
export async function missingView({ deps, actor, path, query, readerIn }: Call<'GET /surveys/{surveyId}/missing'>) {
  const { survey, known } = await missingFrom(deps.store, actor, path.surveyId);
  const members = known?.members;
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
  const turnout = known ? null : turnoutText(reader, await progressFor(deps.store, survey, false));
  const { title, anonymity } = survey;
  const missing = ordered
    ? pageView(
        partOf(ordered, ({ id }) => id, query),
        (one) => one,
      )
    : null;
  return { title: reader.pick(title), anonymity, each, count: known?.count ?? null, turnout, missing };
}
