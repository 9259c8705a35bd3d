import { useId } from 'react';
import { appInWords, originOf } from '../../../../server/contract/endpoints.ts';
import {
  type FurtherApp,
  furtherAppSchema,
  mostFurtherApps,
} from '../../../../server/contract/options/lab-config.ts';
import { usePlaygroundState } from '../../../services/connection/use-playground-state.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { FieldError } from '../../../ui/field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Toggle } from '../../../ui/toggle.tsx';
import { usePlaygroundStore } from '../playground-store.ts';
import { useConfig, useConfigure } from './use-options.ts';

/** What a new app is called: the first of these that none is. */
const newIds = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];

/** The apps beside the main one on the same host, each to be switched off, and one more to be switched on. */
export function AppOptions() {
  const says = useId();
  const { apps } = useConfig();
  const next = apps.length < mostFurtherApps && newIds.find((id) => !apps.some((app) => app.id === id));
  const shown: Shown[] = apps.map((app) => ({ id: app.id, app }));
  if (next) shown.push({ id: next, app: null });
  return (
    <>
      {shown.map(({ id, app }, index) => (
        <AppOption key={id} id={id} app={app} at={`apps[${index}].name`} says={says} />
      ))}
      <p className="option-says" id={says}>
        Another app on this host, at another port, with a secret of its own. Cookies do not know ports: of one
        name, the apps overwrite each other’s.
      </p>
    </>
  );
}

type Shown = { id: string; app: FurtherApp | null };

/** Whether there is an app of that id, and the name of its cookie; `at`: where that name stands in the configuration. */
function AppOption({ id, app, at, says }: Shown & { at: string; says: string }) {
  const toggle = useId();
  const configure = useConfigure();
  const url = usePlaygroundState(({ endpoints }) => originOf(endpoints, id));
  const refusal = usePlaygroundStore(({ refusals }) => refusals[at]);
  const accept = usePlaygroundStore((state) => state.accept);
  const set = (edit: (apps: FurtherApp[]) => FurtherApp[]) => {
    accept(at);
    configure((shown) => ({ ...shown, apps: edit(shown.apps) }), at);
  };
  return (
    <div className={`option ${app === null ? '' : 'changed'}`}>
      <div className="option-line">
        <label htmlFor={toggle} className="mono">
          {id} app
        </label>
        <Toggle
          id={toggle}
          aria-describedby={says}
          checked={app !== null}
          onChange={(isWanted) =>
            set((apps) =>
              isWanted ? [...apps, furtherAppSchema.parse({ id })] : apps.filter((one) => one.id !== id),
            )
          }
        />
      </div>
      {app !== null && (
        <>
          <div className="row">
            <span className="mono grow">{url}</span>
            {url !== '' && <CopyButton text={url} label={`Copy ${appInWords(id)}’s address`} />}
          </div>
          <TextField
            mono
            aria-label={`name of ${appInWords(id)}’s cookie`}
            value={app.name}
            onCommit={(name) => set((apps) => apps.map((one) => (one.id === id ? { ...one, name } : one)))}
          />
          {refusal !== undefined && <FieldError>{refusal}</FieldError>}
        </>
      )}
    </div>
  );
}
