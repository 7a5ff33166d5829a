import type { Survey, SurveyTemplate } from '../../domain/survey/survey.ts';
import { groupId } from '../ids.ts';
import { type Random, randomFor } from './random.ts';

/**
 * A survey as it will be made: to whom, when, and how many answer it. Days count from the day of the seed; it opens and
 * closes on the first Tuesday or Thursday from then on.
 */
export interface PlannedSurvey {
  readonly template: SurveyTemplate;
  readonly groupId: string;
  readonly state: Extract<Survey['state'], 'scheduled' | 'open' | 'closed'>;
  readonly opens: number;
  readonly closes: number;
  /** Drafts included. */
  readonly answers: number;
  /** Which of all planned asked the same of the same group last and is closed by then. */
  readonly earlierRound?: number;
}

/** What a plan is made from. */
export interface SurveyPlanning {
  readonly templates: readonly SurveyTemplate[];
  readonly groupIds: readonly string[];
  /** How many answers a group may give to what is made from a template: of its people, or of its organisations. */
  sizeOf(template: SurveyTemplate, groupId: string): number;
  /** How far back surveys go, in days. */
  readonly span: number;
}

/** Below so many members a group has no surveys of its own. */
const fewestAsked = 3;

/**
 * Surveys until exactly so many answers fit, the oldest first: closed ones of past terms, then those that are open now,
 * and one that is scheduled. Most are asked of the group that the whole network meets in.
 */
export function planSurveys(answers: number, planning: SurveyPlanning): PlannedSurvey[] {
  const { templates, groupIds } = planning;
  const groups = groupIds.filter((id) => templates.every((template) => planning.sizeOf(template, id) >= fewestAsked));
  const open = openSurveys(answers, groups, planning);
  const inOpen = open.reduce((sum, survey) => sum + survey.answers, 0);
  return [...closedSurveys(answers - inOpen, groups, planning), ...open, scheduledSurvey(planning)];
}

/** An open anonymous survey holds answers sealed with a key, which data alone cannot bring. */
function withNames({ templates }: SurveyPlanning): readonly SurveyTemplate[] {
  return templates.filter(({ anonymity }) => anonymity !== 'anonymous');
}

/** One in the common group, and one in every fourth of the others; they hold at most a third of all answers. */
function openSurveys(answers: number, groups: readonly string[], planning: SurveyPlanning): PlannedSurvey[] {
  const named = withNames(planning);
  const asking = [groupId('future'), ...groups.filter((id, index) => id !== groupId('future') && index % 4 === 3)];
  const each = Math.floor(answers / 3 / asking.length);
  return asking.map((id, index) => {
    const template = named[index % named.length] as SurveyTemplate;
    const share = (planning.sizeOf(template, id) * (45 + ((index * 7) % 15))) / 100;
    const [opens, closes] = [-9 - index, 5 + 2 * index];
    return { template, groupId: id, state: 'open', opens, closes, answers: Math.min(each, Math.floor(share)) };
  });
}

function scheduledSurvey(planning: SurveyPlanning): PlannedSurvey {
  const template = withNames(planning).at(-1) as SurveyTemplate;
  return { template, groupId: groupId('future'), state: 'scheduled', opens: 6, closes: 20, answers: 0 };
}

function closedSurveys(answers: number, groups: readonly string[], planning: SurveyPlanning): PlannedSurvey[] {
  const asked: Pick<PlannedSurvey, 'groupId' | 'answers' | 'template'>[] = [];
  for (let left = answers; left > 0; left -= asked.at(-1)?.answers ?? left) {
    const template = planning.templates[asked.length % planning.templates.length] as SurveyTemplate;
    const sizeOf = (id: string) => planning.sizeOf(template, id);
    asked.push({ template, ...nextAsked(left, groups, sizeOf, randomFor('survey', -1 - asked.length)) });
  }
  const { span } = planning;
  const rounds = new Map<string, number>();
  return asked.map(({ groupId, answers, template }, index) => {
    const closes = -10 - Math.floor(((asked.length - index) / asked.length) * span);
    const round = `${template.code} ${groupId}`;
    const earlierRound = rounds.get(round);
    rounds.set(round, index);
    const earlier = earlierRound === undefined ? {} : { earlierRound };
    return { template, groupId, answers, state: 'closed', opens: closes - 14, closes, ...earlier };
  });
}

/** The next group asked and how many of it answer: 40 to 80 of 100. What is left at the end goes to a group it fits. */
function nextAsked(left: number, groups: readonly string[], sizeOf: (groupId: string) => number, random: Random) {
  const chosen = random.percent(60) ? groupId('future') : random.pick(groups);
  const answers = Math.ceil((sizeOf(chosen) * random.between(40, 80)) / 100);
  if (answers < left) return { groupId: chosen, answers };
  const fitting = groups.filter((id) => sizeOf(id) >= left).sort((a, b) => sizeOf(a) - sizeOf(b));
  return { groupId: fitting.find((id) => sizeOf(id) * 0.8 >= left) ?? fitting[0] ?? chosen, answers: left };
}
