import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { icnsTypes, icoSizes } from './icon-files.ts';
import { inRepository } from './root.ts';

const read = (name: string): Buffer => readFileSync(inRepository('resources', name));

/** Width of a PNG, from its header; fails for what is none. */
function widthOf(png: Buffer): number {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  return png.readUInt32BE(16);
}

describe('the icons in the repository', () => {
  it('have every size of Windows’ container, the largest of 256 px', () => {
    const file = read('icon.ico');
    const sizes = Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
      const entry = 6 + 16 * index;
      const offset = file.readUInt32LE(entry + 12);
      const width = widthOf(file.subarray(offset, offset + file.readUInt32LE(entry + 8)));
      expect(file.readUInt8(entry)).toBe(width % 256);
      return width;
    });
    expect(sizes).toEqual(icoSizes);
  });

  it('have every type of macOS’ container, up to 1024 px', () => {
    const file = read('icon.icns');
    expect(file.readUInt32BE(4)).toBe(file.length);
    const found: { type: string; width: number }[] = [];
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
      const type = file.toString('latin1', at, at + 4);
      found.push({ type, width: widthOf(file.subarray(at + 8, at + file.readUInt32BE(at + 4))) });
    }
    const expected = icnsTypes.flatMap(({ size, types }) => types.map((type) => ({ type, width: size })));
    expect(found).toEqual(expected);
  });

  it('have a picture for each size of Linux', () => {
    for (const size of [16, 32, 48, 64, 128, 256, 512]) {
      expect(widthOf(read(`icons/${size}x${size}.png`))).toBe(size);
    }
  });
});
