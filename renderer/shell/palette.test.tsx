// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderInWindow } from '../rendered.test-helper.tsx';
import { useCommands } from '../services/keyboard/commands.ts';
import { focusRegion } from '../services/keyboard/regions.ts';
import { PaletteDialog } from './palette.tsx';

// jsdom has no modal dialogs.
HTMLDialogElement.prototype.showModal ??= function open(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= () => {};

const fire = vi.fn();
const commands = { fire };
function Opened({ onClose }: { onClose: () => void }) {
  useCommands(commands);
  return <PaletteDialog view="playground" onClose={onClose} />;
}

describe('the command palette', () => {
  it('finds by the words typed what can be done now, and does it by keyboard once it is closed', () => {
    const onClose = vi.fn(() => expect(fire).not.toHaveBeenCalled());
    renderInWindow(<Opened onClose={onClose} />);
    const box = screen.getByRole('combobox', { name: 'Find a command' });
    const shown = () => screen.queryAllByRole('option').map(({ textContent }) => textContent);
    expect(shown().join()).toContain('Go to: Lessons');
    // Nobody on screen explores.
    expect(shown().join()).not.toContain('Explore every order');
    fireEvent.change(box, { target: { value: 'theme' } });
    expect(shown()).toEqual(['Theme: light', 'Theme: dark', 'Theme: as the system has it']);
    const active = () =>
      document.getElementById(box.getAttribute('aria-activedescendant') ?? '')?.textContent;
    fireEvent.keyDown(box, { key: 'ArrowUp' });
    expect(active()).toBe('Theme: as the system has it');
    fireEvent.keyDown(box, { key: 'ArrowDown' });
    expect(active()).toBe('Theme: light');
    fireEvent.change(box, { target: { value: 'lesson' } });
    expect(shown()[0]).toBe('Go to: Lessons');
    fireEvent.change(box, { target: { value: 'together  FIRE' } });
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(onClose).toHaveBeenCalledOnce();
    expect(fire).toHaveBeenCalledOnce();
  });
});

describe('going from region to region', () => {
  it('comes to the first thing in each that can have the focus, round and round, forth and back', () => {
    render(
      <>
        <nav aria-label="Views">
          <a href="#/a">first</a>
        </nav>
        <section aria-label="Outer">
          <section aria-label="Inner">
            <button type="button" disabled>
              no
            </button>
            <button type="button">second</button>
            <button type="button">not this</button>
          </section>
        </section>
        <section aria-label="Empty" />
        <section aria-label="Last">
          <input aria-label="third" />
        </section>
      </>,
    );
    const focused = () => document.activeElement?.textContent || document.activeElement?.ariaLabel;
    const walk = [1, 1, 1, 1, -1, -1] as const;
    const seen = walk.map((by) => {
      focusRegion(by);
      return focused();
    });
    expect(seen).toEqual(['first', 'second', 'third', 'first', 'third', 'second']);
    screen.getByText('not this').focus();
    focusRegion(1);
    expect(focused()).toBe('third');
  });
});
