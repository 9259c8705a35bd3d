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
} as const;

export type GenidKind = keyof typeof genidKinds;
