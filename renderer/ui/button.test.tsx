import { act, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Button } from './button.tsx';

const button = () => screen.getByRole<HTMLButtonElement>('button');

it('keeps the focus when it is disabled by its own press, until it is left', () => {
  let presses = 0;
  const drawn = (disabled: boolean) => (
    <Button disabled={disabled} onClick={() => (presses += 1)}>
      Undo
    </Button>
  );
  const { rerender } = render(drawn(false));
  act(() => button().focus());
  rerender(drawn(true));
  expect([button().disabled, button().getAttribute('aria-disabled')]).toEqual([false, 'true']);
  act(() => button().click());
  expect(presses).toBe(0);
  act(() => button().blur());
  expect(button().disabled).toBe(true);
});
