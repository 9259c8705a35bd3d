import { credentialModes, fromKinds } from '../../../../server/contract/hosts.ts';
import type { Draft } from '../../../parts/requests/draft.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';

const kinds = fromKinds.map((value) => ({ value, label: value }));
const credentials = credentialModes.map((value) => ({ value, label: value }));

/** Which host a request goes to, and the page that causes it. */
export function CauseFields({
  draft,
  edit,
  errorOf,
}: {
  draft: Draft;
  edit: (change: Partial<Draft>) => void;
  errorOf: (field: keyof Draft) => string | null;
}) {
  const { host, page, by } = draft;
  return (
    <>
      <Field label="host" error={errorOf('host')}>
        {(names) => (
          <Line {...names} value={host} hint="127.0.0.1" onChange={(value) => edit({ host: value })} />
        )}
      </Field>
      <Field label="from page" error={errorOf('page')}>
        {(names) => (
          <Line
            {...names}
            value={page}
            hint="http://app.localhost:5173"
            onChange={(value) => edit({ page: value })}
          />
        )}
      </Field>
      {page !== '' && (
        <Field inline label="by">
          {(names) => (
            <Select {...names} value={by} choices={kinds} onChange={(value) => edit({ by: value })} />
          )}
        </Field>
      )}
      {page !== '' && by === 'fetch' && (
        <Field inline label="credentials">
          {(names) => (
            <Select
              {...names}
              value={draft.credentials}
              choices={credentials}
              onChange={(value) => edit({ credentials: value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

function Line({
  value,
  hint,
  onChange,
  ...names
}: {
  value: string;
  hint: string;
  onChange: (value: string) => void;
  id: string;
}) {
  return (
    <input
      {...names}
      className="input mono"
      spellCheck={false}
      autoComplete="off"
      placeholder={hint}
      value={value}
      onChange={(event) => onChange(event.target.value.trim())}
    />
  );
}
