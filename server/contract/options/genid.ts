/** Named session ID generators. The weak ones are here to be seen failing. */
export const genidKinds = {
  'uid-safe': {
    label: 'uid-safe (default)',
    weak: false,
    sentence: '24 random bytes, as express-session makes them.',
  },
  uuid: { label: 'crypto.randomUUID', weak: false, sentence: '122 random bits, written as a UUID.' },
  counter: { label: 'counter (weak)', weak: true, sentence: '1, 2, 3: the next ID can be guessed.' },
  timestamp: { label: 'timestamp (weak)', weak: true, sentence: 'The time in ms: two at once collide.' },
  'two-digits': { label: 'two digits (weak)', weak: true, sentence: 'One of 100: sessions are soon shared.' },
  same: { label: 'the same (weak)', weak: true, sentence: 'One ID for all: every visitor has one session.' },
  async: {
    label: 'async (no ID)',
    weak: false,
    sentence: 'An async function: its promise is no ID, and nothing is sent or saved.',
  },
  number: { label: 'a number (no ID)', weak: false, sentence: 'Not text: nothing is sent or saved.' },
  undefined: { label: 'undefined (no ID)', weak: false, sentence: 'A function without return: as a number.' },
  throws: {
    label: 'throws',
    weak: false,
    sentence: 'Throws: a request that begins a session ends in an error.',
  },
} as const;

export type GenidKind = keyof typeof genidKinds;

/** Whether what it gives is no text, so that express-session sends and saves nothing. */
export const isBogus = (kind: GenidKind): boolean => ['async', 'number', 'undefined'].includes(kind);
