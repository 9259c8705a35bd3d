import { type ButtonHTMLAttributes, type ReactNode, type Ref, useState } from 'react';
import './button.css';
import { Tooltip } from './tooltip.tsx';

export type ButtonProps = Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'type' | 'className' | 'onFocus' | 'onBlur'
> & {
  /** `primary`: the one of its view. `plain`: text and icon only. */
  look?: 'primary' | 'normal' | 'plain';
  icon?: ReactNode;
  /** What a pointer or focus is told; the key stands beside it. */
  hint?: string;
  shortcut?: string;
  /** The hint is what it is pressed for. */
  isForHint?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

/**
 * A button; with an icon and no children it needs an `aria-label`, which is its tooltip too. `aria-disabled`: does nothing,
 * but keeps focus and hint; so does one that was disabled while it has the focus, until it is left.
 */
export function Button({
  look = 'normal',
  icon,
  hint,
  shortcut,
  isForHint = false,
  children,
  ref,
  onClick,
  disabled = false,
  ...rest
}: ButtonProps) {
  const told = hint ?? (children === undefined ? rest['aria-label'] : undefined);
  const [isFocused, setFocused] = useState(false);
  const isOff = rest['aria-disabled'] === true || disabled;
  const button = (
    <button
      ref={ref}
      type="button"
      className={`button ${look} ${children === undefined ? 'icon-only' : ''}`}
      aria-keyshortcuts={shortcut}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      {...rest}
      {...(disabled && (isFocused ? { 'aria-disabled': true } : { disabled }))}
      {...(!isOff && { onClick })}
    >
      {icon}
      {children}
    </button>
  );
  if (told === undefined && shortcut === undefined) return button;
  return (
    <Tooltip text={told ?? ''} staysOnPress={isForHint} {...(shortcut === undefined ? {} : { shortcut })}>
      {button}
    </Tooltip>
  );
}
