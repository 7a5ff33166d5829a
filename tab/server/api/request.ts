import type { IncomingMessage } from 'node:http';
import type { Request } from 'restify';
import { z } from 'zod';
import { AppError, faultsIn, quotable } from '../../../domain/errors.ts';
import { BodyRefused, readJson } from '../../../http/body.ts';
import { CommonQuery, type Operation } from '../../contract/operation.ts';
import { type OperationName, operations } from '../../contract/operations.ts';

/** The largest body of a request that says no other, in bytes. */
const largestBody = 64 * 1024;

/** The parts of a request, read by the schemas of an operation. Throws `INPUT_INVALID` and what `readBody` throws. */
export async function readParts(name: string, operation: Operation, request: Request) {
  const query = CommonQuery.extend(operation.query?.shape ?? {});
  return {
    path: z.object(pathShape(name)).parse(request.params),
    query: query.parse(Object.fromEntries(new URLSearchParams((request.url ?? '').split('?')[1] ?? ''))),
    body: operation.body && parseBody(operation.body, await readBody(request, operation.largestBody)),
    ...seenIn(request, operation),
  };
}

/** An id or a code: restify finds no route for a longer one. */
const PathPart = z.string().min(1).max(100);

/** The schemas of the parts of a path that stand in braces. */
export function pathShape(name: string): Record<string, z.ZodType<string>> {
  return Object.fromEntries([...name.matchAll(/\{(\w+)\}/g)].map(([, part = '']) => [part, PathPart]));
}

/** The version of a record, or what stands for what was shown of it, as an entity tag (RFC 9110, section 8.8.3). */
export function entityTag(seen: string | number): string {
  return `"${seen}"`;
}

/** What `If-Match` names of a reading. A star, a weak tag and a list of tags name no single thing that was seen. */
function seenIn({ headers }: IncomingMessage, { changes, restsOn }: Operation) {
  const reading = changes ?? restsOn;
  if (reading === undefined || (changes === undefined && headers['if-match'] === undefined)) return {};
  const shape = operations[reading as OperationName].answer?.shape ?? {};
  const form = 'seen' in shape ? /^"([\w-]{1,1000})"$/ : /^"(\d{1,15})"$/;
  const [, seen] = form.exec(headers['if-match'] ?? '') ?? [];
  if (seen === undefined) throw new AppError('VERSION_MISSING', 'no If-Match with one strong tag');
  return { seen, expected: Number(seen) };
}

/** Reads a JSON body. Throws `INPUT_TOO_LARGE`, and `INPUT_NOT_JSON` for all else that keeps it from being read. */
async function readBody(request: IncomingMessage, largest = largestBody): Promise<unknown> {
  try {
    return await readJson(request, largest);
  } catch (cause) {
    if (!(cause instanceof BodyRefused)) throw cause;
    throw new AppError(cause.fault === 'tooLarge' ? 'INPUT_TOO_LARGE' : 'INPUT_NOT_JSON', cause.message, { cause });
  }
}

function parseBody(schema: z.ZodObject, value: unknown): object {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // A choice among several shapes is one thing to whoever makes it; all else is named by its path.
  const isWhole = (key: string) => schema.shape[key] instanceof z.ZodDiscriminatedUnion;
  const named = Object.entries(faultsIn(parsed.error)).map(([path, fault]) => {
    const [key = ''] = path.split('.');
    return [isWhole(key) ? key : path, fault] as const;
  });
  const fields = Object.fromEntries(named);
  throw new AppError('INPUT_INVALID', `faulty: ${Object.keys(fields).map(quotable).join(', ')}`, {
    fields,
    cause: parsed.error,
  });
}
