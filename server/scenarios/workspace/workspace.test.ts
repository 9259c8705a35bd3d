import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { defaultLabConfig } from '../../contract/options/lab-config.ts';
import { eventually } from '../../eventually.test-helper.ts';
import { endsOf, ofType, spec, stand } from '../../playground/stand.test-helper.ts';
import { openWorkspace } from './workspace.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'session-playground-workspace-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  file = join(folder, 'settings', 'workspace.json');
});

const handler = "(req, res) => res.end('mine')";

/** A lab in which something was done, kept in the file. */
async function keepOne() {
  const { playground } = await stand((_, response) => {
    response.setHeader('set-cookie', 'a=1; Path=/');
    response.end('ok');
  });
  await playground.configure({ ...defaultLabConfig(), oneAtATime: true });
  await playground.setHandler(handler);
  playground.addBrowser('carol');
  await playground.advance(60_000);
  await endsOf(playground.send(spec()));
  await endsOf(playground.send(spec({ id: 'login' })));
  await playground.settled();
  const workspace = await openWorkspace(file);
  workspace.follow(playground);
  workspace.setPage('{"draft":{}}');
  await workspace.close();
  return { before: playground.log().events };
}

const resumed = async () => {
  const { kept } = await openWorkspace(file);
  if (kept === null) throw new Error('nothing was kept');
  return stand(undefined, { kept });
};

describe('a workspace', () => {
  it('brings options, browsers, jars, handler, clock and log of the last start back, and what the forms held', async () => {
    const { before } = await keepOne();
    const { playground, fake } = await resumed();
    await playground.settled();
    expect(playground.state()).toMatchObject({
      config: { oneAtATime: true },
      handler,
      clock: 60_000,
      browsers: [{ name: 'alice' }, { name: 'bob' }, { name: 'carol' }],
    });
    expect(fake.newest().settings).toMatchObject({ handler, clock: 60_000, config: { oneAtATime: true } });
    expect(playground.log().events.slice(0, before.length)).toEqual(before);
    expect((await openWorkspace(file)).page()).toBe('{"draft":{}}');
    await endsOf(playground.send(spec()));
    const sent = ofType(playground.log().events, 'sent');
    expect(sent.at(-1)).toMatchObject({ cookie: 'a=1' });
  });

  it('gives no request a name that the log has, and goes on in its time', async () => {
    const { before } = await keepOne();
    const { playground } = await resumed();
    await endsOf(playground.send(spec()));
    await endsOf(playground.send(spec({ id: 'login' })));
    await playground.settled();
    const { events } = playground.log();
    const names = ofType(events, 'sent').map(({ request }) => request);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(['1', 'login', '2', 'login-2']);
    expect(events[before.length]?.at).toBeGreaterThan(before.at(-1)?.at ?? 0);
  });

  it('says of requests that were under way that they ended with the app', async () => {
    const { playground } = await stand(() => {});
    playground.send(spec());
    await eventually(() => expect(ofType(playground.log().events, 'arrived')).toHaveLength(1));
    const workspace = await openWorkspace(file);
    workspace.follow(playground);
    await workspace.close();
    const { playground: again } = await resumed();
    await again.settled();
    const { events } = again.log();
    expect(ofType(events, 'aborted')).toMatchObject([{ request: '1' }]);
    expect(ofType(events, 'send-failed')).toMatchObject([{ request: '1' }]);
    expect(again.state().pending).toBe(0);
  });

  it('is written while one works, whole, and for its user alone', async () => {
    const { playground } = await stand();
    const workspace = await openWorkspace(file);
    workspace.follow(playground);
    onTestFinished(() => workspace.close());
    await endsOf(playground.send(spec()));
    const kept = async () => (await openWorkspace(file)).kept?.log.events ?? [];
    await eventually(async () => expect(ofType(await kept(), 'received')).toHaveLength(1));
    expect(await readdir(join(folder, 'settings'))).toEqual(['workspace.json']);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('runs no handler that came from another machine', async () => {
    await keepOne();
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/"machine":"\w+"/, '"machine":"elsewhere"'));
    const { playground, fake } = await resumed();
    expect(playground.state()).toMatchObject({ handler: null, config: { oneAtATime: true } });
    expect(fake.labs.map(({ settings }) => settings.handler)).toEqual([null]);
  });

  it.each([
    ['is damaged', (text: string) => text.slice(0, -20)],
    ['is of a later version', (text: string) => text.replace('workspace@1', 'workspace@2')],
    ['has an event that is none', (text: string) => text.replace('"type":"sent"', '"type":"seen"')],
    ['has a gap in its log', (text: string) => text.replace(/"seq":3\b/, '"seq":4')],
  ])('is as if there were none where the file %s', async (_, spoil) => {
    await keepOne();
    const text = await readFile(file, 'utf8');
    const spoilt = spoil(text);
    expect(spoilt).not.toBe(text);
    await writeFile(file, spoilt);
    const workspace = await openWorkspace(file);
    expect([workspace.kept, workspace.page()]).toEqual([null, null]);
  });
});
