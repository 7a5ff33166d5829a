import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'restify';
import { pageHeaders } from './reply.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

interface ClientFile {
  readonly bytes: Buffer;
  readonly zipped: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** The built page, by its path below the folder. Only what is read here is ever served, so no path leads out of it. */
export type ClientFiles = ReadonlyMap<string, ClientFile>;

/** Reads the built page into memory; nothing when the folder is missing. Files of unknown kinds are left out. */
export function readClientFiles(folder: string): ClientFiles {
  const files = new Map<string, ClientFile>();
  for (const entry of listed(folder)) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join('/');
    const bytes = readFileSync(path);
    files.set(name, { bytes, zipped: gzipSync(bytes), headers: headersOf(name, type) });
  }
  return files;
}

/** Answers with a file, smaller when the browser can unpack it. */
export function sendClientFile(request: Request, response: Response, file: ClientFile): void {
  const zips = /\bgzip\b/.test(request.header('accept-encoding', ''));
  response.sendRaw(200, zips ? file.zipped : file.bytes, {
    ...file.headers,
    Vary: 'Accept-Encoding',
    ...(zips ? { 'Content-Encoding': 'gzip' } : {}),
  });
}

function listed(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** vite names assets by what is in them, so they never change; pages name the assets, so they always may. */
function headersOf(name: string, type: string): ClientFile['headers'] {
  const cache = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  return { ...pageHeaders, 'Content-Type': type, 'Cache-Control': cache };
}
