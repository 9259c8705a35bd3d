import type { StateCreator } from 'zustand';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import {
  type Change,
  type ChangeHistory,
  type Confirmed,
  differencesOf,
  historyAfter,
  shownConfig,
} from './config-changes.ts';

/**
 * Editing the configuration. `changes` are shown until the lab has taken them, so that a control answers at once; each
 * is taken or rolled back by its id, whatever the order of the answers. `refusals` by path: the words for a value that
 * was not taken; the field keeps what was typed.
 */
export type OptionsSlice = {
  changes: readonly Change[];
  /** What can be undone and made again, of changes that the lab took. */
  settledHistory: ChangeHistory;
  refusals: Readonly<Record<string, string>>;
  /** Makes a change of what is shown; null when it changes nothing. */
  make: (confirmed: Confirmed, edit: (shown: LabConfig) => LabConfig) => Change | null;
  /** Takes the last change back, or makes it again; null when there is none. */
  undo: () => Change | null;
  redo: () => Change | null;
  taken: (id: number, configRevision: number, confirmed: Confirmed) => void;
  rollBack: (id: number) => void;
  /** The lab's state came: what it has in it need not be kept over it. */
  confirm: (confirmed: Confirmed) => void;
  refuse: (path: string, words: string) => void;
  accept: (path: string) => void;
  acceptAll: () => void;
};

type Pending = Pick<OptionsSlice, 'changes' | 'settledHistory'>;

/** What can be undone and made again as it is shown, changes on their way included. */
export const shownHistory = ({ changes, settledHistory }: Pending): ChangeHistory =>
  changes.reduce(historyAfter, settledHistory);

/** What is left to be made again after a reload: what the lab took needs only to be undone. */
export const unanswered = (pending: Pending): Pending => settle(pending, { configRevision: Infinity });

/** The first changes that are settled leave the list for the history; one that waits holds those after it. */
function settle(
  { changes, settledHistory }: Pending,
  { configRevision }: Pick<Confirmed, 'configRevision'>,
): Pending {
  const waiting = changes.findIndex(({ takenAt }) => takenAt === null || takenAt > configRevision);
  const done = waiting === -1 ? changes.length : waiting;
  return {
    changes: changes.slice(done),
    settledHistory: changes.slice(0, done).reduce(historyAfter, settledHistory),
  };
}

export const createOptionsSlice: StateCreator<OptionsSlice> = (set, get) => {
  let nextId = 0;
  // Entries and changes of before a reload have theirs.
  const newId = () => {
    const { changes, settledHistory } = get();
    const entries = [...settledHistory.past, ...settledHistory.future, ...changes.map(({ entry }) => entry)];
    nextId = Math.max(nextId, ...[...entries, ...changes].map(({ id }) => id)) + 1;
    return nextId;
  };
  const add = (kind: Change['kind'], entry: Change['entry'], refusals = get().refusals): Change => {
    const change: Change = { id: newId(), kind, entry, takenAt: null };
    set(({ changes }) => ({ changes: [...changes, change], refusals }));
    return change;
  };
  return {
    changes: [],
    settledHistory: { past: [], future: [] },
    refusals: {},
    make: (confirmed, edit) => {
      const shown = shownConfig(confirmed, get().changes);
      const differences = differencesOf(shown, edit(shown));
      return differences.length === 0 ? null : add('make', { id: newId(), differences });
    },
    undo: () => {
      const entry = shownHistory(get()).past.at(-1);
      return entry === undefined ? null : add('undo', entry, {});
    },
    redo: () => {
      const entry = shownHistory(get()).future.at(-1);
      return entry === undefined ? null : add('redo', entry, {});
    },
    taken: (id, takenAt, confirmed) =>
      set(({ changes, settledHistory }) =>
        settle(
          {
            changes: changes.map((change) => (change.id === id ? { ...change, takenAt } : change)),
            settledHistory,
          },
          confirmed,
        ),
      ),
    rollBack: (id) => set(({ changes }) => ({ changes: changes.filter((change) => change.id !== id) })),
    confirm: (confirmed) => set((state) => (state.changes.length === 0 ? {} : settle(state, confirmed))),
    refuse: (path, words) => set(({ refusals }) => ({ refusals: { ...refusals, [path]: words } })),
    accept: (path) =>
      set(({ refusals }) => ({
        refusals: Object.fromEntries(Object.entries(refusals).filter(([at]) => at !== path)),
      })),
    acceptAll: () => set({ refusals: {} }),
  };
};
