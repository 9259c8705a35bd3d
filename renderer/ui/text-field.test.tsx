import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { TextField } from './text-field.tsx';

/** Takes a value at first, and then takes it back where it is refused, as a lab does that has been asked. */
function Asked({ refuses }: { refuses: string }) {
  const [value, setValue] = useState('off');
  const [isRefused, setRefused] = useState(false);
  const commit = async (text: string) => {
    setRefused(false);
    setValue(text);
    await Promise.resolve();
    if (text !== refuses) return;
    setValue('off');
    await Promise.resolve();
    setRefused(true);
  };
  return (
    <TextField aria-label="field" value={value} aria-invalid={isRefused || undefined} onCommit={commit} />
  );
}

const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'field' });

async function type(text: string) {
  await userEvent.clear(field());
  await userEvent.type(field(), `${text}{Enter}`);
  await new Promise((resolve) => setTimeout(resolve));
}

it('keeps what was typed where it is refused later, until something is taken', async () => {
  render(<Asked refuses="nowhere" />);
  await type('nowhere');
  expect(field().value).toBe('nowhere');
  expect(field().getAttribute('aria-invalid')).toBe('true');
  await type('loopback');
  expect(field().value).toBe('loopback');
  expect(field().getAttribute('aria-invalid')).toBe(null);
});

it('goes back to what holds at Escape', async () => {
  render(<Asked refuses="nowhere" />);
  await type('nowhere');
  await userEvent.type(field(), '{Escape}');
  expect(field().value).toBe('off');
});

it.each([
  ['typed again', 'connect.sid{Enter}'],
  ['taken back with Escape', 'x{Escape}'],
])(
  'gives its value over where that is %s after a refusal, so that nothing is wrong any more',
  async (_, keys) => {
    const onCommit = vi.fn<(text: string) => void>();
    render(<TextField aria-label="field" value="connect.sid" aria-invalid onCommit={onCommit} />);
    await userEvent.clear(field());
    await userEvent.type(field(), keys);
    expect(onCommit.mock.calls[0]).toEqual(['connect.sid']);
  },
);
