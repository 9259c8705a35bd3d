import { useCallback, useMemo } from 'react';
import { pageSentence } from '../../../page-problems.ts';
import type { CatalogueEntry } from '../../../parts/options/find-options.ts';
import {
  checkOption,
  defaultValue,
  type EditedOption,
  isChanged,
  optionValue,
  withOption,
} from '../../../parts/options/option-value.ts';
import { useApi } from '../../../services/connection/api-context.ts';
import { allowTyped } from '../../../services/files/consent.ts';
import { usePlaygroundStore } from '../playground-store.ts';
import { useConfig, useConfigure } from './use-options.ts';

/** One option: its value, whether it was changed, why a value was refused, and how to set it; the same object until one of these is another. */
export function useOption({ path, row }: CatalogueEntry): EditedOption {
  const config = useConfig();
  const configure = useConfigure();
  const api = useApi();
  const refusal = usePlaygroundStore((state) => state.refusals[path]) ?? null;
  const set = useCallback(
    (value: unknown) => {
      const { refuse, accept } = usePlaygroundStore.getState();
      const checked = checkOption({ row }, value);
      if (!checked.ok) {
        refuse(path, pageSentence(checked.problem));
        return;
      }
      accept(path);
      const change = () => configure((shown) => withOption(shown, path, checked.value), path);
      // Who typed it in lets it run. Where that cannot be said, they are asked.
      if (row.control.type === 'code' && typeof checked.value === 'string')
        void allowTyped(api, checked.value).then(change, change);
      else change();
    },
    [api, configure, path, row],
  );
  const value = optionValue(config, path);
  const isOther = isChanged(config, path);
  return useMemo(
    () => ({ value, isChanged: isOther, refusal, set, revert: () => set(defaultValue(path)) }),
    [value, isOther, refusal, set, path],
  );
}
