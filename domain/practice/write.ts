import { AppError, type FieldFault } from '../errors.ts';
import { networks } from '../network/network.ts';
import { onceMore } from '../once-more.ts';
import type { Actor } from '../rights.ts';
import { put } from '../store.ts';
import { type Language, type LocalizedText, languages } from '../text.ts';
import { assertVersion, type Deps, load } from '../use-case.ts';
import { withText, writtenText } from './draft.ts';
import { filingOf, inLanguage, longestKept, type PracticeForms, sectionInput, type TypedFiling } from './form.ts';
import { emptyDraft, type NewPractice } from './new.ts';
import { type Practice, type PracticeForm, type PracticeText, practices } from './practice.ts';
import { step } from './states.ts';

/** A text as it was typed in some languages: an empty one is taken out, and one that is not named stays as it is. */
export type TypedText = Readonly<Partial<Record<Language, string>>>;

/** What was typed of a whole practice. What is not named stays as it is kept. */
export interface TypedPractice {
  readonly title: TypedText;
  readonly filing?: TypedFiling | undefined;
  /** By section code; a code that the form does not have is let be. */
  readonly sections: Readonly<Record<string, TypedText>>;
}

/**
 * Begins a practice with a title in one language or more. Whoever may write in the group, as with `newPracticeForm`;
 * begun twice under one id, it is one practice. Throws `INPUT_INVALID` with the fault of `title` when it has none.
 */
export async function startPractice(
  deps: Deps,
  actor: Actor,
  request: NewPractice & { readonly title: TypedText },
): Promise<Practice> {
  return onceMore(async () => {
    const earlier = await deps.store.get(practices, request.practiceId);
    if (earlier) {
      step(actor, earlier, 'propose');
      return earlier;
    }
    const start = await emptyDraft(deps, actor, request);
    const { region } = await load(deps.store, networks, start.networkId);
    const text = textWith(undefined, { title: request.title, sections: {} }, { region });
    const practice = withText(start, undefined, text, start.createdAt);
    await deps.store.commit([put(practices, practice)]);
    return practice;
  });
}

/**
 * Saves what was typed of a practice, in several languages at once: as a draft, or beside a proposed text, which
 * stands. Texts that are too long to be proposed are kept. Throws `STALE` when the practice is no longer at the version
 * the writer saw, and `INPUT_INVALID` when no title would be left or a text is longer than is kept.
 */
export async function savePracticeText(
  deps: Deps,
  actor: Actor,
  request: { readonly practiceId: string; readonly typed: TypedPractice; readonly expected: number },
  forms: PracticeForms,
): Promise<Practice> {
  return onceMore(async () => {
    const earlier = await load(deps.store, practices, request.practiceId);
    step(actor, earlier, 'propose');
    assertVersion(earlier, request.expected);
    const before = writtenText(earlier);
    const text = textWith(before, request.typed, { region: before.filing.region, form: forms[earlier.kind] });
    const practice = withText(earlier, earlier, text, deps.now().toISOString());
    await deps.store.commit([put(practices, practice)]);
    return practice;
  });
}

interface Place {
  readonly region: string;
  /** Undefined while only a title can be written. */
  readonly form?: PracticeForm;
}

/** A text with what was typed in it; all that was not named stays. Throws `INPUT_INVALID`. */
export function textWith(
  before: PracticeText | undefined,
  typed: TypedPractice,
  { region, form }: Place,
): PracticeText {
  const title = inLanguages(before?.title, typed.title);
  const faults = faultsOf(typed);
  if (!title || Object.keys(faults).length > 0) {
    const fields = { ...(title ? {} : { title: 'required' as const }), ...faults };
    throw new AppError('INPUT_INVALID', `a practice is ${Object.values(fields).join(', ')}`, { fields });
  }
  const sections = { ...before?.sections };
  for (const { code } of form?.sections ?? []) {
    const text = inLanguages(sections[code], typed.sections[code] ?? {});
    if (text) sections[code] = text;
    else delete sections[code];
  }
  const filing = typed.filing ? filingOf(typed.filing, region) : before?.filing;
  return { title, sections, filing: filing ?? { supportForms: [], targetGroups: [], themes: [], region } };
}

function inLanguages(text: LocalizedText | undefined, typed: TypedText): LocalizedText | undefined {
  return languages.reduce((result, language) => {
    const own = typed[language];
    return own === undefined ? result : inLanguage(result, language, own);
  }, text);
}

/** Texts that are longer than is kept, by input and language. */
function faultsOf({ title, sections, filing }: TypedPractice): Record<string, FieldFault> {
  const texts = [
    ['title', title] as const,
    ...Object.entries(sections).map(([code, text]) => [sectionInput(code), text] as const),
  ];
  const long = texts.flatMap(([input, text]) =>
    languages.filter((language) => (text[language] ?? '').length > longestKept).map((one) => `${input}.${one}`),
  );
  const place = (filing?.municipality ?? '').length > longestKept ? ['municipality'] : [];
  return Object.fromEntries([...long, ...place].map((input) => [input, 'tooLong']));
}
