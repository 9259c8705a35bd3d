// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EventBody } from '../../../server/contract/events/events.ts';
import type { Notice, StoredLook } from '../../../server/contract/stores/stored-look.ts';
import { eventually } from '../../../server/eventually.test-helper.ts';
import { save, sessionText } from '../../history/sample-log.test-helper.ts';
import { given, historyOf, renderInWindow } from '../../rendered.test-helper.tsx';
import { StorePanel } from './store-panel.tsx';
import { clockWords, endWords, noticeWords } from './stored-words.ts';

const noon = new Date(2030, 0, 1, 12).getTime();
const look: StoredLook = {
  row: { key: 'lab:s', text: '{"views":1}', bytes: 11, expires: noon + 60_000 },
  clocks: { lab: noon + 3_600_000, store: noon },
  endsBy: 'store',
  notice: { by: 'tracking' },
  error: null,
};

/** A lab that answers so whenever it is asked, and what it was asked. */
function labWith(answer: StoredLook) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return Response.json([{ result: { data: answer } }]);
  });
  return asked;
}
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const bodies = save('A', { views: 1 }, { base: null, before: null, version: 1 });
const store = () => screen.getByRole('region', { name: 'Store' });
const unfold = () => fireEvent.click(screen.getByRole('button', { name: 'As stored' }));

describe('a session as it is stored', () => {
  it('has its key, its text, its end by the store’s clock and that clock beside the lab’s', async () => {
    const asked = labWith(look);
    renderInWindow(given(historyOf(bodies), <StorePanel />));
    expect(asked).toEqual([]);
    unfold();
    await eventually(() => expect(store().textContent).toContain('{"views":1}'));
    expect(store().textContent).toContain('lab:s');
    expect(store().textContent).toMatch(/11 bytes, expires in (1:00|0:59) by the store’s clock/);
    expect(store().textContent).toMatch(
      /The store’s clock: 12:00:0\d\. The lab’s: 13:00:0\d, 1:00:00 ahead\./,
    );
    expect(asked[0]).toContain('storedSession');
  });

  it('asks nobody at an earlier instant, and says why', async () => {
    const asked = labWith(look);
    const history = historyOf(bodies);
    renderInWindow(given(history, <StorePanel />));
    act(() => history.getState().setCursor(1));
    unfold();
    expect(store().textContent).toContain('The store itself knows the present alone');
    expect(store().textContent).not.toContain('lab:s');
    expect(asked).toEqual([]);
  });

  it('is not offered of a history whose lab is gone', () => {
    renderInWindow(given(historyOf(bodies, { isOver: true }), <StorePanel />));
    expect(screen.queryByRole('button', { name: 'As stored' })).toBeNull();
  });

  it('says that the store keeps nothing of it, or does not answer', async () => {
    labWith({ ...look, row: null });
    renderInWindow(given(historyOf(bodies), <StorePanel />));
    unfold();
    await eventually(() => expect(store().textContent).toContain('keeps nothing of it any more'));
    cleanup();
    labWith({ ...look, row: null, error: 'it did not answer within 2 s' });
    renderInWindow(given(historyOf(bodies), <StorePanel />));
    unfold();
    await eventually(() => expect(store().textContent).toContain('does not answer: it did not answer'));
    expect(store().textContent).not.toContain('keeps nothing');
  });

  it.each<[StoredLook, number, string]>([
    [look, 59_000, 'expires in 0:01 by the store’s clock'],
    [{ ...look, endsBy: 'lab' }, 0, 'expired by the lab’s clock'],
    [{ ...look, row: look.row && { ...look.row, expires: null } }, 0, 'no end of its own'],
  ])('ends by the clock that its store goes by', (one, elapsed, words) => {
    expect(endWords(one, elapsed)).toBe(words);
  });

  it('has a clock of its own, or none', () => {
    expect(clockWords({ ...look, clocks: { lab: noon, store: null } }, 1000)).toBe(
      'The lab’s clock: 12:00:01. The store has none of its own.',
    );
    expect(clockWords({ ...look, clocks: { lab: noon, store: noon + 5000 } }, 0)).toContain('0:05 behind');
  });

  it.each<[Notice, string]>([
    [{ by: 'polled', why: 'Redis refused it' }, 'each second, since Redis refused it'],
    [{ by: 'too-many', most: 5000 }, 'more than 5,000 sessions'],
    [{ by: 'unseen' }, 'Nobody can look into'],
  ])('says how others are noticed', (notice, words) => {
    expect(noticeWords(notice)).toContain(words);
  });
});

describe('what came from outside', () => {
  const outside = (session: object | null, version: number | null): EventBody => ({
    type: 'store-outside',
    sid: 's',
    session: session && sessionText(session),
    version,
  });
  const sid = bodies.flatMap((body) => ('sid' in body && body.sid !== null ? [body.sid] : []))[0] ?? '';
  const from = (...events: EventBody[]) =>
    events.map((body) => ({ ...body, ...('sid' in body && { sid }) }) as EventBody);

  it('is marked in the store, with what it changed, and by whom it was lost', () => {
    const changed = from(outside({ views: 41 }, 2));
    const over = save('B', { views: 2 }, { base: 1, before: [2, { views: 41 }], version: 3 });
    const history = historyOf([...bodies, ...changed, ...from(...over)]);
    renderInWindow(given(history, <StorePanel />));
    act(() => history.getState().setCursor(2));
    expect(store().textContent).toMatch(/v2changed from outside/);
    expect(store().textContent).toMatch(/changed: views:.*1.*41/);
    act(() => history.getState().setCursor('live'));
    expect(store().textContent).toContain('by B');
  });

  it('may be its expiry alone, or its end', () => {
    const history = historyOf([...bodies, ...from(outside({ views: 1 }, 1), outside(null, null))]);
    renderInWindow(given(history, <StorePanel />));
    act(() => history.getState().setCursor(2));
    expect(store().textContent).toContain('touched by somebody outside');
    act(() => history.getState().setCursor('live'));
    expect(store().textContent).toContain('The store is empty');
  });
});
