import { setImmediate } from 'node:timers/promises';

/** So many characters are written before others are answered. */
const stepLength = 128 * 1024;

/** How deep a value is taken apart: what lies deeper is small. */
const levels = 4;

/** A value of plain JSON as the bytes of its text, written a part at a time, so that a large one holds up nobody. */
export async function jsonBytes(value: unknown): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let text = '';
  for (const piece of piecesOf(value, levels)) {
    text += piece;
    if (text.length < stepLength) continue;
    chunks.push(Buffer.from(text));
    text = '';
    await setImmediate();
  }
  // A copy: small buffers share one piece of memory, which only goes to a thread as a whole.
  return new Uint8Array(Buffer.concat([...chunks, Buffer.from(text)]));
}

function* piecesOf(value: unknown, deep: number): Generator<string> {
  if (deep === 0 || typeof value !== 'object' || value === null) {
    yield JSON.stringify(value) ?? 'null';
  } else if (Array.isArray(value)) {
    let before = '[';
    for (const item of value) {
      yield before;
      yield* piecesOf(item, deep - 1);
      before = ',';
    }
    yield value.length === 0 ? '[]' : ']';
  } else {
    let before = '{';
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      yield `${before}${JSON.stringify(key)}:`;
      yield* piecesOf(item, deep - 1);
      before = ',';
    }
    yield before === '{' ? '{}' : '}';
  }
}
