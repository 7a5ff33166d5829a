import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { drawIcons } from './icons.ts';
import { type AppIdentity, createLanguageFiles, createManifest } from './manifest.ts';

/** Writes the zip that is uploaded to Teams: the manifest, its other languages and the icons. */
export async function writeAppPackage(app: AppIdentity, out: string): Promise<void> {
  const zip = new ZipFile();
  // The same manifest gives the same file.
  const options = { mtime: new Date('2000-01-01T12:00:00Z') };
  const json = { 'manifest.json': createManifest(app), ...createLanguageFiles() };
  for (const [name, content] of Object.entries(json)) {
    zip.addBuffer(Buffer.from(`${JSON.stringify(content, null, 2)}\n`), name, options);
  }
  for (const [name, icon] of Object.entries(drawIcons())) zip.addBuffer(icon.asPng(), name, options);
  zip.end();
  await mkdir(dirname(out), { recursive: true });
  await pipeline(zip.outputStream, createWriteStream(out));
}
