import { Power } from 'lucide-react';
import { useState } from 'react';
import { mainApp } from '../../server/contract/endpoints.ts';
import { instancesIn } from '../../server/contract/options/lab-config.ts';
import type { RestartInput } from '../../server/contract/scenario/restart.ts';
import { isElsewhere } from '../../server/contract/stores/store-kinds.ts';
import { useLabAct } from '../services/connection/use-act.ts';
import { usePlaygroundState } from '../services/connection/use-playground-state.ts';
import { withConsent } from '../services/files/consent.ts';
import { useWindow } from '../services/window/window-store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';

/** Opens what starts the app anew, as a deploy or a crash does. */
export function RestartButton() {
  const open = useWindow((state) => state.open);
  return (
    <Button
      icon={<Power aria-hidden />}
      hint="Start the app anew, as a deploy or a crash does; browsers keep their cookies"
      onClick={() => open('restart')}
    >
      Restart…
    </Button>
  );
}

const ends = [
  { value: 'graceful', label: 'what is under way is answered first' },
  { value: 'kill', label: 'at once: what is under way is cut' },
] as const;
const secrets = [
  { value: 'kept', label: 'the same' },
  { value: 'rotated', label: 'a new one, before those there are' },
  { value: 'new', label: 'a new one alone, as one made at each start' },
] as const;
const stores = { gone: 'is in the memory of the process: gone', stays: 'stays', lost: 'is empty' } as const;

/** How the app is started anew. */
export function RestartDialog({ onClose }: { onClose: () => void }) {
  const config = usePlaygroundState((state) => state.config);
  const act = useLabAct();
  const [end, setEnd] = useState<(typeof ends)[number]['value']>('graceful');
  const [secret, setSecret] = useState<(typeof secrets)[number]['value']>('kept');
  const [instance, setInstance] = useState('all');
  const [store, setStore] = useState<'stays' | 'lost'>('stays');
  const own = instancesIn(config).filter(({ app }) => app === mainApp);
  const which = [
    { value: 'all', label: 'the app as a whole' },
    ...own.map((one) => ({ value: String(one.instance), label: `instance ${one.instance}` })),
  ];
  const isOne = own.length > 1 && instance !== 'all';
  const outlives = isElsewhere(config.store);
  const isOthersToo = isOne && config.sharedStore;
  const restart = (): void => {
    const made = `made at ${new Date().toISOString()}, ${crypto.randomUUID()}`;
    const given: RestartInput = {
      kill: end === 'kill',
      ...(isOne && { instance: Number(instance) }),
      ...(outlives && !isOthersToo && store === 'lost' && { store: 'lost' }),
      ...(secret !== 'kept' && {
        options: { secret: secret === 'new' ? [made] : [made, ...(config.options.secret ?? [])] },
      }),
    };
    void act('restart the app', (api) => withConsent(api, () => api.restart.mutate(given)));
    onClose();
  };
  return (
    <Dialog title="Restart the app" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          restart();
        }}
      >
        {own.length > 1 && (
          <Field label="Which">
            {(names) => <Select {...names} value={instance} choices={which} onChange={setInstance} />}
          </Field>
        )}
        <Field label="It ends">
          {(names) => <Select {...names} value={end} choices={ends} onChange={setEnd} />}
        </Field>
        {outlives && !isOthersToo ? (
          <Field label="What is stored">
            {(names) => (
              <Select
                {...names}
                value={store}
                choices={(['stays', 'lost'] as const).map((value) => ({ value, label: stores[value] }))}
                onChange={setStore}
              />
            )}
          </Field>
        ) : (
          <p className="dense">
            What is stored {isOthersToo ? 'stays: the others have it too' : stores.gone}.
          </p>
        )}
        <Field label="Secret">
          {(names) => <Select {...names} value={secret} choices={secrets} onChange={setSecret} />}
        </Field>
        <p className="soft dense">
          Browsers keep their cookies, the clock and what goes wrong stay. A restart is not taken back: it
          stands on the timeline, and Reset begins anew.
        </p>
        <div className="row">
          <span className="grow" />
          <Button onClick={onClose}>Cancel</Button>
          <button type="submit" className="button primary">
            Restart
          </button>
        </div>
      </form>
    </Dialog>
  );
}
