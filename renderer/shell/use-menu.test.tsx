// @vitest-environment jsdom
import { render } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { menuActions } from '../../server/contract/bridge.ts';
import { useCommands } from '../services/keyboard/commands.ts';
import { useWindow } from '../services/window/window-store.ts';
import { doMenuAction } from './use-menu.ts';

const done = vi.fn();
const names = ['undo', 'redo', 'fire', 'send', 'reset', 'live', 'open', 'save'] as const;
const commands = Object.fromEntries(names.map((name) => [name, () => done(name)]));
function Shown({ isBeneathDialog }: { isBeneathDialog: boolean }) {
  useCommands(commands);
  return <dialog open={isBeneathDialog} />;
}

it('the menu does nothing beneath an open dialog but change how the window looks', () => {
  const { theme, size, opened } = useWindow.getState();
  const { rerender } = render(<Shown isBeneathDialog />);
  for (const action of menuActions) doMenuAction(action);
  expect(done).not.toHaveBeenCalled();
  expect(useWindow.getState().opened).toBe(opened);
  expect(useWindow.getState().theme).not.toBe(theme);
  expect(useWindow.getState().size).not.toBe(size);
  rerender(<Shown isBeneathDialog={false} />);
  for (const action of menuActions) doMenuAction(action);
  expect(done.mock.calls.flat()).toEqual(names);
  expect(useWindow.getState().opened).not.toBe(opened);
  useWindow.setState({ theme, size, opened });
});
