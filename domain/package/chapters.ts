import type { PackageParts } from '../noun.ts';
import type { PracticeKind } from '../practice/practice.ts';
import type { PackageSurvey } from '../survey/results/package-part.ts';

/** The chapters of a knowledge package, in the order in which the new coordinator reads them. */
export const chapters = [
  'readMe',
  'firstMonth',
  'figures',
  'outputs',
  'network',
  'operatingModels',
  'serviceDescriptions',
  'goodPractices',
  'successes',
  'developmentTargets',
  'needsAndSupply',
  'evaluations',
  'otherSurveys',
  'risks',
  'meetingsHeld',
  'schedule',
  'methods',
  'ownerChanges',
  'validation',
  'comments',
  'questions',
  'changes',
] as const;
export type Chapter = (typeof chapters)[number];

/**
 * `empty`: nothing was recorded. `asked`: only surveys stand in it, and none shows an answer yet. `notCollected`: the bot
 * has no place for it, so it has to be handed over otherwise.
 */
export type ChapterState = 'recorded' | 'empty' | 'asked' | 'notCollected';

/** The states of a chapter in which there is something to read. */
export const toldStates: readonly ChapterState[] = ['recorded', 'asked'];

/** The states of a chapter that still lacks what could be recorded. */
export const lackingStates: readonly ChapterState[] = ['empty', 'asked'];

/** Which kinds of practice stand in which chapter. */
export const practiceChapters = {
  operatingModels: ['operatingModel', 'wayOfWorking'],
  serviceDescriptions: ['serviceDescription'],
  goodPractices: ['goodPractice'],
  successes: ['success'],
  developmentTargets: ['developmentTarget'],
} as const satisfies Partial<Record<Chapter, readonly PracticeKind[]>>;

/** The built-in surveys whose results stand in a chapter of their own, by template code. */
const surveyChapters: Readonly<Record<string, SurveyChapter>> = {
  handover: 'firstMonth',
  supportNeed: 'needsAndSupply',
  supplyCoverage: 'needsAndSupply',
  networkWork: 'evaluations',
  coordinationTask: 'evaluations',
  resources: 'evaluations',
  feedback: 'evaluations',
  validationRound: 'validation',
};

/** What the survey on resources asks about risks stands among these: its codes, without the number behind a later meaning. */
const riskQuestions: ReadonlySet<string> = new Set([
  'riskLevel',
  'fundingRisk',
  'commitmentRisk',
  'transitionRisk',
  'partnersHardToFind',
  'partnersEasier',
  'partnersHarder',
  'partnersRisk',
  'riskReducing',
  'riskActors',
  'riskActions',
]);

export const chaptersOfSurveys = [
  'firstMonth',
  'needsAndSupply',
  'evaluations',
  'otherSurveys',
  'risks',
  'validation',
] as const satisfies readonly Chapter[];
export type SurveyChapter = (typeof chaptersOfSurveys)[number];

/** A survey with those of its questions whose results stand in a chapter; undefined when none do. */
export function surveyIn(survey: PackageSurvey, chapter: SurveyChapter): PackageSurvey | undefined {
  const { template = '', questions, comparison } = survey;
  const own = (Object.hasOwn(surveyChapters, template) && surveyChapters[template]) || 'otherSurveys';
  if (template !== 'resources') return own === chapter ? survey : undefined;
  if (chapter !== own && chapter !== 'risks') return undefined;
  const isHere = (code: string) => isAboutRisks(code) === (chapter === 'risks');
  const asked = questions.filter(({ kind, code }) => kind === 'section' || isHere(code));
  if (asked.every(({ kind }) => kind === 'section')) return undefined;
  const notCompared = comparison?.notCompared.filter(({ code }) => isHere(code)) ?? [];
  return { ...survey, questions: asked, ...(comparison && { comparison: { ...comparison, notCompared } }) };
}

function isAboutRisks(code: string): boolean {
  return riskQuestions.has(code.replace(/-\d{1,3}$/, ''));
}

/** Every chapter in order with what there is for it. */
export function chapterStates(parts: PackageParts): { chapter: Chapter; state: ChapterState }[] {
  return chapters.map((chapter) => {
    const amount = amounts[chapter]?.(parts);
    return { chapter, state: amount === undefined ? 'notCollected' : stateOf(chapter, amount, parts) };
  });
}

function stateOf(chapter: Chapter, amount: number, { surveys }: PackageParts): ChapterState {
  if (amount > 0) return 'recorded';
  const isAsked = isOfSurveys(chapter) && surveys.some((survey) => surveyIn(survey, chapter));
  return isAsked ? 'asked' : 'empty';
}

function isOfSurveys(chapter: Chapter): chapter is SurveyChapter {
  return chaptersOfSurveys.some((one) => one === chapter);
}

const amounts: Partial<Record<Chapter, (parts: PackageParts) => number>> = {
  readMe: () => 1,
  firstMonth: surveysIn('firstMonth'),
  figures: () => 1,
  network: ({ people }) => people.groups.length + people.organisations.length + people.roles.length,
  operatingModels: practicesIn('operatingModels'),
  serviceDescriptions: practicesIn('serviceDescriptions'),
  goodPractices: practicesIn('goodPractices'),
  successes: practicesIn('successes'),
  developmentTargets: practicesIn('developmentTargets'),
  needsAndSupply: surveysIn('needsAndSupply'),
  evaluations: surveysIn('evaluations'),
  otherSurveys: surveysIn('otherSurveys'),
  risks: surveysIn('risks'),
  meetingsHeld: ({ meetings }) => meetings.held.length,
  schedule: ({ meetings }) => meetings.ahead.length,
  methods: ({ surveys }) => surveys.length,
  validation: (parts) => parts.practices.validations.length + surveysIn('validation')(parts),
  comments: ({ practices }) => practices.comments.length,
};

function practicesIn(chapter: keyof typeof practiceChapters): (parts: PackageParts) => number {
  const kinds: readonly PracticeKind[] = practiceChapters[chapter];
  return ({ practices }) =>
    [...practices.selected, ...practices.listed].filter(({ kind }) => kinds.includes(kind)).length;
}

/** Those that show an answer: a survey that was only sent tells nobody anything. */
function surveysIn(chapter: SurveyChapter): (parts: PackageParts) => number {
  return ({ surveys }) => surveys.filter((survey) => showsAnswers(survey) && surveyIn(survey, chapter)).length;
}

function showsAnswers({ results }: PackageSurvey): boolean {
  return !results.suppressed && results.submitted > 0;
}
