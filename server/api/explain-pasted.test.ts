import { expect, it } from 'vitest';
import { explainPasted } from './explain-pasted.ts';

it('explains for the page: without commands, from the address that is given', async () => {
  const text = 'Set-Cookie: connect.sid=s%3Aabc.def; Secure';
  const said = async (address: string) => JSON.stringify(await explainPasted({ text, address }));
  expect(await said(' localhost:3000 ')).toContain(
    'In an answer from https://localhost:3000: The browser stored',
  );
  expect(await said('')).toContain('From which address it came is not said');
  expect(await explainPasted({ text, address: 'ftp://a' })).toMatchObject({
    ok: false,
    problems: [{ code: 'no-web-address', at: 'address' }],
  });
});

it('gives options apart from what is said, which has no secret', async () => {
  const result = await explainPasted({ text: "session({ secret: 'keyboard cat', rolling: true })" });
  if (!result.ok) throw new Error('refused');
  expect(result.options).toMatchObject({ secret: ['keyboard cat'], rolling: true });
  expect(JSON.stringify(result.explanation)).not.toMatch(/keyboard cat|session-playground doctor/);
});
