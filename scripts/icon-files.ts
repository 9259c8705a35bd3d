/** A square PNG picture. `size`: px. */
export type Drawn = { size: number; png: Buffer };

/** Sizes of Windows' container; 256 is the largest that it knows. */
export const icoSizes = [16, 24, 32, 48, 64, 128, 256];

/** Types of macOS's container that hold a PNG, by size; those of Retina are the same at twice the size. */
export const icnsTypes = [
  { size: 16, types: ['icp4'] },
  { size: 32, types: ['icp5', 'ic11'] },
  { size: 64, types: ['ic12'] },
  { size: 128, types: ['ic07'] },
  { size: 256, types: ['ic08', 'ic13'] },
  { size: 512, types: ['ic09', 'ic14'] },
  { size: 1024, types: ['ic10'] },
];

/** ICONDIR, an ICONDIRENTRY for each picture, the pictures. */
export function ico(pictures: readonly Drawn[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    // A byte holds no 256: 0 stands for it.
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** `icns`, the length of all, then type, length and picture for each. */
export function icns(pictures: readonly Drawn[]): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(8 + data.length, 4);
    return Buffer.concat([head, data]);
  };
  const chunks = pictures.flatMap(({ size, png }) =>
    (icnsTypes.find((one) => one.size === size)?.types ?? []).map((type) => chunk(type, png)),
  );
  return chunk('icns', Buffer.concat(chunks));
}
