import { alsoOnPage } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import { askDiscardCard, leftCard } from '../../cards/practice/ask.ts';
import { practiceFormCard } from '../../cards/practice/form.ts';
import { ownOrganisation, type Start, startCard } from '../../cards/practice/start.ts';
import { AppError, isAppError } from '../../domain/errors.ts';
import { organisations } from '../../domain/network/network.ts';
import {
  discardPracticeDraft,
  newPracticeForm,
  type OpenForm,
  openPracticeForm,
  type PageInput,
  savePracticePage,
  unsavedPage,
} from '../../domain/practice/draft.ts';
import { sectionInput } from '../../domain/practice/form.ts';
import { draftsOf } from '../../domain/practice/lists.ts';
import { groupsToWriteIn, organisationsToWriteFor } from '../../domain/practice/new.ts';
import { practices } from '../../domain/practice/practice.ts';
import { proposePractice } from '../../domain/practice/propose.ts';
import { step } from '../../domain/practice/states.ts';
import { load } from '../../domain/use-case.ts';
import type { DataOf, Forms, Turn, VerbHandlers } from '../feature.ts';
import { networkOf } from '../turn.ts';
import { openDone, openPractice, orWhyNot, reviewPractice, whyNot } from './open.ts';

/** The first card of writing: drafts, and the choice of kind and group. */
export async function startWriting(turn: Turn, given?: Start['values']): Promise<Card> {
  const { deps, actor } = turn;
  const network = networkOf(turn);
  const groups = await groupsToWriteIn(deps.store, actor, network.id);
  const preset = groups.find(({ id }) => id === turn.group?.id) ?? (groups.length === 1 ? groups[0] : undefined);
  const values = given ?? { kind: '', groupId: preset?.id ?? '', organisationId: '' };
  const drafts = await draftsOf(deps.store, actor, network.id);
  const organisations = await organisationsToWriteFor(deps.store, actor, network.id);
  const forms = deps.builtIn.practiceForms;
  const made = startCard(turn.reader, { values, groups, organisations, drafts, forms });
  return alsoOnPage(turn.reader, made, deps.links.tab('practices/new'));
}

/** A page of the form, which names the organisation it is written for when that is not the writer's own. */
async function showForm({ deps, reader }: Turn, open: OpenForm, fault?: string): Promise<Card> {
  const { practice, organisationId } = open;
  const whose = practice ? practice.onBehalf && practice.organisationId : organisationId;
  const writtenFor = whose && (await deps.store.get(organisations, whose))?.name;
  return practiceFormCard(reader, open, { fault, writtenFor: writtenFor || undefined });
}

/** What a page of the form says, as `savePracticePage` takes it. */
function wishOf({ reader }: Turn, data: DataOf<'practice.page'>): PageInput {
  const { practiceId, kind, groupId, organisationId, page, section, to } = data;
  const { title, supportForms, targetGroups, themes, municipality, ...inputs } = data;
  const typed = { title, supportForms, targetGroups, themes, municipality, sections: sectionsIn(inputs) };
  return { practiceId, kind, groupId, organisationId, page, section, to, language: reader.language, typed };
}

/** The page as it was typed, with nothing saved: the view on the screen is the only copy. */
async function pageAgain(turn: Turn, data: DataOf<'practice.page'>, fault?: string): Promise<Card> {
  const { deps, actor } = turn;
  const unsaved = await unsavedPage(deps, actor, wishOf(turn, data), deps.builtIn.practiceForms);
  return showForm(turn, unsaved, fault);
}

async function savePage(turn: Turn, data: DataOf<'practice.page'>): Promise<Card> {
  const { deps, actor, reader } = turn;
  try {
    const saved = await savePracticePage(deps, actor, wishOf(turn, data), deps.builtIn.practiceForms);
    if (saved.leadsTo === 'review') return await reviewPractice(turn, data.practiceId);
    return saved.leadsTo === 'left' && saved.practice ? leftCard(reader, saved.practice) : await showForm(turn, saved);
  } catch (error) {
    if (!isAppError(error, 'PRACTICE_STATE') && !isAppError(error, 'CONFLICT')) throw error;
    return pageAgain(turn, data, whyNot(reader, error));
  }
}

