import { alsoOnPage } from '../../cards/build.ts';
import { languageCard } from '../../cards/member/language.ts';
import { type MinePart, mineCard } from '../../cards/member/mine.ts';
import { createReader } from '../../cards/reader.ts';
import { AppError } from '../../domain/errors.ts';
import { mine } from '../../domain/member/mine.ts';
import { type Network, people } from '../../domain/network/network.ts';
import { chooseLanguage, chooseReminders } from '../../domain/network/reach.ts';
import { membershipIn } from '../../domain/rights.ts';
import { feature, type Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

/** The network of the team; in the chat of somebody in several, all of theirs, the one they are in at present first. */
function ownNetworks(turn: Turn): readonly Network[] {
  const current = networkOf(turn);
  return [current, ...turn.networks.filter(({ id }) => id !== current.id)];
}

async function partOf({ deps, actor, reader }: Turn, network: Network): Promise<MinePart> {
  const membership = membershipIn(actor, network.id);
  if (!membership) throw new AppError('NOT_MEMBER', 'not a member of the network of the team');
  const own = await mine(deps.store, membership, deps.now());
  return { ...own, network, reader: createReader(reader.language, network.timeZone) };
}

/** What waits for one person. */
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
});

async function wantsReminders({ deps, actor }: Turn): Promise<boolean> {
  return !(await deps.store.get(people, actor.personId))?.remindersOff;
}

/** The language that the bot speaks with one person, and whether it reminds them. */
export const languageFeature = feature({
  commands: [
    {
      name: 'language',
      spansNetworks: true,
      offered: () => true,
      run: async (turn) => languageCard(turn.reader, { reminders: await wantsReminders(turn) }),
    },
  ],
  verbs: {
    'member.language': async (turn, { language }) => {
      await chooseLanguage(turn.deps, turn.actor.personId, language);
      const reader = createReader(language, turn.reader.timeZone);
      return languageCard(reader, { reminders: await wantsReminders(turn), chosen: language });
    },
    'member.reminders': async ({ deps, actor, reader }, { wanted }) => {
      await chooseReminders(deps, actor.personId, wanted);
      return languageCard(reader, { reminders: wanted });
    },
  },
});
