import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import './button.css';
import { Tooltip } from './tooltip.tsx';

export type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'className'> & {
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

/** A button; with an icon and no children it needs an `aria-label`, which is its tooltip too. `aria-disabled`: does nothing, but keeps focus and hint. */
export function Button({
  look = 'normal',
  icon,
  hint,
  shortcut,
  isForHint = false,
  children,
  ref,
  onClick,
  ...rest
}: ButtonProps) {
  const told = hint ?? (children === undefined ? rest['aria-label'] : undefined);
  const button = (
    <button
      ref={ref}
      type="button"
      className={`button ${look} ${children === undefined ? 'icon-only' : ''}`}
      aria-keyshortcuts={shortcut}
      {...rest}
      {...(rest['aria-disabled'] !== true && { onClick })}
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
