import { z } from 'zod';
import { onceMore } from '../once-more.ts';
import { recordShape } from '../record.ts';
import { check, collection, put, type StoreReader, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { type Response, responses } from './response.ts';
import type { Content } from './sealing.ts';
import { keysOf } from './shown.ts';
import { isSecret, type Survey } from './survey.ts';

/**
 * Which questions of a named survey have been answered by anybody, if only in a draft, under the survey's id: these keep
 * their meaning. Put down before the answer is, so that rewording never looks too early. Of other surveys all questions
 * keep their meaning from the opening on, and nothing is put down.
 */
export const AnsweredQuestions = z.object({
  ...recordShape,
  networkId: z.string(),
  codes: z.array(z.string()),
});
export type AnsweredQuestions = z.infer<typeof AnsweredQuestions>;
export const answeredQuestions = collection('answeredQuestions', AnsweredQuestions, { indexes: ['networkId'] });

/** Each round of answers that come at once puts down one question more at least, and a page holds a few. */
const mostTries = 30;

/**
 * Puts down the questions that an answer is the first to answer, before it is committed itself. Mostly there are none,
 * and nothing is written; nothing is read either when the same person had answered them all.
 */
export async function putDownAnswered(
  { store }: Deps,
  survey: Survey,
  earlier: Response | undefined,
  content: Content,
): Promise<void> {
  if (isSecret(survey)) return;
  const before = new Set(earlier ? answeredIn(survey, earlier) : []);
  const codes = answeredIn(survey, content).filter((code) => !before.has(code));
  if (codes.length === 0) return;
  await onceMore(async () => {
    const known = await answeredOf(store, survey);
    if (known.version > 0 && codes.every((code) => known.codes.includes(code))) return;
    const all = [...new Set([...known.codes, ...codes])].sort();
    await store.commit([put(answeredQuestions, { ...known, codes: all })]);
  }, mostTries);
}

function answeredIn({ questions }: Survey, { answers, draft = {} }: Content): string[] {
  const given = new Set([...Object.keys(answers), ...Object.keys(draft)]);
  return questions.flatMap(({ code }) => (keysOf(code).some((key) => given.has(key)) ? code : []));
}

/** What is put down, or where nothing is yet, what the answers say that there are; then of version 0. */
export async function answeredOf(store: StoreReader, survey: Survey): Promise<AnsweredQuestions> {
  const { id, networkId } = survey;
  const known = await store.get(answeredQuestions, id);
  if (known) return known;
  const codes = new Set<string>();
  for await (const one of store.stream(responses, { surveyId: id })) {
    for (const code of answeredIn(survey, one)) codes.add(code);
  }
  return { id, version: 0, networkId, codes: [...codes].sort() };
}

/** What has a commit fail when another question has been answered since these were looked up. */
export function stillAnswered(known: AnsweredQuestions): Write {
  return known.version > 0 ? check(answeredQuestions, known) : put(answeredQuestions, known);
}
