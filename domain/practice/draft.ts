import { AppError, quotable } from '../errors.ts';
import { networks } from '../network/network.ts';
import { onceMore } from '../once-more.ts';
import type { Actor } from '../rights.ts';
import { put, remove } from '../store.ts';
import type { Language } from '../text.ts';
import { assertVersion, type Deps, load } from '../use-case.ts';
import {
  type FormFaults,
  faultsOfPage,
  type PracticeForms,
  pagesOf,
  pageToWrite,
  type Stop,
  stopAfter,
  stopAt,
  stopBefore,
  type TypedPage,
  withPage,
} from './form.ts';
import { emptyDraft, groupFor, type NewPractice, type Untitled } from './new.ts';
import { type Practice, type PracticeForm, type PracticeKind, PracticeText, practices } from './practice.ts';
import { authoriseReading, step } from './states.ts';

/** A practice's form as it stands: what is written, and the page it is open at. */
export interface OpenForm extends Stop {
  readonly practiceId: string;
  readonly kind: PracticeKind;
  readonly groupId: string;
  /** The organisation without Teams that it is written down for; named until the first page was saved. */
  readonly organisationId?: string | undefined;
  readonly form: PracticeForm;
  /** Undefined until the first page was saved. */
  readonly practice: Practice | undefined;
  readonly text: PracticeText | undefined;
  readonly faults: FormFaults;
  /** What was typed on a page that could not be saved as it is. */
  readonly typed?: TypedPage;
}

/** What is being written: the text in the form, or when nothing is being changed the text that stands. */
export function writtenText({ draft, title, sections, filing }: Practice): PracticeText {
  return draft ?? { title, sections, filing };
}

/**
 * The empty form of a new practice; nothing is stored. Members of the group, and coordinators; for an organisation
 * without Teams, leads of the group and coordinators. Throws `ORGANISATION_IN_TEAMS` for one that can write itself.
 */
export async function newPracticeForm(
  deps: Deps,
  actor: Actor,
  request: NewPractice,
  forms: PracticeForms,
): Promise<OpenForm> {
  await groupFor(deps, actor, request);
  return { ...request, form: forms[request.kind], practice: undefined, text: undefined, page: 0, faults: {} };
}

/**
 * The form with what is written of a practice, at `page` or where writing goes on. Throws `PRACTICE_STATE` when the
 * practice cannot be changed now.
 */
export async function openPracticeForm(
  deps: Deps,
  actor: Actor,
  practiceId: string,
  forms: PracticeForms,
  page?: number,
): Promise<OpenForm> {
  const practice = await load(deps.store, practices, practiceId);
  step(actor, practice, 'propose');
  const form = forms[practice.kind];
  const wanted = page ?? (practice.state === 'draft' ? pageToWrite(form, practice) : 0);
  return formOf(practice, form, Math.min(wanted, pagesOf(form).length - 1), {});
}

/** The form of a stored practice at a page: at the first section with a fault when it comes section by section. */
export function formOf(practice: Practice, form: PracticeForm, page: number, faults: FormFaults): OpenForm {
  const { id: practiceId, kind, groupId } = practice;
  const text = writtenText(practice);
  return { practiceId, kind, groupId, form, practice, text, ...stopAt(form, text, page, faults), faults };
}

/** What was typed at one stop of the form, and where it is to go next. */
export interface PageInput extends NewPractice, Stop {
  readonly to: 'next' | 'back' | 'leave';
  /** The writer's language: the one the texts are kept under. */
  readonly language: Language;
  readonly typed: TypedPage;
}

/** Where saving a page leads: to a page of the form, from the last page on to the review, or out of the form. */
export type SavedPage = OpenForm & { readonly leadsTo: 'form' | 'review' | 'left' };

/**
 * Saves a page of the form and moves on. A new practice becomes a draft, a draft stays one, and a proposed text
 * stands as it is while its change is being written. Everything typed is saved, too long or not; a page with faults
 * can be left back or out, but not forwards. Only a new practice without a title cannot be saved at all.
 */
export async function savePracticePage(
  deps: Deps,
  actor: Actor,
  request: PageInput,
  forms: PracticeForms,
): Promise<SavedPage> {
  return onceMore(() => savePage(deps, actor, request, forms));
}

