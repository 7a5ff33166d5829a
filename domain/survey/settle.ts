import { check, put, type StoreReader } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { classifier } from './classes.ts';
import { countAlike, countedAgain, countingAnswers, toldOf, wasCounted } from './counted.ts';
import { inOrder } from './merging.ts';
import { type Response, responses } from './response.ts';
import { isCounted, type Survey, surveys } from './survey.ts';

/**
 * Puts down what the results of a closed confidential survey hold of each answer, and of its giver what results are
 * divided by: whatever changes about people and organisations later, results stay as they are. Of one that is
 * cancelled nothing is counted. Done again, it changes nothing. Throws `CONFLICT` when somebody changed the survey or
 * an answer meanwhile.
 */
export async function settleCounted(deps: Deps, surveyId: string): Promise<Survey> {
  const survey = await load(deps.store, surveys, surveyId);
  const { unsettled, ...settled } = survey;
  const changed = isCounted(survey) ? await counting(deps.store, survey) : [];
  if (!unsettled && changed.length === 0) return survey;
  const ground = unsettled ? put(surveys, settled) : check(surveys, survey);
  await deps.store.commit([ground, ...changed.map((one) => put(responses, one))]);
  return unsettled ? { ...settled, version: survey.version + 1 } : survey;
}

/** The responses of which something else counts than is put down. */
async function counting(store: StoreReader, survey: Survey): Promise<Response[]> {
  const given = (await responsesTo(store, survey.id)).filter(({ state }) => state === 'submitted');
  const after = wasCounted(given) ? again(survey, given) : await firstTime(store, survey, given);
  return after.filter((one, index) => JSON.stringify(one) !== JSON.stringify(given[index]));
}

async function firstTime(store: StoreReader, survey: Survey, given: readonly Response[]): Promise<Response[]> {
  const { breakdowns = [] } = survey;
  if (breakdowns.length === 0 || given.some(({ counted }) => counted?.classes)) return [...given];
  const classesOf = await classifier(store, survey);
  return given.map((response) => {
    const all = classesOf(response);
    const classes = Object.fromEntries(inOrder(breakdowns).map((breakdown) => [breakdown, all[breakdown]]));
    return { ...response, counted: { classes } };
  });
}

function again({ questions }: Survey, given: readonly Response[]): Response[] {
  const after = countedAgain(questions, given);
  const renewed = after.renewed.length > 0 ? { renewed: [...after.renewed] } : {};
  const told = new Set(toldOf(given));
  return given.map((response, index) => {
    const answers = after.answers[index] ?? {};
    const same = countAlike(questions, answers, countingAnswers(response, true));
    const isHeld = !told.has(response) && Object.keys(answers).length === 0;
    const { held: _, ...before } = response.counted ?? {};
    const late = same ? {} : { late: true as const };
    return {
      ...response,
      counted: { ...before, answers, ...renewed, ...late, ...(isHeld && { held: true as const }) },
    };
  });
}

/** All responses to a survey, in order of id. */
export async function responsesTo(store: StoreReader, surveyId: string): Promise<Response[]> {
  const all: Response[] = [];
  for await (const response of store.stream(responses, { surveyId })) all.push(response);
  return all;
}
