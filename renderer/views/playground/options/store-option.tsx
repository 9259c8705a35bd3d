import { RotateCcw } from 'lucide-react';
import { useId } from 'react';
import { type StoreKind, storeKinds } from '../../../../server/contract/store-kinds.ts';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { useConfig, useConfigure } from './use-options.ts';

const kinds = Object.keys(storeKinds).filter((kind): kind is StoreKind => kind in storeKinds);

/** Which store the lab has. Another kind is another store: it begins empty. */
export function StoreOption() {
  const id = useId();
  const config = useConfig();
  const configure = useConfigure();
  const { kind } = config.store;
  const set = (picked: StoreKind) => {
    const next = { ...config, store: { ...config.store, kind: picked } };
    usePlaygroundStore.getState().change(config, next);
    void configure(next, null);
  };
  return (
    <div className={`option wide ${kind === 'memory' ? '' : 'changed'}`}>
      <div className="option-line">
        <label htmlFor={id} className="mono">
          store
        </label>
        {kind !== 'memory' && (
          <Button
            look="plain"
            icon={<RotateCcw aria-hidden />}
            aria-label="Revert store"
            hint={`Back to the default: ${storeKinds.memory.label}`}
            onClick={() => set('memory')}
          />
        )}
      </div>
      <Select
        id={id}
        aria-describedby={`${id}-says`}
        value={kind}
        choices={kinds.map((value) => ({ value, label: storeKinds[value].label }))}
        onChange={set}
      />
      <p className="option-says" id={`${id}-says`}>
        {storeKinds[kind].sentence}
      </p>
    </div>
  );
}
