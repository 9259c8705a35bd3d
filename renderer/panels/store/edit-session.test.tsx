// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../../../server/eventually.test-helper.ts';
import { save } from '../../history/sample-log.test-helper.ts';
import { given, historyOf, renderInWindow } from '../../rendered.test-helper.tsx';
import { useWindow } from '../../services/window/window-store.ts';
import { StorePanel } from './store-panel.tsx';

const bodies = save('A', { views: 1 }, { base: null, before: null, version: 1 });
const editButton = () => screen.getByRole('button', { name: /^Edit session/ });
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox');

/** A lab that answers with these, one after the other. */
function labOf(answers: unknown[]) {
  const asked: unknown[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body)[0]);
    return Response.json([answers.shift()]);
  });
  return asked;
}
const taken = { result: { data: { ok: true } } };
const refused = {
  error: {
    message: 'no',
    code: -32600,
    data: {
      code: 'BAD_REQUEST',
      httpStatus: 400,
      problems: [{ code: 'session-changed', at: 'session', params: {}, message: 'it was written meanwhile' }],
    },
  },
};
afterEach(() => {
  vi.unstubAllGlobals();
  useWindow.setState({ toasts: [] });
});

describe('editing a stored session', () => {
  it('hands over the new data with what it was changed from, and can be undone', async () => {
    const asked = labOf([taken, taken]);
    renderInWindow(given(historyOf(bodies), <StorePanel />));
    fireEvent.click(editButton());
    expect(JSON.parse(field().value)).toEqual({ views: 1 });
    fireEvent.change(field(), { target: { value: '{ "views": 9 }' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await eventually(() => expect(screen.queryByRole('textbox')).toBeNull());
    act(() => useWindow.getState().toasts[0]?.action?.run());
    await eventually(() => expect(asked).toHaveLength(2));
    expect(asked).toMatchObject([
      { was: '{"views":1}', now: '{ "views": 9 }' },
      { was: '{ "views": 9 }', now: '{"views":1}' },
    ]);
  });

  it('says at the field why it is refused, and keeps what was typed', async () => {
    labOf([refused]);
    renderInWindow(given(historyOf(bodies), <StorePanel />));
    fireEvent.click(editButton());
    fireEvent.change(field(), { target: { value: '{}' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toBe('it was written meanwhile');
    expect(field().value).toBe('{}');
    fireEvent.keyDown(field(), { key: 'Escape' });
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('gives the focus back to what it was opened with, however it ends', async () => {
    labOf([taken]);
    renderInWindow(given(historyOf(bodies), <StorePanel />));
    const ends = [
      () => fireEvent.keyDown(field(), { key: 'Escape' }),
      () => fireEvent.click(screen.getByRole('button', { name: 'Cancel' })),
      () => fireEvent.click(screen.getByRole('button', { name: 'Save' })),
    ];
    for (const end of ends) {
      fireEvent.click(editButton());
      expect(document.activeElement).toBe(field());
      end();
      await eventually(() => expect(screen.queryByRole('textbox')).toBeNull());
      expect(document.activeElement).toBe(editButton());
    }
  });

  it('keeps what was typed while one looks at an earlier instant', () => {
    const history = historyOf(bodies);
    renderInWindow(given(history, <StorePanel />));
    fireEvent.click(editButton());
    fireEvent.change(field(), { target: { value: '{ "views": 9' } });
    for (const cursor of [1, 0]) act(() => history.getState().setCursor(cursor));
    expect(screen.queryByRole('textbox')).toBeNull();
    act(() => history.getState().setCursor('live'));
    expect(field().value).toBe('{ "views": 9');
    expect(document.activeElement).not.toBe(field());
  });

  it('is not offered of what was stored earlier, nor of a lab that is gone', () => {
    renderInWindow(given(historyOf(bodies, { cursor: 1 }), <StorePanel />));
    renderInWindow(given(historyOf(bodies, { isOver: true }), <StorePanel />));
    expect(screen.queryByRole('button', { name: /^Edit session/ })).toBeNull();
  });
});
