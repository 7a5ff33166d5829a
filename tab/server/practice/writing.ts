import { toldApart } from '../../../cards/told-apart.ts';
import { AppError } from '../../../domain/errors.ts';
import { groups, organisations } from '../../../domain/network/network.ts';
import { regionNames } from '../../../domain/network/region.ts';
import { partOf } from '../../../domain/page.ts';
import { isBegun } from '../../../domain/practice/begun.ts';
import { openPracticeForm, writtenText } from '../../../domain/practice/draft.ts';
import { faultsByLanguage, longestMunicipality, longestSection, longestTitle } from '../../../domain/practice/form.ts';
import { draftsOf } from '../../../domain/practice/lists.ts';
import { groupsToWriteIn, organisationsToWriteFor } from '../../../domain/practice/new.ts';
import { type Practice, practiceKinds } from '../../../domain/practice/practice.ts';
import { proposePractice } from '../../../domain/practice/propose.ts';
import { savePracticeText, startPractice } from '../../../domain/practice/write.ts';
import { comparable } from '../../../domain/text.ts';
import { load } from '../../../domain/use-case.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { practiceWritingOperations } from '../../contract/practice-writing.ts';
import type { Call, Handlers } from '../api/call.ts';
import { beginning, pageView } from '../page.ts';
import { details, filingOf, sectionsOf } from './details.ts';

const idOf = ({ id }: { readonly id: string }) => id;

type Form = AnswerOf<'GET /practices/{practiceId}/form'>;

/** Writing practices on the page. */
export const practiceWritingHandlers: Handlers<keyof typeof practiceWritingOperations> = {
  'GET /practice-start': start,
  'GET /practice-start/organisations': async ({ deps, actor, query, visit }) => {
    const { network } = await visit();
    const search = comparable(query.search);
    const without = await organisationsToWriteFor(deps.store, actor, network.id);
    const found = without.filter(({ name }) => comparable(name).includes(search));
    return pageView(partOf(found, idOf, query), ({ id, name }) => ({ id, name }));
  },
  'GET /practice-example': async ({ deps, visit }) => {
    const { reader } = await visit();
    const { practiceExample: example, practiceForms } = deps;
    return {
      kind: example.kind,
      title: reader.pick(example.title),
      filing: filingOf(example, reader),
      sections: sectionsOf(example, practiceForms[example.kind], reader),
    };
  },
  'POST /practices': async ({ deps, actor, body }) => {
    const { id } = await startPractice(deps, actor, body);
    return { id };
  },
  'GET /practices/{practiceId}/form': (call) => formOf(call),
  'PUT /practices/{practiceId}/form': async (call) => {
    const { deps, actor, path, body, expected = 0 } = call;
    const request = { practiceId: path.practiceId, typed: body, expected };
    await savePracticeText(deps, actor, request, deps.practiceForms);
    return formOf(call);
  },
  'POST /practices/{practiceId}/propose': async (call) => {
    const { deps, actor, path, expected } = call;
    const proposal = await proposePractice(deps, actor, path.practiceId, deps.practiceForms, expected);
    if (proposal.outcome === 'lacking') {
      const { form, text } = proposal.form;
      const fields = text ? faultsByLanguage(form, text) : {};
      throw new AppError('INPUT_INVALID', 'what is written cannot be proposed', { fields });
    }
    return details(call);
  },
};

async function start({ deps, actor, visit }: Call<'GET /practice-start'>): Promise<AnswerOf<'GET /practice-start'>> {
  const { network, reader } = await visit();
  const { store, practiceForms } = deps;
  const writable = await groupsToWriteIn(store, actor, network.id);
  const without = await organisationsToWriteFor(store, actor, network.id);
  const begun = await draftsOf(store, actor, network.id);
  const names = toldApart(writable.map(({ name }) => ({ title: reader.pick(name) })));
  return {
    kinds: practiceKinds.map((kind) => ({ kind, purpose: reader.pick(practiceForms[kind].purpose) })),
    groups: writable.map(({ id }, at) => ({ id, name: names[at] ?? '' })),
    organisations: pageView(partOf(without, idOf, beginning), ({ id, name }) => ({ id, name }), 'beginning'),
    begun: begun.map((practice) => ({
      id: practice.id,
      title: reader.pick(writtenText(practice).title),
      kind: practice.kind,
      state: practice.state,
      changed: reader.day(practice.updatedAt),
    })),
  };
}

type One = Pick<Call<'GET /practices/{practiceId}/form'>, 'deps' | 'actor' | 'path' | 'readerIn'>;

async function formOf({ deps, actor, path, readerIn }: One): Promise<Form> {
  const { form, practice, text } = await openPracticeForm(deps, actor, path.practiceId, deps.practiceForms, 0);
  if (!practice || !text) throw new AppError('INTERNAL', `practice ${path.practiceId} was opened without its text`);
  const reader = await readerIn(practice.networkId);
  const { id, version, kind, state, revision, onBehalf, returnReason = null } = practice;
  const { municipality = '', region, ...filing } = text.filing;
  return {
    id,
    version,
    kind,
    state,
    revision,
    begun: isBegun(practice),
    group: reader.pick((await load(deps.store, groups, practice.groupId)).name),
    organisation: await organisationOf(deps, practice),
    onBehalf: onBehalf === true,
    returnReason: state === 'returned' ? returnReason : null,
    title: text.title,
    filing: { ...filing, municipality, region: reader.pick(regionNames(deps.regions, region)) },
    sections: text.sections,
    asked: form.sections.map(({ code, label, help, required }) => {
      return { code, label: reader.pick(label), help: reader.pick(help), required };
    }),
    longest: { title: longestTitle, municipality: longestMunicipality, section: longestSection },
    faults: faultsByLanguage(form, text),
  };
}

async function organisationOf({ store }: One['deps'], { organisationId }: Practice): Promise<string | null> {
  const organisation = organisationId === undefined ? undefined : await store.get(organisations, organisationId);
  return organisation?.name ?? null;
}
