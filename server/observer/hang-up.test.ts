import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import session from 'express-session';
import { describe, expect, it } from 'vitest';
import { createDeferred } from '../threads/deferred.ts';
import { observe } from './observe.ts';

describe('the observer over a real connection', () => {
  it('tells of a client that hangs up', async () => {
    const aborted = createDeferred<void>();
    const make = observe(session, {
      onEvent: ({ type }) => {
        if (type === 'aborted') aborted.resolve();
      },
    });
    const arrived = createDeferred<void>();
    const server = createServer(
      express().use(make({ secret: 'a', resave: false, saveUninitialized: false }), () => arrived.resolve()),
    );
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const giveUp = new AbortController();
    const gone = fetch(`http://127.0.0.1:${port}/`, { signal: giveUp.signal }).catch(
      (error: Error) => error.name,
    );
    await arrived.promise;
    giveUp.abort();
    await aborted.promise;
    expect(await gone).toBe('AbortError');
    server.close();
  });
});
