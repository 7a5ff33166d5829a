import { tooLongText } from '../../../cards/delivery/too-long.ts';
import { lastDayText, validateByText } from '../../../cards/practice/last-day.ts';
import type { Reader } from '../../../cards/reader.ts';
import { groupNames } from '../../../cards/told-apart.ts';
import { wasTooLong } from '../../../domain/delivery/too-long.ts';
import { dayOf } from '../../../domain/local-time.ts';
import { groups } from '../../../domain/network/network.ts';
import { type PageQuery, partOf } from '../../../domain/page.ts';
import { isBegun, writingOffers } from '../../../domain/practice/begun.ts';
import type { PracticeForm, PracticeText } from '../../../domain/practice/practice.ts';
import { type Opinion, type PracticeView, practiceView, type Remark } from '../../../domain/practice/view.ts';
import { seenOf } from '../../../domain/seen.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { Call } from '../api/call.ts';
import { beginning, pageView } from '../page.ts';

type Details = AnswerOf<'GET /practices/{practiceId}'>;
type One = Pick<Call<'GET /practices/{practiceId}'>, 'deps' | 'actor' | 'path' | 'readerIn'>;

/** A practice as its reader sees it: its text under the headings of its form, and what was said of it. */
export async function details({ deps, actor, path, readerIn }: One): Promise<Details> {
  const view = await practiceView(deps.store, actor, path.practiceId);
  const { practice, organisation = null, opinions, earlierOpinions, remarks } = view;
  const reader = await readerIn(practice.networkId);
  const { id, title, kind, state, revision, returnReason, updatedAt } = practice;
  const names = groupNames(reader, await deps.store.find(groups, { networkId: practice.networkId }));
  const today = dayOf(deps.now(), reader.timeZone);
  const writing = writingOffers(view.offers, practice);
  return {
    id,
    seen: seenOf(view.shown),
    version: practice.version,
    title: reader.pick(title),
    titleLanguage: reader.languageOf(title),
    kind,
    state,
    revision,
    group: names.get(practice.groupId) ?? '',
    organisation,
    onBehalf: practice.onBehalf === true,
    begun: writing.length > 0 && isBegun(practice),
    updated: reader.day(updatedAt),
    lastDay: lastDayText(reader, practice, today) || null,
    validateBy: validateByText(reader, practice, today) || null,
    returnReason: state === 'returned' ? (returnReason ?? null) : null,
    tooLong: (await wasTooLong(deps.store, actor, 'practice', practice)) ? tooLongText(reader, 'practice') : null,
    filing: filingOf(practice, reader),
    sections: sectionsOf(practice, deps.practiceForms[kind], reader),
    opinions: pageView(opinionsPart(opinions, beginning), opinionOf, 'beginning'),
    approved: view.tallies.correct + view.tallies.correctWithChanges > 0,
    earlierOpinions,
    remarks: pageView(remarksPart(remarks, beginning), (remark) => remarkOf(remark, reader), 'beginning'),
    offers: [...writing, ...offersOf(view)],
  };
}

export function opinionsPart(opinions: readonly Opinion[], query: PageQuery) {
  return partOf(opinions, ({ organisationId }) => organisationId, query);
}

/** What one organisation says. */
export function opinionOf({ organisation, verdict, reason }: Opinion) {
  return { organisation, verdict, reason: reason ?? null };
}

export function remarksPart(remarks: readonly Remark[], query: PageQuery) {
  return partOf(remarks, ({ id }) => id, query);
}

/** A comment, by organisation. */
export function remarkOf({ organisation, text, revision, createdAt }: Remark, reader: Reader) {
  return { organisation: organisation ?? null, text, revision, at: reader.moment(createdAt) };
}

function offersOf({ offers }: PracticeView): Details['offers'] {
  return offers.filter((offer) => offer !== 'read' && offer !== 'edit');
}

/** What a practice is found by, in words; what says nothing is left out. */
export function filingOf({ filing }: Pick<PracticeText, 'filing'>, { t }: Reader) {
  const listed = (term: string, codes: readonly string[]) =>
    codes.map((code) => t(`terms:${term}.${code}`)).join(' · ');
  const facts = [
    { label: t('writing:supportForms'), text: listed('supportForm', filing.supportForms) },
    { label: t('writing:targetGroups'), text: listed('targetGroup', filing.targetGroups) },
    { label: t('writing:themes'), text: listed('theme', filing.themes) },
    { label: t('practice:municipalityFact'), text: filing.municipality ?? '' },
  ];
  return facts.filter(({ text }) => text !== '');
}

/** The sections that are written in the order of the form; what it no longer asks for comes last under its code. */
export function sectionsOf({ sections }: Pick<PracticeText, 'sections'>, form: PracticeForm, reader: Reader) {
  const asked = form.sections.map(({ code, label }) => ({ code, label: reader.pick(label) }));
  const others = Object.keys(sections).filter((code) => asked.every((section) => section.code !== code));
  return [...asked, ...others.map((code) => ({ code, label: code }))]
    .map((section) => ({ ...section, written: sections[section.code] ?? {} }))
    .map(({ code, label, written }) => ({
      code,
      label,
      text: reader.pick(written),
      language: reader.languageOf(written),
    }))
    .filter(({ text }) => text !== '');
}
