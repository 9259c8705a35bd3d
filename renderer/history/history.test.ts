import { describe, expect, it } from 'vitest';
import { createHistory, logOfMessage } from './history.ts';
import { logged, messageOf } from './sample-log.test-helper.ts';
import { createSettings } from './settings.ts';

const storageWith = (text: string | null) => {
  const kept: { text: string | null } = { text };
  return {
    getItem: () => kept.text,
    setItem: (_key: string, value: string) => {
      kept.text = value;
    },
    removeItem: () => {
      kept.text = null;
    },
  };
};
const events = logged([
  { type: 'clock', offset: 1 },
  { type: 'verdict', request: '1', verdict: { rule: 'save-modified', inputs: {}, actual: 'saved' } },
  { type: 'clock', offset: 2 },
  { type: 'verdict', request: '1', verdict: { rule: 'save-resave', inputs: {}, actual: 'saved' } },
  { type: 'clock', offset: 3 },
]);

const storeWithEvents = () => {
  const store = createHistory();
  store.getState().receive(messageOf(events));
  return store;
};

describe('moving the cursor', () => {
  it('leaves live for the event before the newest, and stops at the ends', () => {
    const store = storeWithEvents();
    const moves = ['previous', 'next', 'next', 'first', 'previous', 'last'] as const;
    const seen = moves.map((move) => {
      store.getState().move(move);
      return store.getState().cursor;
    });
    expect(seen).toEqual([3, 4, 4, 0, 0, 4]);
  });

  it('goes from decision to decision', () => {
    const store = storeWithEvents();
    const moves = ['first', 'next decision', 'next decision', 'next decision', 'previous decision'] as const;
    const seen = moves.map((move) => {
      store.getState().move(move);
      return store.getState().cursor;
    });
    expect(seen).toEqual([0, 1, 3, 3, 1]);
  });

  it('has nowhere to go in an empty log', () => {
    const store = createHistory();
    store.getState().move('previous');
    expect(store.getState().cursor).toBe('live');
  });
});

describe('a message', () => {
  it('gives a new state object each time, so that who looks sees that the log grew', () => {
    const store = storeWithEvents();
    const before = store.getState().logged;
    store.getState().receive(messageOf(logged([{ type: 'clock', offset: 4 }], 5)));
    expect(store.getState().logged).not.toBe(before);
    expect(store.getState().logged.log).toBe(before.log);
  });

  it('of a new epoch makes the cursor live and lets go of what was selected', () => {
    const store = storeWithEvents();
    store.getState().setCursor(2);
    store.getState().select({ type: 'request', request: '1' });
    store.getState().receive(messageOf([], { epoch: 2 }));
    expect(store.getState()).toMatchObject({ cursor: 'live', selection: null });
  });
});

describe('where somebody goes', () => {
  it('is told, and not where the cursor is put from outside', () => {
    const told: unknown[] = [];
    const history = createHistory({
      logged: logOfMessage(messageOf(events)),
      onCursor: (cursor) => told.push(cursor),
    });
    history.getState().setCursor(1);
    history.getState().move('next');
    history.setState({ cursor: 4 });
    expect(told).toEqual([1, 2]);
  });
});

describe('settings', () => {
  it('are kept, and found again', () => {
    const storage = storageWith(null);
    createSettings(storage).setState({ timeScale: 'time' });
    expect(createSettings(storage).getState()).toEqual({ timeScale: 'time' });
  });

  it('of a visit before there were versions are taken over', () => {
    expect(createSettings(storageWith('{"timeScale":"time"}')).getState()).toEqual({ timeScale: 'time' });
  });

  it.each(['{', 'null', '[]', '{"timeScale":"sideways"}'])('that make no sense are replaced: %s', (text) => {
    expect(createSettings(storageWith(text)).getState()).toEqual({ timeScale: 'steps' });
  });

  it('change also where they cannot be kept', () => {
    const full = {
      ...storageWith(null),
      setItem: () => {
        throw new Error('full');
      },
    };
    const settings = createSettings(full);
    settings.setState({ timeScale: 'time' });
    expect(settings.getState().timeScale).toBe('time');
  });
});
