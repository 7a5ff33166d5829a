import type { Card } from '../../cards/card.ts';
import { chooseTextCard, editTextCard, ownTexts } from '../../cards/survey/wording.ts';
import { AppError } from '../../domain/errors.ts';
import { type RewordedPart, rewordPart } from '../../domain/survey/reword.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import { type LocalizedText, languages } from '../../domain/text.ts';
import type { DataOf, Turn } from '../feature.ts';

/** The text that was chosen, to be changed. */
export function editText(turn: Turn, survey: Survey, { code }: DataOf<'survey.editText'>): Card {
  const { title, purpose, questions } = survey;
  if (code === ownTexts.title) return editTextCard(turn.reader, survey, { code, text: title, help: undefined });
  if (code === ownTexts.purpose) return editTextCard(turn.reader, survey, { code, text: purpose, help: undefined });
  const question = questions.find((candidate) => candidate.code === code);
  if (!question) throw new AppError('NOT_FOUND', `survey ${survey.id} does not ask ${code}`);
  return editTextCard(turn.reader, survey, { code, text: question.label, help: question.help });
}

/** Saves a changed text; one that is empty in every language comes back. */
export async function reword(turn: Turn, survey: Survey, typed: DataOf<'survey.reword'>): Promise<Card> {
  const { code, version } = typed;
  const text = localized(languages.map((language) => typed[language]));
  const help = localized(languages.map((language) => typed[`help.${language}`]));
  if (!text) {
    return editTextCard(turn.reader, survey, { code, text: {}, help, fault: 'survey:textMissing' });
  }
  const change = changeOf(code, text, help);
  return chooseTextCard(turn.reader, await rewordPart(turn.deps, turn.actor, survey.id, change, version));
}

function changeOf(code: string, text: LocalizedText, help: LocalizedText | undefined): RewordedPart {
  if (code === ownTexts.title) return { part: 'title', text };
  if (code === ownTexts.purpose) return { part: 'purpose', text };
  return { part: 'question', code, text, ...(help && { help }) };
}

function localized(texts: readonly string[]): LocalizedText | undefined {
  const typed = languages.map((language, index) => [language, texts[index] ?? ''] as const).filter(([, text]) => text);
  return typed.length > 0 ? Object.fromEntries(typed) : undefined;
}
