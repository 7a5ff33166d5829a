import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { questionKinds } from '../../domain/survey/kinds/kinds.ts';

const root = join(import.meta.dirname, '..', '..');

/** The files that name all kinds of questions: one in each room, where a new kind gets its line. */
const registries = ['domain', 'words', 'cards', 'tab/client'].map((room) => `${room}/survey/kinds/kinds.ts`);

/** What tells several kinds apart in one place: the cases of a switch, a list, a union, or the keys of an object. */
const enumerations = [
  /switch \([^)]*\) \{(?:[^{}]|\{[^{}]*\})*\}/g,
  /\[(?:\s*'\w+',?)+\s*\]/g,
  /(?:\|?\s*'\w+'\s*\|)+\s*'\w+'/g,
  /\{(?:\s*\w+: [^,{}]+,)+\s*\}/g,
];

function namedTogether(source: string): string[] {
  return enumerations.flatMap((pattern) =>
    (source.match(pattern) ?? []).filter((found) => {
      const named = questionKinds.filter((kind) => new RegExp(`'${kind}'|^\\s*${kind}:`, 'm').test(found));
      return named.length >= 3;
    }),
  );
}

describe('the kinds of questions', () => {
  it('are told apart nowhere but in their own files', () => {
    const rooms = '{bot,cards,cli,content,demo,documents,domain,tab,words}/**/*.{ts,tsx}';
    const files = globSync(rooms, { cwd: root }).map((file) => file.replaceAll('\\', '/'));
    const wrong = files
      .filter((file) => !registries.includes(file))
      .filter((file) => namedTogether(readFileSync(join(root, file), 'utf8')).length > 0);
    expect(wrong).to.deep.equal([]);
  });

  it('would be found wherever several of them are listed', () => {
    for (const source of [
      "switch (kind) {\n  case 'text':\n  case 'choice':\n    return { a: 1 };\n  case 'rating':\n}",
      "z.enum(['text', 'choice', 'rating'])",
      "type Kind = 'text' | 'choice' | 'matrix';",
      'const byKind = {\n  text: one,\n  choice: two,\n  rating: three,\n};',
    ]) {
      expect(namedTogether(source), source).to.have.length(1);
    }
  });

  it('have a file of their own in each room, which imports the base of a question alone', () => {
    const fileOf = (kind: string) => kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    for (const registry of registries) {
      const folder = registry.replace('kinds.ts', '');
      const files = globSync(`${folder}*.{ts,tsx}`, { cwd: root }).map((file) => file.replaceAll('\\', '/'));
      for (const kind of questionKinds) {
        expect(
          files.some((file) => file.startsWith(`${folder}${fileOf(kind)}.`)),
          `${kind} in ${folder}`,
        ).to.equal(true);
      }
    }
    const own = globSync('domain/survey/kinds/*.ts', { cwd: root }).filter((file) => !file.endsWith('kinds.ts'));
    const wrong = own.flatMap((file) => {
      const imports = [...readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map(
        ([, to = '']) => to,
      );
      return imports.filter((to) => !/^\.\.\/(?:question|\.\.)\/[\w-]+\.ts$/.test(to)).map((to) => `${file} → ${to}`);
    });
    expect(wrong).to.deep.equal([]);
  });
});
