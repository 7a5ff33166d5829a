import type { Reader } from '../../../cards/reader.ts';
import { isBegun, writingOffers } from '../../../domain/practice/begun.ts';
import type { PracticeForm, PracticeText } from '../../../domain/practice/practice.ts';
import { type PracticeView, practiceView } from '../../../domain/practice/view.ts';
import { seenOf } from '../../../domain/seen.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { Call } from '../api/call.ts';

type Details = AnswerOf<'GET /practices/{practiceId}'>;
type One = Pick<Call<'GET /practices/{practiceId}'>, 'deps' | 'actor' | 'path' | 'readerIn'>;

/** A practice as its reader sees it: its text under the headings of its form, and what was said of it. */
export async function details({ deps, actor, path, readerIn }: One): Promise<Details> {
  const view = await practiceView(deps.store, actor, path.practiceId);
  const { practice, group, organisation = null, opinions, earlierOpinions, remarks } = view;
  const reader = await readerIn(practice.networkId);
  const { id, title, kind, state, revision, returnReason, updatedAt } = practice;
  const writing = writingOffers(view.offers, practice);
  return {
    id,
    seen: seenOf(view.shown),
    version: practice.version,
    title: reader.pick(title),
    kind,
    state,
    revision,
    group: reader.pick(group),
    organisation,
    onBehalf: practice.onBehalf === true,
    begun: writing.length > 0 && isBegun(practice),
    updated: reader.day(updatedAt),
    returnReason: state === 'returned' ? (returnReason ?? null) : null,
    filing: filingOf(practice, reader),
    sections: sectionsOf(practice, deps.practiceForms[kind], reader),
    opinions: opinions.map(({ reason = null, ...opinion }) => ({ ...opinion, reason })),
    earlierOpinions,
    remarks: remarks.map(({ organisation: by = null, text, revision: of, createdAt }) => {
      return { organisation: by, text, revision: of, at: reader.moment(createdAt) };
    }),
    offers: [...writing, ...offersOf(view)],
  };
}

function offersOf({ offers }: PracticeView): Details['offers'] {
  return offers.filter((offer) => offer !== 'read' && offer !== 'edit');
}

/** What a practice is found by, in words; what says nothing is left out. */
export function filingOf({ filing }: Pick<PracticeText, 'filing'>, { t }: Reader) {
  const listed = (term: string, codes: readonly string[]) =>
    codes.map((code) => t(`terms:${term}.${code}`)).join(' · ');
  const facts = [
    { label: t('practice:supportForms'), text: listed('supportForm', filing.supportForms) },
    { label: t('practice:targetGroups'), text: listed('targetGroup', filing.targetGroups) },
    { label: t('practice:themes'), text: listed('theme', filing.themes) },
    { label: t('practice:municipalityFact'), text: filing.municipality ?? '' },
  ];
  return facts.filter(({ text }) => text !== '');
}

/** The sections that are written in the order of the form; what it no longer asks for comes last under its code. */
export function sectionsOf({ sections }: Pick<PracticeText, 'sections'>, form: PracticeForm, reader: Reader) {
  const asked = form.sections.map(({ code, label }) => ({ code, label: reader.pick(label) }));
  const others = Object.keys(sections).filter((code) => asked.every((section) => section.code !== code));
  return [...asked, ...others.map((code) => ({ code, label: code }))]
    .map(({ code, label }) => ({ code, label, text: reader.pick(sections[code] ?? {}) }))
    .filter(({ text }) => text !== '');
}
