import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { instanceHeader, namedRequest, requestIdHeader } from '../contract/endpoints.ts';
import { createRequestNames } from './request-names.ts';

/** The request that a server sees. */
async function arriving(headers: Record<string, string>): Promise<IncomingMessage> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const sent = request({ port, host: '127.0.0.1', headers }).on('error', () => {});
  sent.end();
  onTestFinished(() => void sent.destroy());
  const [req] = await once(server, 'request');
  return req;
}

const key = 'k3y';

it('gives a request the name that it came with', async () => {
  const names = createRequestNames({ key, firstOutside: 1 });
  const req = await arriving({ [requestIdHeader]: namedRequest(key, 'login-2') });
  expect([names.take(req).name, names.of(req)]).toEqual(['login-2', 'login-2']);
  expect(req.headers).not.toHaveProperty(requestIdHeader);
  expect(req.rawHeaders.map((text) => text.toLowerCase())).not.toContain(requestIdHeader);
});

it.each(['', 'two words', 'ä', 'x'.repeat(65)])('does not take %j for a name', async (name) => {
  const names = createRequestNames({ key, firstOutside: 4 });
  const req = await arriving({ [requestIdHeader]: namedRequest(key, name) });
  expect(names.take(req)).toEqual({ name: 'ext4', instance: null, isOutside: true });
});

it.each(['A', ' A', 'k3yA', 'k3 A', 'K3Y A', 'x k3y A'])(
  'knows that %j comes from elsewhere',
  async (given) => {
    const names = createRequestNames({ key, firstOutside: 4 });
    const req = await arriving({ [requestIdHeader]: given, [instanceHeader]: '2' });
    expect(names.take(req)).toEqual({ name: 'ext4', instance: null, isOutside: true });
    expect(Object.keys(req.headers).join()).not.toContain('playground');
  },
);

it('counts requests from elsewhere, each once', async () => {
  const names = createRequestNames({ key, firstOutside: 1 });
  const [first, second] = [await arriving({}), await arriving({})];
  expect([names.of(first), names.of(second), names.of(first)]).toEqual(['ext1', 'ext2', 'ext1']);
});
