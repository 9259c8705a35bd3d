import { RotateCcw } from 'lucide-react';
import { lazy, Suspense, useId, useState } from 'react';
import {
  type StoreConfig,
  type StoreKind,
  storeKinds,
  storeOfKind,
} from '../../../server/contract/stores/store-kinds.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import './option-field.css';

const kinds = Object.keys(storeKinds).filter((kind): kind is StoreKind => kind in storeKinds);
const hasSettings = (kind: StoreKind): boolean => Object.keys(storeKinds[kind].settings).length > 0;

/** Fetched where somebody chooses a store that has any. */
const StoreSettings = lazy(() => import('./store-settings.tsx'));

type StoreFieldProps = {
  store: StoreConfig;
  onChange: (store: StoreConfig) => void;
  /** Why the last change was not taken. */
  refusal?: string | null;
  brief?: boolean;
};

/**
 * The kind of store, with what it is. Another kind is another store; one with settings is taken when they are given.
 * `brief`: on one line.
 */
export function StoreField({ store, onChange, refusal = null, brief = false }: StoreFieldProps) {
  const id = useId();
  const [chosen, setChosen] = useState<StoreKind | null>(null);
  /** What was given last: where it was refused, it is there to be mended. */
  const [offered, setOffered] = useState<StoreConfig | null>(null);
  const kind = chosen ?? store.kind;
  const isRefused = refusal !== null && offered?.kind === kind;
  const shown = isRefused ? offered : kind === store.kind ? store : storeOfKind(kind);
  const choose = (next: StoreKind) => {
    const isToBeSet = storeKinds[next].kept === 'elsewhere' && next !== store.kind;
    setChosen(isToBeSet ? next : null);
    if (!isToBeSet && next !== store.kind) onChange(storeOfKind(next));
  };
  const select = (
    <Select
      id={id}
      aria-describedby={`${id}-says`}
      value={kind}
      choices={kinds.map((value) => ({ value, label: storeKinds[value].label }))}
      onChange={choose}
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
            onClick={() => choose('memory')}
          />
        )}
        {brief && select}
      </div>
      {!brief && select}
      <p className={brief ? 'visually-hidden' : 'option-says'} id={`${id}-says`}>
        {storeKinds[kind].sentence}
      </p>
      {hasSettings(kind) && (
        <Suspense fallback={null}>
          <StoreSettings
            key={JSON.stringify(shown)}
            store={shown}
            isTaken={shown === store}
            onTake={(taken) => {
              setChosen(taken.kind);
              setOffered(taken);
              onChange(taken);
            }}
          />
        </Suspense>
      )}
      {refusal !== null && <FieldError>{refusal}</FieldError>}
    </div>
  );
}
