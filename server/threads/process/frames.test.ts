import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFrameReader, frameOf } from './frames.ts';

it('hands on each message whole, however its bytes come', () => {
  const bytes = fc.uint8Array({ maxLength: 40 });
  fc.assert(
    fc.property(fc.array(bytes), fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (messages, sizes) => {
      const all = Buffer.concat(messages.flatMap((message) => frameOf(message)));
      const heard: number[][] = [];
      const read = createFrameReader(40, (payload) => heard.push([...payload]));
      for (let from = 0; from < all.length; ) {
        const size = sizes.next().value;
        read(all.subarray(from, from + size));
        from += size;
      }
      expect(heard).toEqual(messages.map((message) => [...message]));
    }),
  );
});

it('throws at a message that says it is longer than any may be, before it comes', () => {
  const read = createFrameReader(100, () => {});
  read(Buffer.from([100, 0, 0, 0]));
  expect(() => createFrameReader(100, () => {})(Buffer.from([101, 0, 0, 0]))).toThrow('too long');
});
