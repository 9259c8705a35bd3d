import { useCallback } from 'react';
import type { SessionOptions } from '../../../../server/contract/options/options.ts';
import { useWindow } from '../../../services/window/window-store.ts';
import { useChange } from '../options/use-options.ts';
import { usePlaygroundStore } from '../playground-store.ts';

/** Gives the lab options that were pasted, so that the doctor beside them judges them. A secret that they lack stays. */
export function useTakeOptions(): (options: SessionOptions) => Promise<void> {
  const change = useChange();
  const notify = useWindow((state) => state.notify);
  return useCallback(
    async (options) => {
      const refused = await change((shown) => ({
        ...shown,
        options: { ...options, secret: options.secret?.length ? options.secret : shown.options.secret },
      }));
      if (refused !== null) {
        const { at, message } = refused;
        notify({
          kind: 'error',
          text: `The lab refused the options: ${at === null ? '' : `${at}: `}${message}`,
          next: 'Nothing was changed.',
        });
        return;
      }
      usePlaygroundStore.getState().foldPanel('Doctor', false);
      notify({
        kind: 'done',
        text: 'The options hold now; the doctor judges them.',
        next: 'What could not be read in them has its default.',
      });
    },
    [change, notify],
  );
}
