import { AppError } from '../errors.ts';
import { account } from '../network/audit.ts';
import { type Organisation, organisations } from '../network/network.ts';
import { onceMore } from '../once-more.ts';
import { type Actor, authorise, membershipIn } from '../rights.ts';
import { assertSeen, type Shown } from '../seen.ts';
import { put, type StoreReader } from '../store.ts';
import { tidyText } from '../text.ts';
import { type Deps, load } from '../use-case.ts';
import { respondentIdOf } from './respondent.ts';
import { responses } from './response.ts';
import { isSecret, type Survey, surveys } from './survey.ts';

/** The question by which the built-in hand-over survey asks for an organisation's contact point. */
const askedAs = 'contactPoint';

/** The most characters of a contact point, as on the form of an organisation. */
const longest = 200;

/** What an organisation's contact point is by an answer of its own, and what stands in its row. */
export interface OfferedContact {
  readonly organisation: Organisation;
  readonly given: string;
}

/**
 * The contact point that the actor, or a colleague where organisations answer as one, gave for the actor's organisation,
 * when its row has another or none. Never from a survey in which it is secret who said what; and not from what a lead
 * entered, since nobody of the organisation has said it.
 */
export async function offeredContact(
  store: StoreReader,
  actor: Actor,
  survey: Survey,
): Promise<OfferedContact | undefined> {
  if (isSecret(survey) || survey.answersDeleted || !survey.questions.some(isAboutContact)) return undefined;
  const membership = membershipIn(actor, survey.networkId);
  if (!membership?.organisationId) return undefined;
  const { memberId: id, organisationId } = membership;
  const respondentId = respondentIdOf(survey, { id, organisationId });
  const [response] = await store.find(responses, { surveyId: survey.id, respondentId, state: 'submitted' });
  const answer = response?.answers[askedAs];
  const isTheirs = response?.organisationId === organisationId && response.enteredBy === undefined;
  const given = typeof answer === 'string' && isTheirs && [...answer].length <= longest ? tidyText(answer) : '';
  const organisation = await store.get(organisations, organisationId);
  if (!organisation || given === '' || given === organisation.contactPoint) return undefined;
  return { organisation, given };
}

function isAboutContact({ code, kind }: Survey['questions'][number]): boolean {
  return code === askedAs && kind === 'text';
}

/** What somebody is shown before they have a contact point taken over. */
export function shownOfContact({ organisation, given }: OfferedContact): Shown {
  return { given, kept: organisation.contactPoint, organisation: organisation.id };
}

/**
 * Puts the contact point that an organisation gave in its answer into its row, on the word of somebody of the
 * organisation; the account says who. Members of the organisation only. Once it stands there, nothing changes. Throws
 * `NOT_FOUND` when there is none to take over, and `STALE` when it is another than was seen.
 */
export async function takeContactPoint(
  deps: Deps,
  actor: Actor,
  surveyId: string,
  seen?: string,
): Promise<Organisation> {
  return onceMore(async () => {
    const survey = await load(deps.store, surveys, surveyId);
    const { organisationId } = authorise(actor, 'survey.list', survey);
    if (organisationId === undefined) throw new AppError('FORBIDDEN', 'of no organisation');
    const offered = await offeredContact(deps.store, actor, survey);
    if (!offered) throw new AppError('NOT_FOUND', `no contact point to take over from ${surveyId}`);
    assertSeen(shownOfContact(offered), seen);
    const { organisation, given } = offered;
    const changed: Organisation = { ...organisation, contactPoint: given };
    const { networkId, id: subjectId } = organisation;
    await deps.store.commit([
      put(organisations, changed),
      ...account(deps, actor, { networkId, kind: 'organisation', subjectId }, [
        { field: 'contactPoint', before: organisation.contactPoint, after: given },
      ]),
    ]);
    return changed;
  });
}

/** A survey of the actor's network, with what it offers them; `offered` is undefined when it offers nothing. */
export async function contactIn(
  store: StoreReader,
  actor: Actor,
  surveyId: string,
): Promise<{ survey: Survey; offered: OfferedContact | undefined }> {
  const survey = await load(store, surveys, surveyId);
  authorise(actor, 'survey.list', survey);
  return { survey, offered: await offeredContact(store, actor, survey) };
}
