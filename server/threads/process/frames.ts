/** A message on its way between two processes: its length, then its bytes. Whoever reads takes no frame for shorter or longer than that. */
const lengthBytes = 4;

/** The frame of these parts, one after the other, to be written in this order. */
export function frameOf(...parts: Uint8Array[]): Uint8Array[] {
  const head = Buffer.alloc(lengthBytes);
  head.writeUInt32LE(parts.reduce((sum, part) => sum + part.byteLength, 0));
  return [head, ...parts];
}

/**
 * Takes bytes as they come, and hands on what is whole. Throws at a frame of more than `most` bytes, before it has
 * come; nothing is to be read after that.
 */
export function createFrameReader(
  most: number,
  take: (payload: Buffer) => void,
): (chunk: Uint8Array) => void {
  let chunks: Uint8Array[] = [];
  let size = 0;
  /** Of the frame that is under way; null before it is known. */
  let length: number | null = null;

  /** So many bytes from the front. */
  const cut = (bytes: number): Buffer => {
    const [first] = chunks;
    const all =
      chunks.length === 1 && first !== undefined
        ? Buffer.from(first.buffer, first.byteOffset, first.byteLength)
        : Buffer.concat(chunks, size);
    chunks = [all.subarray(bytes)];
    size -= bytes;
    return all.subarray(0, bytes);
  };

  return (chunk) => {
    chunks.push(chunk);
    size += chunk.byteLength;
    for (;;) {
      if (length === null) {
        if (size < lengthBytes) return;
        length = cut(lengthBytes).readUInt32LE();
        if (length > most) throw new Error(`A frame of ${length} bytes is too long.`);
      }
      if (size < length) return;
      const payload = cut(length);
      length = null;
      take(payload);
    }
  };
}
