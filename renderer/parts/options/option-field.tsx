import { Info, RotateCcw } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import type { CatalogueEntry } from './find-options.ts';
import { OptionControl } from './option-control.tsx';
import type { EditedOption } from './option-value.ts';
import './option-field.css';

/** An option of the catalogue: label, control, what it does; what it changes one hover deeper. `brief`: on one line, all words there. */
export function OptionField({
  entry,
  option,
  brief = false,
  revertWords,
}: {
  entry: CatalogueEntry;
  option: EditedOption;
  brief?: boolean;
  /** What reverting leads back to, where that is not the default. */
  revertWords?: string;
}) {
  const id = useId();
  const { row } = entry;
  const isWide = !brief && !fitsBeside(row.control);
  return (
    <div
      className={`option ${option.isChanged ? 'changed' : ''} ${isWide ? 'wide' : ''} ${brief ? 'brief' : ''}`}
    >
      <div className="option-line">
        <label htmlFor={id} className="mono">
          {row.label}
        </label>
        {option.isChanged && (
          <Button
            look="plain"
            icon={<RotateCcw aria-hidden />}
            aria-label={`Revert ${row.label}`}
            hint={revertWords ?? `Back to the default: ${row.defaultText}`}
            onClick={() => {
              option.revert();
              document.getElementById(id)?.focus();
            }}
          />
        )}
        <Button
          look="plain"
          icon={<Info aria-hidden />}
          isForHint
          aria-label={`About ${row.label}`}
          hint={`${brief ? `${row.sentence} ` : ''}${row.changes} Default: ${row.defaultText}.`}
        />
        {!isWide && <OptionControl id={id} entry={entry} option={option} describedBy={`${id}-says`} />}
      </div>
      {isWide && <OptionControl id={id} entry={entry} option={option} describedBy={`${id}-says`} />}
      <p className={brief ? 'visually-hidden' : 'option-says'} id={`${id}-says`}>
        {row.sentence}
      </p>
      {option.refusal !== null && <FieldError>{option.refusal}</FieldError>}
    </div>
  );
}

const longestBeside = 12;

/** A switch and a list of short words stand beside their label; anything longer gets a line of its own. */
const fitsBeside = (control: CatalogueEntry['row']['control']): boolean =>
  control.type === 'switch' ||
  (control.type === 'choice' && control.choices.every(({ label }) => label.length <= longestBeside));
