import { once } from 'node:events';
import http, { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { HeldLab } from './held/held-lab.ts';
import type { HeldRequest } from './held/held-request.ts';

/** The held lab behind a real server: what is dispatched to it goes over a connection of its own. */
export async function overHttp(lab: HeldLab): Promise<HeldLab & { close(): Promise<void> }> {
  // light-my-request has put its own prototypes under those of Express, for the whole process.
  Object.setPrototypeOf(express.request, http.IncomingMessage.prototype);
  Object.setPrototypeOf(express.response, http.ServerResponse.prototype);
  const expected: HeldRequest[] = [];
  const server = createServer((req, res) => {
    const heldRequest = expected.shift();
    if (heldRequest === undefined) throw new Error('Nobody sent this request.');
    lab.handle(heldRequest, req, res);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const dispatch = (heldRequest: HeldRequest, cookie: string | null) => {
    const { method, url, headers, body } = heldRequest.raceRequest.message;
    expected.push(heldRequest);
    const sent = http.request({
      port,
      host: '127.0.0.1',
      agent: false,
      method,
      path: url.pathname + url.search,
      headers: {
        ...headers,
        host: url.host,
        ...(cookie === null ? {} : { cookie }),
        ...(body === null ? {} : { 'content-length': Buffer.byteLength(body) }),
      },
    });
    sent.on('response', async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      heldRequest.respond({
        status: response.statusCode ?? 0,
        setCookie: response.headers['set-cookie'] ?? [],
        location: response.headers.location ?? null,
        body: text,
      });
    });
    sent.end(body ?? undefined);
  };
  return {
    ...lab,
    dispatch,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
