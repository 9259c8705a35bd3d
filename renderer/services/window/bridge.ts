import type { Bridge } from '../../../server/contract/bridge.ts';

declare global {
  interface Window {
    playground?: Bridge;
  }
}

/** The desktop window's native calls; undefined in a browser. */
export const bridge: Bridge | undefined = window.playground;
