import { RotateCcw } from 'lucide-react';
import { useId } from 'react';
import {
  type StoreConfig,
  type StoreKind,
  storeKinds,
  storeOfKind,
} from '../../../server/contract/stores/store-kinds.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import './option-field.css';

const kinds = Object.keys(storeKinds).filter((kind): kind is StoreKind => kind in storeKinds);

/** The kind of store, with what it is. Another kind is another store. `brief`: on one line. */
export function StoreField({
  kind,
  onChange,
  brief = false,
}: {
  kind: StoreKind;
  onChange: (store: StoreConfig) => void;
  brief?: boolean;
}) {
  const id = useId();
  const select = (
    <Select
      id={id}
      aria-describedby={`${id}-says`}
      value={kind}
      choices={kinds.map((value) => ({ value, label: storeKinds[value].label }))}
      onChange={(chosen) => onChange(storeOfKind(chosen))}
    />
  );
  return (
    <div className={`option ${brief ? 'brief' : 'wide'} ${kind === 'memory' ? '' : 'changed'}`}>
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
            onClick={() => onChange(storeOfKind('memory'))}
          />
        )}
        {brief && select}
      </div>
      {!brief && select}
      <p className={brief ? 'visually-hidden' : 'option-says'} id={`${id}-says`}>
        {storeKinds[kind].sentence}
      </p>
    </div>
  );
}
