import type { RewordedPart } from '../../domain/survey/reword.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import { type Language, type LocalizedText, languages } from '../../domain/text.ts';
import { box, card, choice, paragraph, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { longestText } from './verbs.ts';

/** What stands for title and purpose among the codes of questions: no question can have such a code. */
export const ownTexts = { title: '-title', purpose: '-purpose' } as const;

const longestChoice = 40;

/** Asks which text of a posted survey is to be changed. */
export function chooseTextCard(reader: Reader, survey: Survey): Card {
  const { t } = reader;
  const data = { surveyId: survey.id };
  const own = (['title', 'purpose'] as const).map((part) => ({
    title: t(`survey:text.${part}`),
    value: ownTexts[part],
  }));
  const questions = survey.questions.map(({ code, label }) => ({
    title: shortened(reader.pick(label), longestChoice),
    value: code,
  }));
  return card(
    reader,
    t('survey:reword'),
    [
      written(reader.pick(survey.title)),
      paragraph(t('survey:rewordText')),
      choice({ id: 'code', label: t('survey:whichText'), value: ownTexts.title, choices: [...own, ...questions] }),
    ],
    [
      execute('survey.editText', t('survey:changeText'), data, { style: 'positive' }),
      execute('survey.manage', t('common:cancel'), data, { associatedInputs: 'none' }),
    ],
  );
}

/** A text in all languages side by side, to be changed; `fault` is the key of what is wrong with it. */
export interface EditedText {
  readonly code: string;
  readonly text: LocalizedText;
  /** Of a question; undefined where there is no help. */
  readonly help: LocalizedText | undefined;
  readonly fault?: string;
}

/** One text of a survey in three languages. */
export function editTextCard(reader: Reader, survey: Survey, { code, text, help, fault }: EditedText): Card {
  const { t } = reader;
  const question = code !== ownTexts.title && code !== ownTexts.purpose;
  const inputs = (prefix: string, key: string, values: LocalizedText): Element[] =>
    languages.map((language) => ({
      type: 'Input.Text',
      id: `${prefix}${language}`,
      label: t(key, { language: t(`member:language.${language}`) }),
      value: values[language] ?? '',
      isMultiline: true,
      maxLength: longestText,
    }));
  return card(
    reader,
    t('survey:changeText'),
    [
      ...(fault ? [box('attention', [paragraph(t(fault))])] : []),
      ...inputs('', 'survey:textIn', text),
      ...(question ? inputs('help.', 'survey:helpIn', help ?? {}) : []),
    ],
    [
      execute(
        'survey.reword',
        t('common:save'),
        { surveyId: survey.id, code, version: survey.version },
        { style: 'positive' },
      ),
      execute('survey.askWording', t('common:cancel'), { surveyId: survey.id }, { associatedInputs: 'none' }),
    ],
  );
}

/** A text as it was typed: empty where nothing was. */
export type TypedText = Readonly<Record<Language, string>>;

/** The change that was typed into a form of one text; undefined when the text is empty in every language. */
export function typedWording(code: string, typed: TypedText, typedHelp: TypedText): RewordedPart | undefined {
  const text = localized(typed);
  if (!text) return undefined;
  if (code === ownTexts.title) return { part: 'title', text };
  if (code === ownTexts.purpose) return { part: 'purpose', text };
  const help = localized(typedHelp);
  return { part: 'question', code, text, ...(help && { help }) };
}

function localized(typed: TypedText): LocalizedText | undefined {
  const written = languages.map((language) => [language, typed[language]] as const).filter(([, text]) => text);
  return written.length > 0 ? Object.fromEntries(written) : undefined;
}
