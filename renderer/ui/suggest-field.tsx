import { autoUpdate, flip, offset, shift, size, useFloating } from '@floating-ui/react-dom';
import {
  type InputHTMLAttributes,
  type RefObject,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import { TopLayer } from './top-layer.ts';
import './suggest-field.css';

export type Suggestion = { key: string; text: string; note: string };

type SuggestFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'className'> & {
  value: string;
  onChange: (text: string) => void;
  suggestions: readonly Suggestion[];
  onPick: (suggestion: Suggestion) => void;
  /** Whether a text needs no suggestion any more: typing it closes the list. */
  isWhole: (text: string) => boolean;
  /** What the list begins at the left of, where that is wider than the text box. */
  beside?: RefObject<HTMLElement | null>;
  /** rem from the right end of `beside` that stay free, for what stands below it. */
  keepsFree?: number;
};

/** rem that the list has at most, and is wide at least. */
const widest = 34;
const tallest = 29;
const narrowest = 17;

/** A text box that offers suggestions below it: arrow keys choose, Enter takes, Escape closes. Any text may be typed. */
export function SuggestField({
  value,
  onChange,
  suggestions,
  onPick,
  isWhole,
  beside,
  keepsFree = 0,
  ...rest
}: SuggestFieldProps) {
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
      const from = active === -1 && by === -1 ? 0 : active;
      setActive(shown ? (from + by + suggestions.length) % suggestions.length : active);
      setOpen(true);
    } else return false;
    return true;
  };
  const list = useFloatingList(shown, beside, keepsFree);
  const container = useContext(TopLayer);
  return (
    <span className="suggest">
      <input
        ref={list.input}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        className="input mono"
        value={value}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-haspopup="listbox"
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
      {shown &&
        createPortal(
          <div
            ref={list.setFloating}
            className="suggest-list"
            style={list.style}
            id={id}
            role="listbox"
            tabIndex={-1}
            aria-label="Suggestions"
            // The text box keeps the focus while the list is scrolled and clicked.
            onMouseDown={(event) => event.preventDefault()}
          >
            {suggestions.map((suggestion, index) => (
              <Option
                key={suggestion.key}
                id={`${id}-${index}`}
                suggestion={suggestion}
                isActive={index === active}
                onPick={pick}
              />
            ))}
          </div>,
          container ?? document.body,
        )}
    </span>
  );
}

function Option({
  id,
  suggestion,
  isActive,
  onPick,
}: {
  id: string;
  suggestion: Suggestion;
  isActive: boolean;
  onPick: (suggestion: Suggestion) => void;
}) {
  const [option, setOption] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (isActive) option?.scrollIntoView({ block: 'nearest' });
  }, [isActive, option]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the text box has the keyboard, and names the active option
    <div
      ref={setOption}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onClick={() => onPick(suggestion)}
    >
      <span className="mono">{suggestion.text}</span>
      <span className="soft">{suggestion.note}</span>
    </div>
  );
}

/** Above everything, at the text box, within the window: as tall and wide as there is room. */
function useFloatingList(isOpen: boolean, beside: SuggestFieldProps['beside'], keepsFree: number) {
  const input = useRef<HTMLInputElement>(null);
  const { refs, floatingStyles } = useFloating({
    open: isOpen,
    strategy: 'fixed',
    placement: 'bottom-start',
    whileElementsMounted: autoUpdate,
    middleware: [
      offset(3),
      flip({ padding: 8 }),
      shift({ padding: 8 }),
      size({
        padding: 8,
        apply: ({ availableHeight, availableWidth, rects, elements }) => {
          const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
          const room = keepsFree === 0 ? widest * rem : rects.reference.width - keepsFree * rem;
          const width = Math.min(widest * rem, availableWidth, Math.max(narrowest * rem, room));
          Object.assign(elements.floating.style, {
            width: `${width}px`,
            maxHeight: `${Math.max(5 * rem, Math.min(tallest * rem, availableHeight))}px`,
          });
        },
      }),
    ],
  });
  useLayoutEffect(() => refs.setReference(beside?.current ?? input.current), [refs, beside]);
  return { input, setFloating: refs.setFloating, style: floatingStyles };
}
