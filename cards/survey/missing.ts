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
  const lines = (members ?? []).map(({ name, organisationId = '' }) => {
    const organisation = organisations.get(organisationId);
    return [organisation, name]
      .filter(Boolean)
      .map((part) => shortened(part ?? '', longest))
      .join(' – ');
  });
  const data = { surveyId: survey.id };
  return card(
    reader,
    t('survey:missingTitle'),
    [
      written(reader.pick(survey.title)),
      paragraph(t('survey:missingCount', { count })),
      ...(members ? [] : [note(t(`survey:missingHidden.${survey.anonymity}`))]),
      ...lines
        .sort((a, b) => a.localeCompare(b, reader.language))
        .slice(0, mostShown)
        .map((line) => written(line)),
      ...(lines.length > mostShown ? [note(t('survey:missingMore', { count: lines.length - mostShown }))] : []),
    ],
    [
      ...(count > 0 ? [execute('survey.remind', t('survey:remindNow'), data)] : []),
      execute('survey.manage', t('common:back'), data),
    ],
  );
}
