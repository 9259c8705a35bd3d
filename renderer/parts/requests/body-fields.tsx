import { CodeField } from '../../ui/code-field.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { type BodyKind, type Draft, sendsBody } from './draft.ts';

const kinds: ReadonlyArray<{ value: BodyKind; label: string }> = [
  { value: 'none', label: 'none' },
  { value: 'form', label: 'form' },
  { value: 'json', label: 'JSON' },
];

type TextName = 'form' | 'headers' | 'edited';
type FieldsProps = {
  draft: Draft;
  edit: (change: Partial<Draft>) => void;
  errorOf: (field: keyof Draft) => string | null;
};

/** What kind of body a request has, and the body. */
export function BodyFields(props: FieldsProps) {
  const { bodyKind, method } = props.draft;
  return (
    <div className="stack">
      <Field label="body">
        {(names) => (
          <Select
            {...names}
            value={bodyKind}
            choices={kinds}
            onChange={(kind) => props.edit({ bodyKind: kind })}
          />
        )}
      </Field>
      {bodyKind !== 'none' && !sendsBody(props.draft) && (
        <p className="soft dense">A {method} request has no body: this one waits for another method.</p>
      )}
      {bodyKind === 'form' && <DraftText {...props} field="form" label="form, one name=value a line" />}
      {bodyKind === 'json' && (
        <Field label="JSON" error={props.errorOf('json')}>
          {(names) => (
            <CodeField
              {...names}
              label="JSON"
              language="json"
              rows={2}
              value={props.draft.json}
              onChange={(json) => props.edit({ json })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

/** A text of the draft that takes several lines. */
export function DraftText({
  draft,
  edit,
  errorOf,
  field,
  label,
  placeholder,
}: FieldsProps & { field: TextName; label: string; placeholder?: string }) {
  return (
    <Field label={label} error={errorOf(field)}>
      {(names) => (
        <textarea
          {...names}
          className="input mono"
          rows={2}
          spellCheck={false}
          placeholder={placeholder}
          value={draft[field]}
          onChange={(event) => edit({ [field]: event.target.value })}
        />
      )}
    </Field>
  );
}
