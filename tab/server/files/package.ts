import type { Request, Response } from 'restify';
import { packageName, writePackage } from '../../../documents/package/write.ts';
import { packageContents } from '../../../domain/package/contents.ts';
import { textsFor } from '../../../locales/text.ts';
import { fileHeaders } from '../reply.ts';
import type { FileDeps } from './routes.ts';

/** The knowledge package of a network, of this moment. */
export async function sendPackage(
  deps: FileDeps,
  secret: string,
  _request: Request,
  response: Response,
): Promise<void> {
  const { networkId, language } = await deps.links.verifyPackage(secret);
  const t = textsFor(language);
  const contents = await deps.store.snapshot((view) => packageContents(view, networkId, deps.now(), deps));
  const name = `${t('tab:fileName.package')}-${packageName(contents)}.zip`;
  response.writeHead(200, fileHeaders('application/zip', name));
  await writePackage(contents, language, t, response);
}
