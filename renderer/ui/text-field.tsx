import { type InputHTMLAttributes, useEffect, useRef, useState } from 'react';

type TextFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'className'> & {
  value: string;
  mono?: boolean;
  /** Dots instead of the text. It stays a text box, so that no password manager offers to keep it. */
  isMasked?: boolean;
  /** Called at Enter and when the field is left, if the text is another than `value` or the last one was refused. */
  onCommit: (text: string) => void;
};

/** A line of text that is given over when the typing is done; Escape takes it back. What is refused (`aria-invalid`) stays to be mended. */
export function TextField({ value, mono = false, isMasked = false, onCommit, ...rest }: TextFieldProps) {
  const [text, setText] = useState(value);
  const committed = useRef(value);
  const isRefused = rest['aria-invalid'] === true;
  // A change that somebody else refuses is shown at first, and then taken back.
  useEffect(() => setText(isRefused ? committed.current : value), [value, isRefused]);
  const commit = () => {
    // The value itself is given over too where another was refused: nothing is wrong any more.
    if (text === value && !isRefused) return;
    committed.current = text;
    onCommit(text);
  };
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      className={`input ${mono ? 'mono' : ''} ${isMasked ? 'masked' : ''}`}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key !== 'Escape' || (text === value && !isRefused)) return;
        setText(value);
        committed.current = value;
        if (isRefused) onCommit(value);
      }}
      {...rest}
    />
  );
}
