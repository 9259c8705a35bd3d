import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Toast, Toasts } from './toasts.tsx';
import { TooltipProvider } from './tooltip.tsx';

const show = (...toasts: Toast[]) => {
  const onDismiss = vi.fn<(id: number) => void>();
  render(<Toasts toasts={toasts} onDismiss={onDismiss} />, { wrapper: TooltipProvider });
  return onDismiss;
};

afterEach(() => {
  vi.useRealTimers();
});

describe('messages at the foot of the window', () => {
  it('interrupt a screen reader for an error, with what to do now, and not for what went well', () => {
    show(
      { id: 1, kind: 'error', text: 'Could not save.', next: 'Try another folder.' },
      { id: 2, kind: 'done', text: 'Saved.' },
    );
    expect(screen.getByRole('alert').textContent).toBe('Could not save.Try another folder.');
    expect(screen.getByRole('status').textContent).toBe('Saved.');
  });

  it('go when they are dismissed, each by itself', async () => {
    const onDismiss = show({ id: 7, kind: 'done', text: 'Saved.' });
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(onDismiss.mock.calls).toEqual([[7]]);
  });

  it('do what they offer once, and go', async () => {
    const run = vi.fn();
    const onDismiss = show({ id: 3, kind: 'done', text: 'Reset.', action: { label: 'Undo reset', run } });
    await userEvent.click(screen.getByRole('button', { name: 'Undo reset' }));
    expect(run).toHaveBeenCalledOnce();
    expect(onDismiss).toHaveBeenCalledExactlyOnceWith(3);
  });

  it('go by themselves, an error later', () => {
    vi.useFakeTimers();
    const onDismiss = show({ id: 1, kind: 'error', text: 'a' }, { id: 2, kind: 'done', text: 'b' });
    act(() => vi.advanceTimersByTime(8000));
    expect(onDismiss.mock.calls).toEqual([[2]]);
    act(() => vi.advanceTimersByTime(12_000));
    expect(onDismiss.mock.calls).toEqual([[2], [1]]);
  });
});
