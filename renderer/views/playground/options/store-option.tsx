import type { StoreKind } from '../../../../server/contract/stores/store-kinds.ts';
import { StoreField } from '../../../parts/options/store-field.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { useConfig, useConfigure } from './use-options.ts';

/** Which store the lab has. Another kind is another store: it begins empty. */
export function StoreOption() {
  const config = useConfig();
  const configure = useConfigure();
  const set = (picked: StoreKind) => {
    const next = { ...config, store: { ...config.store, kind: picked } };
    usePlaygroundStore.getState().change(config, next);
    void configure(next, null);
  };
  return <StoreField kind={config.store.kind} onChange={set} />;
}
