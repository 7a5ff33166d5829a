import { type LocalizedText, languages } from '../text.ts';
import { kindOf, type Question } from './kinds/kinds.ts';
import { isInEveryObject } from './question/base.ts';
import { type Part, withLists } from './question/parts.ts';

/** How the code of something begins that was just added and has no code of its own yet. */
export const provisional = 'new:';

/**
 * Gives every question its lasting code. What was just added gets a readable one from its words. Of what an earlier
 * round or a built-in survey asks, `origins`, the code stays as long as its answers can be compared with those, and
 * becomes `trust-2` once they cannot: then the one is never counted as the other.
 */
export function withLastingCodes(questions: readonly Question[], origins: readonly Question[]): Question[] {
  const lasting = questions.map(({ code }) => code).filter((code) => !code.startsWith(provisional));
  const taken = new Set([...lasting, ...origins.map(({ code }) => code)]);
  const inUse = new Set(lasting);
  const given = new Set<string>();
  const became = new Map<string, { code: string; options: ReadonlyMap<string, string> }>();
  const settled = questions.map((question) => {
    const { question: named, renamed } = withOptionCodes(question);
    const wanted = codeFor(named, origins, taken, inUse);
    const code = given.has(wanted) ? numbered(baseOf(wanted), taken) : wanted;
    for (const codes of [taken, inUse, given]) codes.add(code);
    if (!became.has(question.code)) became.set(question.code, { code, options: renamed });
    return { ...named, code };
  });
  return settled.map((question) => followed(question, became));
}

function codeFor(
  question: Question,
  origins: readonly Question[],
  taken: ReadonlySet<string>,
  inUse: ReadonlySet<string>,
): string {
  const { code } = question;
  if (code.startsWith(provisional)) return readable(question.label, question.kind, taken);
  if (question.kind === 'section') return code;
  const family = familyOf(code, origins);
  const own = family.find((origin) => origin.code === code);
  if (family.length === 0 || (own && isComparable(own, question))) return code;
  const same = family.find((origin) => isComparable(origin, question) && !inUse.has(origin.code));
  if (same) return same.code;
  return own ? numbered(baseOf(code), taken) : code;
}

/** The questions that a code may have been made from: those that it shares with them all but the number behind. */
function familyOf(code: string, origins: readonly Question[]): Question[] {
  return origins.filter((origin) => origin.kind !== 'section' && baseOf(origin.code) === baseOf(code));
}

function baseOf(code: string): string {
  return code.replace(/-\d{1,3}$/, '');
}

/** What an option is chosen by in a condition is renamed with it. */
function followed(
  question: Question,
  became: ReadonlyMap<string, { code: string; options: ReadonlyMap<string, string> }>,
): Question {
  if (question.kind === 'section' || !question.showIf) return question;
  const { code, values } = question.showIf;
  const about = became.get(code);
  if (!about) return question;
  return { ...question, showIf: { code: about.code, values: values.map((one) => about.options.get(one) ?? one) } };
}

function withOptionCodes(question: Question): { question: Question; renamed: ReadonlyMap<string, string> } {
  const renamed = new Map<string, string>();
  const named = <T extends Part>(items: readonly T[], word: string): T[] => {
    // What answers stand under beside the rows and the options.
    const taken = new Set(['other', 'none', ...items.map(({ code }) => code)]);
    return items.map((item) => {
      if (!item.code.startsWith(provisional)) return item;
      const code = readable(item.label, word, taken);
      taken.add(code);
      renamed.set(item.code, code);
      return { ...item, code };
    });
  };
  const words = { option: 'option', row: 'row', scale: 'step' } as const;
  return { question: withLists(question, (items, part) => named(items, words[part])), renamed };
}

const mostWords = 3;

/** A code from the first telling words, the English ones if there are any; `word` when there are none. */
function readable(label: LocalizedText, word: string, taken: ReadonlySet<string>): string {
  const text = label.en ?? languages.map((language) => label[language]).find(Boolean) ?? '';
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const all = plain.match(/[a-z0-9]+/g) ?? [];
  const telling = all.filter((one) => one.length > 2);
  const chosen = (telling.length > 0 ? telling : all).slice(0, mostWords).map((one) => one.slice(0, 16));
  const joined = chosen.map((one, index) => (index === 0 ? one : one[0]?.toUpperCase() + one.slice(1))).join('');
  const code = /^[a-z]/.test(joined) ? joined : `${word}${joined}`;
  return taken.has(code) || isInEveryObject(code) ? numbered(code, taken) : code;
}

function numbered(base: string, taken: ReadonlySet<string>): string {
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** How a question stands to the earlier round or the built-in survey: `changed` has come from there and counts anew. */
export type CodeChange = 'same' | 'changed' | 'new';

/** How a question with a lasting code stands to what was asked before. */
export function codeChangeOf(question: Question, origins: readonly Question[]): CodeChange {
  const own = origins.find(({ code }) => code === question.code);
  if (own && isComparable(own, question)) return 'same';
  return familyOf(question.code, origins).length > 0 ? 'changed' : 'new';
}

/**
 * Why a question stands beside nothing: its meaning was `changed` since, `tooFew` answered it in one of the two, or it
 * is `new` and was not asked before.
 */
export const whyNotCompared = ['changed', 'tooFew', 'new'] as const;
export type WhyNotCompared = (typeof whyNotCompared)[number];

/**
 * Whether the answers to two questions can be counted together: they are of one kind and answered by the same codes in
 * the same unit. Words, limits, conditions, and whether it has to be answered make no difference.
 */
export function isComparable(one: Question, other: Question): boolean {
  if (one.kind !== other.kind) return false;
  return one.kind === 'section' || kindOf(one).isComparable(one, other as typeof one);
}
