import type { Network } from '../network/network.ts';
import type { Sorted } from '../order.ts';
import type { PartDeps, PracticeForms } from '../package-part.ts';
import type { StoreReader } from '../store.ts';
import { type LocalizedText, textFor } from '../text.ts';
import {
  type Comment,
  comments,
  type Filing,
  type Practice,
  type PracticeKind,
  practiceKinds,
  practices,
  type Validation,
  validations,
  verdicts,
} from './practice.ts';

/** A practice that is in the package by title and state only. Drafts are nobody's word yet and are only counted. */
export interface ListedPractice {
  readonly id: string;
  readonly kind: PracticeKind;
  readonly state: Practice['state'];
  readonly title: LocalizedText;
  readonly groupId: string;
  readonly organisationId?: string | undefined;
  /** True for what somebody else wrote down for the organisation, which is without Teams. */
  readonly onBehalf?: true | undefined;
  readonly revision: number;
}

/** A practice selected for the package, in full. */
export interface PackagePractice extends ListedPractice {
  readonly filing: Filing;
  /** In the order of the form. */
  readonly sections: readonly { readonly code: string; readonly label?: LocalizedText; readonly text: LocalizedText }[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What an organisation said of a practice; the person who said it stays unnamed. */
export interface PackageValidation {
  readonly practiceId: string;
  readonly revision: number;
  /** False when the practice was written anew after this was said. */
  readonly current: boolean;
  readonly organisationId: string;
  readonly verdict: Validation['verdict'];
  readonly reason?: string | undefined;
  readonly updatedAt: string;
}

export interface PackageComment {
  readonly practiceId: string;
  readonly revision: number;
  readonly organisationId?: string | undefined;
  readonly text: string;
  readonly createdAt: string;
}

export interface PackagePractices {
  readonly selected: readonly PackagePractice[];
  readonly listed: readonly ListedPractice[];
  readonly counts: Readonly<Record<Practice['state'], number>>;
  readonly validations: readonly PackageValidation[];
  /** The practices of which organisations, asked of the newest revision, said different things. */
  readonly disputed: readonly string[];
  readonly comments: readonly PackageComment[];
}

/** Reads the network's practices and what was said of them. The example that ships with the bot is left out. */
export async function packagePractices(deps: PartDeps): Promise<PackagePractices> {
  const { view, network, practiceForms: forms, sorted } = deps;
  const counts = { draft: 0, proposed: 0, inValidation: 0, validated: 0, selected: 0, returned: 0, retired: 0 };
  const put: Practice[] = [];
  for await (const practice of view.stream(practices, { networkId: network.id })) {
    if (practice.example) continue;
    counts[practice.state] += 1;
    if (practice.state !== 'draft') put.push(practice);
  }
  const shown = sorted(
    put,
    ({ kind }) => practiceKinds.indexOf(kind),
    ({ title }) => textFor(title, network.language),
    ({ id }) => id,
  );
  const said = await whatWasSaid(view, network, shown, sorted);
  return {
    selected: shown.filter(({ state }) => state === 'selected').map((practice) => inFull(practice, forms)),
    listed: shown.filter(({ state }) => state !== 'selected').map(inShort),
    counts,
    ...said,
    disputed: shown.filter(({ id }) => isDisputed(id, said.validations)).map(({ id }) => id),
  };
}

function inShort({ id, kind, state, title, groupId, organisationId, onBehalf, revision }: Practice): ListedPractice {
  return { id, kind, state, title, groupId, organisationId, onBehalf, revision };
}

function inFull(practice: Practice, forms: PracticeForms): PackagePractice {
  const { filing, createdAt, updatedAt } = practice;
  const asked = forms[practice.kind]?.sections ?? [];
  const place = (code: string) => asked.findIndex((section) => section.code === code);
  const codes = Object.keys(practice.sections).sort();
  // Sections that the form no longer asks for come last.
  codes.sort((a, b) => (place(a) < 0 ? asked.length : place(a)) - (place(b) < 0 ? asked.length : place(b)));
  const sections = codes.flatMap((code) => {
    const text = practice.sections[code];
    const label = asked[place(code)]?.label;
    return text ? [{ code, ...(label ? { label } : {}), text }] : [];
  });
  return { ...inShort(practice), filing, sections, createdAt, updatedAt };
}

async function whatWasSaid(view: StoreReader, network: Network, shown: readonly Practice[], sorted: Sorted) {
  const places = new Map(shown.map((practice, place) => [practice.id, { place, revision: practice.revision }]));
  const practiceOrder = ({ practiceId }: { practiceId: string }) => places.get(practiceId)?.place ?? -1;
  const judged: PackageValidation[] = [];
  for await (const validation of view.stream(validations, { networkId: network.id })) {
    const practice = places.get(validation.practiceId);
    if (practice) judged.push(withoutPerson(validation, practice.revision));
  }
  const commented: PackageComment[] = [];
  for await (const comment of view.stream(comments, { networkId: network.id })) {
    if (places.has(comment.practiceId)) commented.push(commentWithoutPerson(comment));
  }
  return {
    validations: sorted(
      judged,
      practiceOrder,
      ({ revision }) => revision,
      ({ verdict }) => verdicts.indexOf(verdict),
      ({ organisationId }) => organisationId,
    ),
    comments: sorted(commented, practiceOrder, ({ createdAt }) => createdAt),
  };
}

function withoutPerson(validation: Validation, newest: number): PackageValidation {
  const { practiceId, revision, organisationId, verdict, reason, updatedAt } = validation;
  return { practiceId, revision, current: revision === newest, organisationId, verdict, reason, updatedAt };
}

function commentWithoutPerson({ practiceId, revision, organisationId, text, createdAt }: Comment): PackageComment {
  return { practiceId, revision, organisationId, text, createdAt };
}

/** Who does not know has no opinion to differ with. */
function isDisputed(practiceId: string, judged: readonly PackageValidation[]): boolean {
  const opinions = judged
    .filter((validation) => validation.practiceId === practiceId && validation.current)
    .map(({ verdict }) => verdict)
    .filter((verdict) => verdict !== 'dontKnow');
  return new Set(opinions).size > 1;
}
