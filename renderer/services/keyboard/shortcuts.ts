/** Everything a single key does, in the order in which it is listed on screen. Each view provides what it has. */
export const shortcuts = {
  fire: { keys: ['F'], words: 'Fire the requests together; run the lesson' },
  send: { keys: ['S'], words: 'Send one request' },
  explore: { keys: ['E'], words: 'Explore every order of a race; compare' },
  explain: { keys: ['X'], words: 'Explain something pasted' },
  reset: { keys: ['R'], words: 'Reset the lab' },
  stepBack: { keys: ['←'], words: 'Move the cursor one event back' },
  stepForward: { keys: ['→'], words: 'Move the cursor one event forward' },
  toStart: { keys: ['Home'], words: 'Move the cursor to the start' },
  toEnd: { keys: ['End'], words: 'Move the cursor to the end' },
  live: { keys: ['L'], words: 'Follow what happens (live)' },
  search: { keys: ['/'], words: 'Search the log' },
  inspect: { keys: ['I'], words: 'Show the headers and bodies of the request' },
  mark: { keys: ['M'], words: 'Measure times from the event at the cursor, or no more' },
  present: {
    keys: ['P'],
    words: 'Present on the whole screen; Page Down and Page Up, or Space, step; Escape ends it',
  },
  nextLesson: { keys: ['N'], words: 'Go to the next lesson' },
  previousLesson: { keys: ['B'], words: 'Go back to the lesson before' },
  undo: { keys: ['Ctrl', 'Z'], words: 'Take the last change of the options back' },
  redo: { keys: ['Ctrl', 'Shift', 'Z'], words: 'Make it again' },
  open: { keys: ['Ctrl', 'O'], words: 'Open a scenario' },
  save: { keys: ['Ctrl', 'S'], words: 'Save what is set up as a scenario' },
  palette: { keys: ['Ctrl', 'K'], words: 'Find anything that can be done' },
  nextRegion: { keys: ['F6'], words: 'Go to the next part of the window' },
  previousRegion: { keys: ['Shift', 'F6'], words: 'Go to the part of the window before' },
  shortcuts: { keys: ['?'], words: 'Show these shortcuts' },
} as const satisfies Record<string, { keys: readonly string[]; words: string }>;

export type Command = keyof typeof shortcuts;
const isCommand = (name: string): name is Command => Object.hasOwn(shortcuts, name);
export const commandNames: readonly Command[] = Object.keys(shortcuts).filter(isCommand);

const byKey: Readonly<Record<string, Command>> = {
  f: 'fire',
  s: 'send',
  e: 'explore',
  r: 'reset',
  x: 'explain',
  ArrowLeft: 'stepBack',
  ArrowRight: 'stepForward',
  Home: 'toStart',
  End: 'toEnd',
  l: 'live',
  i: 'inspect',
  m: 'mark',
  '/': 'search',
  p: 'present',
  n: 'nextLesson',
  b: 'previousLesson',
  '?': 'shortcuts',
};

/** What a clicker sends, which scrolls elsewhere. */
const onStage: Readonly<Record<string, Command>> = {
  PageDown: 'stepForward',
  PageUp: 'stepBack',
  ' ': 'stepForward',
};

const withControl: Readonly<Record<string, Command>> = { o: 'open', s: 'save' };

export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * The command of a key press, null for none. `isTyping`: the focus is where keys are text or have a meaning already, so
 * that only those work which mean nothing there.
 */
export function commandOf(pressed: Pressed, isTyping: boolean, isPresenting = false): Command | null {
  if (pressed.altKey) return null;
  const isControl = pressed.ctrlKey || pressed.metaKey;
  if (isControl && !pressed.shiftKey && pressed.key.toLowerCase() === 'k') return 'palette';
  if (!isControl && pressed.key === 'F6') return pressed.shiftKey ? 'previousRegion' : 'nextRegion';
  if (isTyping) return null;
  if (isControl) {
    const key = pressed.key.toLowerCase();
    if (key === 'z') return pressed.shiftKey ? 'redo' : 'undo';
    return pressed.shiftKey ? null : (withControl[key] ?? null);
  }
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  return byKey[key] ?? (isPresenting ? (onStage[key] ?? null) : null);
}

const movingKeys = ['ArrowLeft', 'ArrowRight', 'Home', 'End'];
// Of an editor in a shadow, only what it stands in is seen from outside.
const ownsEveryKey = 'input, textarea, select, [contenteditable="true"], .code-field, dialog';
const ownsMovingKeys = '[role="tablist"], [role="separator"], [role="slider"], [role="listbox"]';

/** Whether the element under the focus takes this key for itself. */
export const takesKey = (target: EventTarget | null, key: string): boolean =>
  target instanceof Element &&
  (target.closest(ownsEveryKey) !== null ||
    (movingKeys.includes(key) && target.closest(ownsMovingKeys) !== null) ||
    (key === ' ' && target.closest('button, a, summary') !== null));
