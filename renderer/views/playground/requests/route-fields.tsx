import { placeInWords } from '../../../../server/contract/endpoints.ts';
import { instancesIn, type LabConfig, placeIn } from '../../../../server/contract/options/lab-config.ts';
import type { Draft } from '../../../parts/requests/draft.ts';
import { usePlaygroundState } from '../../../services/connection/use-playground-state.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { Toggle } from '../../../ui/toggle.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';

type Choice = { value: Draft['to']; label: string };

/** Which way a request comes to the app, and to which one, where there are several. */
export function RouteFields({
  draft,
  edit,
  errorOf,
}: {
  draft: Draft;
  edit: (change: Partial<Draft>) => void;
  errorOf: (field: keyof Draft) => string | null;
}) {
  const config = usePlaygroundState((state) => state.config);
  const choices = choicesIn(config, draft.to);
  return (
    <>
      <Field inline label="via TLS proxy">
        {({ id }) => (
          <Tooltip text="As a TLS-terminating proxy would send it: X-Forwarded-Proto: https, and for the browser the address is an https one">
            <span>
              <Toggle id={id} checked={draft.proxied} onChange={(proxied) => edit({ proxied })} />
            </span>
          </Tooltip>
        )}
      </Field>
      {choices.length > 1 && (
        <Field label="answered by" error={errorOf('to')}>
          {(names) => (
            <Select {...names} value={draft.to} choices={choices} onChange={(to) => edit({ to })} />
          )}
        </Field>
      )}
    </>
  );
}

/** A choice that the lab has not got any more stays to be seen while it is picked. */
function choicesIn(config: LabConfig, picked: Draft['to']): Choice[] {
  const all: Choice[] = [
    { value: '', label: config.instances > 1 ? `an instance (${config.balancer})` : 'the app' },
    ...instancesIn(config)
      .flatMap((at) => placeIn(config, at) ?? [])
      .map((value) => ({ value, label: placeInWords(value) })),
  ];
  const isThere = all.some(({ value }) => value === picked);
  return isThere ? all : [...all, { value: picked, label: `${picked}: not there` }];
}
