import { loadContent } from '../../../content/content.ts';
import { newPracticeForm, savePracticePage } from '../../../domain/practice/draft.ts';
import { pagesOf, type TypedPage } from '../../../domain/practice/form.ts';
import { type Practice, type PracticeKind, practices } from '../../../domain/practice/practice.ts';
import { proposePractice } from '../../../domain/practice/propose.ts';
import type { Language } from '../../../domain/text.ts';
import { load } from '../../../domain/use-case.ts';
import type { Role, World } from '../fixture.ts';

/** The forms that ship with the bot. */
export const forms = loadContent().practiceForms;

/** A page with nothing on it but what is given. */
export function aPage(given: Partial<TypedPage> = {}): TypedPage {
  return { title: '', supportForms: [], targetGroups: [], themes: [], municipality: '', sections: {}, ...given };
}

/** What a test writes on a page. */
export interface Written {
  readonly page?: number;
  readonly to?: 'next' | 'back' | 'leave';
  readonly language?: Language;
  readonly kind?: PracticeKind;
  readonly groupId?: string;
  readonly organisationId?: string;
}

/** Saves one page of a practice's form. */
export async function writePage(
  world: World,
  role: Role,
  practiceId: string,
  typed: Partial<TypedPage>,
  {
    page = 0,
    to = 'next',
    language = 'fi',
    kind = 'developmentTarget',
    groupId = world.groupId,
    organisationId,
  }: Written = {},
) {
  const request = { practiceId, kind, groupId, organisationId, page, to, language, typed: aPage(typed) };
  return savePracticePage(world.deps, await world.actor(role), request, forms);
}

/** A draft of a development target with all it requires; `member` writes it unless somebody else is named. */
export async function aDraft(world: World, role: Role = 'member', practiceId = 'p1'): Promise<Practice> {
  const request = { practiceId, kind: 'developmentTarget', groupId: world.groupId } as const;
  await newPracticeForm(world.deps, await world.actor(role), request, forms);
  await writePage(world, role, practiceId, { title: `Etätuen puute ${practiceId}`, supportForms: ['remote'] });
  for (const [index, sections] of pagesOf(forms.developmentTarget).entries()) {
    if (index === 0) continue;
    const texts = Object.fromEntries(sections.map(({ code }) => [code, `Teksti: ${code}`]));
    await writePage(world, role, practiceId, { sections: texts }, { page: index });
  }
  return stored(world, practiceId);
}

/** A practice that its author has proposed. */
export async function aProposal(world: World, role: Role = 'member', practiceId = 'p1'): Promise<Practice> {
  await aDraft(world, role, practiceId);
  await proposePractice(world.deps, await world.actor(role), practiceId, forms);
  return stored(world, practiceId);
}

/** The practice as it is stored now. */
export async function stored(world: World, practiceId = 'p1'): Promise<Practice> {
  return load(world.deps.store, practices, practiceId);
}
