import type { ReactNode } from 'react';
import { bridge } from '../../../services/bridge.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';

/** A page outside of the app. The desktop window opens only those of its allow-list; there the address can be copied. */
export function OutsideLink({ address, children }: { address: string; children: ReactNode }) {
  if (bridge !== undefined) return <CopyButton text={address} label="Copy the address" words="Copy link" />;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