async function savePage(deps: Deps, actor: Actor, request: PageInput, forms: PracticeForms): Promise<SavedPage> {
  const earlier = await deps.store.get(practices, request.practiceId);
  if (earlier) step(actor, earlier, 'propose');
  const start = earlier ?? (await newDraft(deps, actor, request));
  const form = forms[start.kind];
  const { page, section, language, typed } = request;
  if (!pagesOf(form)[page]) throw new AppError('INPUT_INVALID', `the form of ${form.kind} has no page ${page}`);
  const text = earlier && writtenText(earlier);
  const region = text?.filing.region ?? (await load(deps.store, networks, start.networkId)).region;
  const input = { form, page, section, language, region, typed };
  const written = withPage(text, input);
  const practice = written && withText(start, earlier, written, deps.now().toISOString());
  if (practice) await deps.store.commit([put(practices, practice)]);
  const faults = faultsOfPage(text, input);
  const { id: practiceId, kind, groupId } = start;
  const { organisationId } = request;
  const open = { practiceId, kind, groupId, organisationId, form, practice, text: written };
  return { ...open, ...after(request, form, written, faults) };
}

async function newDraft(deps: Deps, actor: Actor, request: PageInput): Promise<Untitled> {
  // Only the first page can begin a practice: this form is of one that was thrown away.
  if (request.page > 0) throw new AppError('NOT_FOUND', `no practices ${quotable(request.practiceId)}`);
  return emptyDraft(deps, actor, request);
}

/** The practice with what was written: a proposed text stands, and its change is kept beside it. */
export function withText(start: Untitled, earlier: Practice | undefined, written: PracticeText, now: string): Practice {
  if (!earlier || earlier.state === 'draft') return { ...start, ...written, updatedAt: now };
  return { ...earlier, draft: sameText(written, earlier) ? undefined : written };
}

/** Whether two texts say the same, in whatever order their parts are kept. */
export function sameText(one: PracticeText, other: PracticeText): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(text: PracticeText): string {
  // Parsing puts the known keys in the order of the schema; the sections have none.
  const { title, sections, filing } = PracticeText.parse(text);
  return JSON.stringify([title, Object.entries(sections).sort(([a], [b]) => (a < b ? -1 : 1)), filing]);
}

type After = Stop & Pick<SavedPage, 'faults' | 'typed' | 'leadsTo'>;

function after(request: PageInput, form: PracticeForm, text: PracticeText | undefined, faults: FormFaults): After {
  const { page, section, to, typed } = request;
  const here = { page, section };
  if (to === 'back') return { ...(stopBefore(form, text, here) ?? here), faults: {}, leadsTo: 'form' };
  if (to === 'leave' && faults.title !== 'required') return { ...here, faults: {}, leadsTo: 'left' };
  if (Object.keys(faults).length > 0) return { ...stopAt(form, text, page, faults), faults, typed, leadsTo: 'form' };
  const next = stopAfter(form, text, here);
  return next ? { ...next, faults: {}, leadsTo: 'form' } : { ...here, faults: {}, leadsTo: 'review' };
}

/** The form at a page that could not be saved, as it was typed. Whoever may read the practice. */
export async function unsavedPage(
  deps: Deps,
  actor: Actor,
  request: PageInput,
  forms: PracticeForms,
): Promise<OpenForm> {
  const { page, section, language, typed } = request;
  const practice = await deps.store.get(practices, request.practiceId);
  // Only the first page can begin a practice, and nothing of that one is stored yet.
  if (!practice && page === 0) return { ...(await newPracticeForm(deps, actor, request, forms)), typed };
  if (!practice) throw new AppError('NOT_FOUND', `no practices ${quotable(request.practiceId)}`);
  authoriseReading(actor, practice);
  const form = forms[practice.kind];
  const { region } = practice.filing;
  const text = withPage(writtenText(practice), { form, page, section, language, region, typed });
  return { ...formOf(practice, form, page, {}), section, text, typed };
}

/**
 * Throws away a draft, or the change of a proposed text that is being written; the proposed text stays. Gives the
 * practice that is left, if any. Nothing to throw away changes nothing. Throws `STALE` when something was saved since
 * the version that was seen, by default since it was first read here.
 */
export async function discardPracticeDraft(
  deps: Deps,
  actor: Actor,
  practiceId: string,
  expected?: number,
): Promise<Practice | undefined> {
  let seen = expected;
  return onceMore(async () => {
    const practice = await deps.store.get(practices, practiceId);
    if (!practice) return undefined;
    step(actor, practice, 'propose');
    if (practice.state !== 'draft' && !practice.draft) return practice;
    assertVersion(practice, seen);
    // Tried again after somebody saved, it throws nothing of theirs away.
    seen = practice.version;
    const left = { ...practice, draft: undefined };
    if (practice.state === 'draft') await deps.store.commit([remove(practices, practice)]);
    else await deps.store.commit([put(practices, left)]);
    return practice.state === 'draft' ? undefined : left;
  });
}
