import { languages } from '../../ui/texts.ts';
import type { Written } from '../../ui/written.ts';
import { chosenLists, type Values, type WritingForm } from './changes.ts';

/** The name of a section's input, without its language. */
export function sectionName(code: string): string {
  return `s.${code}`;
}

/** What is stored, by the names of inputs; every input has a value. */
export function valuesOf({ title, filing, sections, asked }: WritingForm): Values {
  const inEach = (name: string, text: Written = {}) =>
    languages.map((language) => [`${name}.${language}`, text[language] ?? ''] as const);
  return Object.fromEntries([
    ...inEach('title', title),
    ...chosenLists.map((list) => [list, filing[list].join(',')] as const),
    ['municipality', filing.municipality] as const,
    ...asked.flatMap(({ code }) => inEach(sectionName(code), sections[code])),
  ]);
}
