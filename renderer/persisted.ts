import { z } from 'zod';
import type { StateCreator } from 'zustand';
import { type PersistStorage, persist } from 'zustand/middleware';
import { shallow } from 'zustand/shallow';
import type { Bridge } from '../server/contract/bridge.ts';

export type VisitStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & {
  /** Where another page can write it too: tells that it wrote the item of that name. */
  onWrittenElsewhere?: (name: string, listener: () => void) => void;
};

type Kept<State> = {
  name: string;
  /** What of the state is kept. A value found is taken where its field's schema takes it; else the first value stays. */
  fields: { readonly [Key in keyof State]?: z.ZodType<State[Key]> };
  /** What visits kept before there were versions, as fields; what it throws counts as nothing. */
  before: (storage: VisitStorage) => Readonly<Record<string, unknown>>;
};

const version = 1;
const envelopeSchema = z.object({ state: z.record(z.string(), z.unknown()), version: z.number() });
type Fields = z.infer<typeof envelopeSchema>['state'];

/** A store whose `fields` are kept in `storage` across visits; what another page keeps there meanwhile is taken. */
export function persisted<State extends object>(
  storage: VisitStorage,
  { name, fields, before }: Kept<State>,
  first: StateCreator<State>,
): StateCreator<State, [], [['zustand/persist', Fields]]> {
  const kept = Object.entries<z.ZodType | undefined>(fields);
  return persist<State, [], [], Fields>(
    (set, get, store) => {
      storage.onWrittenElsewhere?.(name, () => void store.persist.rehydrate());
      return first(set, get, store);
    },
    {
      name,
      version,
      storage: lenient(storage, before),
      partialize: (state) => {
        const all = new Map<string, unknown>(Object.entries(state));
        return Object.fromEntries(kept.map(([field]) => [field, all.get(field)]));
      },
      // What another version kept is taken as far as it is valid, as all else is.
      migrate: fieldsOf,
      merge: (found, state) => ({ ...state, ...valid(kept, fieldsOf(found)) }),
    },
  );
}

const fieldsOf = (found: unknown): Fields => envelopeSchema.shape.state.catch({}).parse(found);

const valid = (fields: ReadonlyArray<[string, z.ZodType | undefined]>, found: Fields): Fields =>
  Object.fromEntries(
    fields.flatMap(([field, schema]) => {
      const read = schema?.safeParse(found[field]);
      return read?.success === true ? [[field, read.data]] : [];
    }),
  );

/** Storage that is broken, full or forbidden costs the memory only. A store that changes elsewhere writes nothing. */
function lenient(storage: VisitStorage, before: Kept<object>['before']): PersistStorage<Fields> {
  let written: Fields | null = null;
  return {
    getItem: (name) => {
      // What was written here last may be there no more.
      written = null;
      return (
        orNull(() => envelopeSchema.parse(parseJson(storage.getItem(name)))) ??
        orNull(() => ({ state: before(storage), version: 0 }))
      );
    },
    setItem: (name, envelope) => {
      if (written !== null && shallow(written, envelope.state)) return;
      written = envelope.state;
      orNull(() => storage.setItem(name, JSON.stringify(envelope)));
    },
    removeItem: (name) => void orNull(() => storage.removeItem(name)),
  };
}

function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Null for what is no JSON. */
export const parseJson = (text: string | null): unknown =>
  text === null ? null : orNull<unknown>(() => JSON.parse(text));

/** The desktop's, or the page's own storage; where it is forbidden even to name it, one that forgets. */
export const pageStorage: VisitStorage = keptByDesktop(orNull(() => window.playground ?? null)) ??
  orNull(() => sharedByPages(localStorage)) ?? {
    getItem: () => null,
    setItem: () => {},
    removeItem: () => {},
  };

/** The window's page comes from another port at each start; a browser's storage would hang on it. */
export function keptByDesktop(desktop: Pick<Bridge, 'kept' | 'keep'> | null): VisitStorage | null {
  if (desktop === null) return null;
  const items = new Map(Object.entries(desktop.kept));
  const setItem = (name: string, text: string): void => {
    items.set(name, text);
    desktop.keep({ name, text }).catch(() => {});
  };
  return { getItem: (name) => items.get(name) ?? null, setItem, removeItem: (name) => setItem(name, '') };
}

/** What a reload of this tab outlasts, and no other tab sees. */
export const tabStorage: VisitStorage = orNull(() => {
  const storage = sessionStorage;
  return {
    getItem: (name) => storage.getItem(name),
    setItem: (name, text) => void orNull(() => storage.setItem(name, text)),
    removeItem: (name) => storage.removeItem(name),
  };
}) ?? { getItem: () => null, setItem: () => {}, removeItem: () => {} };

/** Each page of an origin has the same storage; the browser tells all of them but the writer. */
function sharedByPages(storage: Storage): VisitStorage {
  return {
    getItem: (name) => storage.getItem(name),
    setItem: (name, text) => storage.setItem(name, text),
    removeItem: (name) => storage.removeItem(name),
    onWrittenElsewhere: (name, listener) =>
      addEventListener('storage', ({ key, newValue }) => {
        if (key === name && newValue !== null) listener();
      }),
  };
}
