import { useState } from 'react';
import type { LabConfig } from '../../../../server/contract/options/lab-config.ts';
import type { CatalogueEntry } from '../../../parts/options/find-options.ts';
import {
  checkOption,
  defaultValue,
  type EditedOption,
  isChanged,
  optionValue,
  withOption,
} from '../../../parts/options/option-value.ts';
import { useExplore } from '../answer/use-explore.ts';
import { useRaces } from '../races-store.ts';
import { useSetup } from './use-setup.ts';

/** Sets options of the race; where the answer to the same requests came at once, the new one is asked for by itself. */
export function useRaceOption() {
  const { config } = useSetup();
  const [refusals, setRefusals] = useState<Readonly<Record<string, string>>>({});
  const { exploreAgain } = useExplore();
  const setConfig = (next: LabConfig) => {
    useRaces.getState().configure(next);
    exploreAgain();
  };
  const setOption = ({ path, row }: CatalogueEntry): EditedOption => {
    const set = (value: unknown) => {
      const checked = checkOption({ row }, value);
      const { [path]: _, ...others } = refusals;
      setRefusals(checked.ok ? others : { ...others, [path]: checked.message });
      if (checked.ok) setConfig(withOption(config, path, checked.value));
    };
    return {
      value: optionValue(config, path),
      isChanged: isChanged(config, path),
      refusal: refusals[path] ?? null,
      set,
      revert: () => set(defaultValue(path)),
    };
  };
  return { setOption, setConfig };
}
