const blockBytes = 512;
const lengthBytes = 4;

/** The text after its length, filled up to a multiple of 512 bytes. */
export function pad(text: string): Uint8Array {
  const content = Buffer.from(text, 'utf8');
  const padded = Buffer.alloc(Math.ceil((lengthBytes + content.length) / blockBytes) * blockBytes);
  padded.writeUInt32BE(content.length);
  content.copy(padded, lengthBytes);
  return padded;
}

/** The text in what `pad` made. */
export function unpad(padded: Buffer): string {
  return padded.toString('utf8', lengthBytes, lengthBytes + padded.readUInt32BE());
}
