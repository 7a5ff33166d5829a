import type { Form } from '../../domain/survey/answer.ts';
import type { Entries } from '../../domain/survey/entries.ts';
import { inLine } from '../../locales/isolated.ts';
import { box, card, choice, note, paragraph, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';

const longestName = 60;
/** So many are given at once; of more, a part of the name is asked for. */
const mostGiven = 60;

/** What the presses of a form carry when it is filled in for an organisation without Teams. */
export function entryData({ enteredFor }: Pick<Form, 'enteredFor'>): { organisationId?: string } {
  return enteredFor ? { organisationId: enteredFor.id } : {};
}

/** Says for whom a form is filled in, when that is not its reader alone. */
export function whoseAnswer(reader: Reader, { survey, enteredFor }: Pick<Form, 'survey' | 'enteredFor'>): Element[] {
  if (enteredFor) return [box('warning', [paragraph(reader.t('survey:enteringFor')), written(enteredFor.name)])];
  return survey.respondent === 'organisation' ? [paragraph(reader.t('survey:organisationAnswers'))] : [];
}

/** Organisations without Teams, to choose the one whose answer is to be entered. */
export function entryCard(reader: Reader, { survey, organisations, search }: Entries): Card {
  const { t } = reader;
  const data = { surveyId: survey.id };
  const nobody = organisations.length === 0 && search === '';
  const back = execute('survey.manage', t('common:back'), data, { associatedInputs: 'none' });
  const title = written(reader.pick(survey.title));
  if (nobody) return card(reader, t('survey:enter'), [title, paragraph(t('survey:enterNobody'))], [back]);
  const choices = organisations.slice(0, mostGiven).map(({ organisation, answer }) => {
    const name = shortened(organisation.name, longestName);
    return { title: answer === 'none' ? name : inLine([name, t(`survey:entered.${answer}`)]), value: organisation.id };
  });
  return card(
    reader,
    t('survey:enter'),
    [
      title,
      paragraph(t('survey:enterText')),
      { type: 'Input.Text', id: 'search', label: t('page:list.search'), value: search, maxLength: 100 },
      ...(choices.length > 0
        ? [
            choice({
              id: 'organisationId',
              label: t('survey:enterFor'),
              value: choices[0]?.value ?? '',
              choices,
              expandedUpTo: 8,
            }),
          ]
        : [paragraph(t('network:noOrganisationFound'))]),
      ...(organisations.length > mostGiven ? [note(t('network:more'))] : []),
    ],
    [
      ...(choices.length > 0 ? [execute('survey.answer', t('survey:enterGoOn'), data, { style: 'positive' })] : []),
      execute('survey.entries', t('common:find'), data),
      back,
    ],
  );
}
