import type { Missing } from '../../domain/survey/missing.ts';
import type { SurveyProgress } from '../../domain/survey/progress.ts';
import { inLine } from '../../locales/isolated.ts';
import { card, facts, note, paragraph, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { toldApart } from '../told-apart.ts';
import { turnoutText } from './turnout.ts';

const mostShown = 60;
const longest = 60;

/**
 * Who has not answered, by organisation and name; where that is not for the reader, how far the survey is as far as they
 * may know.
 */
export function missingCard(
  reader: Reader,
  missing: Missing,
  progress: SurveyProgress,
  organisations: ReadonlyMap<string, string>,
): Card {
  const { t } = reader;
  const { survey, known } = missing;
  const lines = toldApart(
    linesOf(missing, organisations).map((parts) => ({
      title: inLine(
        parts.map((part) => shortened(part, longest)),
        ' – ',
      ),
    })),
  );
  const data = { surveyId: survey.id };
  return card(
    reader,
    t('survey:missingTitle'),
    [
      written(reader.pick(survey.title)),
      ...howMany(reader, missing, progress),
      ...lines
        .sort((a, b) => a.localeCompare(b, reader.language))
        .slice(0, mostShown)
        .map((line) => written(line)),
      ...(lines.length > mostShown ? [note(t('survey:missingMore', { count: lines.length - mostShown }))] : []),
    ],
    [
      ...(known?.count !== 0 ? [execute('survey.remind', t('survey:remindNow'), data)] : []),
      execute('delivery.subject', t('survey:messages'), { subjectId: survey.id }),
      execute('survey.manage', t('common:back'), data),
    ],
  );
}

function howMany({ t }: Reader, { survey, known }: Missing, progress: SurveyProgress): Element[] {
  if (known) {
    const who = survey.respondent === 'organisation' ? 'missingOrganisations' : 'missingCount';
    return [paragraph(t(`survey:${who}`, { count: known.count }))];
  }
  return [
    ...facts([[t('survey:answered'), turnoutText({ t }, progress)]]),
    note(t('survey:turnoutNote')),
    note(t(`survey:missingHidden.${survey.anonymity}`)),
  ];
}

/** A line for each member, or where organisations answer as one, for each organisation. */
function linesOf({ survey, known }: Missing, organisations: ReadonlyMap<string, string>): string[][] {
  const members = known?.members ?? [];
  const named = (organisationId = '') => organisations.get(organisationId) ?? [];
  if (survey.respondent !== 'organisation') {
    return members.map(({ name, organisationId }) => [named(organisationId), name].flat());
  }
  return [...new Set(members.map(({ organisationId }) => organisationId))].map((id) => [named(id)].flat());
}
