import type { Request, Response } from 'restify';
import { packageName } from '../../../documents/package/name.ts';
import { followLink } from '../../../domain/link/follow.ts';
import { networkToPackage, packageContents } from '../../../domain/package/contents.ts';
import { textsFor } from '../../../locales/text.ts';
import { fileHeaders } from '../reply.ts';
import type { FileDeps } from './file.ts';

/** The knowledge package of a network, of this minute: what is asked for again within it is made once. */
export async function sendPackage(
  deps: FileDeps,
  secret: string,
  _request: Request,
  response: Response,
): Promise<void> {
  const { link, actor } = await followLink(deps, ['package'], secret);
  const { networkId, language = 'fi' } = link;
  // At each use, also of a package that was made a moment ago.
  const network = await networkToPackage(deps.store, actor, networkId);
  const asOf = new Date(Math.floor(deps.now().getTime() / 60_000) * 60_000);
  const bytes = await deps.offLoop.run({
    task: 'package',
    person: actor.personId,
    about: `${networkId} ${language} ${asOf.toISOString()}`,
    gather: async () => {
      const contents = await deps.store.snapshot((view) => packageContents(view, actor, networkId, asOf, deps));
      return { contents, language };
    },
  });
  const name = packageName({ network, asOf: asOf.toISOString() });
  const title = textsFor(language)('tab:fileName.package');
  response.sendRaw(200, bytes, fileHeaders('application/zip', `${title}-${name}.zip`));
}
