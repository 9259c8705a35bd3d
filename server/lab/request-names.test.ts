import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { requestIdHeader } from '../contract/endpoints.ts';
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

it('gives a request the name that it came with', async () => {
  const names = createRequestNames(1);
  const req = await arriving({ [requestIdHeader]: 'login-2' });
  expect([names.take(req), names.of(req)]).toEqual(['login-2', 'login-2']);
  expect(req.headers).not.toHaveProperty(requestIdHeader);
  expect(req.rawHeaders.map((text) => text.toLowerCase())).not.toContain(requestIdHeader);
});

it.each(['', 'two words', 'ä', 'x'.repeat(65)])('does not take %j for a name', async (name) => {
  const names = createRequestNames(4);
  expect(names.take(await arriving({ [requestIdHeader]: name }))).toBe('ext4');
});

it('counts requests from elsewhere, each once', async () => {
  const names = createRequestNames(1);
  const [first, second] = [await arriving({}), await arriving({})];
  expect([names.of(first), names.of(second), names.of(first)]).toEqual(['ext1', 'ext2', 'ext1']);
});
