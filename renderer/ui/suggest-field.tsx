import { type InputHTMLAttributes, useId, useState } from 'react';
import './suggest-field.css';

export type Suggestion = { key: string; text: string; note: string };

type SuggestFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'className'> & {
  value: string;
  onChange: (text: string) => void;
  suggestions: readonly Suggestion[];
  onPick: (suggestion: Suggestion) => void;
  /** Whether a text needs no suggestion any more: typing it closes the list. */
  isWhole: (text: string) => boolean;
};

/** A text box that offers suggestions below it: arrow keys choose, Enter takes, Escape closes. Any text may be typed. */
export function SuggestField({ value, onChange, suggestions, onPick, isWhole, ...rest }: SuggestFieldProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const shown = open && suggestions.length > 0;
  const pick = (suggestion: Suggestion) => {
    onPick(suggestion);
    setOpen(false);
    setActive(-1);
  };
  const onKey = (key: string): boolean => {
    const chosen = suggestions[active];
    if (key === 'Escape' && shown) setOpen(false);
    else if (key === 'Enter' && shown && chosen) pick(chosen);
    else if (key === 'ArrowDown' || key === 'ArrowUp') {
      const by = key === 'ArrowDown' ? 1 : -1;
      setActive(shown ? (active + by + suggestions.length) % suggestions.length : active);
      setOpen(true);
    } else return false;
    return true;
  };
  return (
    <span className="suggest">
      <input
        type="text"
        autoComplete="off"
        spellCheck={false}
        className="input mono"
        value={value}
        aria-autocomplete="list"
        aria-controls={shown ? id : undefined}
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        onChange={(event) => {
          const text = event.target.value;
          onChange(text);
          setOpen(!isWhole(text));
          setActive(-1);
        }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (onKey(event.key)) event.preventDefault();
        }}
        {...rest}
      />
      {shown && (
        <div className="suggest-list" id={id} role="listbox" aria-label="Suggestions">
          {suggestions.map((suggestion, index) => (
            <div
              key={suggestion.key}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onPointerDown={(event) => {
                event.preventDefault();
                pick(suggestion);
              }}
            >
              <span className="mono">{suggestion.text}</span>
              <span className="soft">{suggestion.note}</span>
            </div>
          ))}
        </div>
      )}
    </span>
  );
}
