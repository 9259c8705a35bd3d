import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { optionCatalogue } from '../../../server/contract/options/options.ts';
import { renderInWindow } from '../../rendered.test-helper.tsx';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { OptionField } from './option-field.tsx';

function shown(path: string, value: unknown) {
  const entry = optionCatalogue.find((one) => one.path === path);
  if (entry === undefined) throw new Error(`no option ${path}`);
  const set = vi.fn();
  renderInWindow(
    <OptionField entry={entry} option={{ value, isChanged: true, refusal: null, set, revert: () => {} }} />,
  );
  return set;
}

const typedInto = (name: string, text: string) => {
  const field = screen.getByRole('textbox', { name });
  fireEvent.change(field, { target: { value: text } });
  fireEvent.keyDown(field, { key: 'Enter' });
};

describe('a control', () => {
  it('shows a value that is in no list as it is in code, and leaves it where nothing is picked', () => {
    const set = shown('cookie.sameSite', 'None');
    const list = screen.getByRole<HTMLSelectElement>('combobox', { name: 'cookie.sameSite' });
    expect(list.selectedOptions[0]?.textContent).toBe("'None'");
    expect(set).not.toHaveBeenCalled();
    fireEvent.change(list, { target: { value: '"lax"' } });
    expect(set).toHaveBeenCalledExactlyOnceWith('lax');
  });

  it('shows a number of expires, and takes another', () => {
    const set = shown('cookie.expires', 1_700_000_000_000);
    expect(screen.getByRole('textbox', { name: 'cookie.expires' })).toHaveProperty('value', '1700000000000');
    typedInto('cookie.expires', '60000');
    expect(set).toHaveBeenCalledExactlyOnceWith(60_000);
  });

  it('shows that there is no secret, and takes one', () => {
    const set = shown('secret', null);
    expect(screen.getByPlaceholderText('no secret')).toHaveProperty('value', '');
    typedInto('secret', 'a new one');
    expect(set).toHaveBeenCalledExactlyOnceWith('a new one');
  });

  it('marks the secret that was refused', () => {
    const entry = optionCatalogue.find((one) => one.path === 'secret');
    if (entry === undefined) throw new Error('no option secret');
    const option = { value: ['one', 'two'], isChanged: true, set: vi.fn(), revert: () => {} };
    const drawn = (refusal: string | null) => (
      <TooltipProvider>
        <OptionField entry={entry} option={{ ...option, refusal }} />
      </TooltipProvider>
    );
    const { rerender } = render(drawn(null));
    typedInto('secret 2', '');
    rerender(drawn('expected a secret that is not empty'));
    const marked = screen.getAllByRole('textbox').map((field) => field.getAttribute('aria-invalid'));
    expect(marked).toEqual([null, 'true']);
  });

  it('explains an option at a click, and by keyboard, for as long as one likes', async () => {
    shown('resave', true);
    const about = screen.getByRole('button', { name: 'About resave' });
    await userEvent.click(about);
    expect((await screen.findByRole('tooltip')).textContent).toContain('Default: on.');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('tooltip')).toBeNull();
    act(() => about.focus());
    await screen.findByRole('tooltip');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('tooltip')).toBeNull();
    await userEvent.keyboard('{Enter}');
    expect((await screen.findByRole('tooltip')).textContent).toContain('Default: on.');
  });

  it('gets the focus when it is reverted, as the button for that is gone then', () => {
    shown('resave', true);
    fireEvent.click(screen.getByRole('button', { name: 'Revert resave' }));
    expect(document.activeElement).toBe(screen.getByRole('switch', { name: 'resave' }));
  });

  it('takes the last secret out', () => {
    const set = shown('secret', ['only one']);
    fireEvent.click(screen.getByRole('button', { name: 'Remove secret 1' }));
    expect(set).toHaveBeenCalledExactlyOnceWith(null);
  });
});
