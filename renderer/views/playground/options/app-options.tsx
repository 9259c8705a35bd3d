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

/** The apps beside the main one, each to be switched off, and one more to be switched on. */
export function AppOptions() {
  const says = useId();
  const { apps } = useConfig();
  const next = apps.length < mostFurtherApps && newIds.find((id) => !apps.some((app) => app.id === id));
  const shown: Shown[] = apps.map((app) => ({ id: app.id, app }));
  if (next) shown.push({ id: next, app: null });
  return (
    <>
      {shown.map(({ id, app }, index) => (
        <AppOption key={id} id={id} app={app} at={`apps[${index}]`} says={says} />
      ))}
      <p className="option-says" id={says}>
        Another app at another port, with a secret of its own, on this host unless it is given one. Cookies do
        not know ports: of one name, the apps of a host overwrite each other’s.
      </p>
    </>
  );
}

type Shown = { id: string; app: FurtherApp | null };

/** Whether there is an app of that id, the name of its cookie and its host; `at`: where it stands in the configuration. */
function AppOption({ id, app, at: place, says }: Shown & { at: string; says: string }) {
  const at = `${place}.name`;
  const hostAt = `${place}.host`;
  const toggle = useId();
  const configure = useConfigure();
  const url = usePlaygroundState(({ endpoints }) => originOf(endpoints, id));
  const refusal = usePlaygroundStore(({ refusals }) => refusals[at]);
  const accept = usePlaygroundStore((state) => state.accept);
  const set = (edit: (apps: FurtherApp[]) => FurtherApp[], where = at) => {
    accept(where);
    configure((shown) => ({ ...shown, apps: edit(shown.apps) }), where);
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
          <HostField id={id} host={app.host ?? ''} at={hostAt} set={set} />
        </>
      )}
    </div>
  );
}

/** The host of an app; none for that of the lab. */
function HostField({
  id,
  host,
  at,
  set,
}: {
  id: string;
  host: string;
  at: string;
  set: (edit: (apps: FurtherApp[]) => FurtherApp[], where: string) => void;
}) {
  const refusal = usePlaygroundStore(({ refusals }) => refusals[at]);
  const withHost = ({ host: _, ...app }: FurtherApp, text: string): FurtherApp =>
    text === '' ? app : { ...app, host: text };
  return (
    <>
      <TextField
        mono
        aria-label={`host of ${appInWords(id)}`}
        aria-invalid={refusal !== undefined || undefined}
        placeholder="127.0.0.1"
        value={host}
        onCommit={(text) =>
          set(
            (apps) => apps.map((one) => (one.id === id ? withHost(one, text.trim().toLowerCase()) : one)),
            at,
          )
        }
      />
      {refusal !== undefined && <FieldError>{refusal}</FieldError>}
    </>
  );
}
