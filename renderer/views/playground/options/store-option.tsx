import type { StoreKind } from '../../../../server/contract/stores/store-kinds.ts';
import { StoreField } from '../../../parts/options/store-field.tsx';
import { useConfig, useConfigure } from './use-options.ts';

/** Which store the lab has. Another kind is another store: it begins empty. */
export function StoreOption() {
  const config = useConfig();
  const configure = useConfigure();
  const set = (kind: StoreKind) =>
    configure((shown) => ({ ...shown, store: { ...shown.store, kind } }), null);
  return <StoreField kind={config.store.kind} onChange={set} />;
}
