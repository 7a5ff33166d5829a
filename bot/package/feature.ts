import { packageCard } from '../../cards/package/package.ts';
import { packageContents } from '../../domain/package/contents.ts';
import { can } from '../../domain/rights.ts';
import { mayGoThroughTexts } from '../../domain/survey/results/review-texts.ts';
import { feature, type Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

async function show(turn: Turn) {
  const { deps, actor, reader } = turn;
  const network = networkOf(turn);
  const contents = await deps.store.snapshot((view) =>
    packageContents(view, actor, network.id, deps.now(), { nouns: deps.nouns }),
  );
  const url = await deps.links.package(actor, network.id, reader.language);
  return packageCard(reader, contents, url, (survey) => mayGoThroughTexts(actor, { ...survey, networkId: network.id }));
}

/** The knowledge package in Teams: what it holds, and the link that fetches it. */
export const packageFeature = feature({
  commands: [
    {
      name: 'package',
      offered: ({ actor, network }) => network !== undefined && can(actor, 'package.read', { networkId: network.id }),
      run: show,
    },
  ],
  verbs: { 'package.show': show },
});
