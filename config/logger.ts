import { type DestinationStream, type Logger, pino } from 'pino';

const censored = '[redacted]';
const deepest = 8;

/** Fields that can hold what people write. */
const contentNames = ['text', 'value', 'values', 'answers', 'content', 'attachments', 'body', 'sealed'];

/** Fields that open doors; longer names that end so, such as `accessToken` and `set-cookie`, are meant too. */
const secretNames = ['authorization', 'cookie', 'password', 'secret', 'token'];

/** Where pino itself looks: it is the only one to see the bindings of child loggers, and takes names exactly. */
const guardedPaths = [...contentNames, ...secretNames].flatMap((name) => [name, `*.${name}`]);

/**
 * The log: one JSON line per event on standard output. Fields that may hold content or secrets are blotted out at any
 * depth, and of an error only name, code, message, stack and cause are kept; messages themselves must not quote either.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: { paths: guardedPaths, censor: censored },
    serializers: { err: (error: unknown) => error },
    formatters: { log: (fields: object) => withoutContent(fields, 0) as Record<string, unknown> },
  };
  return destination ? pino(options, destination) : pino(options);
}

function withoutContent(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth === deepest || ArrayBuffer.isView(value)) return censored;
  if (value instanceof Error) return errorFields(value, depth);
  if (Array.isArray(value)) return value.map((part) => withoutContent(part, depth + 1));
  const entries = Object.entries(value).map(([name, part]) => [
    name,
    isGuarded(name) ? censored : withoutContent(part, depth + 1),
  ]);
  return Object.fromEntries(entries);
}

function isGuarded(name: string): boolean {
  const plain = name.toLowerCase();
  return contentNames.includes(plain) || secretNames.some((secret) => plain.endsWith(secret));
}

/** Errors of clients carry whole requests and responses; those are left out. */
function errorFields(error: Error, depth: number): Record<string, unknown> {
  return {
    type: error.name,
    code: 'code' in error ? withoutContent(error.code, depth + 1) : undefined,
    message: error.message,
    stack: error.stack,
    cause: withoutContent(error.cause, depth + 1),
  };
}
