import { useState } from 'react';
import { StoreField } from '../../../parts/options/store-field.tsx';
import { useChange, useConfig } from './use-options.ts';

/** Which store the lab has. Another kind is another store: it begins empty. One that cannot be opened leaves the lab its own. */
export function StoreOption() {
  const config = useConfig();
  const change = useChange();
  const [refusal, setRefusal] = useState<string | null>(null);
  return (
    <StoreField
      store={config.store}
      refusal={refusal}
      onChange={(store) => {
        setRefusal(null);
        void change((shown) => ({ ...shown, store })).then((refused) => setRefusal(refused?.message ?? null));
      }}
    />
  );
}