function sectionsIn(inputs: Readonly<Record<string, unknown>>): Record<string, string> {
  const prefix = sectionInput('');
  const typed = Object.entries(inputs).filter(([input]) => input.startsWith(prefix));
  return Object.fromEntries(typed.map(([input, text]) => [input.slice(prefix.length), String(text)]));
}

async function propose(turn: Turn, { practiceId, version }: DataOf<'practice.propose'>): Promise<Card> {
  const { deps, actor } = turn;
  const proposal = await proposePractice(deps, actor, practiceId, deps.builtIn.practiceForms, version);
  if (proposal.outcome === 'lacking') return showForm(turn, proposal.form);
  if (proposal.outcome === 'unchanged') return openDone(turn, practiceId, 'unchanged');
  return openDone(turn, practiceId, proposal.practice.state === 'inValidation' ? 'proposedAgain' : 'proposed');
}

/** Does what rests on the text as it was read; when it is another by now, it is shown for reading again. */
async function orAnew(turn: Turn, practiceId: string, act: () => Promise<Card>): Promise<Card> {
  return orWhyNot(turn, practiceId, async () => {
    try {
      return await act();
    } catch (error) {
      if (!isAppError(error, 'STALE')) throw error;
      return reviewPractice(turn, practiceId, {}, { style: 'attention', text: whyNot(turn.reader, error) });
    }
  });
}

function notChosen(choices: Readonly<Record<string, string>>): AppError {
  const fields = Object.fromEntries(
    Object.entries(choices).flatMap(([input, chosen]) => (chosen === '' ? [[input, 'required' as const]] : [])),
  );
  return new AppError('INPUT_INVALID', 'a kind or a group is not chosen', { fields });
}

/** The forms of writing as they were typed. */
export const writingForms: Forms<'practice.start' | 'practice.write' | 'practice.page'> = {
  'practice.start': (turn, { typed: _typed, ...values }) => startWriting(turn, values),
  'practice.write': (turn, values) => startWriting(turn, values),
  'practice.page': (turn, data) => orWhyNot(turn, data.practiceId, () => pageAgain(turn, data)),
};

/** Writing a practice: the form, its review, and the proposal. */
export const writing: VerbHandlers<
  | 'practice.start'
  | 'practice.write'
  | 'practice.page'
  | 'practice.edit'
  | 'practice.review'
  | 'practice.propose'
  | 'practice.askDiscard'
  | 'practice.discard'
> = {
  'practice.start': (turn, { typed, ...values }) => startWriting(turn, typed && values),
  'practice.write': async (turn, values) => {
    const { kind, groupId, organisationId } = values;
    if (kind === '' || groupId === '') throw notChosen({ kind, groupId });
    const { deps, actor } = turn;
    // Made here and not on the card, which in a channel is one for everybody.
    const writtenFor = organisationId === '' || organisationId === ownOrganisation ? undefined : organisationId;
    const request = { practiceId: deps.newId(), kind, groupId, organisationId: writtenFor };
    return showForm(turn, await newPracticeForm(deps, actor, request, deps.builtIn.practiceForms));
  },
  'practice.page': (turn, data) => orWhyNot(turn, data.practiceId, () => savePage(turn, data)),
  'practice.edit': (turn, { practiceId, page }) =>
    orWhyNot(turn, practiceId, async () => {
      const { deps, actor } = turn;
      return showForm(turn, await openPracticeForm(deps, actor, practiceId, deps.builtIn.practiceForms, page));
    }),
  'practice.review': (turn, { practiceId, page, version }) =>
    orWhyNot(turn, practiceId, async () => {
      step(turn.actor, await load(turn.deps.store, practices, practiceId), 'propose');
      return reviewPractice(turn, practiceId, { page, version: version < 0 ? undefined : version });
    }),
  'practice.propose': (turn, pressed) => orAnew(turn, pressed.practiceId, () => propose(turn, pressed)),
  'practice.askDiscard': (turn, { practiceId, version }) =>
    orWhyNot(turn, practiceId, async () => {
      const practice = await load(turn.deps.store, practices, practiceId);
      step(turn.actor, practice, 'propose');
      return askDiscardCard(turn.reader, practice, version < 0 ? practice.version : version);
    }),
  'practice.discard': (turn, { practiceId, version }) =>
    orAnew(turn, practiceId, async () => {
      const left = await discardPracticeDraft(turn.deps, turn.actor, practiceId, version);
      return left ? openPractice(turn, practiceId) : startWriting(turn);
    }),
};
