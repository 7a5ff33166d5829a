import { distance } from 'fastest-levenshtein';
import type { Card } from '../cards/card.ts';
import { said } from '../cards/help/help.ts';
import { type Verb, verbs } from '../cards/verbs.ts';
import { AppError } from '../domain/errors.ts';
import { languages } from '../domain/text.ts';
import { textsFor } from '../locales/text.ts';
import type { Command, Feature, MessageCard, TaskHandler, Turn } from './feature.ts';
import { formsOf, withForm } from './form.ts';

/** Everything the bot can do, found by what people type, what cards send back, and what the worker has to do. */
export interface Registry {
  readonly commands: readonly Command[];
  /** The command for the first word of a text, with the rest as its argument. */
  command(text: string): { command: Command; argument: string } | undefined;
  /** The command among these whose word is nearest to what was typed; undefined when none is near. */
  suggestion(text: string, among: readonly string[]): { readonly name: string; readonly word: string } | undefined;
  /**
   * Runs a verb. What is wrong with what was filled in comes back as the form it belongs to. Throws `ACTION_UNKNOWN` for
   * a verb without a handler, and zod's error for other data of the wrong shape.
   */
  press(turn: Turn, verb: string, data: unknown): Promise<Card>;
  message(kind: string): MessageCard | undefined;
  task(kind: string): TaskHandler | undefined;
}

/** The word for a command in a language, as people type it. */
export function commandWord(name: string, language: (typeof languages)[number]): string {
  return textsFor(language)(`commands:${name}.word`);
}

/** Other words for a command, each with the argument that it stands for. */
function alsoWords(name: string, language: (typeof languages)[number]): (readonly [word: string, argument: string])[] {
  const t = textsFor(language);
  const listed = (key: string, argument: string) =>
    t(key)
      .split(', ')
      .map((word) => [word, argument] as const);
  if (name === 'language') return listed('member:languageNames', language);
  if (name !== 'help') return [];
  return [...listed('help:greetings', ''), ...said.flatMap((one) => listed(`help:${one}`, one))];
}

/** A command as somebody writes it in a sentence: in any case and width, and without what stands around it. */
function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{RI}/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[-/ !?.,:;'"”“„’‘»«()*_~`@#<>¿¡•–—]+/, '')
    .replace(/(?<![ !?.,:;'"”“„’‘»«()*_~`])[ !?.,:;'"”“„’‘»«()*_~`]+$/, '')
    .toLowerCase();
}

/** Whether a text begins with a word, or is one: what follows is its argument. */
function beginsWith(text: string, word: string): boolean {
  return text === word || (text.startsWith(word) && /^[ !?.,:;'"”»)]/.test(text.slice(word.length, word.length + 1)));
}

/** Puts the features together. Throws when a verb has no handler or two commands share a word. */
export function createRegistry(features: readonly Feature[]): Registry {
  const commands = features.flatMap((feature) => feature.commands);
  const words = wordsOf(commands);
  const handlers: Partial<Record<Verb, unknown>> = Object.assign({}, ...features.map((feature) => feature.verbs));
  const missing = Object.keys(verbs).filter((verb) => !Object.hasOwn(handlers, verb));
  if (missing.length > 0) throw new Error(`verbs without a handler: ${missing.join(', ')}`);
  const forms = formsOf(features);
  const messages = new Map(features.flatMap((feature) => Object.entries(feature.messages ?? {})));
  const tasks = new Map(features.flatMap((feature) => Object.entries(feature.tasks ?? {})));
  return {
    commands,
    command(text) {
      const wanted = normalised(text);
      // The longest word first: `mina personuppgifter` is not `mina` with an argument.
      const word = [...words.keys()]
        .filter((candidate) => beginsWith(wanted, candidate))
        .sort((a, b) => b.length - a.length)[0];
      const meant = word === undefined ? undefined : words.get(word);
      if (!meant || word === undefined) return undefined;
      const { command, argument } = meant;
      return { command, argument: argument || wanted.slice(word.length).replace(/^[ !?.,:;'"”»)]+/, '') };
    },
    suggestion: (text, among) => nearest(normalised(text), among),
    async press(turn, verb, data) {
      if (!Object.hasOwn(verbs, verb)) throw new AppError('ACTION_UNKNOWN', 'a verb that no card carries');
      const handle = handlers[verb as Verb] as (turn: Turn, data: unknown) => Promise<Card>;
      return withForm(turn, { schema: verbs[verb as Verb], data: data ?? {}, handle, form: forms.get(verb as Verb) });
    },
    message: (kind) => messages.get(kind),
    task: (kind) => tasks.get(kind),
  };
}

interface Meant {
  readonly command: Command;
  /** Empty where what follows the word is the argument. */
  readonly argument: string;
}

function wordsOf(commands: readonly Command[]): Map<string, Meant> {
  const words = new Map<string, Meant>();
  for (const command of commands) {
    for (const language of languages) {
      const own = [[commandWord(command.name, language), ''] as const, ...alsoWords(command.name, language)];
      for (const [written, argument] of own) {
        const word = normalised(written);
        const taken = words.get(word);
        if (taken && (taken.command !== command || taken.argument !== argument)) {
          throw new Error(`${word} names two commands`);
        }
        words.set(word, { command, argument });
      }
    }
  }
  return words;
}

function nearest(text: string, names: readonly string[]): { name: string; word: string } | undefined {
  const first = text.slice(0, 40).split(' ')[0] ?? '';
  if (first.length < 3) return undefined;
  const words = names.flatMap((name) => languages.map((language) => ({ name, word: commandWord(name, language) })));
  const scored = words.map(({ name, word }) => ({ name, word, steps: stepsTo(first, normalised(word)) }));
  const [best] = scored.sort((a, b) => a.steps - b.steps);
  return best && best.steps <= Math.max(1, Math.floor(best.word.length / 3)) ? best : undefined;
}

/** How far a typed word is from a command's: one that begins with it, such as `tilannekuva`, is next to it. */
function stepsTo(typed: string, word: string): number {
  return word.length > 3 && typed.startsWith(word) ? 1 : distance(typed, word);
}
