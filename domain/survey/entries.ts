import { AppError } from '../errors.ts';
import { members, type Organisation } from '../network/network.ts';
import { organisationsWithoutTeams } from '../network/without-teams.ts';
import { type Actor, authorise } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { comparable } from '../text.ts';
import { load } from '../use-case.ts';
import { asksOrganisation } from './audience.ts';
import { seesWhoAnswered } from './missing.ts';
import { populations } from './population.ts';
import { mayOpenForOther } from './respondent.ts';
import { type Response, responses } from './response.ts';
import { assertOpen, type Survey, surveys } from './survey.ts';

/** Organisations without Teams of a survey's network, and how far the answer of each is. */
export interface Entries {
  readonly survey: Survey;
  readonly organisations: readonly {
    readonly organisation: Organisation;
    readonly answer: 'none' | Response['state'];
  }[];
  /** What was looked for in their names. */
  readonly search: string;
}

/**
 * The organisations for which an answer may be there that their last member gave before leaving, and whose it is not for
 * whoever enters answers to know. Nothing is entered for these, whether they have answered or not.
 */
export async function mayHaveAnswered(store: StoreReader, actor: Actor, survey: Survey): Promise<ReadonlySet<string>> {
  const had = new Set<string>();
  if (survey.respondent !== 'organisation' || seesWhoAnswered(actor, survey)) return had;
  const population = await store.get(populations, survey.id);
  for (const asked of population?.respondentIds ?? []) had.add(asked);
  for await (const { organisationId } of store.stream(members, { networkId: survey.networkId })) {
    if (organisationId !== undefined) had.add(organisationId);
  }
  return had;
}

/**
 * For whom those who look after an open survey can enter an answer: whose name has the text in it, without those whose
 * answer is not theirs to open. Throws `SURVEY_ENTRY_SECRET` when it is anonymous, and what `assertOpen` throws.
 */
export async function entriesOf(store: StoreReader, actor: Actor, surveyId: string, search = ''): Promise<Entries> {
  const survey = await load(store, surveys, surveyId);
  authorise(actor, 'survey.enter', survey);
  if (survey.anonymity === 'anonymous') throw new AppError('SURVEY_ENTRY_SECRET', `survey ${surveyId} is anonymous`);
  assertOpen(survey);
  const wanted = comparable(search);
  const without = await organisationsWithoutTeams(store, survey.networkId);
  const had = await mayHaveAnswered(store, actor, survey);
  const asked = without.filter((organisation) => asksOrganisation(survey, organisation) && !had.has(organisation.id));
  const found = asked.filter(({ name }) => comparable(name).includes(wanted));
  const given = await store.find(responses, { surveyId, respondentId: found.map(({ id }) => id) });
  const closed = new Set(given.filter((one) => !mayOpenForOther(actor, survey, one)).map((one) => one.respondentId));
  const open = found.filter(({ id }) => !closed.has(id));
  const states = new Map(given.map(({ respondentId, state }) => [respondentId, state]));
  const organisations = open.map((organisation) => ({
    organisation,
    answer: states.get(organisation.id) ?? ('none' as const),
  }));
  return { survey, organisations, search: search.trim() };
}
