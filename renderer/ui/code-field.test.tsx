import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { CodeField } from './code-field.tsx';

// jsdom has no layout, and is taken for a Safari, which tells of a selection in a shadow by this.
document.execCommand ??= () => false;
Range.prototype.getClientRects ??= () => document.createElement('p').getClientRects();

let text = '';
function Shown({ first }: { first: string }) {
  const [value, setValue] = useState(first);
  text = value;
  return (
    <>
      <CodeField label="Code" language="javascript" value={value} onChange={setValue} />
      <button type="button" onClick={() => setValue('shorter')}>
        shorten
      </button>
    </>
  );
}
const editor = () =>
  document.querySelector('.code-field')?.shadowRoot?.querySelector<HTMLElement>('.cm-content');

it('hands text and focus over to the editor, which shows what is set elsewhere', async () => {
  render(<Shown first="a text that is somewhat longer" />);
  const area = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Code' });
  area.focus();
  area.setSelectionRange(28, 30);
  act(() => void fireEvent.change(area, { target: { value: 'short' } }));
  await waitFor(() => expect(editor()?.textContent).toBe('short'));
  expect(document.activeElement?.shadowRoot?.activeElement).toBe(editor());
  expect(editor()?.getAttribute('aria-label')).toBe('Code');
  act(() => screen.getByRole('button').click());
  expect([editor()?.textContent, text]).toEqual(['shorter', 'shorter']);
});
