import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { SuggestField } from './suggest-field.tsx';

const suggestions = ['/views', '/me', '/login'].map((text) => ({ key: text, text, note: `about ${text}` }));

function Shown({ onPick }: { onPick: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <div data-testid="clips" style={{ overflow: 'hidden', height: 20 }}>
      <SuggestField
        aria-label="path"
        value={text}
        onChange={setText}
        suggestions={suggestions}
        onPick={(picked) => {
          setText(picked.text);
          onPick(picked.text);
        }}
        isWhole={(typed) => suggestions.some((one) => one.text === typed)}
      />
    </div>
  );
}

const show = () => {
  const onPick = vi.fn<(text: string) => void>();
  render(<Shown onPick={onPick} />);
  return { onPick, field: screen.getByRole('combobox', { name: 'path' }) };
};

describe('a text box with suggestions', () => {
  it('is a combobox that says whether its list is open, and which option is active', async () => {
    const { field, onPick } = show();
    expect(field.getAttribute('aria-expanded')).toBe('false');
    await userEvent.click(field);
    expect(field.getAttribute('aria-expanded')).toBe('true');
    const list = screen.getByRole('listbox');
    expect(field.getAttribute('aria-controls')).toBe(list.id);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    const active = within(list).getByRole('option', { selected: true });
    expect(active.textContent).toContain('/me');
    expect(field.getAttribute('aria-activedescendant')).toBe(active.id);
    await userEvent.keyboard('{Enter}');
    expect(onPick.mock.calls).toEqual([['/me']]);
    expect(field.getAttribute('aria-expanded')).toBe('false');
  });

  it('goes to the last option upwards, and closes at Escape', async () => {
    const { field } = show();
    await userEvent.click(field);
    await userEvent.keyboard('{ArrowUp}');
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('/login');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('draws its list outside of whatever clips the field, and keeps the focus while one clicks there', async () => {
    const { field, onPick } = show();
    await userEvent.click(field);
    const list = screen.getByRole('listbox');
    expect(screen.getByTestId('clips').contains(list)).toBe(false);
    await userEvent.click(within(list).getByText('/login'));
    expect(onPick.mock.calls).toEqual([['/login']]);
    expect(document.activeElement).toBe(field);
  });
});
