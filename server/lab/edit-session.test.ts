import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SessionEdit } from '../contract/stores/session-edit.ts';
import { storeConfigSchema } from '../contract/stores/store-kinds.ts';
import { callsOf, sessionFor } from '../stores/calls.ts';
import { openStore } from '../stores/drivers.ts';
import { createSessionEditor } from './edit-session.ts';
import { drained, runningLab, visitor } from './running-lab.test-helper.ts';
import { StoreUse } from './store-use.ts';

async function visited(store: string) {
  const lab = await runningLab({ store });
  const visit = visitor(lab);
  await visit('/views');
  const [key = ''] = Object.keys(await lab.sessions());
  await drained(lab);
  const edit = (given: Partial<SessionEdit>) =>
    lab.editSession({ key, was: '{"views":1}', now: '{"views":41}', ...given });
  return { lab, visit, key, edit };
}

describe.each(['memory', 'sqlite'])('a session in a %s store that is edited by hand', (store) => {
  it('is what the next request loads, and is told as one write outside any request', async () => {
    const { lab, visit, key, edit } = await visited(store);
    const cookie = JSON.parse((await lab.sessions())[key] ?? '').cookie;
    expect(await edit({})).toEqual({ ok: true });
    expect(JSON.parse((await lab.sessions())[key] ?? '')).toEqual({ views: 41, cookie });
    const { events } = await drained(lab);
    expect(events).toMatchObject([
      {
        type: 'store-called',
        operation: 'set',
        request: null,
        sid: key,
        beforeVersion: 1,
        base: 1,
        byHand: true,
      },
      { type: 'store-answered', operation: 'set', request: null, version: 2, error: null, byHand: true },
    ]);
    expect(await visit('/views')).toContain('42');
  });
});

it('is refused in words, and left as it is, where it is no data, gone, or written meanwhile', async () => {
  const { lab, visit, key, edit } = await visited('memory');
  const codeOf = async (given: Partial<SessionEdit>) => {
    const edited = await edit(given);
    return edited.ok ? 'ok' : edited.problems.map(({ code }) => code).join();
  };
  expect(await codeOf({ now: '{"views":' })).toBe('not-json');
  expect(await codeOf({ now: '[1]' })).toBe('session-no-object');
  expect(await codeOf({ now: '{"cookie":{}}' })).toBe('session-cookie-kept');
  expect(await codeOf({ key: 'nobody' })).toBe('no-such-session');
  expect(await codeOf({ key: `${key}@3` })).toBe('no-such-session');
  await visit('/views');
  expect(await codeOf({})).toBe('session-changed');
  expect(JSON.parse((await lab.sessions())[key] ?? '')).toMatchObject({ views: 2 });
});

it.each(['memory', 'memory-no-touch', 'memory-non-atomic-touch', 'sqlite', 'memorystore', 'file'])(
  'ends when it would have ended, in %s',
  async (kind) => {
    const path = mkdtempSync(join(tmpdir(), 'edited-'));
    onTestFinished(() => rmSync(path, { recursive: true }));
    const open = await openStore(storeConfigSchema.parse(kind === 'file' ? `file:${path}` : kind));
    onTestFinished(() => open.close());
    const calls = callsOf(open.store);
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    await calls.set('a', sessionFor(60_000, { views: 1 }));
    const uses = new Map([[undefined, new StoreUse(open, () => {})]]);
    const { cookie: _, ...was } = JSON.parse((await open.snapshot())['a'] ?? '');
    const edit = { key: 'a', was: JSON.stringify(was), now: JSON.stringify({ ...was, views: 41 }) };
    expect(await createSessionEditor().edit(uses, edit)).toEqual({ ok: true });
    expect(await calls.get('a')).toMatchObject({ views: 41 });
    vi.setSystemTime(Date.now() + 60_001);
    expect(await calls.get('a').catch(() => null)).toBeNull();
  },
);
