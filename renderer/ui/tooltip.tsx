import * as Radix from '@radix-ui/react-tooltip';
import { type ReactElement, useContext } from 'react';
import { TopLayer } from './top-layer.ts';
import './tooltip.css';

/** Words on hover and on focus. `children` is one element that takes a ref and props. */
export function Tooltip({
  text,
  shortcut,
  children,
  side = 'bottom',
}: {
  text: string;
  shortcut?: string;
  children: ReactElement;
  side?: 'top' | 'right' | 'bottom' | 'left';
}) {
  const container = useContext(TopLayer);
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
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
