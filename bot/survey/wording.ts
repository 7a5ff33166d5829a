import type { Card } from '../../cards/card.ts';
import {
  chooseLabelCard,
  chooseTextCard,
  editTextCard,
  questionAround,
  textOf,
  typedWording,
} from '../../cards/survey/wording.ts';
import { rewordPart } from '../../domain/survey/reword.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import { faulty } from '../../domain/typed-moment.ts';
import type { DataOf, Turn } from '../feature.ts';

/** The text that was chosen, to be changed. */
export function editText(turn: Turn, survey: Survey, { code }: DataOf<'survey.editText'>): Card {
  return editTextCard(turn.reader, survey, textOf(survey, code));
}

function typedText(typed: DataOf<'survey.reword'>) {
  const help = { fi: typed['help.fi'], sv: typed['help.sv'], en: typed['help.en'] };
  return { text: { fi: typed.fi, sv: typed.sv, en: typed.en }, help };
}

/** The text that was chosen, with what was typed. */
export function wordingAgain(turn: Turn, survey: Survey, typed: DataOf<'survey.reword'>): Card {
  return editTextCard(turn.reader, survey, { code: typed.code, ...typedText(typed) });
}

/** Saves a changed text, which is written in one language at least. */
export async function reword(turn: Turn, survey: Survey, typed: DataOf<'survey.reword'>): Promise<Card> {
  const { code, version } = typed;
  const { text, help } = typedText(typed);
  const change = typedWording(code, text, help);
  if (!change) throw faulty('INPUT_INVALID', { [turn.reader.language]: 'noLanguage' });
  const changed = await rewordPart(turn.deps, turn.actor, survey.id, change, version);
  const around = questionAround(code);
  return around === undefined ? chooseTextCard(turn.reader, changed) : chooseLabelCard(turn.reader, changed, around);
}
