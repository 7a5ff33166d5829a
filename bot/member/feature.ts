import { alsoOnPage } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import { languageCard } from '../../cards/member/language.ts';
import { digestCard, type MinePart, mineCard } from '../../cards/member/mine.ts';
import { createReader, type Reader } from '../../cards/reader.ts';
import { AppError } from '../../domain/errors.ts';
import { digestDue, digestKind, digestOf } from '../../domain/member/digest.ts';
import { mine } from '../../domain/member/mine.ts';
import { type Network, people } from '../../domain/network/network.ts';
import { chooseDigest, chooseLanguage, chooseReminders } from '../../domain/network/reach.ts';
import { membershipIn } from '../../domain/rights.ts';
import { comparable, type Language, languages } from '../../domain/text.ts';
import { textsFor } from '../../locales/text.ts';
import { feature, type MessageCard, type Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

/** The network of the team; in the chat of somebody in several, all of theirs, the one they are in at present first. */
function ownNetworks(turn: Turn): readonly Network[] {
  const current = networkOf(turn);
  return [current, ...turn.networks.filter(({ id }) => id !== current.id)];
}

async function partOf({ deps, actor, reader }: Turn, network: Network): Promise<MinePart> {
  const membership = membershipIn(actor, network.id);
  if (!membership) throw new AppError('NOT_MEMBER', 'not a member of the network of the team');
  const items = await mine(deps, membership);
  return { items, network, reader: createReader(reader.language, network.timeZone, reader.readIn) };
}

const digest: MessageCard = async (deps, delivery, reader) => {
  const told = await digestOf(deps, delivery);
  if (!told) return undefined;
  const { network, waiting } = told;
  return alsoOnPage(reader, digestCard({ items: waiting, network, reader }), deps.links.tab());
};

/** What waits for one person: when they ask, and once a week if they want. */
export const memberFeature = feature({
  commands: [
    {
      name: 'mine',
      offered: ({ actor, network }) => network !== undefined && membershipIn(actor, network.id) !== undefined,
      spansNetworks: true,
      run: async (turn) => {
        const { deps, reader } = turn;
        const parts = await Promise.all(ownNetworks(turn).map((network) => partOf(turn, network)));
        return alsoOnPage(reader, mineCard(reader, parts), deps.links.tab());
      },
    },
  ],
  verbs: {},
  messages: { [digestKind]: digest },
  tasks: { [digestKind]: digestDue },
});

/** What somebody has chosen, in the language they read from now on. */
async function choices({ deps, actor }: Turn, reader: Reader, chosen?: Language) {
  const person = await deps.store.get(people, actor.personId);
  const { remindersOff = false, digestOn = false } = person ?? {};
  const made = languageCard(reader, { reminders: !remindersOff, digest: digestOn, ...(chosen ? { chosen } : {}) });
  return alsoOnPage(reader, made, deps.links.tab('me'));
}

async function choose(turn: Turn, language: Language): Promise<Card> {
  await chooseLanguage(turn.deps, turn.actor, language);
  return choices(turn, createReader(language, turn.reader.timeZone, turn.reader.readIn), language);
}

/** The language that a code or a name means, in any of the languages; undefined for what is none of ours. */
function languageNamed(word: string): Language | undefined {
  const names = (language: Language) => [language, ...textsFor(language)('member:languageNames').split(', ')];
  return languages.find((language) => names(language).includes(comparable(word)));
}

/** The language that the bot speaks with one person, and what it writes to them unasked. */
export const languageFeature = feature({
  commands: [
    {
      name: 'language',
      spansNetworks: true,
      offered: () => true,
      // A language's name alone changes it, and so does the name after the word.
      run: (turn, argument) => {
        const language = languageNamed(argument);
        return language ? choose(turn, language) : choices(turn, turn.reader);
      },
    },
  ],
  verbs: {
    'member.language': (turn, { language }) => choose(turn, language),
    'member.reminders': async (turn, { wanted }) => {
      await chooseReminders(turn.deps, turn.actor, wanted);
      return choices(turn, turn.reader);
    },
    'member.digest': async (turn, { wanted }) => {
      await chooseDigest(turn.deps, turn.actor, wanted);
      return choices(turn, turn.reader);
    },
  },
});
