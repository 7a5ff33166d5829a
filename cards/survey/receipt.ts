import type { Organisation } from '../../domain/network/network.ts';
import { seenOf } from '../../domain/seen.ts';
import type { Form } from '../../domain/survey/answer.ts';
import { type OfferedContact, shownOfContact } from '../../domain/survey/contact-point.ts';
import { box, card, facts, heading, note, paragraph, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { answerLine } from './answer-text.ts';
import { entryData, whoseAnswer } from './entry.ts';
import { resultsFacts } from './results-rule.ts';

const mostShown = 20;

/** What a member sees after submitting: that it is stored, until when it can be changed, what was said, and what it can be used for. */
export function receiptCard(reader: Reader, form: Form, contact?: OfferedContact): Card {
  const { t } = reader;
  const { survey, response, answers, enteredFor } = form;
  const asked = form.pages.flatMap((page) => page.questions);
  const moments = { moment: reader.moment(response?.updatedAt ?? ''), closes: reader.moment(survey.closesAt) };
  return card(
    reader,
    t(enteredFor ? 'survey:enteredTitle' : 'survey:receiptTitle'),
    [
      box('good', [
        written(reader.pick(survey.title)),
        ...(enteredFor ? [written(enteredFor.name, { label: t('page:person.organisation') })] : []),
        paragraph(t('survey:receiptText', moments)),
        ...facts(resultsFacts(reader, survey)),
      ]),
      ...(contact ? [contactBox(reader, contact)] : []),
      ...(enteredFor ? [] : whoseAnswer(reader, form)),
      heading(t(enteredFor ? 'survey:enteredAnswers' : 'survey:yourAnswers')),
      ...asked.slice(0, mostShown).map((question) => answerLine(reader, question, answers)),
      ...(asked.length > mostShown ? [note(t('survey:answeredMore'))] : []),
    ],
    [
      ...(contact
        ? [
            execute('survey.takeContact', t('survey:contact.take'), {
              surveyId: survey.id,
              seen: seenOf(shownOfContact(contact)),
            }),
          ]
        : []),
      execute('survey.answer', t('survey:changeAnswer'), { surveyId: survey.id, ...entryData(form) }),
      ...(enteredFor ? [execute('survey.entries', t('survey:enterAnother'), { surveyId: survey.id })] : []),
    ],
  );
}

/** Asks whether what was answered may stand for the organisation from now on. */
function contactBox({ t }: Reader, { organisation, given }: OfferedContact): Element {
  const { name, contactPoint } = organisation;
  return box('emphasis', [
    heading(t('survey:contact.title')),
    ...facts([
      [t('page:person.organisation'), name],
      [t('survey:contact.given'), given],
      [t('survey:contact.kept'), contactPoint ?? t('page:organisation.noContact')],
    ]),
    note(t('survey:contact.text')),
  ]);
}

/** Says that an organisation's contact point is what it answered. */
export function contactTakenCard(reader: Reader, organisation: Organisation): Card {
  const { t } = reader;
  return card(
    reader,
    t('survey:contact.taken'),
    facts([
      [t('page:person.organisation'), organisation.name],
      [t('page:organisation.contactPoint'), organisation.contactPoint ?? ''],
    ]),
    [],
  );
}
