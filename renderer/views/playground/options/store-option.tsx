import { useState } from 'react';
import type { StoreConfig } from '../../../../server/contract/stores/store-kinds.ts';
import { StoreField } from '../../../parts/options/store-field.tsx';
import { lacksPackages } from '../../../services/connection/explain-error.ts';
import { usePlaygroundStore } from '../playground-store.ts';
import { useChange, useConfig } from './use-options.ts';

/** Which store the lab has. Another kind is another store: it begins empty. One that cannot be opened leaves the lab its own. */
export function StoreOption() {
  const config = useConfig();
  const change = useChange();
  const [asked, setAsked] = useState<{
    store: StoreConfig;
    isRefused: boolean;
    lacksPackages?: boolean;
  } | null>(null);
  const refusals = usePlaygroundStore((state) => state.refusals);
  const { refuse, accept } = usePlaygroundStore.getState();
  const refusedAt = Object.keys(refusals).find((path) => path === 'store' || path.startsWith('store.'));
  const ask = async (store: StoreConfig) => {
    if (refusedAt !== undefined) accept(refusedAt);
    setAsked({ store, isRefused: false });
    const refused = await change((shown) => ({ ...shown, store }));
    setAsked((now) =>
      now?.store !== store
        ? now
        : refused && { store, isRefused: true, lacksPackages: lacksPackages(refused) },
    );
    if (refused !== null) refuse('store', refused.message);
  };
  // An undo or a reset takes away what was refused.
  const isOpen = asked?.isRefused === false || refusedAt === 'store';
  return (
    <StoreField
      store={config.store}
      asked={isOpen ? (asked?.store ?? null) : null}
      lacking={isOpen && asked?.lacksPackages ? asked.store.kind : null}
      refusal={refusedAt === undefined ? null : (refusals[refusedAt] ?? null)}
      onChange={(store) => void ask(store)}
    />
  );
}
