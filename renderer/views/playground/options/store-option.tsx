import { StoreField } from '../../../parts/options/store-field.tsx';
import { useConfig, useConfigure } from './use-options.ts';

/** Which store the lab has. Another kind is another store: it begins empty. */
export function StoreOption() {
  const config = useConfig();
  const configure = useConfigure();
  return (
    <StoreField
      kind={config.store.kind}
      onChange={(store) => configure((shown) => ({ ...shown, store }), null)}
    />
  );
}
