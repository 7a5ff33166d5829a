import { createHash } from 'node:crypto';

/**
 * Whatever is wrong with a bag, by RFC 8493 alone: its declaration, its manifests, its size, and a label in which no line
 * is anybody's but the bag's own. Files are named by path from the bag's folder.
 */
export function bagFaults(files: ReadonlyMap<string, Buffer>): string[] {
  const text = (path: string) => files.get(path)?.toString('utf8') ?? '';
  const payload = [...files.keys()].filter((path) => path.startsWith('data/'));
  const bytes = payload.reduce((sum, path) => sum + (files.get(path)?.length ?? 0), 0);
  const [listed, tags] = [manifest(text('manifest-sha512.txt')), manifest(text('tagmanifest-sha512.txt'))];
  const altered = [...listed, ...tags].filter(([path, hash]) => {
    const found = files.get(path);
    return !found || createHash('sha512').update(found).digest('hex') !== hash;
  });
  const label = text('bag-info.txt').split('\n').slice(0, -1);
  return [
    ...(text('bagit.txt') === 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' ? [] : ['bagit.txt']),
    ...(String([...listed.keys()].sort()) === String(payload.sort()) ? [] : ['another payload than listed']),
    ...altered.map(([path]) => `altered: ${path}`),
    ...(label.includes(`Payload-Oxum: ${bytes}.${payload.length}`) ? [] : ['another Payload-Oxum']),
    ...label.filter((line) => !/^[A-Za-z-]+: \S/.test(line)).map((line) => `no label: ${line}`),
    ...payload.filter((path) => /[^A-Za-z0-9._/-]|\.\.|\/\//.test(path)).map((path) => `a path: ${path}`),
  ];
}

function manifest(text: string): Map<string, string> {
  const lines = text.split('\n').filter(Boolean);
  return new Map(
    lines.map((line) => {
      const [, hash = '', path = ''] = /^([\da-f]{128}) {1,2}(\S.*)$/.exec(line) ?? [];
      return [path, hash];
    }),
  );
}
