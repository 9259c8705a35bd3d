import * as Radix from '@radix-ui/react-tooltip';
import { type ReactElement, type SyntheticEvent, useContext, useState } from 'react';
import { TopLayer } from './top-layer.ts';
import './tooltip.css';

/**
 * Words on hover and on focus. `children` is one element that takes a ref and props. `staysOnPress`: the words are what
 * it is pressed for, with a pointer, a finger or a key; elsewhere a press hides them.
 */
export function Tooltip({
  text,
  shortcut,
  children,
  side = 'bottom',
  staysOnPress = false,
}: {
  text: string;
  shortcut?: string;
  children: ReactElement;
  side?: 'top' | 'right' | 'bottom' | 'left';
  staysOnPress?: boolean;
}) {
  const container = useContext(TopLayer);
  const [isOpen, setOpen] = useState(false);
  // Radix closes at a press unless the press is taken.
  const take = (event: SyntheticEvent) => event.preventDefault();
  const pressed = {
    onPointerDown: take,
    onClick: (event: SyntheticEvent) => {
      take(event);
      setOpen(true);
    },
  };
  return (
    <Radix.Root open={isOpen} onOpenChange={setOpen}>
      <Radix.Trigger asChild {...(staysOnPress && pressed)}>
        {children}
      </Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content className="tooltip" side={side} sideOffset={6} collisionPadding={8}>
          {text}
          {shortcut !== undefined && <kbd>{shortcut}</kbd>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const TooltipProvider = Radix.Provider;
