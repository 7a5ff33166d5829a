import { AppError } from '../../domain/errors.ts';
import type { Question } from '../../domain/survey/kinds/kinds.ts';
import { type LabelWithin, labelsIn, type RewordedPart } from '../../domain/survey/reword.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import { type Language, type LocalizedText, languages } from '../../domain/text.ts';
import { isolated } from '../../locales/isolated.ts';
import { card, choice, paragraph, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { longestText } from './verbs.ts';

/** What stands for title and purpose among the codes of questions: no question can have such a code. */
export const ownTexts = { title: '-title', purpose: '-purpose' } as const;

/** No code has it in it. */
const divider = '~';

/** How a form names a text within a question: by the question's code, what it is, and its own code if it has one. */
export function keyWithin(question: string, label: LabelWithin): string {
  return [question, label.part, ...('code' in label ? [label.code] : [])].join(divider);
}

function parseKey(key: string): { readonly question: string; readonly within?: LabelWithin } {
  const [question = '', part, code] = key.split(divider);
  if (part === 'low' || part === 'high') return { question, within: { part } };
  const coded = part === 'option' || part === 'row' || part === 'step';
  return coded && code !== undefined ? { question, within: { part, code } } : { question: key };
}

const longestChoice = 40;

/** Asks which text of a posted survey is to be changed. */
export function chooseTextCard(reader: Reader, survey: Survey): Card {
  const { t } = reader;
  const own = (['title', 'purpose'] as const).map((part) => ({
    title: t(`survey:text.${part}`),
    value: ownTexts[part],
  }));
  const questions = survey.questions.map(({ code, label }) => ({
    title: shortened(reader.pick(label), longestChoice),
    value: code,
  }));
  const back = execute('survey.manage', t('common:cancel'), { surveyId: survey.id }, { associatedInputs: 'none' });
  return choosingCard(reader, survey, [paragraph(t('survey:rewordText'))], [...own, ...questions], back);
}

/** Asks which text within a question of a posted survey is to be changed. Throws `NOT_FOUND` for a question without any. */
export function chooseLabelCard(reader: Reader, survey: Survey, code: string): Card {
  const { t } = reader;
  const question = survey.questions.find((candidate) => candidate.code === code);
  const labels = question ? labelsIn(question) : [];
  if (!question || labels.length === 0) throw new AppError('NOT_FOUND', `${code} of ${survey.id} has no texts within`);
  const choices = labels.map((label) => ({
    title: `${t(`survey:textPart.${label.part}`)}: ${isolated(shortened(reader.pick(label.text), longestChoice))}`,
    value: keyWithin(code, label),
  }));
  const data = { surveyId: survey.id, code };
  const back = execute('survey.editText', t('common:back'), data, { associatedInputs: 'none' });
  return choosingCard(reader, survey, [written(reader.pick(question.label))], choices, back);
}

function choosingCard(
  reader: Reader,
  survey: Survey,
  intro: readonly Element[],
  choices: readonly { readonly title: string; readonly value: string }[],
  back: Action,
): Card {
  const { t } = reader;
  return card(
    reader,
    t('survey:reword'),
    [
      written(reader.pick(survey.title)),
      ...intro,
      choice({ id: 'code', label: t('survey:whichText'), value: choices[0]?.value ?? '', choices: [...choices] }),
    ],
    [execute('survey.editText', t('survey:changeText'), { surveyId: survey.id }, { style: 'positive' }), back],
  );
}

/** A text in all languages side by side, to be changed. */
export interface EditedText {
  readonly code: string;
  readonly text: LocalizedText;
  /** Of a question; undefined where there is no help. */
  readonly help: LocalizedText | undefined;
}

/** One text of a survey in three languages. */
export function editTextCard(reader: Reader, survey: Survey, { code, text, help }: EditedText): Card {
  const { t } = reader;
  const { question: asked, within } = parseKey(code);
  const question = survey.questions.find((candidate) => candidate.code === asked);
  const inputs = (prefix: string, key: string, values: LocalizedText): Element[] =>
    languages.map((language) => ({
      type: 'Input.Text',
      id: `${prefix}${language}`,
      label: t(key, { language: t(`editor:in.${language}`) }),
      value: values[language] ?? '',
      isMultiline: true,
      maxLength: longestText,
    }));
  const data = { surveyId: survey.id };
  const cancel = within
    ? execute('survey.editLabels', t('common:cancel'), { ...data, code: asked }, { associatedInputs: 'none' })
    : execute('survey.askWording', t('common:cancel'), data, { associatedInputs: 'none' });
  return card(
    reader,
    t('survey:changeText'),
    [
      within && question
        ? written(reader.pick(question.label), { label: t(`survey:textPart.${within.part}`) })
        : paragraph(partText(reader, code, question)),
      ...inputs('', 'survey:textIn', text),
      ...(question && !within ? inputs('help.', 'survey:helpIn', help ?? {}) : []),
    ],
    [
      execute('survey.reword', t('common:save'), { ...data, code, version: survey.version }, { style: 'positive' }),
      ...(question && !within ? labelsAction(reader, survey, question) : []),
      cancel,
    ],
  );
}

function partText({ t }: Reader, code: string, question: Question | undefined): string {
  if (question) return t(`survey:textPart.${question.kind === 'section' ? 'section' : 'question'}`);
  return t(`survey:text.${code === ownTexts.title ? 'title' : 'purpose'}`);
}

function labelsAction({ t }: Reader, { id: surveyId }: Survey, question: Question): Action[] {
  const labels = labelsIn(question);
  if (labels.length === 0) return [];
  const title = t(labels.every(({ part }) => part === 'option') ? 'survey:rewordOptions' : 'survey:rewordScale');
  return [execute('survey.editLabels', title, { surveyId, code: question.code }, { associatedInputs: 'none' })];
}

/** The text that a form names, as it is now. Throws `NOT_FOUND` for one that the survey lacks. */
export function textOf({ id, title, purpose, questions }: Survey, code: string): EditedText {
  if (code === ownTexts.title) return { code, text: title, help: undefined };
  if (code === ownTexts.purpose) return { code, text: purpose, help: undefined };
  const { question: asked, within } = parseKey(code);
  const question = questions.find((candidate) => candidate.code === asked);
  if (question && !within) return { code, text: question.label, help: question.help };
  const label = question && labelsIn(question).find((one) => keyWithin(asked, one) === code);
  if (label) return { code, text: label.text, help: undefined };
  throw new AppError('NOT_FOUND', `survey ${id} does not say ${code}`);
}

/** The question within which a text is that a form names; undefined for one that is none's. */
export function questionAround(code: string): string | undefined {
  const { question, within } = parseKey(code);
  return within && question;
}

/** A text as it was typed: empty where nothing was. */
export type TypedText = Readonly<Record<Language, string>>;

/** The change that was typed into a form of one text; undefined when the text is empty in every language. */
export function typedWording(code: string, typed: TypedText, typedHelp: TypedText): RewordedPart | undefined {
  const text = localized(typed);
  if (!text) return undefined;
  if (code === ownTexts.title) return { part: 'title', text };
  if (code === ownTexts.purpose) return { part: 'purpose', text };
  const { question, within } = parseKey(code);
  if (within) return { ...within, question, text };
  const help = localized(typedHelp);
  return { part: 'question', code, text, ...(help && { help }) };
}

function localized(typed: TypedText): LocalizedText | undefined {
  const written = languages.map((language) => [language, typed[language]] as const).filter(([, text]) => text);
  return written.length > 0 ? Object.fromEntries(written) : undefined;
}
