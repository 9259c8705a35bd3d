import type { OptionControl as Control } from '../../../server/contract/options/option-row.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { CodeControl } from './code-control.tsx';
import type { CatalogueEntry } from './find-options.ts';
import { choicesWith, type EditedOption, parseTrustProxy, shownText, typedValue } from './option-value.ts';
import { SecretsControl } from './secrets-control.tsx';

type ControlProps = { id: string; entry: CatalogueEntry; option: EditedOption; describedBy: string };

/** The control that the option's row in the catalogue asks for. */
export function OptionControl({ id, entry: { row }, option, describedBy }: ControlProps) {
  const { control } = row;
  const names = {
    id,
    'aria-describedby': describedBy,
    ...(option.refusal !== null && { 'aria-invalid': true as const }),
  };
  const text = shownText(option.value);
  switch (control.type) {
    case 'switch':
      return (
        <Toggle
          id={id}
          aria-label={row.label}
          aria-describedby={describedBy}
          checked={option.value === true}
          onChange={option.set}
        />
      );
    case 'choice':
      return (
        <Select
          {...names}
          aria-label={row.label}
          value={JSON.stringify(option.value)}
          choices={choicesWith(control.choices, option.value)}
          onChange={(picked) => option.set(JSON.parse(picked))}
        />
      );
    case 'code':
      return <CodeControl names={names} label={row.label} start={control.start} option={option} />;
    case 'secrets':
      return <SecretsControl id={id} option={option} describedBy={describedBy} />;
    case 'text':
    case 'duration':
    case 'date':
      return (
        <TextField
          {...names}
          mono
          value={text}
          placeholder={placeholderOf(control)}
          onCommit={(typed) => option.set(typedValue(row, typed))}
        />
      );
    case 'trust-proxy':
      return (
        <TextField
          {...names}
          mono
          value={text}
          placeholder="false, true, 1, loopback"
          onCommit={(typed) => option.set(parseTrustProxy(typed))}
        />
      );
  }
}

const placeholderOf = (control: Extract<Control, { type: 'text' | 'duration' | 'date' }>): string => {
  if (control.type === 'text') return control.placeholder;
  return control.type === 'duration' ? 'not set; 1h' : 'not set; 2030-01-01';
};
