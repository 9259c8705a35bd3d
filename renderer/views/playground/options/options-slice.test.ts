import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defaultLabConfig, type LabConfig } from '../../../../server/contract/options/lab-config.ts';
import { withOption } from '../../../parts/options/option-value.ts';
import { type Confirmed, shownConfig } from './config-changes.ts';
import { createOptionsSlice, shownHistory } from './options-slice.ts';
import { createSender } from './send-changes.ts';

const paths = ['resave', 'rolling', 'saveUninitialized', 'cookie.httpOnly', 'oneAtATime'] as const;
const setting = (path: string, value: unknown) => (config: LabConfig) => withOption(config, path, value);

/** A form before a lab whose answers, and whose states, come when the test says so. */
function edited() {
  const store = createStore(createOptionsSlice);
  const lab: Confirmed = { config: defaultLabConfig(), configRevision: 0 };
  let confirmed: Confirmed = { ...lab };
  const asked: Array<(isTaken: boolean) => void> = [];
  let isShared = false;
  const send = createSender(store.getState, () => confirmed);
  const hand = (change: ReturnType<ReturnType<typeof store.getState>['undo']>) => {
    if (change === null) return;
    void send(change, (config) => {
      const { promise, resolve, reject } = Promise.withResolvers<{ configRevision: number }>();
      asked.push((isTaken) => {
        if (!isTaken) return reject(new Error('refused'));
        lab.config = config;
        lab.configRevision += 1;
        resolve({ configRevision: lab.configRevision });
      });
      return promise;
    });
  };
  return {
    set: (path: string, value: unknown) => hand(store.getState().make(confirmed, setting(path, value))),
    undo: () => hand(store.getState().undo()),
    redo: () => hand(store.getState().redo()),
    answer: async (isTaken: boolean) => {
      await settled();
      asked.shift()?.(isTaken);
      await settled();
    },
    /** Whether another page changed the lab: a whole configuration overwrites what it does not know. */
    isShared: () => isShared,
    isAsked: () => asked.length > 0,
    elsewhere: (path: string, value: unknown) => {
      lab.config = withOption(lab.config, path, value);
      lab.configRevision += 1;
      isShared = true;
    },
    /** The state as it is now, taken down; the function hands it to the page. */
    state: () => {
      const state = { ...lab };
      return () => {
        if (state.configRevision < confirmed.configRevision) return;
        confirmed = state;
        store.getState().confirm(state);
      };
    },
    lab,
    shown: () => shownConfig(confirmed, store.getState().changes),
    history: () => shownHistory(store.getState()),
    store,
  };
}

const settled = async () => {
  for (let i = 0; i < 8; i += 1) await Promise.resolve();
};

describe('changing options', () => {
  it('keeps a change that is on its way when the one before it is answered', async () => {
    const form = edited();
    form.set('resave', true);
    form.set('rolling', true);
    await form.answer(true);
    expect(form.shown().options).toMatchObject({ resave: true, rolling: true });
    form.set('cookie.httpOnly', false);
    await form.answer(true);
    await form.answer(true);
    expect(form.lab.config.options).toMatchObject({
      resave: true,
      rolling: true,
      cookie: { httpOnly: false },
    });
  });

  it('rolls back what was refused and nothing else', async () => {
    const form = edited();
    form.set('resave', false);
    form.set('rolling', true);
    await form.answer(false);
    await form.answer(true);
    expect(form.lab.config.options).toMatchObject({
      resave: defaultLabConfig().options.resave,
      rolling: true,
    });
    expect(form.history().past).toHaveLength(1);
  });

  it('keeps the history when an undo is refused', async () => {
    const form = edited();
    form.set('resave', true);
    form.set('rolling', true);
    await form.answer(true);
    await form.answer(true);
    form.state()();
    const before = form.history();
    form.undo();
    await form.answer(false);
    expect(form.history()).toEqual(before);
    form.undo();
    await form.answer(true);
    form.undo();
    await form.answer(true);
    expect(form.lab.config).toEqual(defaultLabConfig());
  });

  it('does not fall back to an older state that was under way when the lab took the change', async () => {
    const form = edited();
    const older = form.state();
    form.set('rolling', true);
    await form.answer(true);
    older();
    expect(form.shown().options.rolling).toBe(true);
    form.set('cookie.httpOnly', false);
    await form.answer(true);
    expect(form.lab.config.options.rolling).toBe(true);
  });

  it('keeps what another tab set, and undoes only its own', async () => {
    const form = edited();
    form.set('rolling', true);
    await form.answer(true);
    form.elsewhere('cookie.httpOnly', false);
    form.state()();
    form.undo();
    await form.answer(true);
    expect(form.lab.config.options).toMatchObject({ rolling: false, cookie: { httpOnly: false } });
  });

  it('drops what lay ahead when something else is changed, unless that is refused', async () => {
    const form = edited();
    form.set('rolling', true);
    await form.answer(true);
    form.undo();
    await form.answer(true);
    form.set('resave', !form.shown().options.resave);
    expect(form.history().future).toHaveLength(0);
    await form.answer(false);
    expect(form.history().future).toHaveLength(1);
  });
});

describe('a refused value', () => {
  it('keeps its words until the field is right', () => {
    const { getState } = createStore(createOptionsSlice);
    getState().refuse('name', 'expected a cookie name');
    getState().refuse('cookie.path', 'expected a path');
    getState().accept('name');
    expect(getState().refusals).toEqual({ 'cookie.path': 'expected a path' });
  });
});

const step = fc.oneof(
  fc.record({ type: fc.constant('set' as const), path: fc.constantFrom(...paths), value: fc.boolean() }),
  fc.record({
    type: fc.constant('elsewhere' as const),
    path: fc.constantFrom(...paths),
    value: fc.boolean(),
  }),
  fc.record({ type: fc.constant('answer' as const), isTaken: fc.boolean() }),
  fc.constantFrom({ type: 'undo' as const }, { type: 'redo' as const }, { type: 'state' as const }),
);

it('shows what the lab will have, through any order of changes, answers, undos and states', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const form = edited();
      for (const one of steps) {
        if (one.type === 'set') {
          form.set(one.path, one.value);
          expect(form.shown()).toEqual(withOption(form.shown(), one.path, one.value));
        } else if (one.type === 'elsewhere') form.elsewhere(one.path, one.value);
        else if (one.type === 'answer') await form.answer(one.isTaken);
        else if (one.type === 'state') form.state()();
        else {
          const { past, future } = form.history();
          form[one.type]();
          const moved = one.type === 'undo' ? past.length > 0 : future.length > 0;
          expect(form.history().past.length + form.history().future.length).toBe(past.length + future.length);
          expect(form.history().past.length).toBe(past.length + (moved ? (one.type === 'undo' ? -1 : 1) : 0));
        }
      }
      await settled();
      for (form.state()(); form.isAsked(); form.state()()) {
        const wanted = form.isShared() ? null : form.shown();
        await form.answer(true);
        form.state()();
        if (wanted !== null) expect(form.shown()).toEqual(wanted);
        await settled();
      }
      expect(form.store.getState().changes).toEqual([]);
      expect(form.shown()).toEqual(form.lab.config);
    }),
    { numRuns: 300 },
  );
});
