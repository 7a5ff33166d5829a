import { keyWithin, ownTexts, typedWording } from '../../../cards/survey/wording.ts';
import { AppError } from '../../../domain/errors.ts';
import { labelsIn, rewordPart } from '../../../domain/survey/reword.ts';
import type { LocalizedText } from '../../../domain/text.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { Call } from '../api/call.ts';
import { managed } from './life.ts';

type Wording = AnswerOf<'GET /surveys/{surveyId}/wording'>;
type WordingCall = Pick<Call<'GET /surveys/{surveyId}/wording'>, 'deps' | 'actor' | 'path' | 'readerIn'>;

/** What a survey says in all languages, for those who may reword it. */
export async function wordingView(call: WordingCall): Promise<Wording> {
  const { version, title, purpose, questions, networkId } = await managed(call);
  const reader = await call.readerIn(networkId);
  const told = (code: string, part: Wording['texts'][number]['part'], text: LocalizedText, help?: LocalizedText) => ({
    code,
    part,
    within: null,
    shown: reader.pick(text),
    text: { ...nothing, ...text },
    help: { ...nothing, ...help },
  });
  const asked = questions.flatMap((question) => [
    told(question.code, question.kind === 'section' ? 'section' : 'question', question.label, question.help),
    ...labelsIn(question).map((label) => ({
      ...told(keyWithin(question.code, label), label.part, label.text),
      within: question.code,
    })),
  ]);
  const own = [told(ownTexts.title, 'title', title), told(ownTexts.purpose, 'purpose', purpose)];
  return { version, title: reader.pick(title), texts: [...own, ...asked] };
}

const nothing = { fi: '', sv: '', en: '' };

/** Changes one text. A text that is empty in every language is a fault of its first input. */
export async function reword(call: Call<'PUT /surveys/{surveyId}/wording'>): Promise<Wording> {
  const { deps, actor, body, expected } = call;
  const { id } = await managed(call);
  const { code, help, ...text } = body;
  const change = typedWording(code, text, help);
  if (!change) throw new AppError('INPUT_INVALID', 'empty in every language', { fields: { fi: 'required' } });
  await rewordPart(deps, actor, id, change, expected);
  return wordingView(call);
}
