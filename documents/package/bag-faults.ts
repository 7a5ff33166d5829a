import type { BagFault, BagReport, FoundFile } from './bag-report.ts';

type Files = ReadonlyMap<string, FoundFile>;

/** Compares the files of a bag, by path from its folder, with what its manifests and its declaration say. */
export function checkBag(files: Files): BagReport {
  const payload = [...files].filter(([path]) => path.startsWith('data/'));
  const payloadFiles = payload.length;
  const payloadBytes = payload.reduce((sum, [, file]) => sum + file.size, 0);
  const info = labelLines(files.get('bag-info.txt')?.text ?? '');
  const manifests = ['manifest-sha512.txt', 'tagmanifest-sha512.txt'].map((path) => ({
    path,
    ...readManifest(path, files.get(path)?.text),
  }));
  const listed = new Map(manifests.flatMap(({ hashes }) => [...hashes]));
  const faults = [
    ...declarationFaults(files),
    ...manifests.flatMap((manifest) => manifest.faults),
    ...[...listed].flatMap(([path, sha512]) => fileFault(path, sha512, files.get(path))),
    ...[...files.keys()].filter((path) => !listed.has(path) && path !== 'tagmanifest-sha512.txt').map(extra),
    ...sizeFaults(info['Payload-Oxum'], `${payloadBytes}.${payloadFiles}`),
  ];
  return { faults, payloadFiles, payloadBytes, info };
}

function declarationFaults(files: Files): BagFault[] {
  const declared = labelLines(files.get('bagit.txt')?.text ?? '');
  const known = ['0.97', '1.0'].includes(declared['BagIt-Version'] ?? '');
  if (known && declared['Tag-File-Character-Encoding'] === 'UTF-8') return [];
  return [{ kind: 'notABag', path: 'bagit.txt', detail: 'does not declare BagIt 0.97 or 1.0 in UTF-8' }];
}

function readManifest(name: string, text: string | undefined) {
  const hashes = new Map<string, string>();
  const faults: BagFault[] = [];
  if (text === undefined) faults.push({ kind: 'missing', path: name, detail: 'is not in the bag' });
  for (const line of (text ?? '').split(/\r\n|\r|\n/)) {
    if (line === '') continue;
    const [, hash = '', path = ''] = /^([0-9a-fA-F]{128})\s+\*?(\S.*)$/.exec(line) ?? [];
    if (path === '') faults.push({ kind: 'altered', path: name, detail: 'has a line that is not a hash and a path' });
    else hashes.set(decodePath(path), hash.toLowerCase());
  }
  return { hashes, faults };
}

function decodePath(path: string): string {
  return path.replace(/%0A/gi, '\n').replace(/%0D/gi, '\r').replaceAll('%25', '%');
}

function fileFault(path: string, sha512: string, file: FoundFile | undefined): BagFault[] {
  if (!file) return [{ kind: 'missing', path, detail: 'is listed and not in the bag' }];
  return file.sha512 === sha512 ? [] : [{ kind: 'altered', path, detail: 'is not what was packed' }];
}

function extra(path: string): BagFault {
  return { kind: 'extra', path, detail: 'is in the bag and not listed' };
}

function sizeFaults(declared: string | undefined, counted: string): BagFault[] {
  if (declared === undefined || declared === counted) return [];
  return [{ kind: 'altered', detail: `Payload-Oxum is ${declared}, counted ${counted}` }];
}

/** The lines of a tag file by label; a line that starts with a space goes on with the one before. */
function labelLines(text: string): Record<string, string> {
  const lines = text.replace(/(\r\n|\r|\n)[ \t]+/g, ' ').split(/\r\n|\r|\n/);
  const pairs = lines.map((line) => [line, line.indexOf(':')] as const).filter(([, colon]) => colon > 0);
  return Object.fromEntries(
    pairs.map(([line, colon]) => [line.slice(0, colon).trimEnd(), line.slice(colon + 1).trim()]),
  );
}
