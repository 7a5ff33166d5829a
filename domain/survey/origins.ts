import type { StoreReader } from '../store.ts';
import type { Question } from './kinds/kinds.ts';
import { type Survey, type SurveyTemplate, surveys } from './survey.ts';

const mostRounds = 10;

/** What a survey's codes have meant so far: in its earlier rounds, the last one first, and in its built-in survey. */
export async function originsOf(
  store: StoreReader,
  survey: Pick<Survey, 'earlierRoundId' | 'template' | 'questions'>,
  templates: readonly SurveyTemplate[],
): Promise<Question[]> {
  const found: Question[] = [];
  let { earlierRoundId: id } = survey;
  for (let round = 0; id !== undefined && round < mostRounds; round += 1) {
    const earlier: Survey | undefined = await store.get(surveys, id);
    found.push(...(earlier?.questions ?? []));
    id = earlier?.earlierRoundId;
  }
  const template = templates.find(({ code }) => code === survey.template);
  return firstOfEach([...found, ...(template ? asked(template, survey.questions) : [])]);
}

/** What a built-in survey asks, with what it asks for each practice once for each of those in the draft. */
function asked({ questions, perPractice = [] }: SurveyTemplate, drafted: readonly Question[]): Question[] {
  const repeated = drafted.flatMap(({ code }) => {
    const about = perPractice.find((one) => code.startsWith(`${one.code}:`));
    return about ? [{ ...about, code }] : [];
  });
  return [...questions, ...repeated];
}

function firstOfEach(questions: readonly Question[]): Question[] {
  const byCode = new Map<string, Question>();
  for (const question of questions) if (!byCode.has(question.code)) byCode.set(question.code, question);
  return [...byCode.values()];
}
