import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { countingApp, followed, startApp, startRecording, visitor } from './recorded-app.test-helper.ts';
import { createRecording } from './recording.ts';

describe('an app that is recorded', () => {
  it('goes on when the recording ends under load, fails no request, and finds the next one', async () => {
    const { recording, where, logged } = await startRecording();
    const { origin } = await startApp(countingApp, where);
    let isLoaded = true;
    const statuses: number[] = [];
    const load = async () => {
      const visit = visitor();
      while (isLoaded) statuses.push((await visit(`${origin}/`)).status);
    };
    const loads = Promise.all([load(), load(), load()]);
    await logged(({ type }) => type === 'responded', 20);
    await recording.close();
    const before = statuses.length;
    await expect.poll(() => statuses.length, { timeout: 60_000 }).toBeGreaterThan(before + 20);

    const next = await createRecording({ command: null });
    const { logged: loggedNext } = followed(next);
    writeFileSync(where, JSON.stringify(next.where));
    const ends = await loggedNext(({ type }) => type === 'responded', 5);
    isLoaded = false;
    await loads;
    expect(new Set(statuses)).toEqual(new Set([200]));
    // What nobody recorded is not said to have been too much.
    expect(next.state().dropped).toBe(0);
    // Requests come whole: none ends that had not arrived.
    const arrived = await loggedNext(({ type }) => type === 'arrived');
    const names = new Set(arrived.map((event) => event.type === 'arrived' && event.request));
    for (const end of ends) expect(names.has(end.type === 'responded' && end.request)).toBe(true);
    await next.close();
  });

  it('is seen to be gone when it is killed, with what was under way, and all of it stays', async () => {
    const { where, logged, recording, events } = await startRecording();
    const { origin, child } = await startApp(countingApp, where);
    const visit = visitor();
    await visit(`${origin}/`);
    const held = visit(`${origin}/hold`).catch(() => null);
    await logged((event) => event.type === 'session' && event.origin === 'loaded');
    child.kill('SIGKILL');
    await held;
    await logged((event) => event.type === 'process' && event.state === 'ended');
    const hold = events.find((event) => event.type === 'arrived' && event.url === '/hold');
    expect(events.find(({ type }) => type === 'aborted')).toMatchObject({
      request: hold?.type === 'arrived' ? hold.request : '',
    });
    expect(events.filter(({ type }) => type === 'responded')).toHaveLength(1);
    expect(recording.state().processes).toMatchObject([{ isHere: false }]);
  });

  it('tells no password, token or signature', async () => {
    const { where, logged, events } = await startRecording();
    const { origin } = await startApp(countingApp, where);
    const visit = visitor();
    const { headers } = await visit(`${origin}/login?token=t0psecret`);
    await logged(({ type }) => type === 'responded');
    const text = JSON.stringify(events);
    const signature = decodeURIComponent(headers.getSetCookie()[0] ?? '')
      .split(';')[0]
      ?.split('.')[1];
    expect(signature).toMatch(/.{20}/);
    for (const secret of ['foobar', '"abc"', 't0psecret', signature]) expect(text).not.toContain(secret);
    expect(text).toContain('tj');
    expect(text).toMatch(/password[^,]*•••• [0-9a-f]{6}/);
  });
});

describe('where recordings take events', () => {
  const said = (port: number, text: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' });
      let got = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        got += chunk;
        if (got.includes('ping')) {
          for (let count = 0; count < 8; count++) socket.write('{"type":"pong","now":0}\n');
        }
        if (got.includes('ask')) socket.write(`${text.split('\n').slice(1).join('\n')}\n`);
      });
      socket.on('close', () => resolve(got)).on('error', () => {});
      socket.write(`${text.split('\n')[0]}\n`);
    });
  const hello = (token: string) =>
    JSON.stringify({
      type: 'hello',
      format: 'session-playground/ingest@1',
      token,
      id: 'x',
      name: 'x',
      pid: 1,
      node: 'v24.0.0',
    });

  it('nobody comes in without the token, and a browser least of all', async () => {
    const { recording, events } = await startRecording();
    const { port } = recording.where;
    expect(await said(port, 'POST / HTTP/1.1\nHost: evil.example')).toBe('');
    expect(await said(port, hello('guessed'))).toBe('');
    expect(recording.state().refused).toBe('its token is not that of this recording');
    expect(await said(port, 'x'.repeat(10_000))).toBe('');
    await wait(0);
    expect(events).toEqual([]);
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['of a lab', '{"type":"printed","stream":"stdout","text":"x","at":1}'],
    ['without a time', '{"type":"responded","request":"1","status":200}'],
    ['without its fields', '{"type":"arrived","request":"1","at":1}'],
    ['of an endless name', JSON.stringify({ type: 'aborted', request: 'x'.repeat(300), at: 1 })],
  ])('what is no event of an observer ends its connection: %s', async (_what, line) => {
    const { recording, events } = await startRecording();
    const { port, token } = recording.where;
    expect(await said(port, `${hello(token)}\n${line}`)).toContain('"refused"');
    expect(recording.state().refused).toBeTruthy();
    expect(events.every(({ type }) => type === 'process')).toBe(true);
  });
});
