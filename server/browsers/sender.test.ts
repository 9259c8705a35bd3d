import { createServer, type RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requestIdHeader } from '../contract/endpoints.ts';
import { noFaults } from '../contract/faults/faults.ts';
import { createDeferred } from '../threads/deferred.ts';
import type { Message } from './message.ts';
import { createSender, keptBytes, type ResponseEvents, type SendOptions } from './sender.ts';
import { sendingFaults } from './sending-faults.ts';

const faults = sendingFaults(noFaults.sender);

/** A server and a sender to it, closed when the test is over. */
async function start(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const sender = createSender(origin, 'key');
  onTestFinished(async () => {
    await sender.close();
    server.closeAllConnections();
    server.close();
  });
  const send = (
    options: Partial<SendOptions> = {},
    on: Partial<ResponseEvents> = {},
    given: Partial<Message> = {},
  ) =>
    new Promise<string>((resolve) => {
      const url = new URL('/a?b=1', origin);
      const message: Message = { method: 'GET', url, headers: {}, body: null, ...given };
      const { signal } = new AbortController();
      sender.send(
        message,
        { request: '1', cookie: null, signal, timeout: 5000, faults, ...options },
        {
          headers: (response) => on.headers?.(response),
          body: ({ text, bytes }) => resolve(`${bytes} bytes: ${text.slice(0, 20)}`),
          failed: (reason) => resolve(`failed: ${reason}`),
        },
      );
    });
  return { server, sender, send };
}

describe('the sender', () => {
  it('names the request in a header, and sends the cookies it is told to', async () => {
    const { send } = await start((request, response) => {
      response.end([request.url, request.headers[requestIdHeader], request.headers.cookie].join());
    });
    expect(await send({ request: 'A', cookie: 'a=1' })).toBe('16 bytes: /a?b=1,key A,a=1');
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)(
    'sends the body of a %s',
    async (method) => {
      const { send } = await start(async (request, response) => {
        response.end(request.method === method ? await text(request) : 'another method');
      });
      const given = { method, body: '{"ä":1}' };
      expect(await send({}, {}, given)).toBe('8 bytes: {"ä":1}');
      // What is left over on the connection would be taken for the next request.
      expect(await send({}, {}, given)).toBe('8 bytes: {"ä":1}');
    },
  );

  it('gives a header that came twice with both of its values', async () => {
    const { send } = await start((_, response) => {
      response.writeHead(200, ['x-a', '1', 'x-a', '2', 'etag', 'a', 'etag', 'b']).end();
    });
    const headers = createDeferred<unknown>();
    await send({}, { headers: (response) => headers.resolve(response.headers) });
    expect(await headers.promise).toMatchObject({ 'x-a': '1, 2', etag: 'a, b' });
  });

  it('says so when a response changes the protocol', async () => {
    const { send, server } = await start(() => {});
    server.on('upgrade', (_, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n');
    });
    const headers = { upgrade: 'x', connection: 'upgrade' };
    expect(await send({}, {}, { headers })).toMatch(/^failed: The response asks for another protocol/);
  });

  it('tells the headers while the body is still open', async () => {
    const { send } = await start((_, response) => {
      response.writeHead(201, { 'set-cookie': ['a=1', 'b=2'], location: '/x' });
      response.write('1');
      void headersIn.promise.then(() => response.end('2'));
    });
    const headersIn = createDeferred<unknown>();
    const whole = send({}, { headers: headersIn.resolve });
    expect(await headersIn.promise).toMatchObject({
      status: 201,
      setCookie: ['a=1', 'b=2'],
      location: '/x',
    });
    expect(await whole).toBe('2 bytes: 12');
  });

  it('keeps its connections for the next requests', async () => {
    const ports = new Set<number | undefined>();
    const { send } = await start((request, response) => {
      ports.add(request.socket.remotePort);
      response.end();
    });
    for (let count = 0; count < 5; count++) await send();
    // The next one may be sent while the connection is just being tidied up.
    expect(ports.size).toBeLessThanOrEqual(2);
  });

  it('sends 1,000 at once', async () => {
    let open = 0;
    const allOpen = createDeferred<void>();
    const { send } = await start((_, response) => {
      if (++open === 1000) allOpen.resolve();
      void allOpen.promise.then(() => response.end('x'));
    });
    const all = await Promise.all(Array.from({ length: 1000 }, () => send()));
    expect(new Set(all)).toEqual(new Set(['1 bytes: x']));
  });

  it('counts a huge body but does not keep all of it', async () => {
    const { send } = await start((_, response) => response.end('x'.repeat(keptBytes + 10)));
    expect(await send()).toBe(`${keptBytes + 10} bytes: xxxxxxxxxxxxxxxxxxxx`);
  });

  it.each(['before it is connected', 'while it waits', 'while the body comes'])(
    'gives up %s',
    async (when) => {
      const stop = new AbortController();
      const { send } = await start((_, response) => {
        if (when === 'while it waits') stop.abort();
        else response.write('half');
      });
      const end = send({ signal: stop.signal }, { headers: () => stop.abort() });
      if (when === 'before it is connected') stop.abort();
      expect(await end).toBe('failed: Given up: the request was cancelled.');
    },
  );

  it('stops what is under way when it is closed, and sends nothing after that', async () => {
    const came = createDeferred<void>();
    const { send, sender } = await start(() => came.resolve());
    const end = send();
    await came.promise;
    await sender.close();
    expect(await end).toBe('failed: The lab was stopped before the response was whole.');
    expect(await send()).toBe('failed: The lab was stopped before the request could be sent.');
  });

  it('gives up after its time, in words that help', async () => {
    const { send } = await start(() => {});
    expect(await send({ timeout: 30 })).toMatch(
      /^failed: No complete response within 0.03 s.*end its response/,
    );
  });

  it('says what a broken connection or answer means', async () => {
    const { send, server } = await start((_, response) => {
      response.socket?.end('HTTP/9.9 nonsense\r\n\r\n');
    });
    expect(await send()).toMatch(/^failed: The response is not proper HTTP/);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await send()).toMatch(/^failed: The lab did not accept the connection/);
  });

  it('says what headers that are too large, and an answer that breaks off, mean', async () => {
    const { send } = await start((_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
    });
    expect(await send()).toMatch(/^failed: The lab closed the connection before the response was whole/);
    const { send: sendToo } = await start((_, response) => {
      response.writeHead(200, { 'set-cookie': 'x'.repeat(20_000) }).end();
    });
    expect(await sendToo()).toMatch(/^failed: The response’s headers are too large/);
  });
});
