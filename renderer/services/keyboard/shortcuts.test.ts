import { describe, expect, it } from 'vitest';
import { commandOf, type Pressed, shortcuts } from './shortcuts.ts';

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('a pressed key', () => {
  it.each([
    ['f', 'fire'],
    ['F', 'fire'],
    ['ArrowLeft', 'stepBack'],
    ['End', 'toEnd'],
    ['?', 'shortcuts'],
  ])('%s is the command %s', (key, command) => {
    expect(commandOf(press(key), false)).toBe(command);
  });
  it.each([
    ['PageDown', 'stepForward'],
    ['PageUp', 'stepBack'],
    [' ', 'stepForward'],
  ])('“%s” of a clicker is %s on a stage, and nothing elsewhere', (key, command) => {
    expect(commandOf(press(key), false, true)).toBe(command);
    expect(commandOf(press(key), false)).toBeNull();
  });
  it('is text while somebody types', () => {
    expect(commandOf(press('f'), true)).toBeNull();
  });
  it.each([
    [press('k', { ctrlKey: true }), 'palette'],
    [press('K', { metaKey: true }), 'palette'],
    [press('F6'), 'nextRegion'],
    [press('F6', { shiftKey: true }), 'previousRegion'],
  ] as const)('%j works wherever the focus is', (pressed, command) => {
    expect(commandOf(pressed, true)).toBe(command);
    expect(commandOf(pressed, false)).toBe(command);
  });
  it('undoes and redoes with Ctrl or ⌘', () => {
    expect(commandOf(press('z', { ctrlKey: true }), false)).toBe('undo');
    expect(commandOf(press('Z', { metaKey: true, shiftKey: true }), false)).toBe('redo');
  });
  it('opens and saves', () => {
    expect(commandOf(press('o', { ctrlKey: true }), false)).toBe('open');
    expect(commandOf(press('s', { ctrlKey: true }), false)).toBe('save');
  });
  it('leaves the browser’s own shortcuts alone', () => {
    expect(commandOf(press('r', { ctrlKey: true }), false)).toBeNull();
    expect(commandOf(press('ArrowLeft', { altKey: true }), false)).toBeNull();
  });
});

describe('the list of shortcuts', () => {
  it('says what every one of them does', () => {
    expect(Object.values(shortcuts).filter(({ words }) => words.length < 5)).toEqual([]);
  });
});
