import { expect, it } from 'vitest';
import { slimHar } from './slim-har.ts';

const har = (text: string) => ({
  log: {
    pages: [{ title: text }],
    entries: [
      {
        _initiator: { stack: text },
        request: { url: 'http://a.example/', postData: { mimeType: 'text/plain', text: 'kept' } },
        response: { status: 200, content: { mimeType: 'text/html', text } },
      },
    ],
  },
});

it('leaves the bodies of answers out of a HAR, and not those of requests', () => {
  const slim = slimHar(JSON.stringify(har('x'.repeat(5000))));
  expect(slim.length).toBeLessThan(300);
  expect(JSON.parse(slim).log.entries).toEqual([
    {
      request: { url: 'http://a.example/', postData: { mimeType: 'text/plain', text: 'kept' } },
      response: { status: 200, content: { mimeType: 'text/html' } },
    },
  ]);
});

it('leaves any other text as it is, and a HAR that was cut off', () => {
  for (const text of ['Set-Cookie: a=b', '{"resave": true}', JSON.stringify(har('x')).slice(0, -2)])
    expect(slimHar(text)).toBe(text);
});
