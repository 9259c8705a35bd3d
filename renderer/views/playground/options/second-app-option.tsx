import { useId } from 'react';
import { type LabConfig, labConfigSchema } from '../../../../server/contract/options/lab-config.ts';
import { usePlaygroundState } from '../../../services/use-playground-state.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Toggle } from '../../../ui/toggle.tsx';
import { useConfig, useConfigure } from './use-options.ts';

/** Whether there is another app on the same host, and the name of its cookie. */
export function SecondAppOption() {
  const id = useId();
  const config = useConfig();
  const configure = useConfigure();
  const url = usePlaygroundState((state) => state.secondUrl);
  const { secondApp } = config;
  const set = (given: object | null) => configure((shown) => withSecondApp(shown, given), 'secondApp');
  return (
    <div className={`option ${secondApp === null ? '' : 'changed'}`}>
      <div className="option-line">
        <label htmlFor={id} className="mono">
          second app
        </label>
        <Toggle
          id={id}
          aria-describedby={`${id}-says`}
          checked={secondApp !== null}
          onChange={(isWanted) => set(isWanted ? {} : null)}
        />
      </div>
      {secondApp !== null && (
        <>
          <div className="row">
            <span className="mono grow">{url}</span>
            {url !== null && <CopyButton text={url} label="Copy the second app’s address" />}
          </div>
          <TextField
            mono
            aria-label="name of the second app’s cookie"
            value={secondApp.name}
            onCommit={(name) => set({ ...secondApp, name })}
          />
        </>
      )}
      <p className="option-says" id={`${id}-says`}>
        Another app on this host, at another port, with a secret of its own. Cookies do not know ports: of one
        name, the two overwrite each other’s.
      </p>
    </div>
  );
}

function withSecondApp(config: LabConfig, given: object | null): LabConfig {
  const parsed = labConfigSchema.safeParse({ ...config, secondApp: given });
  if (parsed.success) return parsed.data;
  // A name that cannot be is for the lab to refuse, in words.
  const { secondApp } = config;
  return { ...config, secondApp: secondApp && { ...secondApp, ...given } };
}
