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
import type { DataOf, Turn } from '../feature.ts';

/** The text that was chosen, to be changed. */
export function editText(turn: Turn, survey: Survey, { code }: DataOf<'survey.editText'>): Card {
  return editTextCard(turn.reader, survey, textOf(survey, code));
}

/** Saves a changed text; one that is empty in every language comes back. */
export async function reword(turn: Turn, survey: Survey, typed: DataOf<'survey.reword'>): Promise<Card> {
  const { code, version } = typed;
  const text = { fi: typed.fi, sv: typed.sv, en: typed.en };
  const help = { fi: typed['help.fi'], sv: typed['help.sv'], en: typed['help.en'] };
  const change = typedWording(code, text, help);
  if (!change) return editTextCard(turn.reader, survey, { code, text: {}, help, fault: 'survey:textMissing' });
  const changed = await rewordPart(turn.deps, turn.actor, survey.id, change, version);
  const around = questionAround(code);
  return around === undefined ? chooseTextCard(turn.reader, changed) : chooseLabelCard(turn.reader, changed, around);
}
