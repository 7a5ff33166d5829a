import type { Card } from '../../cards/card.ts';
import { chooseTextCard, editTextCard, ownTexts, typedWording } from '../../cards/survey/wording.ts';
import { AppError } from '../../domain/errors.ts';
import { rewordPart } from '../../domain/survey/reword.ts';
import type { Survey } from '../../domain/survey/survey.ts';
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
  const text = { fi: typed.fi, sv: typed.sv, en: typed.en };
  const help = { fi: typed['help.fi'], sv: typed['help.sv'], en: typed['help.en'] };
  const change = typedWording(code, text, help);
  if (!change) return editTextCard(turn.reader, survey, { code, text: {}, help, fault: 'survey:textMissing' });
  return chooseTextCard(turn.reader, await rewordPart(turn.deps, turn.actor, survey.id, change, version));
}
