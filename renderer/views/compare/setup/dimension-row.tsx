import { X } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { FieldError } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { useCompare } from '../compare-store.ts';
import { type DimensionDraft, unusedKeys, valuesOf, variedOf, withToggled } from './dimensions.ts';
import { draftFor } from './setup-slice.ts';
import { useProblemOf } from './use-setup.ts';

/** One option that is varied, and its values. */
export function DimensionRow({ draft, name }: { draft: DimensionDraft; name: string }) {
  const { id, key, text } = draft;
  const drafts = useCompare((state) => state.dimensions);
  const edit = useCompare((state) => state.editDimension);
  const remove = useCompare((state) => state.removeDimension);
  const problem = useProblemOf(id);
  const varied = variedOf(key);
  return (
    <li className="dimension">
      <div className="dimension-line">
        <span className="dimension-name soft dense">{name}</span>
        <Select
          aria-label={`option for the ${name}`}
          value={key}
          choices={[key, ...unusedKeys(drafts)].map((value) => ({ value, label: value }))}
          onChange={(next) => edit(draftFor(id, next))}
        />
        <Button
          look="plain"
          icon={<X aria-hidden />}
          aria-label={`Remove ${key}`}
          hint={drafts.length > 1 ? `Do not vary ${key}` : 'One option is needed'}
          aria-disabled={drafts.length < 2}
          onClick={() => remove(id)}
        />
      </div>
      {varied?.values && (
        <fieldset className="dimension-values">
          <legend className="visually-hidden">values of {key}</legend>
          {varied.values.map((value) => (
            <label key={value} className="dimension-value mono">
              <input
                type="checkbox"
                checked={valuesOf(draft).includes(value)}
                onChange={() => edit(withToggled(draft, value))}
              />
              {value}
            </label>
          ))}
        </fieldset>
      )}
      {!varied?.values && (
        <input
          type="text"
          className="input mono"
          aria-label={`values of ${key}`}
          aria-invalid={problem !== null || undefined}
          placeholder="values, with commas between"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => edit({ ...draft, text: event.target.value })}
        />
      )}
      {problem !== null && <FieldError>{problem}</FieldError>}
      <p className="faint dense">{varied?.sentence}</p>
    </li>
  );
}
