import { act, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '../../../server/eventually.test-helper.ts';
import { keepFocus } from './keep-focus.ts';

let end = () => {};
beforeEach(() => {
  end = keepFocus();
});
afterEach(() => end());

/** Rows that remove themselves, in a region beside another one. */
function Rows() {
  const [rows, setRows] = useState(['a', 'b', 'c']);
  const [isThere, setThere] = useState(true);
  return (
    <>
      <button type="button">outside</button>
      {isThere && (
        <section aria-label="Rows">
          {rows.map((row) => (
            <div key={row}>
              <input aria-label={row} />
              <button type="button" onClick={() => setRows(rows.filter((one) => one !== row))}>
                remove {row}
              </button>
            </div>
          ))}
        </section>
      )}
      <button type="button" onClick={() => setThere(false)}>
        remove all
      </button>
    </>
  );
}
const button = (name: string) => screen.getByRole('button', { name });
const remove = (row: string) => {
  act(() => button(`remove ${row}`).focus());
  act(() => button(`remove ${row}`).click());
};
const focusIsOn = (name: string) => eventually(() => expect(document.activeElement?.textContent).toBe(name));

it('hands the focus of what removes itself on to what comes after it, else before it, else to where it came from', async () => {
  render(<Rows />);
  act(() => button('outside').focus());
  remove('b');
  await focusIsOn('remove c');
  remove('c');
  await focusIsOn('remove a');
  remove('a');
  await focusIsOn('outside');
});

it('leaves the focus where it is when something else is removed, and hands it back when the region goes', async () => {
  render(<Rows />);
  act(() => button('outside').focus());
  act(() => button('remove b').click());
  await focusIsOn('outside');
  act(() => button('remove a').focus());
  act(() => button('remove all').click());
  await focusIsOn('outside');
});

it('gives the focus to nobody where it was left for nothing before', async () => {
  render(<Rows />);
  act(() => button('remove a').focus());
  await act(async () => button('remove a').blur());
  act(() => button('remove a').click());
  // What was removed is seen by then.
  await new Promise(setImmediate);
  expect(screen.queryByRole('button', { name: 'remove a' })).toBeNull();
  expect(document.activeElement).toBe(document.body);
});
