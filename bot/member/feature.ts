import { alsoOnPage } from '../../cards/build.ts';
import { languageCard } from '../../cards/member/language.ts';
import { mineCard } from '../../cards/member/mine.ts';
import { createReader } from '../../cards/reader.ts';
import { AppError } from '../../domain/errors.ts';
import { mine } from '../../domain/member/mine.ts';
import { chooseLanguage } from '../../domain/network/reach.ts';
import { membershipIn } from '../../domain/rights.ts';
import { feature } from '../feature.ts';
import { networkOf } from '../turn.ts';

/** What waits for one person. */
export const memberFeature = feature({
  commands: [
    {
      name: 'mine',
      offered: ({ actor, network }) => network !== undefined && membershipIn(actor, network.id) !== undefined,
      run: async (turn) => {
        const { deps, actor, reader } = turn;
        const membership = membershipIn(actor, networkOf(turn).id);
        if (!membership) throw new AppError('NOT_MEMBER', 'not a member of the network of the team');
        const made = mineCard(reader, await mine(deps.store, membership, deps.now()));
        return alsoOnPage(reader, made, deps.links.tab());
      },
    },
  ],
  verbs: {},
});

/** The language that the bot speaks with one person. */
export const languageFeature = feature({
  commands: [{ name: 'language', offered: () => true, run: async ({ reader }) => languageCard(reader) }],
  verbs: {
    'member.language': async ({ deps, actor, reader }, { language }) => {
      await chooseLanguage(deps, actor.personId, language);
      return languageCard(createReader(language, reader.timeZone), language);
    },
  },
});
