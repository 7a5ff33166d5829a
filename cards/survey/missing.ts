import type { Missing } from '../../domain/survey/missing.ts';
import { card, note, paragraph, written } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';

const mostShown = 60;
const longest = 60;

/** Who has not answered, by organisation and name, or how many where names are not for the reader. */
export function missingCard(reader: Reader, missing: Missing, organisations: ReadonlyMap<string, string>): Card {
  const { t } = reader;
  const { survey, count, members } = missing;
  const who = survey.respondent === 'organisation' ? 'missingOrganisations' : 'missingCount';
  const lines = linesOf(missing, organisations).map((parts) =>
    parts.map((part) => shortened(part, longest)).join(' – '),
  );
  const data = { surveyId: survey.id };
  return card(
    reader,
    t('survey:missingTitle'),
    [
      written(reader.pick(survey.title)),
      paragraph(t(`survey:${who}`, { count })),
      ...(members ? [] : [note(t(`survey:missingHidden.${survey.anonymity}`))]),
      ...lines
        .sort((a, b) => a.localeCompare(b, reader.language))
        .slice(0, mostShown)
        .map((line) => written(line)),
      ...(lines.length > mostShown ? [note(t('survey:missingMore', { count: lines.length - mostShown }))] : []),
    ],
    [
      ...(count > 0 ? [execute('survey.remind', t('survey:remindNow'), data)] : []),
      execute('delivery.subject', t('survey:messages'), { subjectId: survey.id }),
      execute('survey.manage', t('common:back'), data),
    ],
  );
}

/** A line for each member, or where organisations answer as one, for each organisation. */
function linesOf({ survey, members = [] }: Missing, organisations: ReadonlyMap<string, string>): string[][] {
  const named = (organisationId = '') => organisations.get(organisationId) ?? [];
  if (survey.respondent !== 'organisation') {
    return members.map(({ name, organisationId }) => [named(organisationId), name].flat());
  }
  return [...new Set(members.map(({ organisationId }) => organisationId))].map((id) => [named(id)].flat());
}
